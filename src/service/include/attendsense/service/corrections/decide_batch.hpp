#pragma once

#include <string>

#include "attendsense/service/corrections/decide_correction.hpp"

// One decision on all corrections that were made together, as far as they are open to it: those that wait are approved
// or refused, those that are approved are undone. All of them or none: what the actor may not decide on one of them
// stops it. Needs approve_requests. Errors: not_found "batch_unknown"; conflict "request_decided" where the decision
// fits none of them; and those of decide_correction.
namespace attendsense::service::decide_batch {

struct Input {
  Principal actor = {};
  core::CorrectionBatchId batch = {};
  decide_correction::Verdict verdict = decide_correction::Verdict::approve;
  std::string note = {};  // may be empty
};

struct Output {
  core::CorrectionBatchId batch;
  int decided = 0;
  int passed_over = 0;  // the decision does not fit their state
};

[[nodiscard]] Result<void> check(const Input& input);
[[nodiscard]] Result<Output> run(Ports& ports, const Input& input, Instant now);

}  // namespace attendsense::service::decide_batch
