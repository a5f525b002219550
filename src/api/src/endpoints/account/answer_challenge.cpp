#include "attendsense/service/account/answer_challenge.hpp"

#include "endpoints/account/challenge_input.hpp"
#include "endpoints/account/endpoints.hpp"
#include "second_factor_json.hpp"
#include "views_json.hpp"

namespace attendsense::api::endpoints {

Result<http::Response> answer_challenge(Call& call) {
  const auto input = read_challenge_answer(call);
  if (!input) return fail(input.error());
  const auto done = service::answer_challenge::run(call.ports(), *input, call.now);
  if (!done) return fail(done.error());
  boost::json::object body = to_json(done->session);
  body["recovery_codes"] = to_json(done->recovery_codes);
  return json_response(201, body);
}

}  // namespace attendsense::api::endpoints
