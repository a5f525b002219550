#include "attendsense/service/read_company.hpp"

#include "endpoints/endpoints.hpp"
#include "views_json.hpp"

namespace attendsense::api::endpoints {

Result<http::Response> read_company(Call& call) {
  const auto output = service::read_company::run(call.ports(), {call.principal}, call.now);
  if (!output) return fail(output.error());
  const core::Company& company = output->company;
  return json_response(200, {{"id", company.id.to_string()},
                             {"name", company.name},
                             {"created_at", to_rfc3339(company.created_at)},
                             {"policy", to_json(company.policy)},
                             {"sites", list_to_json(output->sites)},
                             {"roles", list_to_json(output->roles)}});
}

}  // namespace attendsense::api::endpoints
