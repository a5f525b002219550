#include "attendsense/service/corrections/decide_batch.hpp"

#include "endpoints/corrections/endpoints.hpp"
#include "json_input.hpp"

namespace attendsense::api::endpoints {

namespace use_case = service::decide_batch;

Result<http::Response> decide_batch(Call& call) {
  const auto id = call.id<core::CorrectionBatchId>("batch_id");
  if (!id) return fail(id.error());
  Result<JsonBody> body = JsonBody::parse(call.request);
  if (!body) return fail(std::move(body));
  ObjectReader root = body->root();
  use_case::Input input;
  input.actor = call.principal;
  input.batch = *id;
  input.verdict = root.required("verdict", root.optional_choice("verdict", service::decide_correction::parse_verdict,
                                                                "approve, refuse, withdraw or undo"));
  input.note = root.optional_text("note").value_or("");
  if (auto done = body->finish(); !done) return fail(std::move(done));
  const auto output = use_case::run(call.ports(), input, call.now);
  if (!output) return fail(output.error());
  return json_response(
      200,
      {{"batch_id", output->batch.to_string()}, {"decided", output->decided}, {"passed_over", output->passed_over}});
}

}  // namespace attendsense::api::endpoints
