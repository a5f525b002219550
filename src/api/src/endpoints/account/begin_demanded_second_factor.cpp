#include "attendsense/service/account/begin_demanded_second_factor.hpp"

#include "endpoints/account/endpoints.hpp"
#include "json_input.hpp"
#include "second_factor_json.hpp"

namespace attendsense::api::endpoints {

Result<http::Response> begin_demanded_second_factor(Call& call) {
  Result<JsonBody> body = JsonBody::parse(call.request);
  if (!body) return fail(std::move(body));
  ObjectReader root = body->root();
  const service::begin_demanded_second_factor::Input input{root.secret("challenge")};
  if (auto wrong = body->finish(); !wrong) return fail(std::move(wrong));
  const auto done = service::begin_demanded_second_factor::run(call.ports(), input, call.now);
  if (!done) return fail(done.error());
  return json_response(201, to_json(*done));
}

}  // namespace attendsense::api::endpoints
