#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "attendsense/service/corrections/correction_view.hpp"
#include "attendsense/service/ports.hpp"
#include "attendsense/service/principal.hpp"

// Approves, refuses or withdraws what is requested, or undoes what was approved: then the figures are as before. All
// need approve_requests, and for one's own correction a policy that allows self-approval; but whoever asked may
// withdraw until it is decided. Where the policy wants a second approver, the first approval makes it half approved and
// somebody else must give the second. Errors: not_found "correction_unknown"; forbidden "permission_missing",
// "own_request", "second_approver_needed"; conflict "request_decided", "period_closed"; invalid_input "input_invalid".
namespace attendsense::service::decide_correction {

enum class Verdict { approve, refuse, withdraw, undo };
std::string_view to_string(Verdict verdict);
std::optional<Verdict> parse_verdict(std::string_view text);

struct Input {
  Principal actor = {};
  core::CorrectionId correction = {};
  Verdict verdict = Verdict::approve;
  std::string note = {};  // may be empty
};

using Output = CorrectionView;

[[nodiscard]] Result<void> check(const Input& input);
[[nodiscard]] Result<Output> run(Ports& ports, const Input& input, Instant now);

}  // namespace attendsense::service::decide_correction
