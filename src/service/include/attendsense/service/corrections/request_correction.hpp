#pragma once

#include <optional>
#include <string>

#include "attendsense/service/corrections/correction_view.hpp"
#include "attendsense/service/ports.hpp"
#include "attendsense/service/principal.hpp"

// A punch that is missing, wrong or too many. Asked for by the person (view_own) within the policy's deadline, or
// entered for somebody by who may approve it (approve_requests), who may approve it in the same breath: a manual punch.
// The punch itself is never changed. Errors: forbidden "permission_missing", "own_request"; not_found
// "employee_unknown", "punch_unknown"; conflict "punch_already_corrected", "period_closed", "correction_too_late";
// invalid_input "input_invalid".
namespace attendsense::service::request_correction {

inline constexpr int kShortestReason = 3;
inline constexpr int kLongestReason = 500;

struct Input {
  Principal actor = {};
  std::optional<core::EmployeeId> employee = {};  // none: oneself
  core::CorrectionKind kind = core::CorrectionKind::add;
  std::optional<core::PunchId> punch = {};        // of remove and change
  std::optional<core::Direction> direction = {};  // of add; of change what is left out stays
  std::optional<Instant> at = {};                 // the same
  std::optional<core::SiteId> site = {};          // of add; none: the employee's
  std::string reason = {};
  bool approve = false;
};

using Output = CorrectionView;

[[nodiscard]] Result<void> check(const Input& input);
[[nodiscard]] Result<Output> run(Ports& ports, const Input& input, Instant now);

}  // namespace attendsense::service::request_correction
