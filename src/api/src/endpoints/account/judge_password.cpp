#include "attendsense/service/account/judge_password.hpp"

#include "endpoints/account/endpoints.hpp"
#include "json_input.hpp"

namespace attendsense::api::endpoints {

Result<http::Response> judge_password(Call& call) {
  Result<JsonBody> body = JsonBody::parse(call.request);
  if (!body) return fail(std::move(body));
  const service::judge_password::Input input{call.principal, body->root().secret("password")};
  if (auto done = body->finish(); !done) return fail(std::move(done));
  const auto judged = service::judge_password::run(call.ports(), input, call.now);
  if (!judged) return fail(judged.error());
  const std::optional<Error>& fault = judged->fault;
  if (!fault) return json_response(200, {{"good", true}, {"code", nullptr}, {"message", nullptr}});
  return json_response(200, {{"good", false}, {"code", fault->code}, {"message", fault->message}});
}

}  // namespace attendsense::api::endpoints
