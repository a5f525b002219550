#include "attendsense/service/account/confirm_second_factor.hpp"

#include "endpoints/account/endpoints.hpp"
#include "json_input.hpp"
#include "second_factor_json.hpp"

namespace attendsense::api::endpoints {

Result<http::Response> confirm_second_factor(Call& call) {
  Result<JsonBody> body = JsonBody::parse(call.request);
  if (!body) return fail(std::move(body));
  ObjectReader root = body->root();
  const service::confirm_second_factor::Input input{call.principal, root.secret("code")};
  if (auto wrong = body->finish(); !wrong) return fail(std::move(wrong));
  const auto done = service::confirm_second_factor::run(call.ports(), input, call.now);
  if (!done) return fail(done.error());
  return json_response(200, {{"recovery_codes", to_json(*done)}});
}

}  // namespace attendsense::api::endpoints
