#include "attendsense/service/planning/add_holiday.hpp"
#include "attendsense/service/planning/create_assignment.hpp"
#include "attendsense/service/planning/create_leave_kind.hpp"
#include "attendsense/service/planning/create_schedule.hpp"
#include "attendsense/service/planning/decide_leave.hpp"
#include "attendsense/service/planning/grant_overtime.hpp"
#include "attendsense/service/planning/import_holidays.hpp"
#include "attendsense/service/planning/list_assignments.hpp"
#include "attendsense/service/planning/list_holidays.hpp"
#include "attendsense/service/planning/list_leave_kinds.hpp"
#include "attendsense/service/planning/list_leaves.hpp"
#include "attendsense/service/planning/list_overtime_grants.hpp"
#include "attendsense/service/planning/list_schedules.hpp"
#include "attendsense/service/planning/read_assignment.hpp"
#include "attendsense/service/planning/read_leave.hpp"
#include "attendsense/service/planning/read_schedule.hpp"
#include "attendsense/service/planning/remove_assignment.hpp"
#include "attendsense/service/planning/remove_holiday.hpp"
#include "attendsense/service/planning/remove_schedule.hpp"
#include "attendsense/service/planning/request_leave.hpp"
#include "attendsense/service/planning/revoke_overtime.hpp"
#include "attendsense/service/planning/update_assignment.hpp"
#include "attendsense/service/planning/update_leave_kind.hpp"
#include "attendsense/service/planning/update_schedule.hpp"
#include "permission_table.hpp"

// Who may do what with planning, as one table.

namespace attendsense::service::testing {
namespace {

using core::Permission;

std::vector<Verb> verbs() {
  const std::set<Permission> schedules{Permission::manage_schedules};
  const std::set<Permission> approve{Permission::approve_requests};
  const std::set<Permission> requests{Permission::approve_requests, Permission::view_own};
  const std::set<Permission> anybody{};
  return {
      verb<create_schedule::Input>("create_schedule", schedules, create_schedule::run),
      verb<update_schedule::Input>("update_schedule", schedules, update_schedule::run),
      verb<remove_schedule::Input>("remove_schedule", schedules, remove_schedule::run),
      verb<read_schedule::Input>("read_schedule", anybody, read_schedule::run),
      verb<list_schedules::Input>("list_schedules", anybody, list_schedules::run),
      verb<create_assignment::Input>("create_assignment", schedules, create_assignment::run),
      verb<update_assignment::Input>("update_assignment", schedules, update_assignment::run),
      verb<remove_assignment::Input>("remove_assignment", schedules, remove_assignment::run),
      verb<read_assignment::Input>("read_assignment", anybody, read_assignment::run),
      verb<list_assignments::Input>("list_assignments", anybody, list_assignments::run),
      verb<add_holiday::Input>("add_holiday", schedules, add_holiday::run),
      verb<remove_holiday::Input>("remove_holiday", schedules, remove_holiday::run),
      verb<import_holidays::Input>("import_holidays", schedules, import_holidays::run),
      verb<list_holidays::Input>("list_holidays", anybody, list_holidays::run),
      verb<create_leave_kind::Input>("create_leave_kind", schedules, create_leave_kind::run),
      verb<update_leave_kind::Input>("update_leave_kind", schedules, update_leave_kind::run),
      verb<list_leave_kinds::Input>("list_leave_kinds", anybody, list_leave_kinds::run),
      verb<request_leave::Input>("request_leave", requests, request_leave::run),
      verb<list_leaves::Input>("list_leaves", requests, list_leaves::run),
      verb<read_leave::Input>("read_leave", requests, read_leave::run),
      verb<decide_leave::Input>("decide_leave", requests, decide_leave::run),
      verb<grant_overtime::Input>("grant_overtime", approve, grant_overtime::run),
      verb<list_overtime_grants::Input>("list_overtime_grants", requests, list_overtime_grants::run),
      verb<revoke_overtime::Input>("revoke_overtime", approve, revoke_overtime::run),
  };
}

TEST(PlanningPermissions, each_verb_takes_its_own_permission_and_no_other) {
  Office office;
  expect_its_own_permission(office, verbs());
}

TEST(PlanningPermissions, stations_and_strangers_may_do_none_of_it) {
  Office office;
  expect_no_stations_or_strangers(office, verbs());
}

}  // namespace
}  // namespace attendsense::service::testing
