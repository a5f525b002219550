#include "attendsense/service/refresh_session.hpp"

#include "endpoints/endpoints.hpp"
#include "json_input.hpp"
#include "views_json.hpp"

namespace attendsense::api::endpoints {

Result<http::Response> refresh_session(Call& call) {
  Result<JsonBody> body = JsonBody::parse(call.request);
  if (!body) return fail(std::move(body));
  const service::refresh_session::Input input{body->root().secret("refresh_token"), call.client.address};
  if (auto done = body->finish(); !done) return fail(std::move(done));
  const auto session = service::refresh_session::run(call.ports(), input, call.now);
  if (!session) return fail(session.error());
  return json_response(200, to_json(*session));
}

}  // namespace attendsense::api::endpoints
