// Who asks too often is told so, and when to come again.

#include <gtest/gtest.h>

#include <regex>

#include "testing/served_office.hpp"

namespace attendsense::api {
namespace {

using namespace testing;

ServerOptions limited(int requests, int captures = 0) {
  ServerOptions options;
  options.rate_limit = requests;
  options.capture_rate_limit = captures;
  return options;
}

class RateLimitsOverHttp : public ServedOffice {
 protected:
  Reply send_capture(const HttpClient& door) {
    return door.send("POST", "/api/v1/captures", "no picture", "image/jpeg", capture_fields(office.now()));
  }
};

TEST_F(RateLimitsOverHttp, every_answer_to_somebody_signed_in_says_what_is_left) {
  serve(limited(60));
  const Reply first = boss().get("/api/v1/company");
  EXPECT_EQ(first.header("ratelimit-policy"), "\"requests\";q=60;w=60");
  EXPECT_EQ(first.header("ratelimit"), "\"requests\";r=59;t=1");
  for (const auto& refused : {boss().get("/api/v1/employees?limit=0"), boss().get("/api/v1/station")}) {
    EXPECT_GE(refused.status, 400);
    EXPECT_EQ(refused.header("ratelimit-policy"), "\"requests\";q=60;w=60");
  }
  EXPECT_EQ(client().get("/api/v1/setup").header("ratelimit"), "") << "nobody is signed in";
}

TEST_F(RateLimitsOverHttp, a_request_too_many_is_refused_and_told_when_to_come_again) {
  serve(limited(2));
  EXPECT_EQ(boss().get("/api/v1/company").status, 200);
  EXPECT_EQ(boss().get("/api/v1/company").status, 200);
  const Reply refused = boss().get("/api/v1/company");
  EXPECT_EQ(refused.status, 429);
  EXPECT_EQ(refused.code(), "rate_limited");
  EXPECT_GE(std::stoi(refused.header("retry-after")), 1);
  EXPECT_LE(std::stoi(refused.header("retry-after")), 30);
  EXPECT_TRUE(std::regex_match(refused.header("ratelimit"), std::regex("\"requests\";r=0;t=(59|60)")));
}

TEST_F(RateLimitsOverHttp, one_person_leaves_the_others_theirs) {
  const HttpClient station = this->station(office.open_door(core::CameraDirection::in));
  serve(limited(1));
  EXPECT_EQ(boss().get("/api/v1/company").status, 200);
  EXPECT_EQ(boss().get("/api/v1/company").status, 429);
  EXPECT_EQ(client(station.token()).get("/api/v1/station").status, 200);
  EXPECT_EQ(client().get("/api/v1/setup").status, 200);
}

TEST_F(RateLimitsOverHttp, tokens_are_not_tried_without_end) {
  serve(limited(3));
  for (int i = 0; i < 3; ++i) EXPECT_EQ(client("wrong").get("/api/v1/company").status, 401);
  EXPECT_EQ(client("wrong").get("/api/v1/company").status, 429);
  EXPECT_EQ(client().get("/api/v1/company").status, 429);
  EXPECT_EQ(client("wrong").send("POST", "/api/v1/captures", "", "image/jpeg").status, 429);
  EXPECT_EQ(client().get("/api/v1/setup").status, 429);
  EXPECT_EQ(boss().get("/api/v1/company").status, 200) << "who has a good one is not at the mercy of an address";
}

TEST_F(RateLimitsOverHttp, probes_are_always_answered) {
  serve(limited(1));
  for (int i = 0; i < 3; ++i) {
    for (const char* probe : {"/healthz", "/readyz", "/version", "/metrics"}) {
      EXPECT_EQ(client().get(probe).status, 200) << probe;
    }
  }
}

TEST_F(RateLimitsOverHttp, captures_have_a_limit_of_their_own_or_none) {
  const auto door = office.open_door(core::CameraDirection::in);
  serve(limited(1));
  for (int i = 0; i < 3; ++i) {
    const Reply reply = send_capture(station(door));
    EXPECT_NE(reply.status, 429);
    EXPECT_EQ(reply.header("ratelimit"), "");
  }
  serve(limited(1, 2));
  EXPECT_EQ(send_capture(station(door)).header("ratelimit-policy"), "\"captures\";q=2;w=60");
  EXPECT_NE(send_capture(station(door)).status, 429);
  EXPECT_EQ(send_capture(station(door)).status, 429);
  EXPECT_EQ(station(door).get("/api/v1/station").status, 200);
}

TEST_F(RateLimitsOverHttp, without_a_limit_nothing_is_counted) {
  serve(limited(0));
  EXPECT_EQ(boss().get("/api/v1/company").header("ratelimit-policy"), "");
}

}  // namespace
}  // namespace attendsense::api
