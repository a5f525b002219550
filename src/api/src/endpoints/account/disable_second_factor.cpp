#include "attendsense/service/account/disable_second_factor.hpp"

#include "endpoints/account/endpoints.hpp"
#include "json_input.hpp"

namespace attendsense::api::endpoints {

Result<http::Response> disable_second_factor(Call& call) {
  Result<JsonBody> body = JsonBody::parse(call.request);
  if (!body) return fail(std::move(body));
  ObjectReader root = body->root();
  const service::disable_second_factor::Input input{call.principal, root.secret("password"), root.secret("code")};
  if (auto wrong = body->finish(); !wrong) return fail(std::move(wrong));
  const auto done = service::disable_second_factor::run(call.ports(), input, call.now);
  if (!done) return fail(done.error());
  return empty_response();
}

}  // namespace attendsense::api::endpoints
