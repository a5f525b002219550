#include "attendsense/service/sign_in.hpp"

#include "endpoints/endpoints.hpp"
#include "json_input.hpp"
#include "second_factor_json.hpp"
#include "user_agent.hpp"
#include "views_json.hpp"

namespace attendsense::api::endpoints {

Result<http::Response> sign_in(Call& call) {
  Result<JsonBody> body = JsonBody::parse(call.request);
  if (!body) return fail(std::move(body));
  ObjectReader root = body->root();
  const service::sign_in::Input input{root.text("email"), root.secret("password"), call.client.address,
                                      program_of(call.request.headers.find("User-Agent").value_or(""))};
  if (auto done = body->finish(); !done) return fail(std::move(done));
  const auto done = service::sign_in::run(call.ports(), input, call.now);
  if (!done) return fail(done.error());
  if (done->challenge) return json_response(202, to_json(*done->challenge));
  return json_response(201, to_json(done->session.value()));
}

}  // namespace attendsense::api::endpoints
