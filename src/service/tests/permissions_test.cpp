#include <gmock/gmock.h>

#include "attendsense/service/change_password.hpp"
#include "attendsense/service/day_attendance.hpp"
#include "attendsense/service/employee_attendance.hpp"
#include "attendsense/service/enrol_photo.hpp"
#include "attendsense/service/erase_employee.hpp"
#include "attendsense/service/list_employees.hpp"
#include "attendsense/service/list_punches.hpp"
#include "attendsense/service/list_sightings.hpp"
#include "attendsense/service/list_stations.hpp"
#include "attendsense/service/presence.hpp"
#include "attendsense/service/read_audit.hpp"
#include "attendsense/service/read_company.hpp"
#include "attendsense/service/read_employee.hpp"
#include "attendsense/service/read_station.hpp"
#include "attendsense/service/remove_photo.hpp"
#include "attendsense/service/reviews/read_crop.hpp"
#include "attendsense/service/revoke_station.hpp"
#include "attendsense/service/update_employee.hpp"
#include "attendsense/service/update_policy.hpp"
#include "office.hpp"
#include "permission_table.hpp"

// Who may do what, as one table.

namespace attendsense::service::testing {
namespace {

using core::Permission;

const LocalDate kDate{std::chrono::year{2026} / 3 / 2};
const core::EmployeeId kNobody{};

std::vector<Verb> verbs() {
  const auto any = Permission::view_all;
  return {
      {"create_employee",
       {Permission::manage_employees},
       [](Office& o, const Principal& p) {
         return answer(create_employee::run, o, create_employee::Input{.actor = p, .email = "x"});
       }},
      {"list_employees",
       {any, Permission::manage_employees},
       [](Office& o, const Principal& p) { return answer(list_employees::run, o, list_employees::Input{p, {}, ""}); }},
      {"read_employee",
       {any, Permission::manage_employees},
       [](Office& o, const Principal& p) { return answer(read_employee::run, o, read_employee::Input{p, kNobody}); }},
      {"update_employee",
       {Permission::manage_employees},
       [](Office& o, const Principal& p) {
         return answer(update_employee::run, o, update_employee::Input{.actor = p, .employee = kNobody});
       }},
      {"erase_employee",
       {Permission::manage_employees},
       [](Office& o, const Principal& p) { return answer(erase_employee::run, o, erase_employee::Input{p, kNobody}); }},
      {"enrol_photo",
       {Permission::manage_employees},
       [](Office& o, const Principal& p) { return answer(enrol_photo::run, o, enrol_photo::Input{p, kNobody, {}}); }},
      {"remove_photo",
       {Permission::manage_employees},
       [](Office& o, const Principal& p) { return answer(remove_photo::run, o, remove_photo::Input{p, kNobody, {}}); }},
      {"create_station",
       {Permission::manage_stations},
       [](Office& o, const Principal& p) {
         return answer(create_station::run, o, create_station::Input{p, "", std::nullopt, {}});
       }},
      {"list_stations",
       {Permission::manage_stations},
       [](Office& o, const Principal& p) { return answer(list_stations::run, o, list_stations::Input{p}); }},
      {"read_station",
       {Permission::manage_stations},
       [](Office& o, const Principal& p) {
         return answer(read_station::run, o, read_station::Input{p, core::StationId{}});
       }},
      {"revoke_station",
       {Permission::manage_stations},
       [](Office& o, const Principal& p) { return answer(revoke_station::run, o, revoke_station::Input{p, {}}); }},
      {"list_punches of another",
       {any},
       [](Office& o, const Principal& p) {
         return answer(list_punches::run, o, list_punches::Input{.actor = p, .employee = kNobody});
       }},
      {"employee_attendance of another",
       {any},
       [](Office& o, const Principal& p) {
         return answer(employee_attendance::run, o, employee_attendance::Input{p, kNobody, kDate, kDate});
       }},
      {"presence", {any}, [](Office& o, const Principal& p) { return answer(presence::run, o, presence::Input{p}); }},
      {"list_sightings",
       {any},
       [](Office& o, const Principal& p) { return answer(list_sightings::run, o, list_sightings::Input{.actor = p}); }},
      {"read_crop",
       {any},
       [](Office& o, const Principal& p) { return answer(read_crop::run, o, read_crop::Input{p, {}}); }},
      {"update_policy",
       {Permission::manage_company},
       [](Office& o, const Principal& p) {
         return answer(update_policy::run, o, update_policy::Input{.actor = p, .language = "?"});
       }},
      {"read_audit",
       {Permission::manage_company},
       [](Office& o, const Principal& p) { return answer(read_audit::run, o, read_audit::Input{p, {}, ""}); }},
      {"verify_audit",
       {Permission::manage_company},
       [](Office& o, const Principal& p) { return answer(verify_audit::run, o, verify_audit::Input{p}); }},
      {"read_company",
       {Permission::view_own, Permission::manage_company},
       [](Office& o, const Principal& p) { return answer(read_company::run, o, read_company::Input{p}); }},
      {"day_attendance",
       {any, Permission::view_own},
       [](Office& o, const Principal& p) { return answer(day_attendance::run, o, day_attendance::Input{p, kDate}); }},
  };
}

TEST(Permissions, each_verb_takes_its_own_permission_and_no_other) {
  Office office;
  expect_its_own_permission(office, verbs());
}

TEST(Permissions, stations_and_strangers_may_do_none_of_it) {
  Office office;
  expect_no_stations_or_strangers(office, verbs());
}

}  // namespace
}  // namespace attendsense::service::testing
