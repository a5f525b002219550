#include "attendsense/service/periods/close_period.hpp"
#include "attendsense/service/periods/list_periods.hpp"
#include "attendsense/service/periods/period_changes.hpp"
#include "attendsense/service/periods/read_period.hpp"
#include "attendsense/service/periods/read_sheet.hpp"
#include "attendsense/service/periods/reopen_period.hpp"
#include "attendsense/service/periods/verify_period.hpp"
#include "permission_table.hpp"

// Who may do what with periods, as one table.

namespace attendsense::service::testing {
namespace {

using core::Permission;

std::vector<Verb> verbs() {
  const std::set<Permission> close{Permission::close_periods};
  const std::set<Permission> look{Permission::close_periods, Permission::view_all};
  return {
      verb<close_period::Input>("close_period", close, close_period::run),
      verb<reopen_period::Input>("reopen_period", close, reopen_period::run),
      verb<verify_period::Input>("verify_period", close, verify_period::run),
      verb<period_changes::Input>("period_changes", close, period_changes::run),
      verb<list_periods::Input>("list_periods", look, list_periods::run),
      verb<read_period::Input>("read_period", look, read_period::run),
      verb<read_sheet::Input>("read_sheet", look, read_sheet::run),
  };
}

TEST(PeriodPermissions, each_verb_takes_its_own_permission_and_no_other) {
  Office office;
  expect_its_own_permission(office, verbs());
}

TEST(PeriodPermissions, stations_and_strangers_may_do_none_of_it) {
  Office office;
  expect_no_stations_or_strangers(office, verbs());
}

}  // namespace
}  // namespace attendsense::service::testing
