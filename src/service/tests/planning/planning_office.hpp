#pragma once

#include "attendsense/core/schedule.hpp"
#include "attendsense/service/planning/schedule_definition.hpp"
#include "office.hpp"

namespace attendsense::service::testing {

using namespace std::chrono_literals;

// Monday to Friday from 9 to 17:30, of which 8 hours count.
[[nodiscard]] ScheduleDefinition office_hours(const std::string& name = "Office hours");

// An office with people of several roles, and what the tests of planning do all the time.
struct PlanningOffice : Office {
  PlanningOffice();

  core::ScheduleId add_schedule(const std::string& name = "Office hours");
  core::LeaveKindId add_leave_kind(const std::string& name = "Annual leave", bool paid = true);
  // A role of these permissions, with somebody who has it.
  Principal hire_with(const std::string& given_name, const std::set<core::Permission>& permissions);
  void close_period(LocalDate from, LocalDate to, std::optional<core::SiteId> for_site = std::nullopt);
  void change_policy(const std::function<void(core::Policy&)>& change);

  core::EmployeeId ada;
  Principal as_ada;       // employee
  Principal as_approver;  // approves requests
  Principal outsider;     // may do everything, in another company
};

}  // namespace attendsense::service::testing
