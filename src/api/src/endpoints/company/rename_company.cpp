#include "attendsense/service/company/rename_company.hpp"

#include "conditional.hpp"
#include "endpoints/company/endpoints.hpp"
#include "json_input.hpp"
#include "views_json.hpp"

namespace attendsense::api::endpoints {

namespace use_case = service::rename_company;

Result<http::Response> rename_company(Call& call) {
  Result<JsonBody> body = JsonBody::parse(call.request);
  if (!body) return fail(std::move(body));
  use_case::Input input;
  input.actor = call.principal;
  input.name = body->root().text("name");
  input.precondition = precondition_of<use_case::Output>(call, to_json);
  if (auto done = body->finish(); !done) return fail(std::move(done));
  const auto company = use_case::run(call.ports(), input, call.now);
  if (!company) return fail(company.error());
  return tagged_json_response(200, to_json(*company));
}

}  // namespace attendsense::api::endpoints
