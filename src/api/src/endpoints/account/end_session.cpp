#include "attendsense/service/account/end_session.hpp"

#include "endpoints/account/endpoints.hpp"

namespace attendsense::api::endpoints {

Result<http::Response> end_session(Call& call) {
  const auto id = call.id<core::TokenId>("session_id");
  if (!id) return fail(id.error());
  const auto done = service::end_session::run(call.ports(), {call.principal, *id}, call.now);
  if (!done) return fail(done.error());
  return empty_response();
}

}  // namespace attendsense::api::endpoints
