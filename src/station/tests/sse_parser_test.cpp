#include "attendsense/station/sse_parser.hpp"

#include <gtest/gtest.h>

#include <vector>

namespace attendsense::station {
namespace {

std::vector<SseEvent> parse(const std::vector<std::string>& pieces) {
  std::vector<SseEvent> events;
  SseParser parser([&](const SseEvent& event) { events.push_back(event); });
  for (const std::string& piece : pieces) parser.feed(piece);
  return events;
}

TEST(SseParser, reads_an_event_however_its_lines_end) {
  for (const std::string end : {"\n", "\r\n", "\r"}) {
    const auto events = parse({"id: 7" + end + "event: punch" + end + "data: {}" + end + end + "data:x" + end + end});
    ASSERT_EQ(events.size(), 2U);
    EXPECT_EQ(events[0].id, "7");
    EXPECT_EQ(events[0].type, "punch");
    EXPECT_EQ(events[0].data, "{}");
    EXPECT_EQ(events[1].id, "7");
    EXPECT_EQ(events[1].type, "message");
    EXPECT_EQ(events[1].data, "x");
  }
}

TEST(SseParser, reads_the_same_wherever_the_stream_is_cut) {
  const std::string stream =
      "\xEF\xBB\xBFid: 1\r\nevent: punch\r\ndata: one\r\ndata:  two\r\n\r\n: alive\r\n\r\nid: 2\ndata\n\n";
  const auto whole = parse({stream});
  ASSERT_EQ(whole.size(), 2U);
  EXPECT_EQ(whole[0].data, "one\n two");
  EXPECT_EQ(whole[1].data, "");
  for (std::size_t cut = 1; cut < stream.size(); ++cut) {
    const auto split = parse({stream.substr(0, cut), stream.substr(cut)});
    ASSERT_EQ(split.size(), 2U) << cut;
    EXPECT_EQ(split[0].data, whole[0].data) << cut;
    EXPECT_EQ(split[1].id, "2") << cut;
  }
  std::vector<std::string> bytes;
  for (const char c : stream) bytes.emplace_back(1, c);
  EXPECT_EQ(parse(bytes).size(), 2U);
}

TEST(SseParser, an_event_without_data_or_without_its_end_is_none) {
  EXPECT_TRUE(parse({"id: 1\nevent: punch\n\n", "data: begun"}).empty());
}

TEST(SseParser, an_event_that_is_too_large_is_skipped_and_the_next_one_read) {
  std::vector<SseEvent> events;
  SseParser parser([&](const SseEvent& event) { events.push_back(event); });
  parser.feed("data: ");
  for (int i = 0; i < 40; ++i) parser.feed(std::string(10'000, 'x'));
  parser.feed("\n\ndata: small\n\n");
  ASSERT_EQ(events.size(), 1U);
  EXPECT_EQ(events[0].data, "small");
  EXPECT_EQ(parser.skipped(), 1U);
}

TEST(SseParser, a_new_connection_forgets_what_was_begun) {
  std::vector<SseEvent> events;
  SseParser parser([&](const SseEvent& event) { events.push_back(event); });
  parser.feed("id: 3\ndata: half");
  parser.restart();
  parser.feed("data: whole\n\n");
  ASSERT_EQ(events.size(), 1U);
  EXPECT_EQ(events[0].data, "whole");
}

}  // namespace
}  // namespace attendsense::station
