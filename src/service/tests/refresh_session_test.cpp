#include "attendsense/service/refresh_session.hpp"

#include <gmock/gmock.h>

#include "attendsense/service/authenticate.hpp"
#include "office.hpp"

namespace attendsense::service::testing {
namespace {

struct RefreshSession : ::testing::Test {
  Office office;

  auto refresh(const Secret& token) { return refresh_session::run(office.ports(), {token}, office.now()); }

  bool valid(const Secret& token) { return authenticate::run(office.ports(), {token}, office.now()).has_value(); }
};

TEST_F(RefreshSession, a_refresh_token_gives_new_tokens) {
  office.clock.advance(std::chrono::hours{1});
  const Session second = expect_value(refresh(office.first_session.refresh_token));
  EXPECT_TRUE(valid(second.access_token));
  EXPECT_NE(second.refresh_token.reveal(), office.first_session.refresh_token.reveal());
  EXPECT_TRUE(refresh(second.refresh_token).has_value());
}

TEST_F(RefreshSession, a_token_used_twice_ends_the_whole_family) {
  const Session second = expect_value(refresh(office.first_session.refresh_token));
  EXPECT_EQ(code_of(refresh(office.first_session.refresh_token)), "session_reused");
  EXPECT_FALSE(valid(second.access_token));
  EXPECT_EQ(code_of(refresh(second.refresh_token)), "session_reused");
  EXPECT_THAT(office.audit_actions(), ::testing::Contains("session.reuse"));
}

TEST_F(RefreshSession, it_ends_after_thirty_days) {
  office.clock.advance(std::chrono::days{30});
  EXPECT_EQ(code_of(refresh(office.first_session.refresh_token)), "session_expired");
}

TEST_F(RefreshSession, other_tokens_do_not_refresh) {
  EXPECT_EQ(code_of(refresh(office.first_session.access_token)), "input_invalid");
  EXPECT_EQ(code_of(refresh(Secret("asr_" + std::string(43, 'A')))), "session_unknown");
}

}  // namespace
}  // namespace attendsense::service::testing
