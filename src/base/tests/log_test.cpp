#include "attendsense/base/log.hpp"

#include <gtest/gtest.h>

namespace attendsense::log {
namespace {

// What must never be logged does not compile into a field.
static_assert(!std::is_constructible_v<Field, std::string_view, Secret>);
static_assert(std::is_constructible_v<Field, std::string_view, int>);

TEST(Log, text_quotes_what_needs_it_and_keeps_one_line) {
  EXPECT_EQ(format_event(Format::text, "capture_queued", {{"bytes", 12}, {"name", "gate in"}, {"live", true}}),
            "capture_queued bytes=12 name=\"gate in\" live=true");
  EXPECT_EQ(format_event(Format::text, "e", {{"name", "a\nb\x1b[31m"}}), "e name=\"a\\nb\\u001b[31m\"");
}

TEST(Log, json_values_are_escaped) {
  EXPECT_EQ(format_event(Format::json, "e", {{"name", "a\"b\\\n"}, {"score", 0.5}, {"count", 3}}),
            R"("event":"e","name":"a\"b\\\n","score":0.5,"count":3)");
}

TEST(Log, levels_are_known_by_name) {
  EXPECT_EQ(parse_level("warn"), Level::warn);
  EXPECT_EQ(parse_level("loud").error().code, "log_level_unknown");
}

}  // namespace
}  // namespace attendsense::log
