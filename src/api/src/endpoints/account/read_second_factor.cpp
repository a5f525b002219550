#include "attendsense/service/account/read_second_factor.hpp"

#include "endpoints/account/endpoints.hpp"
#include "views_json.hpp"

namespace attendsense::api::endpoints {

Result<http::Response> read_second_factor(Call& call) {
  const auto factor = service::read_second_factor::run(call.ports(), {call.principal}, call.now);
  if (!factor) return fail(factor.error());
  return json_response(200, {{"enrolled_at", to_json(factor->enrolled_at)},
                             {"recovery_codes_left", factor->recovery_codes_left},
                             {"demanded", factor->demanded}});
}

}  // namespace attendsense::api::endpoints
