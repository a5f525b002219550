#include "attendsense/service/report_station.hpp"

#include "attendsense/service/input_check.hpp"
#include "lookup.hpp"

namespace attendsense::service::report_station {
namespace {

void check_camera(InputCheck& check, const core::CameraReport& camera, const std::string& field) {
  check.name(camera.name, field + ".name");
  check.text(camera.why, field + ".why", 0, 500);
}

Result<bool> is_known(core::Transaction& transaction, core::StationId station, const core::StationReport& report) {
  const auto told = transaction.station_reports().find(station);
  if (!told) return fail(told.error());
  return *told && (*told)->report == report;
}

}  // namespace

Result<void> check(const Input& input) {
  const core::StationReport& report = input.report;
  InputCheck check;
  check.name(report.version, "version", 50);
  check.that(report.waiting >= 0, "waiting", "must not be negative");
  check.that(report.set_aside >= 0, "set_aside", "must not be negative");
  check.that(report.dropped >= 0, "dropped", "must not be negative");
  check.that(report.cameras.size() <= kMostCameras, "cameras", "must be at most " + std::to_string(kMostCameras));
  for (std::size_t i = 0; i < std::min(report.cameras.size(), kMostCameras); ++i) {
    check_camera(check, report.cameras[i], "cameras[" + std::to_string(i) + "]");
  }
  return check.result();
}

Result<void> run(Ports& ports, const Input& input, Instant now) {
  const Result<core::StationId> id = require_station(input.actor);
  if (!id) return fail(id.error());
  if (Result<void> checked = check(input); !checked) return checked;
  const Result<bool> known = core::read_from(
      ports.store, [&](core::Transaction& transaction) { return is_known(transaction, *id, input.report); });
  if (!known) return fail(known.error());
  if (*known) return {};
  return ports.store.write([&](core::Transaction& transaction) -> Result<void> {
    const Result<core::Station> station = station_of(transaction, input.actor.company, *id);
    if (!station) return fail(station.error());
    return transaction.station_reports().set(*id, {input.report, now});
  });
}

}  // namespace attendsense::service::report_station
