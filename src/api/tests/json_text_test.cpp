// JSON written straight into text reads back as what was meant, whatever a name holds.

#include "json_text.hpp"

#include <gtest/gtest.h>

#include <boost/json.hpp>
#include <limits>

namespace attendsense::api {
namespace {

namespace json = boost::json;

template <class Value>
std::string written(const Value& value) {
  JsonText json;
  append_json(json, value);
  return json.text;
}

TEST(JsonText, any_byte_of_a_name_is_escaped_as_in_a_tree) {
  for (int code = 0; code < 128; ++code) {
    const std::string name = std::string("a") + static_cast<char>(code) + "b";
    EXPECT_EQ(written(std::string_view(name)), json::serialize(json::value(name))) << code;
  }
  for (const std::string_view name : {"", "\"", "\\\\", "කුමාරි පෙරේරා", "</script>", "\xF0\x9F\x91\xBB"})
    EXPECT_EQ(json::parse(written(name)), json::value(name)) << name;
}

TEST(JsonText, numbers_keep_every_digit) {
  for (const std::int64_t number : {std::numeric_limits<std::int64_t>::min(), std::numeric_limits<std::int64_t>::max(),
                                    std::int64_t{-1}, std::int64_t{0}})
    EXPECT_EQ(json::parse(written(number)), json::value(number));
}

TEST(JsonText, an_object_has_its_members_in_their_order) {
  JsonText text;
  {
    ObjectText object(text);
    object.add("text", std::string("{"));
    object.add("yes", true);
    object.add("none", std::optional<Instant>());
    object.add("time", std::optional(Instant(std::chrono::milliseconds(1500))));
    object.add("seconds", std::chrono::seconds(-3));
    object.add("tree", json::object{{"inner", 1}});
    object.add_list("empty", std::vector<int>(), [](JsonText&, int) {});
    object.add_list("texts", std::vector<std::string>{"[", "b"},
                    [](JsonText& to, const std::string& item) { append_json(to, std::string_view(item)); });
  }
  EXPECT_EQ(text.text, R"({"text":"{","yes":true,"none":null,"time":"1970-01-01T00:00:01.500000Z","seconds":-3,)"
                       R"("tree":{"inner":1},"empty":[],"texts":["[","b"]})");
}

}  // namespace
}  // namespace attendsense::api
