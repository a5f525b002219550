#include "attendsense/service/read_station.hpp"

#include "attendsense/base/log.hpp"
#include "attendsense/service/input_check.hpp"
#include "lookup.hpp"
#include "station_clock.hpp"

namespace attendsense::service::read_station {
namespace {

Result<core::StationId> wanted(const Input& input) {
  if (!input.station) return require_station(input.actor);
  if (input.actor.station == *input.station) return *input.station;
  Result<void> allowed = require(input.actor, core::Permission::manage_stations);
  if (!allowed) return fail(std::move(allowed));
  return *input.station;
}

Result<Output> read(Ports& ports, const Principal& actor, core::StationId id) {
  return core::read_from(ports.store, [&](core::Transaction& transaction) -> Result<Output> {
    Result<core::Station> station = station_of(transaction, actor.company, id);
    if (!station) return fail(std::move(station));
    Result<core::Company> company = company_of(transaction, actor.company);
    if (!company) return fail(std::move(company));
    Result<StationView> view = view_of(transaction, *station);
    if (!view) return fail(std::move(view));
    return Output{std::move(*view), std::move(company->name), std::move(company->policy.language),
                  company->policy.too_soon, vision::QualityLimits{}};
  });
}

bool is_known(const core::Station& station, const Input& input, Instant now) {
  const bool seen_just_now = station.last_seen && now - *station.last_seen < kNotedEvery;
  return seen_just_now && !clock_has_moved(station, input.clock_offset);
}

// Read afresh: a worker may have noted it meanwhile, or somebody revoked it.
Result<void> note_seen(core::Store& store, const core::Station& station, const Input& input, Instant now) {
  return store.write([&](core::Transaction& transaction) -> Result<void> {
    Result<core::Station> current = station_of(transaction, station.company, station.id);
    if (!current) return fail(std::move(current));
    if (is_known(*current, input, now)) return {};
    current->last_seen = now;
    if (clock_has_moved(*current, input.clock_offset)) current->clock_offset = input.clock_offset;
    return transaction.stations().update(*current);
  });
}

}  // namespace

Result<void> check(const Input& input) {
  InputCheck check;
  check_clock_offset(check, input.clock_offset);
  return check.result();
}

Result<Output> run(Ports& ports, const Input& input, Instant now) {
  const Result<core::StationId> id = wanted(input);
  if (!id) return fail(id.error());
  if (Result<void> checked = check(input); !checked) return fail(std::move(checked));
  Result<Output> output = read(ports, input.actor, *id);
  if (!output || input.actor.station != *id || is_known(output->station.station, input, now)) return output;
  // What the station asked for is known: that it asked not being written is no reason to refuse it.
  if (const Result<void> noted = note_seen(ports.store, output->station.station, input, now); !noted) {
    log::warn("station_not_noted", {{"station", *id}, {"error", noted.error()}});
  }
  return output;
}

}  // namespace attendsense::service::read_station
