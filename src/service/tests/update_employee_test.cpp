#include "attendsense/service/update_employee.hpp"

#include <gmock/gmock.h>

#include "attendsense/service/authenticate.hpp"
#include "attendsense/service/sign_in.hpp"
#include "office.hpp"

namespace attendsense::service::testing {
namespace {

struct UpdateEmployee : ::testing::Test {
  Office office;
  core::EmployeeId ada = office.hire("Ada", "Lovelace", person(1));
  update_employee::Input input{.actor = office.boss, .employee = ada};

  auto run() { return update_employee::run(office.ports(), input, office.now()); }
};

TEST_F(UpdateEmployee, changes_what_is_given_only) {
  input.family_name = "King";
  const EmployeeView view = expect_value(run());
  EXPECT_EQ(view.employee.family_name, "King");
  EXPECT_EQ(view.employee.given_name, "Ada");
  EXPECT_EQ(view.photos.size(), 1U);
}

TEST_F(UpdateEmployee, payroll_knows_a_person_by_a_number_of_their_own) {
  input.personnel_number = " 0042 ";
  EXPECT_EQ(expect_value(run()).employee.personnel_number, "0042");
  input.employee = office.administrator;
  EXPECT_EQ(code_of(run()), "personnel_number_taken");
  input.personnel_number = std::string(41, '1');
  EXPECT_EQ(fields_of(run()), std::vector<std::string>{"personnel_number"});
  input.employee = ada;
  input.personnel_number = "";
  EXPECT_EQ(expect_value(run()).employee.personnel_number, "");
}

TEST_F(UpdateEmployee, nobody_leaves_before_being_hired) {
  const Instant hired = monday_morning();
  input.hired_at = std::optional(hired);
  EXPECT_EQ(expect_value(run()).employee.hired_at, hired);
  input.hired_at.reset();
  input.left_at = std::optional(hired);
  EXPECT_EQ(fields_of(run()), std::vector<std::string>{"left_at"});
  input.left_at = std::optional(hired + std::chrono::hours{8});
  EXPECT_EQ(expect_value(run()).employee.left_at, hired + std::chrono::hours{8});
  input.hired_at = std::optional<Instant>();
  input.left_at = std::optional<Instant>();
  const EmployeeView view = expect_value(run());
  EXPECT_FALSE(view.employee.hired_at || view.employee.left_at);
}

TEST_F(UpdateEmployee, a_precondition_that_is_not_met_changes_nothing) {
  input.given_name = "Augusta";
  input.precondition = [](const EmployeeView& view) -> Result<void> {
    return fail(Failure::conflict, "seen_" + view.employee.given_name, "changed meanwhile");
  };
  EXPECT_EQ(code_of(run()), "seen_Ada");
}

TEST_F(UpdateEmployee, consent_withdrawn_takes_the_templates_along) {
  input.consent = false;
  const EmployeeView view = expect_value(run());
  EXPECT_TRUE(view.photos.empty());
  EXPECT_FALSE(view.employee.biometric_consent_at.has_value());
  EXPECT_EQ(office.gallery.size(), 1U);
}

TEST_F(UpdateEmployee, the_last_administrator_stays) {
  input.employee = office.administrator;
  input.state = core::EmployeeState::inactive;
  EXPECT_EQ(code_of(run()), "last_administrator");
  input.state.reset();
  input.role = "employee";
  EXPECT_EQ(code_of(run()), "last_administrator");
  update_employee::Input promote{.actor = office.boss, .employee = ada};
  promote.role = "administrator";
  expect_value(update_employee::run(office.ports(), promote, office.now()));
  EXPECT_TRUE(run().has_value());
}

TEST_F(UpdateEmployee, a_deactivated_person_is_signed_out) {
  const auto grace = office.hire_with_password("Grace", "Hopper");
  const auto signed_in = expect_value(
      sign_in::run(office.ports(), {"grace.hopper@example.com", Secret(kEmployeePassword), ""}, office.now()));
  const Session& session = signed_in.session.value();
  input.employee = grace;
  input.state = core::EmployeeState::inactive;
  expect_value(run());
  EXPECT_EQ(code_of(authenticate::run(office.ports(), {session.access_token}, office.now())), "token_invalid");
}

TEST_F(UpdateEmployee, somebody_with_more_permissions_is_out_of_reach) {
  input.actor.permissions = {core::Permission::view_own, core::Permission::manage_employees};
  input.given_name = "Augusta";
  EXPECT_TRUE(run().has_value());
  input.employee = office.administrator;
  EXPECT_EQ(code_of(run()), "role_above_own");
}

TEST_F(UpdateEmployee, a_taken_address_and_wrong_fields_are_refused) {
  input.email = "charles@example.com";
  EXPECT_EQ(code_of(run()), "email_taken");
  input.email = "nonsense";
  input.given_name = "";
  EXPECT_THAT(fields_of(run()), ::testing::ElementsAre("email", "given_name"));
}

}  // namespace
}  // namespace attendsense::service::testing
