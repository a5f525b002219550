#include "planning_office.hpp"

#include "attendsense/service/create_employee.hpp"
#include "attendsense/service/planning/create_leave_kind.hpp"
#include "attendsense/service/planning/create_schedule.hpp"

namespace attendsense::service::testing {

ScheduleDefinition office_hours(const std::string& name) {
  core::Shift day;
  day.frame = {9h, 17h + 30min};
  day.expected = 8h;
  ScheduleDefinition definition;
  definition.name = name;
  definition.cycle.assign(5, {day});
  definition.cycle.resize(7);
  return definition;
}

PlanningOffice::PlanningOffice()
    : ada(hire("Ada", "Lovelace", std::nullopt)),
      as_ada(principal_of(ada)),
      as_approver(hire_with("Grace", {core::Permission::view_own, core::Permission::approve_requests})),
      outsider(Principal::system(core::CompanyId::make(now()))) {}

core::ScheduleId PlanningOffice::add_schedule(const std::string& name) {
  return expect_value(create_schedule::run(ports(), {boss, office_hours(name)}, now())).id;
}

core::LeaveKindId PlanningOffice::add_leave_kind(const std::string& name, bool paid) {
  return expect_value(create_leave_kind::run(ports(), {boss, name, paid}, now())).id;
}

Principal PlanningOffice::hire_with(const std::string& given_name, const std::set<core::Permission>& permissions) {
  const core::Role role{core::RoleId::make(now()), company, "role of " + given_name, permissions};
  EXPECT_TRUE(store->write([&](core::Transaction& t) { return t.companies().add_role(role); }));
  create_employee::Input input;
  input.actor = boss;
  input.email = given_name + "@example.com";
  input.given_name = given_name;
  input.family_name = "Hopper";
  input.role = role.id.to_string();
  return principal_of(expect_value(create_employee::run(ports(), input, now())).employee.employee.id);
}

void PlanningOffice::close_period(LocalDate from, LocalDate to, std::optional<core::SiteId> for_site) {
  core::Period period;
  period.id = core::PeriodId::make(now());
  period.company = company;
  period.site = for_site;
  period.from = from;
  period.to = to;
  period.hash = std::string(64, '0');
  period.closed_by = "system";
  period.closed_at = now();
  EXPECT_TRUE(store->write([&](core::Transaction& t) { return t.periods().add(period); }));
}

void PlanningOffice::change_policy(const std::function<void(core::Policy&)>& change) {
  EXPECT_TRUE(store->write([&](core::Transaction& t) -> Result<void> {
    auto found = t.companies().find(company);
    if (!found) return fail(std::move(found));
    change((*found)->policy);
    return t.companies().set_policy(company, (*found)->policy);
  }));
}

}  // namespace attendsense::service::testing
