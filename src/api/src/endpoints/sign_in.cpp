#include "attendsense/service/sign_in.hpp"

#include "endpoints/endpoints.hpp"
#include "json_input.hpp"
#include "views_json.hpp"

namespace attendsense::api::endpoints {

Result<http::Response> sign_in(Call& call) {
  Result<JsonBody> body = JsonBody::parse(call.request);
  if (!body) return fail(std::move(body));
  ObjectReader root = body->root();
  const service::sign_in::Input input{root.text("email"), root.secret("password"), call.client.address};
  if (auto done = body->finish(); !done) return fail(std::move(done));
  const auto session = service::sign_in::run(call.ports(), input, call.now);
  if (!session) return fail(session.error());
  return json_response(201, to_json(*session));
}

}  // namespace attendsense::api::endpoints
