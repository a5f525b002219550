// Sessions of the web app: tokens in cookies, and nobody else's pages.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <boost/json.hpp>

#include "contract_walks.hpp"
#include "testing/browser.hpp"
#include "testing/served_office.hpp"
#include "user_agent.hpp"

namespace attendsense::api {
namespace {

namespace json = boost::json;
using namespace testing;
using service::testing::kAdminPassword;
using ::testing::HasSubstr;
using ::testing::Not;

constexpr const char* kPolicy = "/api/v1/company/policy";
constexpr const char* kChange = R"({"too_soon_seconds":300})";

class WebSession : public ServedOffice {
 protected:
  Browser signed_in_browser() {
    Browser browser(client());
    EXPECT_EQ(browser.sign_in("charles@example.com", kAdminPassword).status, 201);
    return browser;
  }
};

TEST_F(WebSession, the_tokens_are_in_cookies_that_no_script_reads) {
  Browser browser(client());
  const Reply reply = browser.sign_in("charles@example.com", kAdminPassword);
  ASSERT_EQ(reply.status, 201);
  EXPECT_THAT(reply.body, Not(HasSubstr("asa_")));
  EXPECT_THAT(reply.body, Not(HasSubstr("asr_")));
  const std::string cookies = reply.header("set-cookie");
  EXPECT_THAT(cookies,
              ::testing::MatchesRegex(
                  "attendsense=asa_[^;]*; Path=/; Max-Age=900; HttpOnly; SameSite=Strict\n"
                  "attendsense-refresh=asr_[^;]*; Path=/api/v1/web; Max-Age=2592000; HttpOnly; SameSite=Strict"));
  EXPECT_EQ(browser.get("/api/v1/company").status, 200);
}

TEST_F(WebSession, over_tls_the_cookies_are_secure_and_bound_to_the_host) {
  Browser browser(client());
  browser.fields.emplace_back("X-Forwarded-For", "192.0.2.7");
  EXPECT_EQ(browser.sign_in("charles@example.com", kAdminPassword).code(), "https_needed");
  browser.fields.emplace_back("X-Forwarded-Proto", "https");
  const Reply reply = browser.sign_in("charles@example.com", kAdminPassword);
  ASSERT_EQ(reply.status, 201) << reply.body;
  EXPECT_THAT(reply.header("set-cookie"), HasSubstr("__Host-attendsense=asa_"));
  EXPECT_THAT(reply.header("set-cookie"), HasSubstr("\n__Secure-attendsense-refresh=asr_"));
  EXPECT_THAT(reply.header("set-cookie"), HasSubstr("SameSite=Strict; Secure\n"));
  EXPECT_EQ(browser.get("/api/v1/company").status, 200);
  browser.cookies = {browser.cookies.front().substr(std::string_view("__Host-").size())};
  EXPECT_EQ(browser.get("/api/v1/company").status, 401) << "a cookie that plain HTTP could have set";
}

TEST_F(WebSession, a_change_is_believed_of_the_web_app_alone) {
  Browser browser = signed_in_browser();
  EXPECT_EQ(browser.send("PATCH", kPolicy, kChange).status, 200);
  const std::vector<HttpClient::Fields> forged{{},
                                               {{"Attendsense-Web", "0"}},
                                               {{"Attendsense-Web", "1"}, {"Sec-Fetch-Site", "cross-site"}},
                                               {{"Attendsense-Web", "1"}, {"Sec-Fetch-Site", "same-site"}},
                                               {{"Attendsense-Web", "1"}, {"Origin", "https://evil.example"}},
                                               {{"Attendsense-Web", "1"}, {"Origin", "null"}}};
  for (const HttpClient::Fields& fields : forged) {
    browser.fields = fields;
    EXPECT_EQ(browser.send("PATCH", kPolicy, kChange).code(), "cross_site_request");
    EXPECT_EQ(browser.sign_in("charles@example.com", kAdminPassword).code(), "cross_site_request");
    EXPECT_EQ(browser.post("/api/v1/web/session/renewal", {}).code(), "cross_site_request");
    EXPECT_EQ(browser.remove("/api/v1/web/session").code(), "cross_site_request");
    EXPECT_EQ(browser.get(kPolicy).status, 200) << "reading changes nothing";
  }
  browser.fields = {{"Attendsense-Web", "1"}, {"Sec-Fetch-Site", "same-origin"}, {"Origin", server->url()}};
  EXPECT_EQ(browser.send("PATCH", kPolicy, kChange).status, 200);
}

TEST_F(WebSession, a_bearer_token_counts_before_a_cookie) {
  Browser browser = signed_in_browser();
  browser.fields = {{"Authorization", "Bearer no-such-token"}};
  EXPECT_EQ(browser.get("/api/v1/company").code(), "token_invalid");
  browser.fields = {{"Authorization", "Bearer " + office.first_session.access_token.reveal()}};
  browser.cookies.clear();
  EXPECT_EQ(browser.send("PATCH", kPolicy, kChange).status, 200) << "no cookie: nothing that a browser would add";
}

TEST_F(WebSession, it_is_renewed_by_cookie_once) {
  Browser browser = signed_in_browser();
  const std::vector<std::string> first = browser.cookies;
  office.clock.advance(std::chrono::hours{1});
  EXPECT_EQ(browser.get("/api/v1/company").code(), "token_expired");
  EXPECT_EQ(browser.post("/api/v1/web/session/renewal", {}).status, 200);
  EXPECT_EQ(browser.get("/api/v1/company").status, 200);
  EXPECT_NE(browser.cookies, first);
  browser.cookies = first;
  EXPECT_EQ(browser.post("/api/v1/web/session/renewal", {}).code(), "session_reused");
  browser.cookies.clear();
  EXPECT_EQ(browser.post("/api/v1/web/session/renewal", {}).code(), "session_missing");
  browser.cookies = {"attendsense-refresh=nonsense"};
  EXPECT_EQ(browser.post("/api/v1/web/session/renewal", {}).code(), "session_unknown");
}

TEST_F(WebSession, one_signs_out_even_when_the_access_token_has_expired) {
  Browser browser = signed_in_browser();
  const std::vector<std::string> held = browser.cookies;
  office.clock.advance(std::chrono::hours{1});
  EXPECT_EQ(browser.remove("/api/v1/web/session").status, 204);
  EXPECT_TRUE(browser.cookies.empty());
  EXPECT_EQ(browser.remove("/api/v1/web/session").status, 204) << "twice is no error";
  browser.cookies = held;
  EXPECT_EQ(browser.post("/api/v1/web/session/renewal", {}).status, 401);
}

TEST_F(WebSession, a_cookie_that_comes_twice_or_broken_is_none) {
  Browser browser = signed_in_browser();
  const std::string good = browser.cookies.front();
  for (const std::vector<std::string>& odd : std::vector<std::vector<std::string>>{
           {good, good}, {good + "x"}, {"attendsense"}, {"attendsense="}, {"=" + good}, {";;"}, {"x" + good}}) {
    browser.cookies = odd;
    EXPECT_EQ(browser.get("/api/v1/company").status, 401) << odd.front();
  }
  browser.cookies = {"theme=dark", good};
  EXPECT_EQ(browser.get("/api/v1/company").status, 200);
}

TEST_F(WebSession, sessions_are_listed_by_program_and_ended) {
  Browser phone(client());
  phone.fields.emplace_back("User-Agent", "Mozilla/5.0 (Android 14; Mobile; rv:131.0) Gecko/131.0 Firefox/131.0");
  ASSERT_EQ(phone.sign_in("charles@example.com", kAdminPassword).status, 201);
  Browser desk = signed_in_browser();
  const json::array items = desk.get("/api/v1/sessions").json().at("items").as_array();
  ASSERT_EQ(items.size(), 3U);
  const auto of_phone =
      std::ranges::find_if(items, [](const json::value& item) { return item.at("client") == "Firefox on Android"; });
  ASSERT_NE(of_phone, items.end());
  EXPECT_EQ(of_phone->at("current"), false);
  const std::string path = "/api/v1/sessions/" + std::string(of_phone->at("id").as_string());
  EXPECT_EQ(desk.remove(path).status, 204);
  EXPECT_EQ(phone.get("/api/v1/company").status, 401);
  EXPECT_EQ(desk.remove(path).status, 404);
  EXPECT_EQ(desk.remove("/api/v1/sessions/others").json().at("ended"), 1);
  EXPECT_EQ(desk.get("/api/v1/sessions").json().at("items").as_array().size(), 1U);
}

TEST_F(WebSession, a_second_factor_is_asked_for_in_a_second_step) {
  sign_in_with_codes(boss(), kAdminPassword, office.clock);
  set_up_what_is_demanded(boss(), office.clock);
}

TEST(UserAgents, are_told_in_words) {
  const std::pair<const char*, const char*> known[] = {
      {"Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0", "Firefox on Linux"},
      {"Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/130.0.0.0 "
       "Safari/537.36 Edg/130.0.0.0",
       "Edge on Windows"},
      {"Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/130.0.0.0 "
       "Safari/537.36",
       "Chrome on Windows"},
      {"Mozilla/5.0 (iPhone; CPU iPhone OS 17_6 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.6 "
       "Mobile/15E148 Safari/604.1",
       "Safari on iPhone"},
      {"Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.6 "
       "Safari/605.1.15",
       "Safari on macOS"},
      {"curl/7.88.1", "curl"},
      {"\xff<script>", ""},
      {"", ""}};
  for (const auto& [field, program] : known) EXPECT_EQ(program_of(field), program) << field;
}

}  // namespace
}  // namespace attendsense::api
