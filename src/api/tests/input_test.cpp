// Reading what clients send: addresses, JSON, base64, text.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "attendsense/core/entities.hpp"
#include "base64_input.hpp"
#include "json_input.hpp"
#include "json_syntax.hpp"
#include "router.hpp"
#include "target.hpp"
#include "utf8.hpp"

namespace attendsense::api {
namespace {

using ::testing::ElementsAre;
using ::testing::Pair;

TEST(ParseTarget, segments_and_query_are_decoded) {
  const auto target = parse_target("/a%2Fb/c+d?x=1&y=%C3%A9+z&flag");
  ASSERT_TRUE(target);
  EXPECT_THAT(target->segments, ElementsAre("a/b", "c+d"));
  EXPECT_THAT(target->query, ElementsAre(Pair("x", "1"), Pair("y", "é z"), Pair("flag", "")));
}

TEST(ParseTarget, what_is_not_percent_encoded_utf_8_is_refused) {
  for (const char* text :
       {"/%", "/%4", "/%zz", "/a%00b", "/%ff", "/%c0%af", "/%ed%a0%80", "/?q=%0a", "/%7f", "/?a=%2"}) {
    EXPECT_FALSE(parse_target(text)) << text;
  }
}

TEST(ParseTarget, empty_segments_stay) {
  EXPECT_THAT(parse_target("//a/")->segments, ElementsAre("", "a", ""));
}

TEST(PlainText, is_well_formed_utf_8_without_controls) {
  for (const std::string& good : {std::string("Ada"), std::string("Łukasz 李 👩‍🔬"), std::string()}) {
    EXPECT_TRUE(is_plain_text(good)) << good;
  }
  for (const std::string& bad :
       {std::string("a\0b", 3), std::string("\x80"), std::string("\xC0\xAF"), std::string("\xED\xA0\x80"),
        std::string("\xF4\x90\x80\x80"), std::string("\xE2\x82"), std::string("tab\t"), std::string("\xC2\x85"),
        std::string("\xF5\x80\x80\x80"), std::string("\x7F")}) {
    EXPECT_FALSE(is_plain_text(bad)) << bad;
  }
}

TEST(Base64, is_strict) {
  EXPECT_EQ(decode_base64("aGVsbG8="), to_bytes("hello"));
  EXPECT_EQ(decode_base64("aGVsbA=="), to_bytes("hell"));
  EXPECT_EQ(decode_base64(""), Bytes{});
  for (const char* bad : {"aGVsbG8", "aGVs bG8", " aGVsbG8=", "aGVsbG8=\n", "a===", "====", "aG=sbG8=", "aGVs-_8="}) {
    EXPECT_FALSE(decode_base64(bad)) << bad;
  }
}

std::string json_error(std::string_view text) {
  const auto value = parse_json(text, 32);
  return value ? "" : value.error().code;
}

std::string nested(std::size_t depth) {
  return std::string(depth, '[') + std::string(depth, ']');
}

TEST(ParseJson, is_strict) {
  EXPECT_EQ(json_error(R"({"a":1,"b":{"a":2}})"), "");
  EXPECT_EQ(json_error(R"({"a":1,"a":2})"), "json_key_repeated");
  EXPECT_EQ(json_error(R"({"a":1,"\u0061":2})"), "json_key_repeated");
  EXPECT_EQ(json_error(R"([{"x":{"b":1,"b":1}}])"), "json_key_repeated");
  for (const std::string& bad :
       {std::string(""), std::string("{"), std::string("{} {}"), std::string("{\"a\":01}"), std::string("{'a':1}"),
        std::string("{\"a\":NaN}"), std::string("{\"a\":1,}"), std::string("// x\n{}"), std::string("\xEF\xBB\xBF{}"),
        std::string(R"({"a":"\ud800"})"), std::string("{\"a\":\"\xC0\xAF\"}"), std::string("{\"a\":\"\xED\xA0\x80\"}"),
        std::string("{\"a\":\"\x01\"}"), std::string("{\"a\":\"\\x41\"}"), std::string("nul")}) {
    EXPECT_EQ(json_error(bad), "json_malformed") << bad;
  }
}

TEST(ParseJson, depth_is_bounded) {
  EXPECT_EQ(json_error(nested(32)), "");
  EXPECT_EQ(json_error(nested(33)), "json_too_deep");
  EXPECT_EQ(json_error(nested(10'000)), "json_too_deep");
  EXPECT_EQ(json_error(std::string(10'000, '[')), "json_too_deep");
}

http::Request json_request(std::string_view text) {
  http::Request request;
  request.headers.add("Content-Type", "Application/JSON; charset=utf-8");
  request.body = to_bytes(text);
  return request;
}

TEST(JsonBody, everything_that_is_wrong_is_told_at_once) {
  auto body = JsonBody::parse(json_request(
      R"({"name":7,"when":null,"extra":1,"inner":{"flag":"yes","odd":2},"list":[{"direction":"up"},3],"ctl":"a\u0000b"})"));
  ASSERT_TRUE(body);
  ObjectReader root = body->root();
  EXPECT_EQ(root.text("name"), "");
  EXPECT_EQ(root.text("missing"), "");
  EXPECT_EQ(root.optional_text("when"), std::nullopt);
  EXPECT_EQ(root.optional_text("left_out"), std::nullopt);
  (void)root.text("ctl");
  EXPECT_FALSE(root.object("inner").flag("flag"));
  for (ObjectReader& item : root.objects("list")) {
    (void)item.optional_choice("direction", core::parse_direction, "in or out");
  }
  const auto done = body->finish();
  ASSERT_FALSE(done);
  EXPECT_EQ(done.error().code, "body_invalid");
  std::vector<std::string> told;
  for (const FieldError& field : done.error().fields) told.push_back(field.field + " " + field.message);
  EXPECT_THAT(
      told, ::testing::UnorderedElementsAre("name must be a text", "missing is missing", "when must be a text",
                                            "ctl must not hold control characters", "inner.flag must be true or false",
                                            "list[1] must be an object", "list[0].direction must be in or out",
                                            "extra is not known", "inner.odd is not known"));
}

TEST(JsonBody, dates_times_ids_and_lists_within_lists) {
  auto body = JsonBody::parse(json_request(
      R"({"from":"2026-02-28","to":"2026-02-30","at":"2026-03-29T07:04:05Z","until":null,
          "ids":["01890a5d-ac96-774b-bcce-b302099a8057","?"],"cycle":[[],[{"flag":true},7],{}],"names":"x"})"));
  ObjectReader root = body->root();
  EXPECT_EQ(to_string(root.required("from", root.optional_date("from"))), "2026-02-28");
  (void)root.required("to", root.optional_date("to"));
  (void)root.required("on", root.optional_date("on"));
  EXPECT_EQ(to_rfc3339(*root.optional_time("at")), "2026-03-29T07:04:05.000000Z");
  EXPECT_TRUE(root.is_null("until"));
  EXPECT_FALSE(root.is_null("since"));
  EXPECT_EQ(root.optional_ids<core::SiteId>("ids").size(), 2U);
  EXPECT_EQ(root.optional_texts("names"), std::vector<std::string>{});
  EXPECT_EQ(root.optional_texts("others"), std::nullopt);
  EXPECT_FALSE(root.optional_object("inner"));
  EXPECT_TRUE(root.optional_objects("rows").empty());
  auto lists = root.lists("cycle");
  ASSERT_EQ(lists.size(), 3U);
  EXPECT_TRUE(lists[0].empty());
  EXPECT_TRUE(lists[1].at(0).flag("flag"));
  const auto done = body->finish();
  ASSERT_FALSE(done);
  std::vector<std::string> told;
  for (const FieldError& field : done.error().fields) told.push_back(field.field + " " + field.message);
  EXPECT_THAT(told, ElementsAre("to must be a date such as 2026-03-29", "on is missing", "ids[1] must be an id",
                                "names must be a list", "cycle[1][1] must be an object", "cycle[2] must be a list"));
}

TEST(JsonBody, files_are_base64) {
  auto body = JsonBody::parse(json_request(R"({"photos":["aGk=","?",5]})"));
  const auto files = body->root().files("photos", 5);
  EXPECT_EQ(files.at(0), to_bytes("hi"));
  const auto done = body->finish();
  ASSERT_FALSE(done);
  EXPECT_EQ(done.error().fields.at(0).field, "photos[1]");
  EXPECT_EQ(done.error().fields.at(1).field, "photos[2]");
}

TEST(JsonBody, another_type_is_not_read) {
  http::Request request = json_request("{}");
  request.headers.set("Content-Type", "text/plain");
  EXPECT_EQ(JsonBody::parse(request).error().code, "content_type_unsupported");
}

Result<http::Response> nothing(Call&) {
  return empty_response();
}

TEST(Router, literals_win_and_methods_are_listed) {
  static constexpr Route kRoutes[] = {
      {"GET", "/a/{id}", nothing}, {"DELETE", "/a/current", nothing}, {"PATCH", "/a/{id}", nothing}};
  const Router router(kRoutes);
  EXPECT_EQ(router.find("DELETE", *parse_target("/a/current")).route, &kRoutes[1]);
  const Routed found = router.find("HEAD", *parse_target("/a/7"));
  EXPECT_EQ(found.route, &kRoutes[0]);
  EXPECT_EQ(found.allow, "GET, HEAD, PATCH, OPTIONS");
  EXPECT_THAT(found.path, ElementsAre(Pair("id", "7")));
  EXPECT_EQ(router.find("PUT", *parse_target("/a/7")).route, nullptr);
  EXPECT_EQ(router.find("GET", *parse_target("/a/")).allow, "");
  EXPECT_EQ(router.find("GET", *parse_target("/a/7/")).allow, "");
  EXPECT_EQ(router.find("GET", *parse_target("/A/7")).allow, "");
}

TEST(Headers, values_carry_no_line_ends) {
  http::Headers headers;
  headers.add("X", "a\r\nSet-Cookie: b");
  EXPECT_EQ(*headers.find("x"), "a  Set-Cookie: b");
}

}  // namespace
}  // namespace attendsense::api
