// Signing in with a code besides the password.

#include <gmock/gmock.h>

#include "attendsense/crypto/totp.hpp"
#include "attendsense/service/account/answer_challenge.hpp"
#include "attendsense/service/account/begin_demanded_second_factor.hpp"
#include "attendsense/service/account/begin_second_factor.hpp"
#include "attendsense/service/account/confirm_second_factor.hpp"
#include "attendsense/service/account/disable_second_factor.hpp"
#include "attendsense/service/account/read_second_factor.hpp"
#include "attendsense/service/account/reset_second_factor.hpp"
#include "attendsense/service/authenticate.hpp"
#include "attendsense/service/refresh_session.hpp"
#include "attendsense/service/sign_in.hpp"
#include "attendsense/service/update_policy.hpp"
#include "office.hpp"

namespace attendsense::service::testing {
namespace {

struct SecondFactor : ::testing::Test {
  Office office;
  Secret key;  // of the administrator's app
  RecoveryCodes recovery_codes;

  auto password_alone() {
    return sign_in::run(office.ports(), {"charles@example.com", Secret(kAdminPassword), "192.0.2.1"}, office.now());
  }

  // What the app shows; a later one each time, as codes count once.
  Secret next_code() {
    office.clock.advance(crypto::kTotpStep);
    return *crypto::totp_code(key, crypto::totp_step(office.now()));
  }

  void enrol() {
    key =
        expect_value(begin_second_factor::run(office.ports(), {office.boss, Secret(kAdminPassword)}, office.now())).key;
    const Secret first = next_code();
    recovery_codes = expect_value(confirm_second_factor::run(office.ports(), {office.boss, first}, office.now()));
  }

  auto answer(const Secret& challenge, const Secret& code) {
    return answer_challenge::run(office.ports(), {challenge, code, "192.0.2.1", "Firefox on Linux"}, office.now());
  }

  auto sign_in_with(const Secret& code) { return answer(expect_value(password_alone()).challenge.value().token, code); }

  void demand(core::SecondFactorFor whom) {
    update_policy::Input change{.actor = office.boss};
    change.second_factor_for = whom;
    expect_value(update_policy::run(office.ports(), change, office.now()));
  }

  read_second_factor::Output state() {
    return expect_value(read_second_factor::run(office.ports(), {office.boss}, office.now()));
  }
};

TEST_F(SecondFactor, is_asked_for_once_it_is_confirmed) {
  EXPECT_EQ(code_of(begin_second_factor::run(office.ports(), {office.boss, Secret("wrong")}, office.now())),
            "password_wrong");
  const auto begun =
      expect_value(begin_second_factor::run(office.ports(), {office.boss, Secret(kAdminPassword)}, office.now()));
  EXPECT_THAT(begun.uri.reveal(), ::testing::StartsWith("otpauth://totp/Analytical%20Engines:charles%40example.com?"));
  EXPECT_TRUE(expect_value(password_alone()).session) << "nothing is confirmed yet";
  EXPECT_FALSE(state().enrolled_at);
  EXPECT_EQ(code_of(confirm_second_factor::run(office.ports(), {office.boss, Secret("000000")}, office.now())),
            "code_wrong");
  enrol();
  EXPECT_EQ(recovery_codes.size(), 10U);
  EXPECT_EQ(state().enrolled_at, office.now());
  EXPECT_EQ(state().recovery_codes_left, 10);

  const auto owed = expect_value(password_alone());
  EXPECT_FALSE(owed.session);
  ASSERT_TRUE(owed.challenge);
  EXPECT_FALSE(owed.challenge->enrol);
  const auto done = expect_value(answer(owed.challenge->token, next_code()));
  EXPECT_TRUE(done.recovery_codes.empty());
  EXPECT_EQ(expect_value(authenticate::run(office.ports(), {done.session.access_token}, office.now())).employee,
            office.administrator);
  EXPECT_THAT(office.audit_actions(), ::testing::IsSupersetOf({"second_factor.enrol", "session.begin"}));
}

TEST_F(SecondFactor, a_challenge_is_no_session_and_is_answered_once) {
  enrol();
  const Secret challenge = expect_value(password_alone()).challenge.value().token;
  EXPECT_EQ(code_of(authenticate::run(office.ports(), {challenge}, office.now())), "token_invalid");
  EXPECT_FALSE(refresh_session::run(office.ports(), {challenge}, office.now()).has_value());
  expect_value(answer(challenge, next_code()));
  EXPECT_EQ(code_of(answer(challenge, next_code())), "challenge_unknown");
  const Secret late = expect_value(password_alone()).challenge.value().token;
  office.clock.advance(std::chrono::minutes{10});
  EXPECT_EQ(code_of(answer(late, next_code())), "challenge_unknown");
  EXPECT_EQ(code_of(answer(Secret("nonsense"), next_code())), "challenge_unknown");
  EXPECT_EQ(code_of(answer(office.first_session.access_token, next_code())), "challenge_unknown");
}

TEST_F(SecondFactor, a_code_counts_once) {
  enrol();
  const Secret code = next_code();
  const std::string typed = code.reveal().substr(0, 3) + " " + code.reveal().substr(3);
  expect_value(sign_in_with(Secret(typed)));
  EXPECT_EQ(code_of(sign_in_with(code)), "code_wrong") << "somebody looked over the shoulder";
  EXPECT_TRUE(sign_in_with(next_code()).has_value());
}

TEST_F(SecondFactor, guessing_is_throttled) {
  enrol();
  const Secret challenge = expect_value(password_alone()).challenge.value().token;
  for (int i = 0; i < 5; ++i) EXPECT_EQ(code_of(answer(challenge, Secret("12345" + std::to_string(i)))), "code_wrong");
  const Secret right = *crypto::totp_code(key, crypto::totp_step(office.now()) + 1);
  EXPECT_EQ(code_of(answer(challenge, right)), "too_many_attempts");
  EXPECT_EQ(code_of(sign_in_with(right)), "too_many_attempts") << "another challenge does not help";
}

TEST_F(SecondFactor, a_recovery_code_signs_in_once) {
  enrol();
  std::string typed = recovery_codes.front().reveal();
  std::ranges::transform(typed, typed.begin(), [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
  expect_value(sign_in_with(Secret(typed)));
  EXPECT_EQ(state().recovery_codes_left, 9);
  EXPECT_EQ(code_of(sign_in_with(recovery_codes.front())), "code_wrong");
  EXPECT_EQ(code_of(sign_in_with(Secret("7K3M-XR9D-02QV"))), "code_wrong");
  EXPECT_EQ(code_of(sign_in_with(Secret("no code at all"))), "code_wrong");
  EXPECT_EQ(fields_of(sign_in_with(Secret(std::string(65, '1')))), std::vector<std::string>{"code"});
}

TEST_F(SecondFactor, whom_the_company_asks_sets_it_up_at_the_next_sign_in) {
  office.hire_with_password("Ada", "Lovelace");
  demand(core::SecondFactorFor::administrators);
  EXPECT_TRUE(expect_value(sign_in::run(office.ports(), {"ada.lovelace@example.com", Secret(kEmployeePassword), ""},
                                        office.now()))
                  .session)
      << "she may do no more than view her own";
  EXPECT_EQ(code_of(refresh_session::run(office.ports(), {office.first_session.refresh_token}, office.now())),
            "second_factor_needed");

  const auto owed = expect_value(password_alone());
  ASSERT_TRUE(owed.challenge && owed.challenge->enrol);
  const Secret& challenge = owed.challenge->token;
  EXPECT_EQ(code_of(answer(challenge, Secret("123456"))), "second_factor_missing");
  key = expect_value(begin_demanded_second_factor::run(office.ports(), {challenge}, office.now())).key;
  const auto done = expect_value(answer(challenge, next_code()));
  EXPECT_EQ(done.recovery_codes.size(), 10U);
  EXPECT_TRUE(refresh_session::run(office.ports(), {done.session.refresh_token}, office.now()).has_value());
  const Secret next = expect_value(password_alone()).challenge.value().token;
  EXPECT_EQ(code_of(begin_demanded_second_factor::run(office.ports(), {next}, office.now())), "second_factor_enrolled")
      << "the password alone does not replace it";
}

TEST_F(SecondFactor, all_means_everybody) {
  office.hire_with_password("Ada", "Lovelace");
  demand(core::SecondFactorFor::all);
  const auto owed = expect_value(
      sign_in::run(office.ports(), {"ada.lovelace@example.com", Secret(kEmployeePassword), ""}, office.now()));
  EXPECT_TRUE(owed.challenge && owed.challenge->enrol);
}

TEST_F(SecondFactor, it_is_disabled_by_password_and_code) {
  const auto disable = [&](const char* password, const Secret& code) {
    return disable_second_factor::run(office.ports(), {office.boss, Secret(password), code}, office.now());
  };
  EXPECT_EQ(code_of(disable(kAdminPassword, Secret("123456"))), "second_factor_missing");
  enrol();
  EXPECT_EQ(code_of(begin_second_factor::run(office.ports(), {office.boss, Secret(kAdminPassword)}, office.now())),
            "second_factor_enrolled");
  EXPECT_EQ(code_of(confirm_second_factor::run(office.ports(), {office.boss, next_code()}, office.now())),
            "second_factor_enrolled");
  EXPECT_EQ(code_of(disable("wrong", next_code())), "password_wrong");
  EXPECT_EQ(code_of(disable(kAdminPassword, Secret("000000"))), "code_wrong");
  expect_value(disable(kAdminPassword, next_code()));
  EXPECT_FALSE(state().enrolled_at);
  EXPECT_TRUE(expect_value(password_alone()).session);
  EXPECT_EQ(office.audit_actions().back(), "session.begin");
  EXPECT_THAT(office.audit_actions(), ::testing::Contains("second_factor.disable"));
}

TEST_F(SecondFactor, with_a_new_phone_where_it_is_demanded_one_sets_it_up_anew) {
  enrol();
  demand(core::SecondFactorFor::all);
  EXPECT_TRUE(state().demanded);
  expect_value(disable_second_factor::run(office.ports(), {office.boss, Secret(kAdminPassword), recovery_codes.at(3)},
                                          office.now()));
  EXPECT_EQ(code_of(authenticate::run(office.ports(), {office.first_session.access_token}, office.now())),
            "token_invalid");
  EXPECT_TRUE(expect_value(password_alone()).challenge.value().enrol);
}

TEST_F(SecondFactor, an_administrator_resets_that_of_somebody_else) {
  enrol();
  const auto ada = office.hire_with_password("Ada", "Lovelace");
  Principal clerk = office.principal_of(ada);
  EXPECT_EQ(code_of(reset_second_factor::run(office.ports(), {clerk, office.administrator}, office.now())),
            "permission_missing");
  clerk.permissions = {core::Permission::view_own, core::Permission::manage_employees};
  EXPECT_EQ(code_of(reset_second_factor::run(office.ports(), {clerk, office.administrator}, office.now())),
            "role_above_own");
  EXPECT_EQ(code_of(reset_second_factor::run(office.ports(), {office.boss, ada}, office.now())),
            "second_factor_unknown");
  expect_value(reset_second_factor::run(office.ports(), {office.boss, office.administrator}, office.now()));
  EXPECT_EQ(office.audit_actions().back(), "second_factor.reset");
  EXPECT_TRUE(expect_value(password_alone()).session);
}

TEST_F(SecondFactor, no_key_and_no_code_is_in_the_audit) {
  enrol();
  expect_value(sign_in_with(recovery_codes.front()));
  const auto entries = expect_value(core::read_from(*office.store, [&](core::Transaction& t) {
    return t.audit().list(office.company, {}, {.after = "", .limit = 500});
  }));
  for (const core::AuditEntry& entry : entries) {
    EXPECT_THAT(entry.details, ::testing::Not(::testing::HasSubstr(key.reveal())));
    EXPECT_THAT(entry.details, ::testing::Not(::testing::HasSubstr(recovery_codes.front().reveal())));
  }
}

TEST_F(SecondFactor, only_a_person_has_one) {
  for (const Principal& nobody :
       {office.principal_of(office.open_door(core::CameraDirection::in)), Principal::system(office.company)}) {
    EXPECT_EQ(code_of(read_second_factor::run(office.ports(), {nobody}, office.now())), "person_needed");
    EXPECT_EQ(code_of(begin_second_factor::run(office.ports(), {nobody, Secret("x")}, office.now())), "person_needed");
    EXPECT_EQ(code_of(confirm_second_factor::run(office.ports(), {nobody, Secret("x")}, office.now())),
              "person_needed");
    EXPECT_EQ(code_of(disable_second_factor::run(office.ports(), {nobody, Secret("x"), Secret("x")}, office.now())),
              "person_needed");
  }
}

}  // namespace
}  // namespace attendsense::service::testing
