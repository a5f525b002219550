#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "attendsense/service/planning/leave_view.hpp"
#include "attendsense/service/ports.hpp"
#include "attendsense/service/principal.hpp"

// Approves or refuses what is requested, or withdraws what is requested or approved. All need approve_requests, and for
// one's own leave a policy that allows self-approval; but whoever asked for leave may withdraw it until it is decided.
// Errors: not_found "leave_unknown"; forbidden "permission_missing", "own_request"; conflict "request_decided",
// "period_closed"; invalid_input "input_invalid".
namespace attendsense::service::decide_leave {

enum class Verdict { approve, refuse, withdraw };
std::string_view to_string(Verdict verdict);
std::optional<Verdict> parse_verdict(std::string_view text);

struct Input {
  Principal actor = {};
  core::LeaveId leave = {};
  Verdict verdict = Verdict::approve;
  std::string note = {};  // may be empty
};

using Output = LeaveView;

[[nodiscard]] Result<void> check(const Input& input);
[[nodiscard]] Result<Output> run(Ports& ports, const Input& input, Instant now);

}  // namespace attendsense::service::decide_leave
