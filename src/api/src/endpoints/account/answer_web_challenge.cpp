#include "attendsense/service/account/answer_challenge.hpp"
#include "endpoints/account/challenge_input.hpp"
#include "endpoints/account/endpoints.hpp"
#include "second_factor_json.hpp"
#include "web_session.hpp"

namespace attendsense::api::endpoints {

Result<http::Response> answer_web_challenge(Call& call) {
  if (Result<void> own = require_web_app(call.request, call.client); !own) return fail(std::move(own));
  const auto input = read_challenge_answer(call);
  if (!input) return fail(input.error());
  const auto done = service::answer_challenge::run(call.ports(), *input, call.now);
  if (!done) return fail(done.error());
  return web_session_response(201, done->session, call.client, {{"recovery_codes", to_json(done->recovery_codes)}});
}

}  // namespace attendsense::api::endpoints
