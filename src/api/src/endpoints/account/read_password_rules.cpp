#include <boost/json/array.hpp>

#include "attendsense/service/account/judge_password.hpp"
#include "endpoints/account/endpoints.hpp"

namespace attendsense::api::endpoints {

Result<http::Response> read_password_rules(Call&) {
  const service::judge_password::Rules rules = service::judge_password::rules();
  return json_response(
      200, {{"min_characters", rules.min_characters},
            {"max_bytes", rules.max_bytes},
            {"refused", boost::json::array{"password_common", "password_personal", "password_monotonous"}}});
}

}  // namespace attendsense::api::endpoints
