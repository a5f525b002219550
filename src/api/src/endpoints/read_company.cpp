#include "attendsense/service/read_company.hpp"

#include "endpoints/endpoints.hpp"
#include "views_json.hpp"

namespace attendsense::api::endpoints {

Result<http::Response> read_company(Call& call) {
  const auto output = service::read_company::run(call.ports(), {call.principal}, call.now);
  if (!output) return fail(output.error());
  return json_response(200, to_json(*output));
}

}  // namespace attendsense::api::endpoints
