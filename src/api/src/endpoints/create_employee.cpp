#include "attendsense/service/create_employee.hpp"

#include "attendsense/service/enrol_photo.hpp"
#include "endpoints/endpoints.hpp"
#include "json_input.hpp"
#include "views_json.hpp"

namespace attendsense::api::endpoints {

namespace use_case = service::create_employee;

namespace {

use_case::Input read(ObjectReader root, const service::Principal& actor) {
  use_case::Input input;
  input.actor = actor;
  input.email = root.text("email");
  input.given_name = root.text("given_name");
  input.family_name = root.text("family_name");
  input.honorific = root.optional_choice("honorific", core::parse_honorific, "one of none, mr, ms, mx, dr, prof")
                        .value_or(core::Honorific::none);
  input.site = root.optional_id<core::SiteId>("site_id");
  input.role = root.optional_text("role").value_or("employee");
  input.password = root.optional_secret("password");
  input.consent = root.flag("consent");
  input.personnel_number = root.optional_text("personnel_number").value_or("");
  input.hired_at = root.optional_time("hired_at");
  input.left_at = root.optional_time("left_at");
  input.photos = root.files("photos", service::kMostPhotosAtOnce);
  const bool vouched = root.optional_flag("is_another_person").value_or(false);
  input.alike = vouched ? service::AlikeFace::is_another_person : service::AlikeFace::refuse;
  return input;
}

}  // namespace

Result<http::Response> create_employee(Call& call) {
  Result<JsonBody> body = JsonBody::parse(call.request);
  if (!body) return fail(std::move(body));
  const use_case::Input input = read(body->root(), call.principal);
  if (auto done = body->finish(); !done) return fail(std::move(done));
  const auto output = use_case::run(call.ports(), input, call.now);
  if (!output) return fail(output.error());
  return json_response(201, {{"employee", to_json(output->employee)}, {"photos", list_to_json(output->photos)}});
}

}  // namespace attendsense::api::endpoints
