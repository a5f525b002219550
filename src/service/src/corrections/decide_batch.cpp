#include "attendsense/service/corrections/decide_batch.hpp"

#include "attendsense/service/input_check.hpp"
#include "corrections/correction_rules.hpp"
#include "corrections/decide_one.hpp"
#include "lookup.hpp"

namespace attendsense::service::decide_batch {
namespace {

Result<Output> decide(core::Transaction& transaction, const Input& input, Instant now) {
  auto corrections = all_corrections(transaction, input.actor.company, {.batch = input.batch});
  if (!corrections) return fail(std::move(corrections));
  if (corrections->empty()) {
    return fail(Failure::not_found, "batch_unknown", "There is no batch " + input.batch.to_string(),
                "List corrections with GET /api/v1/corrections");
  }
  const Result<core::Company> company = company_of(transaction, input.actor.company);
  if (!company) return fail(company.error());
  Output output{input.batch};
  for (core::Correction& correction : *corrections) {
    if (!is_open_to(input.verdict, correction.state)) {
      ++output.passed_over;
      continue;
    }
    const auto decided =
        decide_one(transaction, {input.actor, input.verdict, input.note}, std::move(correction), company->policy, now);
    if (!decided) return fail(decided.error());
    ++output.decided;
  }
  if (output.decided > 0) return output;
  return fail(Failure::conflict, "request_decided", "No correction of the batch is open to that decision",
              "What waits can be approved, refused or withdrawn; what is approved can be undone");
}

}  // namespace

Result<void> check(const Input& input) {
  return InputCheck().text(input.note, "note", 0, 500).result();
}

Result<Output> run(Ports& ports, const Input& input, Instant now) {
  Result<void> allowed = require(input.actor, core::Permission::approve_requests);
  if (!allowed) return fail(std::move(allowed));
  if (Result<void> checked = check(input); !checked) return fail(std::move(checked));
  Result<Output> decided =
      core::write_to(ports.store, [&](core::Transaction& transaction) { return decide(transaction, input, now); });
  if (decided) ports.events_written.ring();
  return decided;
}

}  // namespace attendsense::service::decide_batch
