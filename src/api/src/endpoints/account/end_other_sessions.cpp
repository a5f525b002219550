#include "attendsense/service/account/end_other_sessions.hpp"

#include "endpoints/account/endpoints.hpp"

namespace attendsense::api::endpoints {

Result<http::Response> end_other_sessions(Call& call) {
  const auto done = service::end_other_sessions::run(call.ports(), {call.principal}, call.now);
  if (!done) return fail(done.error());
  return json_response(200, {{"ended", done->ended}});
}

}  // namespace attendsense::api::endpoints
