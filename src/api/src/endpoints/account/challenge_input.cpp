#include "endpoints/account/challenge_input.hpp"

#include "json_input.hpp"
#include "user_agent.hpp"

namespace attendsense::api {

Result<service::answer_challenge::Input> read_challenge_answer(const Call& call) {
  Result<JsonBody> body = JsonBody::parse(call.request);
  if (!body) return fail(std::move(body));
  ObjectReader root = body->root();
  service::answer_challenge::Input input{root.secret("challenge"), root.secret("code"), call.client.address,
                                         program_of(call.request.headers.find("User-Agent").value_or(""))};
  if (auto done = body->finish(); !done) return fail(std::move(done));
  return input;
}

}  // namespace attendsense::api
