#include "attendsense/service/station_watch.hpp"

#include <algorithm>
#include <vector>

#include "alerts.hpp"
#include "attendsense/base/log.hpp"

namespace attendsense::service {
namespace {

using core::Incident;
using core::IncidentKind;
using core::Station;

constexpr const char* kLeadership = "station-watch";

// What is to be told: an incident that began, or one that ended.
struct Change {
  Incident incident;
  Station station;
  bool ended = false;
};

// What is wrong with a station now.
std::vector<Incident> wrong_with(const Station& station, const StationWatchOptions& options, Instant now) {
  std::vector<Incident> found;
  if (station.state != core::StationState::active) return found;
  if (station.last_seen && now - *station.last_seen > options.silent) {
    found.push_back({IncidentKind::station_silent, station.company, station.id, now});
  }
  if (station.clock_offset && std::chrono::abs(*station.clock_offset) > options.clock_tolerance) {
    found.push_back({IncidentKind::station_clock_wrong, station.company, station.id, now});
  }
  return found;
}

// A server that was down itself has heard nobody.
bool listened_long_enough(const Incident& incident, const StationWatchOptions& options, Instant now) {
  return incident.kind != IncidentKind::station_silent || now - options.listening_since.value_or(now) > options.silent;
}

bool holds(const std::vector<Incident>& incidents, const Incident& wanted) {
  return std::ranges::any_of(
      incidents, [&](const Incident& one) { return one.kind == wanted.kind && one.station == wanted.station; });
}

Result<std::vector<Change>> find_changes(core::Transaction& transaction, const StationWatchOptions& options,
                                         Instant now) {
  const auto known = transaction.incidents().all();
  if (!known) return fail(known.error());
  const auto companies = transaction.companies().all();
  if (!companies) return fail(companies.error());
  std::vector<Change> changes;
  for (const core::Company& company : *companies) {
    const auto stations = transaction.stations().list(company.id);
    if (!stations) return fail(stations.error());
    for (const Station& station : *stations) {
      const std::vector<Incident> wrong = wrong_with(station, options, now);
      for (const Incident& incident : wrong) {
        if (holds(*known, incident) || !listened_long_enough(incident, options, now)) continue;
        changes.push_back({incident, station, false});
      }
      for (const Incident& incident : *known) {
        if (incident.station == station.id && !holds(wrong, incident)) changes.push_back({incident, station, true});
      }
    }
  }
  return changes;
}

StationWatchOptions begun(StationWatchOptions options, Instant now) {
  if (!options.listening_since) options.listening_since = now;
  return options;
}

Result<void> write(core::Transaction& transaction, const std::vector<Change>& changes, Instant now) {
  for (const Change& change : changes) {
    const Incident& incident = change.incident;
    const Result<bool> news = change.ended ? transaction.incidents().end(incident.kind, incident.station)
                                           : transaction.incidents().begin(incident);
    if (!news) return fail(news.error());
    if (!*news) continue;
    const std::optional<Instant> ended_at = change.ended ? std::optional(now) : std::nullopt;
    Result<void> told = tell(transaction, incident_alert(incident, change.station, ended_at, now));
    if (!told) return told;
  }
  return {};
}

}  // namespace

StationWatch::StationWatch(core::Store& store, Signal& events_written, const Clock& clock, StationWatchOptions options)
    : store_(store),
      events_written_(events_written),
      clock_(clock),
      options_(begun(options, clock.now())),
      thread_([this](const std::stop_token& stop) { run(stop); }) {}

void StationWatch::run(const std::stop_token& stop) {
  Signal never_rung;
  while (!stop.stop_requested()) {
    const Result<bool> leads = lead();
    const Result<void> looked = leads && *leads ? look() : leads ? Result<void>() : fail(leads.error());
    if (!looked) log::warn("stations_not_watched", {{"error", looked.error()}});
    never_rung.wait(stop, options_.interval);
  }
  leadership_.reset();  // the next one need not wait for this one's destruction
}

Result<bool> StationWatch::lead() {
  if (leadership_ && leadership_->held()) return true;
  leadership_.reset();
  Result<std::unique_ptr<core::Leadership>> asked = store_.try_lead(kLeadership);
  if (!asked) return fail(std::move(asked));
  leadership_ = std::move(*asked);
  return leadership_ != nullptr;
}

Result<void> StationWatch::look() {
  const Instant now = clock_.now();
  const Result<std::vector<Change>> changes =
      core::read_from(store_, [&](core::Transaction& transaction) { return find_changes(transaction, options_, now); });
  if (!changes) return fail(changes.error());
  if (changes->empty()) return {};
  Result<void> written =
      store_.write([&](core::Transaction& transaction) { return write(transaction, *changes, now); });
  if (written) events_written_.ring();
  return written;
}

}  // namespace attendsense::service
