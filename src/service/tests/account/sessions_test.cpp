// Where somebody is signed in, and how they end it.

#include <gmock/gmock.h>

#include "attendsense/service/account/end_other_sessions.hpp"
#include "attendsense/service/account/end_session.hpp"
#include "attendsense/service/account/list_sessions.hpp"
#include "attendsense/service/authenticate.hpp"
#include "attendsense/service/refresh_session.hpp"
#include "attendsense/service/sign_in.hpp"
#include "office.hpp"

namespace attendsense::service::testing {
namespace {

struct Sessions : ::testing::Test {
  Office office;

  Session sign_in(const std::string& client, const std::string& address = "192.0.2.1") {
    return expect_value(sign_in::run(office.ports(), {"charles@example.com", Secret(kAdminPassword), address, client},
                                     office.now()))
        .session.value();
  }

  Principal principal(const Session& session) {
    return expect_value(authenticate::run(office.ports(), {session.access_token}, office.now()));
  }

  bool valid(const Session& session) {
    return authenticate::run(office.ports(), {session.access_token}, office.now()).has_value();
  }

  list_sessions::Output list(const Principal& actor) {
    return expect_value(list_sessions::run(office.ports(), {actor}, office.now()));
  }
};

TEST_F(Sessions, a_person_sees_where_they_are_signed_in) {
  office.clock.advance(std::chrono::minutes{1});
  const Instant begun = office.now();
  const Session phone = sign_in("Firefox on Android", "192.0.2.7");
  const auto items = list(principal(phone));
  ASSERT_EQ(items.size(), 2U) << "the session of the registration is one too";
  EXPECT_TRUE(items[0].current);
  EXPECT_EQ(items[0].session.client, "Firefox on Android");
  EXPECT_EQ(items[0].session.address, "192.0.2.7");
  EXPECT_EQ(items[0].session.begun_at, begun);
  EXPECT_FALSE(items[1].current);
}

TEST_F(Sessions, a_renewed_session_was_used_just_now_from_there) {
  const Instant begun = office.now();
  const Session session = sign_in("Chrome on Windows");
  office.clock.advance(std::chrono::hours{2});
  const Session renewed =
      expect_value(refresh_session::run(office.ports(), {session.refresh_token, "198.51.100.3"}, office.now()));
  const auto items = list(principal(renewed));
  ASSERT_EQ(items.size(), 2U) << "a renewal is no further session";
  EXPECT_TRUE(items[0].current);
  EXPECT_EQ(items[0].session.address, "198.51.100.3");
  EXPECT_EQ(items[0].session.begun_at, begun);
  EXPECT_EQ(items[0].session.last_used_at, office.now());
}

TEST_F(Sessions, one_of_them_is_ended_from_another) {
  const Session lost = sign_in("Safari on iPhone");
  const Principal kept = principal(sign_in("Firefox on Linux"));
  const core::TokenId id = principal(lost).session;
  expect_value(end_session::run(office.ports(), {kept, id}, office.now()));
  EXPECT_FALSE(valid(lost));
  EXPECT_FALSE(refresh_session::run(office.ports(), {lost.refresh_token}, office.now()).has_value());
  EXPECT_EQ(code_of(end_session::run(office.ports(), {kept, id}, office.now())), "session_unknown");
  EXPECT_THAT(office.audit_actions(), ::testing::Contains("session.end"));
}

TEST_F(Sessions, nobody_ends_the_session_of_another) {
  office.hire_with_password("Ada", "Lovelace");
  const Session hers =
      expect_value(
          sign_in::run(office.ports(), {"ada.lovelace@example.com", Secret(kEmployeePassword), ""}, office.now()))
          .session.value();
  EXPECT_EQ(code_of(end_session::run(office.ports(), {office.boss, principal(hers).session}, office.now())),
            "session_unknown");
  EXPECT_TRUE(valid(hers));
  EXPECT_EQ(list(principal(hers)).size(), 1U);
}

TEST_F(Sessions, all_others_end_at_once) {
  const Session one = sign_in("one");
  const Session two = sign_in("two");
  const Session kept = sign_in("kept");
  const auto done = expect_value(end_other_sessions::run(office.ports(), {principal(kept)}, office.now()));
  EXPECT_EQ(done.ended, 3);
  EXPECT_FALSE(valid(one));
  EXPECT_FALSE(valid(two));
  EXPECT_FALSE(valid(office.first_session));
  EXPECT_TRUE(valid(kept));
  EXPECT_EQ(list(principal(kept)).size(), 1U);
}

TEST_F(Sessions, only_a_person_has_any) {
  const auto door = office.open_door(core::CameraDirection::in);
  for (const Principal& nobody : {office.principal_of(door), Principal::system(office.company)}) {
    EXPECT_EQ(code_of(list_sessions::run(office.ports(), {nobody}, office.now())), "person_needed");
    EXPECT_EQ(code_of(end_session::run(office.ports(), {nobody, office.boss.session}, office.now())), "person_needed");
    EXPECT_EQ(code_of(end_other_sessions::run(office.ports(), {nobody}, office.now())), "person_needed");
  }
}

}  // namespace
}  // namespace attendsense::service::testing
