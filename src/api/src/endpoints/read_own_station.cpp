#include "attendsense/service/read_station.hpp"
#include "endpoints/endpoints.hpp"
#include "query_input.hpp"
#include "views_json.hpp"

namespace attendsense::api::endpoints {

namespace {

boost::json::object face_limits(const vision::QualityLimits& limits) {
  return {{"min_face_width", limits.min_face_width},
          {"min_sharpness", limits.min_sharpness},
          {"min_brightness", limits.min_brightness},
          {"max_brightness", limits.max_brightness},
          {"min_contrast", limits.min_contrast},
          {"min_inside", limits.min_inside},
          {"max_yaw", limits.max_yaw},
          {"max_pitch", limits.max_pitch},
          {"max_roll", limits.max_roll}};
}

}  // namespace

Result<http::Response> read_own_station(Call& call) {
  const auto station = service::require_station(call.principal);
  if (!station) return fail(station.error());
  ParameterReader fields = ParameterReader::of_headers(call);
  service::read_station::Input input{.actor = call.principal};
  if (const auto offset = fields.integer("Attendsense-Clock-Offset")) {
    input.clock_offset = std::chrono::microseconds{*offset};
  }
  if (auto done = fields.finish(); !done) return fail(std::move(done));
  const auto output = service::read_station::run(call.ports(), input, call.now);
  if (!output) return fail(output.error());
  return json_response(200, {{"id", output->station.station.id.to_string()},
                             {"name", output->station.station.name},
                             {"company", output->company},
                             {"site", to_json(output->station.site)},
                             {"cameras", list_to_json(output->station.cameras)},
                             {"language", output->language},
                             {"too_soon_seconds", output->too_soon.count()},
                             {"face", face_limits(output->face)}});
}

}  // namespace attendsense::api::endpoints
