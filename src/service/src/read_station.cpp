#include "attendsense/service/read_station.hpp"

#include "lookup.hpp"

namespace attendsense::service::read_station {
namespace {

Result<core::StationId> wanted(const Input& input) {
  if (!input.station) return require_station(input.actor);
  if (input.actor.station == *input.station) return *input.station;
  Result<void> allowed = require(input.actor, core::Permission::manage_stations);
  if (!allowed) return fail(std::move(allowed));
  return *input.station;
}

}  // namespace

Result<Output> run(Ports& ports, const Input& input, Instant /*now*/) {
  const Result<core::StationId> id = wanted(input);
  if (!id) return fail(id.error());
  return core::read_from(ports.store, [&](core::Transaction& transaction) -> Result<Output> {
    Result<core::Station> station = station_of(transaction, input.actor.company, *id);
    if (!station) return fail(std::move(station));
    Result<core::Company> company = company_of(transaction, input.actor.company);
    if (!company) return fail(std::move(company));
    Result<StationView> view = view_of(transaction, *station);
    if (!view) return fail(std::move(view));
    return Output{std::move(*view), std::move(company->name), std::move(company->policy.language),
                  company->policy.too_soon, vision::QualityLimits{}};
  });
}

}  // namespace attendsense::service::read_station
