#include "attendsense/service/report_station.hpp"

#include "endpoints/endpoints.hpp"
#include "json_input.hpp"

namespace attendsense::api::endpoints {

namespace {

constexpr const char* kCameraStates = "opening, running, lost, ended, failed or stopped";

core::CameraReport read_camera(ObjectReader object) {
  core::CameraReport camera;
  camera.name = object.text("name");
  camera.state = object.required("state", object.optional_choice("state", core::parse_camera_state, kCameraStates));
  camera.why = object.optional_text("why").value_or("");
  return camera;
}

core::StationReport read_report(ObjectReader root) {
  core::StationReport report;
  report.version = root.text("version");
  report.waiting = root.required("waiting", root.optional_integer("waiting"));
  report.set_aside = root.required("set_aside", root.optional_integer("set_aside"));
  report.dropped = root.required("dropped", root.optional_integer("dropped"));
  for (const ObjectReader& camera : root.objects("cameras")) report.cameras.push_back(read_camera(camera));
  return report;
}

}  // namespace

Result<http::Response> report_station(Call& call) {
  const auto station = service::require_station(call.principal);
  if (!station) return fail(station.error());
  Result<JsonBody> body = JsonBody::parse(call.request);
  if (!body) return fail(std::move(body));
  const service::report_station::Input input{.actor = call.principal, .report = read_report(body->root())};
  if (auto done = body->finish(); !done) return fail(std::move(done));
  if (auto told = service::report_station::run(call.ports(), input, call.now); !told) return fail(std::move(told));
  return empty_response();
}

}  // namespace attendsense::api::endpoints
