#include "attendsense/service/sign_in.hpp"

#include "attendsense/service/authenticate.hpp"
#include "attendsense/service/update_employee.hpp"
#include "office.hpp"

namespace attendsense::service::testing {
namespace {

struct SignIn : ::testing::Test {
  Office office;

  auto sign_in(const std::string& email, const std::string& password, const std::string& address = "192.0.2.1") {
    return sign_in::run(office.ports(), {email, Secret(password), address}, office.now());
  }
};

TEST_F(SignIn, the_right_password_opens_a_session) {
  const Session session = expect_value(sign_in(" CHARLES@example.com", kAdminPassword)).session.value();
  EXPECT_EQ(session.employee.employee.id, office.administrator);
  EXPECT_EQ(session.expires_in, std::chrono::minutes{15});
  const Principal principal = expect_value(authenticate::run(office.ports(), {session.access_token}, office.now()));
  EXPECT_EQ(principal.employee, office.administrator);
  EXPECT_TRUE(principal.may(core::Permission::manage_company));
}

TEST_F(SignIn, a_wrong_password_and_an_unknown_address_get_the_same_answer) {
  const auto wrong = sign_in("charles@example.com", "not the password");
  const auto unknown = sign_in("nobody@example.com", "not the password");
  ASSERT_EQ(code_of(wrong), "sign_in_refused");
  ASSERT_EQ(code_of(unknown), "sign_in_refused");
  EXPECT_EQ(wrong.error().text(), unknown.error().text());
}

TEST_F(SignIn, somebody_without_a_password_cannot_sign_in) {
  office.hire("Ada", "Lovelace", std::nullopt);
  EXPECT_EQ(code_of(sign_in("ada.lovelace@example.com", "x")), "sign_in_refused");
}

TEST_F(SignIn, somebody_deactivated_cannot_sign_in) {
  const auto ada = office.hire_with_password("Ada", "Lovelace");
  EXPECT_TRUE(sign_in("ada.lovelace@example.com", kEmployeePassword).has_value());
  update_employee::Input change{.actor = office.boss, .employee = ada};
  change.state = core::EmployeeState::inactive;
  expect_value(update_employee::run(office.ports(), change, office.now()));
  EXPECT_EQ(code_of(sign_in("ada.lovelace@example.com", kEmployeePassword)), "sign_in_refused");
}

TEST_F(SignIn, an_account_is_throttled_from_whatever_address) {
  for (int i = 0; i < 5; ++i) {
    EXPECT_EQ(code_of(sign_in("charles@example.com", "guess", "192.0.2." + std::to_string(i))), "sign_in_refused");
  }
  const auto refused = sign_in("charles@example.com", kAdminPassword, "192.0.2.99");
  ASSERT_EQ(code_of(refused), "too_many_attempts");
  office.clock.advance(*refused.error().retry_after);
  EXPECT_TRUE(sign_in("charles@example.com", kAdminPassword).has_value());
}

TEST_F(SignIn, an_empty_or_endless_field_is_refused_without_hashing) {
  EXPECT_EQ(fields_of(sign_in("", std::string(2000, 'x'))), (std::vector<std::string>{"email", "password"}));
}

TEST_F(SignIn, the_token_ends_after_its_time) {
  const Session session = expect_value(sign_in("charles@example.com", kAdminPassword)).session.value();
  office.clock.advance(sign_in::kAccessTokenLife);
  EXPECT_EQ(code_of(authenticate::run(office.ports(), {session.access_token}, office.now())), "token_expired");
}

}  // namespace
}  // namespace attendsense::service::testing
