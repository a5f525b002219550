#include <gtest/gtest.h>

#include <boost/json.hpp>

#include "contract_walks.hpp"

namespace attendsense::api::testing {
namespace {

namespace json = boost::json;

std::string text_of(const json::value& object, std::string_view name) {
  return std::string(object.at(name).as_string());
}

void expect_refusals(const HttpClient& boss, const std::string& path) {
  const Reply plain =
      boss.post("/api/v1/webhooks", {{"name", "Hook"}, {"url", "http://a.example/"}, {"events", json::array{"punch"}}});
  EXPECT_EQ(plain.status, 400) << plain.body;
  EXPECT_EQ(boss.post("/api/v1/webhooks", {{"name", "Hook"}, {"url", "https://a.example/"}}).status, 400);
  EXPECT_EQ(boss.patch(path, {{"state", "gone"}}).status, 400);
  EXPECT_EQ(boss.patch(path, {{"name", "Other"}}, {{"If-Match", "\"other\""}}).status, 412);
  EXPECT_EQ(boss.get(path + "/deliveries?state=lost").status, 400);
}

}  // namespace

void run_webhooks(const HttpClient& boss) {
  const Reply made = boss.post(
      "/api/v1/webhooks",
      {{"name", "Payroll"}, {"url", "https://payroll.example/hook"}, {"events", json::array{"punch", "alert"}}});
  ASSERT_EQ(made.status, 201) << made.body;
  const std::string path = "/api/v1/webhooks/" + text_of(made.json().at("webhook"), "id");
  EXPECT_TRUE(text_of(made.json(), "secret").starts_with("whsec_"));
  const Reply read = boss.get(path);
  EXPECT_EQ(read.header("etag"), made.header("etag"));
  EXPECT_EQ(read.body.find("whsec_"), std::string::npos);
  expect_refusals(boss, path);

  const Reply named = boss.patch(path, {{"name", "Wages"}}, {{"If-Match", made.header("etag")}});
  ASSERT_EQ(named.status, 200) << named.body;
  EXPECT_TRUE(named.json().at("secret").is_null());
  const Reply rotated = boss.patch(path, {{"rotate_secret", true}});
  EXPECT_NE(text_of(rotated.json(), "secret"), text_of(made.json(), "secret"));
  EXPECT_FALSE(rotated.json().at("webhook").at("previous_secret_until").is_null());
  EXPECT_EQ(boss.get("/api/v1/webhooks").json().at("items").as_array().size(), 1U);

  const Reply tried = boss.post(path + "/test", {});
  ASSERT_EQ(tried.status, 202) << tried.body;
  EXPECT_EQ(text_of(tried.json(), "type"), "test");
  EXPECT_EQ(boss.get(path + "/deliveries?state=waiting&limit=5").json().at("items").as_array().size(), 1U);
  const std::string delivery = path + "/deliveries/" + text_of(tried.json(), "id");
  EXPECT_EQ(boss.post(delivery + "/redeliver", {}).status, 202);
  EXPECT_EQ(boss.patch(path, {{"state", "paused"}}).json().at("webhook").at("state"), "paused");
  EXPECT_EQ(boss.post(delivery + "/redeliver", {}).code(), "webhook_inactive");
  EXPECT_EQ(boss.remove(path).status, 204);
  EXPECT_EQ(boss.get(path).code(), "webhook_unknown");
}

}  // namespace attendsense::api::testing
