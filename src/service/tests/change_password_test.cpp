#include "attendsense/service/change_password.hpp"

#include "attendsense/service/authenticate.hpp"
#include "attendsense/service/sign_in.hpp"
#include "office.hpp"

namespace attendsense::service::testing {
namespace {

struct ChangePassword : ::testing::Test {
  Office office;

  auto change(const std::string& current, const std::string& next) {
    return change_password::run(office.ports(), {office.boss, Secret(current), Secret(next)}, office.now());
  }
};

TEST_F(ChangePassword, the_new_one_works_and_all_sessions_end) {
  expect_value(change(kAdminPassword, "copper-balloon-orchid-9"));
  EXPECT_EQ(code_of(authenticate::run(office.ports(), {office.first_session.access_token}, office.now())),
            "token_invalid");
  const auto sign_in = [&](const char* password) {
    return sign_in::run(office.ports(), {"charles@example.com", Secret(password), ""}, office.now());
  };
  EXPECT_EQ(code_of(sign_in(kAdminPassword)), "sign_in_refused");
  EXPECT_TRUE(sign_in("copper-balloon-orchid-9").has_value());
}

TEST_F(ChangePassword, the_current_one_is_asked_for_and_guessing_is_throttled) {
  for (int i = 0; i < 5; ++i) EXPECT_EQ(code_of(change("wrong", "copper-balloon-orchid-9")), "password_wrong");
  EXPECT_EQ(code_of(change(kAdminPassword, "copper-balloon-orchid-9")), "too_many_attempts");
}

TEST_F(ChangePassword, a_poor_choice_is_refused) {
  EXPECT_EQ(fields_of(change(kAdminPassword, "short")), std::vector<std::string>{"new_password"});
  EXPECT_EQ(fields_of(change(kAdminPassword, "charles-babbage-1")), std::vector<std::string>{"new_password"});
}

TEST_F(ChangePassword, a_station_has_none) {
  office.boss.employee.reset();
  EXPECT_EQ(code_of(change(kAdminPassword, "copper-balloon-orchid-9")), "session_needed");
}

}  // namespace
}  // namespace attendsense::service::testing
