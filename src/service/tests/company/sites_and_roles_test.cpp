#include <gmock/gmock.h>

#include "attendsense/service/authenticate.hpp"
#include "attendsense/service/company/create_role.hpp"
#include "attendsense/service/company/create_site.hpp"
#include "attendsense/service/company/rename_company.hpp"
#include "attendsense/service/company/update_role.hpp"
#include "attendsense/service/company/update_site.hpp"
#include "attendsense/service/list_employees.hpp"
#include "attendsense/service/read_company.hpp"
#include "attendsense/service/update_employee.hpp"
#include "permission_table.hpp"

namespace attendsense::service::testing {
namespace {

using core::Permission;

struct SitesAndRoles : ::testing::Test {
  Office office;
  Principal outsider = Principal::system(core::CompanyId::make(office.now()));

  auto create_site(const std::string& name, const std::string& zone = "Europe/Paris") {
    return create_site::run(office.ports(), {office.boss, name, zone}, office.now());
  }

  auto create_role(const std::string& name, std::set<Permission> permissions) {
    return create_role::run(office.ports(), {office.boss, name, std::move(permissions)}, office.now());
  }

  auto update_role(update_role::Input change) {
    if (change.actor.permissions.empty()) change.actor = office.boss;
    return update_role::run(office.ports(), change, office.now());
  }

  auto company() { return expect_value(read_company::run(office.ports(), {office.boss}, office.now())); }

  core::RoleId role_named(const std::string& name) {
    const auto roles = company().roles;
    return std::ranges::find(roles, name, &core::Role::name)->id;
  }
};

TEST_F(SitesAndRoles, a_company_opens_another_site) {
  const core::Site made = expect_value(create_site(" Branch "));
  EXPECT_EQ(made.name, "Branch");
  EXPECT_EQ(company().sites.size(), 2U);
  EXPECT_EQ(office.audit_actions().back(), "site.create");
  const core::Site moved = expect_value(update_site::run(
      office.ports(), {.actor = office.boss, .site = made.id, .time_zone = "Asia/Colombo"}, office.now()));
  EXPECT_EQ(moved.name, "Branch");
  EXPECT_EQ(moved.time_zone, "Asia/Colombo");
  EXPECT_EQ(office.audit_actions().back(), "site.update");
}

TEST_F(SitesAndRoles, a_company_takes_another_name) {
  const auto rename = [&](const Principal& actor, const std::string& name) {
    return rename_company::run(office.ports(), {actor, name}, office.now());
  };
  EXPECT_EQ(expect_value(rename(office.boss, " Difference Engines ")).company.name, "Difference Engines");
  EXPECT_EQ(company().company.name, "Difference Engines");
  EXPECT_EQ(office.audit_actions().back(), "company.rename");
  EXPECT_THAT(fields_of(rename(office.boss, "  ")), ::testing::ElementsAre("name"));
  const auto met = [](const read_company::Output&) -> Result<void> {
    return fail(Failure::conflict, "precondition_failed", "It is another meanwhile", "Read it again");
  };
  const auto refused = rename_company::run(office.ports(), {office.boss, "Late", met}, office.now());
  EXPECT_EQ(code_of(refused), "precondition_failed");
  EXPECT_EQ(company().company.name, "Difference Engines");
}

TEST_F(SitesAndRoles, a_site_has_a_zone_and_a_name_of_its_own) {
  EXPECT_THAT(fields_of(create_site("", "Europe/Atlantis")), ::testing::ElementsAre("name", "time_zone"));
  EXPECT_EQ(code_of(create_site("HEAD OFFICE")), "site_name_taken");
  const core::SiteId branch = expect_value(create_site("Branch")).id;
  const auto rename = [&](const std::string& name) {
    return update_site::run(office.ports(), {.actor = office.boss, .site = branch, .name = name}, office.now());
  };
  EXPECT_EQ(code_of(rename("head office")), "site_name_taken");
  EXPECT_TRUE(rename("BRANCH").has_value());
}

TEST_F(SitesAndRoles, whoever_has_a_role_has_its_new_permissions_at_once) {
  const core::Role clerk = expect_value(create_role("Clerk", {Permission::view_own}));
  const auto ada = office.hire_with_password("Ada", "Lovelace");
  expect_value(
      update_employee::run(office.ports(), {.actor = office.boss, .employee = ada, .role = "Clerk"}, office.now()));
  EXPECT_FALSE(office.principal_of(ada).may(Permission::close_periods));
  const std::set<Permission> more{Permission::view_own, Permission::close_periods};
  expect_value(update_role({.role = clerk.id, .name = "Payroll", .permissions = more}));
  EXPECT_EQ(office.principal_of(ada).permissions, more);
  EXPECT_THAT(office.audit_actions(), ::testing::IsSupersetOf({"role.create", "role.update"}));
}

TEST_F(SitesAndRoles, nobody_gives_or_takes_more_than_they_have) {
  Principal modest = office.boss;
  modest.permissions = {Permission::manage_company, Permission::view_own};
  create_role::Input above{modest, "Everything", {Permission::view_all}};
  EXPECT_EQ(code_of(create_role::run(office.ports(), above, office.now())), "role_above_own");
  EXPECT_EQ(code_of(update_role({.actor = modest, .role = role_named("administrator"), .name = "x"})),
            "role_above_own");
  EXPECT_EQ(code_of(update_role(
                {.actor = modest, .role = role_named("employee"), .permissions = std::set{Permission::view_all}})),
            "role_above_own");
}

TEST_F(SitesAndRoles, somebody_manages_the_company_at_all_times) {
  const core::RoleId administrators = role_named("administrator");
  std::set<Permission> fewer = office.boss.permissions;
  fewer.erase(Permission::manage_company);
  EXPECT_EQ(code_of(update_role({.role = administrators, .permissions = fewer})), "last_administrator");
  expect_value(create_role("Owner", {Permission::manage_company}));
  EXPECT_EQ(code_of(update_role({.role = administrators, .permissions = fewer})), "last_administrator")
      << "nobody has it";
  const auto ada = office.hire("Ada", "Lovelace", std::nullopt);
  expect_value(
      update_employee::run(office.ports(), {.actor = office.boss, .employee = ada, .role = "Owner"}, office.now()));
  EXPECT_TRUE(update_role({.role = administrators, .permissions = fewer}).has_value());
}

TEST_F(SitesAndRoles, names_of_roles_are_told_apart_and_two_are_fixed) {
  EXPECT_EQ(code_of(create_role("Employee", {})), "role_name_taken");
  EXPECT_EQ(code_of(update_role({.role = role_named("employee"), .name = "Staff"})), "role_name_fixed");
  EXPECT_EQ(fields_of(create_role(" ", {})), std::vector<std::string>{"name"});
  const core::Role clerk = expect_value(create_role("Clerk", {}));
  EXPECT_EQ(code_of(update_role({.role = clerk.id, .name = "ADMINISTRATOR"})), "role_name_taken");
}

TEST_F(SitesAndRoles, employees_are_listed_by_them) {
  const core::SiteId branch = expect_value(create_site("Branch")).id;
  const auto ada = office.hire("Ada", "Lovelace", std::nullopt);
  expect_value(
      update_employee::run(office.ports(), {.actor = office.boss, .employee = ada, .site = branch}, office.now()));
  const auto count = [&](const core::EmployeeFilter& filter) {
    return expect_value(list_employees::run(office.ports(), {office.boss, filter}, office.now())).items.size();
  };
  EXPECT_EQ(count({.site = branch}), 1U);
  EXPECT_EQ(count({.role = role_named("employee")}), 1U);
  EXPECT_EQ(count({.site = branch, .role = role_named("administrator")}), 0U);
}

TEST_F(SitesAndRoles, another_companys_are_not_there) {
  EXPECT_EQ(code_of(update_site::run(office.ports(), {.actor = outsider, .site = office.site}, office.now())),
            "site_unknown");
  EXPECT_EQ(code_of(update_role({.actor = outsider, .role = role_named("employee")})), "role_unknown");
}

TEST_F(SitesAndRoles, need_manage_company) {
  const std::vector<Verb> verbs{
      {"rename_company",
       {Permission::manage_company},
       [](Office& o, const Principal& p) { return answer(rename_company::run, o, rename_company::Input{p}); }},
      {"create_site",
       {Permission::manage_company},
       [](Office& o, const Principal& p) { return answer(create_site::run, o, create_site::Input{p}); }},
      {"update_site",
       {Permission::manage_company},
       [](Office& o, const Principal& p) { return answer(update_site::run, o, update_site::Input{.actor = p}); }},
      {"create_role",
       {Permission::manage_company},
       [](Office& o, const Principal& p) { return answer(create_role::run, o, create_role::Input{p}); }},
      {"update_role", {Permission::manage_company}, [](Office& o, const Principal& p) {
         return answer(update_role::run, o, update_role::Input{.actor = p});
       }}};
  expect_its_own_permission(office, verbs);
  expect_no_stations_or_strangers(office, verbs);
}

}  // namespace
}  // namespace attendsense::service::testing
