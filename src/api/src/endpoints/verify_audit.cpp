#include "attendsense/service/read_audit.hpp"
#include "endpoints/endpoints.hpp"

namespace attendsense::api::endpoints {

Result<http::Response> verify_audit(Call& call) {
  const auto output = service::verify_audit::run(call.ports(), {call.principal}, call.now);
  // That the chain is broken is the answer to the question, not a failure to answer it.
  if (!output && output.error().code == "audit_chain_broken") {
    return json_response(200, {{"intact", false}, {"entries", 0}, {"detail", output.error().message}});
  }
  if (!output) return fail(output.error());
  return json_response(200, {{"intact", true}, {"entries", output->entries}, {"detail", ""}});
}

}  // namespace attendsense::api::endpoints
