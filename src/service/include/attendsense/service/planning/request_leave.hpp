#pragma once

#include <optional>
#include <string>

#include "attendsense/service/planning/leave_view.hpp"
#include "attendsense/service/ports.hpp"
#include "attendsense/service/principal.hpp"

// Leave is asked for by the person (view_own), or entered for somebody by who may approve it (approve_requests), who
// may approve it in the same breath; one's own only where the policy allows self-approval. Errors: forbidden
// "permission_missing", "own_request"; not_found "employee_unknown"; conflict "leave_overlaps", "period_closed";
// invalid_input "input_invalid", also for a kind that may not be asked for.
namespace attendsense::service::request_leave {

inline constexpr int kMostLeaveDays = 366;

struct Input {
  Principal actor = {};
  std::optional<core::EmployeeId> employee = {};  // none: oneself
  core::LeaveKindId kind = {};
  LocalDate from = {};
  LocalDate to = {};                          // the last date; at most kMostLeaveDays
  core::DayPart part = core::DayPart::whole;  // a half is of a single date
  std::string reason = {};                    // may be empty
  bool approve = false;
};

using Output = LeaveView;

[[nodiscard]] Result<void> check(const Input& input);
[[nodiscard]] Result<Output> run(Ports& ports, const Input& input, Instant now);

}  // namespace attendsense::service::request_leave
