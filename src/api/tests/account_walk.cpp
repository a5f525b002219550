#include <gtest/gtest.h>

#include <boost/json.hpp>

#include "attendsense/crypto/totp.hpp"
#include "contract_walks.hpp"
#include "testing/browser.hpp"

namespace attendsense::api::testing {

void look_after_an_account(const HttpClient& boss, const std::string& email, const std::string& password) {
  const HttpClient nobody(boss.url());
  EXPECT_EQ(nobody.get("/api/v1/sessions/password").json().at("min_characters"), 12);
  const auto judged = [&](const char* chosen) {
    return boss.post("/api/v1/sessions/password/judgement", {{"password", chosen}}).json();
  };
  EXPECT_EQ(judged("charlesbabbage12").at("code"), "password_personal");
  EXPECT_EQ(judged("lantern-kettle-violin-43").at("good"), true);

  Browser browser(nobody);
  ASSERT_EQ(browser.sign_in(email, password).status, 201);
  EXPECT_EQ(browser.post("/api/v1/web/session/renewal", {}).status, 200);
  const auto items = boss.get("/api/v1/sessions").json().at("items").as_array();
  ASSERT_GE(items.size(), 2U);
  const auto other = std::ranges::find_if(items, [](const auto& item) { return item.at("current") == false; });
  EXPECT_EQ(boss.remove("/api/v1/sessions/" + std::string(other->at("id").as_string())).status, 204);
  EXPECT_EQ(browser.remove("/api/v1/web/session").status, 204);
  EXPECT_EQ(boss.remove("/api/v1/sessions/others").status, 200);
  EXPECT_EQ(boss.post("/api/v1/consent/withdrawal", {}).status, 204);
}

namespace {

// What the app of a key shows in a step of its own.
std::string code_of(const std::string& key, Instant now) {
  return crypto::totp_code(Secret(key), crypto::totp_step(now))->reveal();
}

std::string text_of(const Reply& reply, std::string_view name) {
  return std::string(reply.json().at(name).as_string());
}

}  // namespace

void sign_in_with_codes(const HttpClient& boss, const std::string& password, ManualClock& clock) {
  const HttpClient nobody(boss.url());
  const boost::json::object credentials{{"email", "charles@example.com"}, {"password", password}};
  const auto next_code = [&](const std::string& key) {
    clock.advance(crypto::kTotpStep);
    return code_of(key, clock.now());
  };
  const Reply begun = boss.post("/api/v1/second-factor", {{"password", password}});
  ASSERT_EQ(begun.status, 201) << begun.body;
  const std::string key = text_of(begun, "key");
  const Reply confirmed = boss.post("/api/v1/second-factor/confirmation", {{"code", next_code(key)}});
  ASSERT_EQ(confirmed.status, 200) << confirmed.body;
  EXPECT_EQ(boss.get("/api/v1/second-factor").json().at("recovery_codes_left"), 10);

  const Reply owed = nobody.post("/api/v1/sessions", credentials);
  ASSERT_EQ(owed.status, 202) << owed.body;
  EXPECT_EQ(owed.json().at("owed"), "code");
  const Reply answered =
      nobody.post("/api/v1/sessions/challenge", {{"challenge", owed.json().at("challenge")}, {"code", next_code(key)}});
  ASSERT_EQ(answered.status, 201) << answered.body;
  Browser browser(nobody);
  const Reply owed_by_browser = browser.post("/api/v1/web/session", credentials);
  ASSERT_EQ(owed_by_browser.status, 202);
  EXPECT_TRUE(browser.cookies.empty());
  const auto recovery = confirmed.json().at("recovery_codes").at(0);
  const Reply web = browser.post("/api/v1/web/session/challenge",
                                 {{"challenge", owed_by_browser.json().at("challenge")}, {"code", recovery}});
  ASSERT_EQ(web.status, 201) << web.body;
  EXPECT_EQ(browser.get("/api/v1/second-factor").json().at("recovery_codes_left"), 9);
  EXPECT_EQ(boss.post("/api/v1/second-factor/removal", {{"password", password}, {"code", next_code(key)}}).status, 204);
}

void set_up_what_is_demanded(const HttpClient& boss, const ManualClock& clock) {
  const HttpClient nobody(boss.url());
  const std::string email = "grace@example.com";
  const std::string password = "marble-otter-thunder-17";
  const Reply hired = boss.post("/api/v1/employees", {{"email", email},
                                                      {"given_name", "Grace"},
                                                      {"family_name", "Hopper"},
                                                      {"consent", false},
                                                      {"password", password}});
  ASSERT_EQ(hired.status, 201) << hired.body;
  EXPECT_EQ(boss.patch("/api/v1/company/policy", {{"second_factor_for", "everyone"}}).status, 400);
  EXPECT_EQ(boss.patch("/api/v1/company/policy", {{"second_factor_for", "all"}}).json().at("second_factor_for"), "all");
  const Reply owed = nobody.post("/api/v1/sessions", {{"email", email}, {"password", password}});
  ASSERT_EQ(owed.status, 202) << owed.body;
  EXPECT_EQ(owed.json().at("owed"), "enrolment");
  const Reply begun =
      nobody.post("/api/v1/sessions/challenge/second-factor", {{"challenge", owed.json().at("challenge")}});
  ASSERT_EQ(begun.status, 201) << begun.body;
  const std::string code = code_of(text_of(begun, "key"), clock.now());
  const Reply answered =
      nobody.post("/api/v1/sessions/challenge", {{"challenge", owed.json().at("challenge")}, {"code", code}});
  ASSERT_EQ(answered.status, 201) << answered.body;
  EXPECT_EQ(answered.json().at("recovery_codes").as_array().size(), 10U);
  const std::string id(answered.json().at("employee").at("id").as_string());
  EXPECT_EQ(boss.remove("/api/v1/employees/" + id + "/second-factor").status, 204);
  EXPECT_EQ(boss.remove("/api/v1/employees/" + id).status, 204);
  EXPECT_EQ(boss.patch("/api/v1/company/policy", {{"second_factor_for", "none"}}).status, 200);
}

}  // namespace attendsense::api::testing
