#include "attendsense/service/corrections/decide_correction.hpp"

#include "conditional.hpp"
#include "corrections_json.hpp"
#include "endpoints/corrections/endpoints.hpp"
#include "json_input.hpp"

namespace attendsense::api::endpoints {

namespace use_case = service::decide_correction;

Result<http::Response> decide_correction(Call& call) {
  const auto id = call.id<core::CorrectionId>("correction_id");
  if (!id) return fail(id.error());
  Result<JsonBody> body = JsonBody::parse(call.request);
  if (!body) return fail(std::move(body));
  ObjectReader root = body->root();
  use_case::Input input;
  input.actor = call.principal;
  input.correction = *id;
  input.verdict = root.required(
      "verdict", root.optional_choice("verdict", use_case::parse_verdict, "approve, refuse, withdraw or undo"));
  input.note = root.optional_text("note").value_or("");
  if (auto done = body->finish(); !done) return fail(std::move(done));
  const auto correction = use_case::run(call.ports(), input, call.now);
  if (!correction) return fail(correction.error());
  return tagged_json_response(200, to_json(*correction));
}

}  // namespace attendsense::api::endpoints
