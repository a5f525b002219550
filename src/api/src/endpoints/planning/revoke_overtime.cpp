#include "attendsense/service/planning/revoke_overtime.hpp"

#include "endpoints/planning/endpoints.hpp"

namespace attendsense::api::endpoints {

namespace use_case = service::revoke_overtime;

Result<http::Response> revoke_overtime(Call& call) {
  const auto id = call.id<core::OvertimeGrantId>("grant_id");
  if (!id) return fail(id.error());
  const auto done = use_case::run(call.ports(), {call.principal, *id}, call.now);
  if (!done) return fail(done.error());
  return empty_response();
}

}  // namespace attendsense::api::endpoints
