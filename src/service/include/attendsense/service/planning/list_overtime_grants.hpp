#pragma once

#include <optional>
#include <string>
#include <vector>

#include "attendsense/service/input_check.hpp"
#include "attendsense/service/planning/overtime_grant_view.hpp"
#include "attendsense/service/ports.hpp"
#include "attendsense/service/principal.hpp"

// Everybody's with approve_requests, else one's own; revoked ones too. Errors: not_found "employee_unknown".
namespace attendsense::service::list_overtime_grants {

inline constexpr int kMostGrantDays = 366;

struct Input {
  Principal actor = {};
  LocalDate from = {};
  LocalDate to = {};  // the last date; at most kMostGrantDays
  std::optional<core::EmployeeId> employee = {};
  std::string after = {};  // the `next` of the page before
  int limit = kDefaultPageLimit;
};

struct Output {
  std::vector<OvertimeGrantView> items;  // by date, then id
  std::optional<std::string> next;
};

[[nodiscard]] Result<void> check(const Input& input);
[[nodiscard]] Result<Output> run(Ports& ports, const Input& input, Instant now);

}  // namespace attendsense::service::list_overtime_grants
