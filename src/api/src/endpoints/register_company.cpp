#include "attendsense/service/register_company.hpp"

#include "attendsense/service/enrol_photo.hpp"
#include "endpoints/endpoints.hpp"
#include "json_input.hpp"

namespace attendsense::api::endpoints {

namespace use_case = service::register_company;

namespace {

use_case::Administrator read_administrator(ObjectReader administrator) {
  use_case::Administrator input;
  input.email = administrator.text("email");
  input.given_name = administrator.text("given_name");
  input.family_name = administrator.text("family_name");
  input.honorific =
      administrator.optional_choice("honorific", core::parse_honorific, "one of none, mr, ms, mx, dr, prof")
          .value_or(core::Honorific::none);
  input.password = administrator.secret("password");
  input.consent = administrator.flag("consent");
  input.photos = administrator.files("photos", service::kMostPhotosAtOnce);
  return input;
}

use_case::Input read(ObjectReader root, const std::string& address) {
  use_case::Input input;
  input.setup_code = root.text("setup_code");
  ObjectReader company = root.object("company");
  input.company_name = company.text("name");
  input.language = company.optional_text("language").value_or("en");
  ObjectReader site = company.object("site");
  input.site_name = site.text("name");
  input.time_zone = site.text("time_zone");
  input.administrator = read_administrator(root.object("administrator"));
  input.address = address;
  return input;
}

}  // namespace

Result<http::Response> register_company(Call& call) {
  Result<JsonBody> body = JsonBody::parse(call.request);
  if (!body) return fail(std::move(body));
  const use_case::Input input = read(body->root(), call.client.address);
  if (auto done = body->finish(); !done) return fail(std::move(done));
  const auto output = use_case::run(call.ports(), input, call.now);
  if (!output) return fail(output.error());
  const service::Session& session = output->session;
  return json_response(201, {{"company_id", output->company.to_string()},
                             {"site_id", output->site.to_string()},
                             {"employee_id", output->employee.to_string()},
                             {"access_token", session.access_token.reveal()},
                             {"refresh_token", session.refresh_token.reveal()},
                             {"expires_in", session.expires_in.count()}});
}

}  // namespace attendsense::api::endpoints
