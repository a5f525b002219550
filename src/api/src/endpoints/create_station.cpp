#include "attendsense/service/create_station.hpp"

#include "endpoints/endpoints.hpp"
#include "json_input.hpp"
#include "views_json.hpp"

namespace attendsense::api::endpoints {

namespace use_case = service::create_station;

namespace {

use_case::Input read(ObjectReader root, const service::Principal& actor) {
  use_case::Input input;
  input.actor = actor;
  input.name = root.text("name");
  input.site = root.optional_id<core::SiteId>("site_id");
  for (ObjectReader& camera : root.objects("cameras")) {
    const std::string direction = camera.text("direction");
    const auto parsed = core::parse_camera_direction(direction);
    if (!parsed && !direction.empty()) camera.note("direction", "must be in, out or both");
    input.cameras.push_back({camera.text("name"), parsed.value_or(core::CameraDirection::both)});
  }
  return input;
}

}  // namespace

Result<http::Response> create_station(Call& call) {
  Result<JsonBody> body = JsonBody::parse(call.request);
  if (!body) return fail(std::move(body));
  const use_case::Input input = read(body->root(), call.principal);
  if (auto done = body->finish(); !done) return fail(std::move(done));
  const auto created = use_case::run(call.ports(), input, call.now);
  if (!created) return fail(created.error());
  return json_response(
      201,
      {{"station", to_json(created->station)}, {"token", created->token.reveal()}, {"key", created->key.reveal()}});
}

}  // namespace attendsense::api::endpoints
