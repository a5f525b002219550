#include "attendsense/service/change_password.hpp"

#include "endpoints/endpoints.hpp"
#include "json_input.hpp"

namespace attendsense::api::endpoints {

Result<http::Response> change_password(Call& call) {
  Result<JsonBody> body = JsonBody::parse(call.request);
  if (!body) return fail(std::move(body));
  ObjectReader root = body->root();
  const service::change_password::Input input{call.principal, root.secret("current_password"),
                                              root.secret("new_password")};
  if (auto wrong = body->finish(); !wrong) return fail(std::move(wrong));
  const auto done = service::change_password::run(call.ports(), input, call.now);
  if (!done) return fail(done.error());
  return empty_response();
}

}  // namespace attendsense::api::endpoints
