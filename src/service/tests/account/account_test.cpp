// Leaving a session, and choosing a password.

#include "attendsense/service/account/judge_password.hpp"
#include "attendsense/service/account/leave_session.hpp"
#include "attendsense/service/account/withdraw_consent.hpp"
#include "attendsense/service/authenticate.hpp"
#include "attendsense/service/read_employee.hpp"
#include "attendsense/service/refresh_session.hpp"
#include "office.hpp"

namespace attendsense::service::testing {
namespace {

struct Account : ::testing::Test {
  Office office;

  auto leave(const Secret& token) { return leave_session::run(office.ports(), {token}, office.now()); }

  auto refresh(const Secret& token) { return refresh_session::run(office.ports(), {token}, office.now()); }
};

TEST_F(Account, one_leaves_by_the_refresh_token_also_twice) {
  office.clock.advance(std::chrono::hours{1});  // the access token has expired
  const Secret& token = office.first_session.refresh_token;
  for (int i = 0; i < 2; ++i) expect_value(leave(token));
  EXPECT_EQ(code_of(refresh(token)), "session_reused");
  EXPECT_EQ(std::ranges::count(office.audit_actions(), "session.end"), 1);
}

TEST_F(Account, another_token_ends_nothing) {
  expect_value(leave(office.first_session.access_token));
  expect_value(leave(Secret("asr_" + std::string(43, 'A'))));
  EXPECT_TRUE(refresh(office.first_session.refresh_token).has_value());
}

TEST_F(Account, a_password_is_judged_before_it_is_chosen) {
  const auto fault = [&](const std::string& password) {
    const auto judged =
        expect_value(judge_password::run(office.ports(), {office.boss, Secret(password)}, office.now()));
    return judged.fault ? judged.fault->code : "none";
  };
  EXPECT_EQ(fault(""), "password_too_short");
  EXPECT_EQ(fault("short"), "password_too_short");
  EXPECT_EQ(fault("babbage-babbage-1"), "password_personal");
  EXPECT_EQ(fault("lantern-kettle-violin-43"), "none");
  EXPECT_EQ(
      code_of(judge_password::run(office.ports(), {Principal::system(office.company), Secret("x")}, office.now())),
      "person_needed");
}

TEST_F(Account, consent_that_is_withdrawn_takes_the_face_from_gallery_and_database) {
  const core::EmployeeId ada = office.hire("Ada", "Lovelace", person(1));
  const Principal her = office.principal_of(ada);
  const std::size_t before = office.gallery.size();
  for (int i = 0; i < 2; ++i) expect_value(withdraw_consent::run(office.ports(), {her}, office.now()));
  EXPECT_EQ(office.gallery.size(), before - 1);
  const EmployeeView view = expect_value(read_employee::run(office.ports(), {her, ada}, office.now()));
  EXPECT_TRUE(view.photos.empty());
  EXPECT_FALSE(view.employee.biometric_consent_at.has_value());
  EXPECT_EQ(std::ranges::count(office.audit_actions(), "consent.withdraw"), 1);
  EXPECT_EQ(code_of(withdraw_consent::run(office.ports(), {Principal::system(office.company)}, office.now())),
            "person_needed");
}

}  // namespace
}  // namespace attendsense::service::testing
