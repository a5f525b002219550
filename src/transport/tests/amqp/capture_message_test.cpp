#include "amqp/capture_message.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "contract/capture_queue_contract.hpp"

namespace attendsense::transport::amqp {
namespace {

using ::testing::HasSubstr;
using testing_support::job;
using testing_support::same;

TEST(CaptureMessage, is_read_as_it_was_written) {
  for (int i = 0; i < 20; ++i) EXPECT_TRUE(same(decode(encode(job(i))).value(), job(i)));
  core::CaptureJob bare = job(1);
  bare.face.reset();
  bare.clock_offset.reset();
  EXPECT_TRUE(same(decode(encode(bare)).value(), bare));
}

TEST(CaptureMessage, carries_what_other_programs_look_for) {
  const Message message = encode(job(2));
  EXPECT_EQ(message.message_id, job(2).capture.to_string());
  EXPECT_EQ(message.content_type, "application/vnd.attendsense.sealed-jpeg");
  EXPECT_EQ(*message.text("schema"), "attendsense.capture.v1");
  EXPECT_EQ(*message.text("station"), job(2).station.to_string());
  EXPECT_EQ(message.text("trace_id")->size(), 32U) << "W3C trace context";
}

TEST(CaptureMessage, is_refused_with_the_name_of_what_is_wrong) {
  const auto refused = [](auto change) {
    Message message = encode(job(1));
    change(message);
    const auto read = decode(message);
    return read ? std::string() : read.error().message;
  };
  for (const char* header : {"company", "station", "camera", "passage", "captured_at", "accepted_at"}) {
    EXPECT_THAT(refused([&](Message& message) { message.headers.erase(header); }), HasSubstr(header));
    EXPECT_THAT(refused([&](Message& message) { message.headers[header] = "certainly not"; }), HasSubstr(header));
  }
  EXPECT_THAT(refused([](Message& message) { message.message_id = "7"; }), HasSubstr("message id"));
  EXPECT_THAT(refused([](Message& message) { message.content_type = "text/html"; }), HasSubstr("content type"));
  EXPECT_THAT(refused([](Message& message) { message.headers["clock_offset"] = "late"; }), HasSubstr("clock_offset"));
  for (const char* face : {"", "1,2,3", "1,2,3,4,5", "1;2;3;4", "a,b,c,d", "1,2,3,4 "})
    EXPECT_THAT(refused([&](Message& message) { message.headers["face"] = face; }), HasSubstr("face")) << face;
  EXPECT_THAT(refused([](Message& message) { message.headers.erase("schema"); }), HasSubstr("schema is missing"));
}

TEST(CaptureMessage, counts_attempts_from_the_returns) {
  Message message = encode(job(1));
  EXPECT_EQ(attempt_of(message), 1);
  message.headers["x-delivery-count"] = std::int64_t{4};
  EXPECT_EQ(attempt_of(message), 5);
  message.headers["x-delivery-count"] = std::int64_t{-1};
  EXPECT_EQ(attempt_of(message), 1);
}

TEST(CaptureMessage, a_dead_letter_says_why_and_becomes_what_it_was) {
  const Instant now = parse_rfc3339("2026-03-29T08:00:00.000001Z").value();
  const Message dead = buried(encode(job(1)), "not a\npicture", 3, now);
  const core::DeadCapture read = read_dead({.message = dead}, {});
  EXPECT_EQ(read.capture, job(1).capture);
  EXPECT_EQ(read.station, job(1).station);
  EXPECT_EQ(read.accepted_at, job(1).accepted_at);
  EXPECT_EQ(read.died_at, now);
  EXPECT_EQ(read.attempts, 3);
  EXPECT_EQ(read.reason, "not a picture");
  EXPECT_EQ(revived(dead).headers, encode(job(1)).headers);
}

TEST(CaptureMessage, a_dead_letter_that_cannot_be_read_is_listed_all_the_same) {
  const core::DeadCapture read = read_dead({.message = {.message_id = "?"}}, {});
  EXPECT_TRUE(read.capture.is_nil());
  EXPECT_EQ(read.reason, "not known");
}

}  // namespace
}  // namespace attendsense::transport::amqp
