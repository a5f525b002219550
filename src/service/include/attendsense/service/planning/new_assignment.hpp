#pragma once

#include <optional>
#include <variant>

#include "attendsense/core/schedule.hpp"

namespace attendsense::service {

// What an administrator says of an assignment; the rest is given by the system.
struct NewAssignment {
  core::ScheduleId schedule = {};
  std::variant<core::EmployeeId, core::RoleId, core::SiteId> whom = {};
  LocalDate from = {};
  std::optional<LocalDate> until = {};        // the last date; none: until further notice
  std::optional<LocalDate> cycle_start = {};  // none: `from`
};

}  // namespace attendsense::service
