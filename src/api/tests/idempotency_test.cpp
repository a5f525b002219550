// What is asked for again under its key is not made again.

#include "idempotency.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <boost/json.hpp>
#include <thread>

#include "attendsense/core/ports/replies.hpp"
#include "testing/served_office.hpp"

namespace attendsense::api {
namespace {

using namespace testing;

constexpr auto kRoles = "/api/v1/roles";
constexpr auto kStations = "/api/v1/stations";
constexpr auto kKey = "8e03978e-40d5-43dd-bc93-6894a57f9324";

class Idempotency : public ServedOffice {
 protected:
  static boost::json::object role(const std::string& name) {
    return {{"name", name}, {"permissions", boost::json::array{"view_own"}}};
  }

  static Reply ask(const HttpClient& who, const std::string& path, const boost::json::object& body,
                   const std::string& key = kKey) {
    return who.send("POST", path, boost::json::serialize(body), "application/json", {{"Idempotency-Key", key}});
  }

  // Another process has begun this request and not answered it.
  void begin_elsewhere(const std::string& path, const boost::json::object& body, Instant when) {
    const std::string text = boost::json::serialize(body);
    http::Request request{"POST", path, {}, Bytes(as_bytes(text).begin(), as_bytes(text).end()), {}};
    const core::ReplyKey key{office.company, core::RequesterId{office.administrator.uuid}, kKey};
    const auto begun = core::write_to(*office.store, [&](core::Transaction& transaction) {
      return transaction.replies().begin(key, fingerprint_of(request), when, when + std::chrono::hours{24});
    });
    ASSERT_TRUE(begun) << begun.error().text();
    ASSERT_FALSE(begun->has_value());
  }

  std::size_t roles_named(const std::string& name) const {
    const boost::json::object company = boss().get("/api/v1/company").json();
    const auto& items = company.at("roles").as_array();
    return static_cast<std::size_t>(std::ranges::count_if(
        items, [&](const boost::json::value& item) { return item.as_object().at("name").as_string() == name; }));
  }
};

TEST_F(Idempotency, what_comes_again_is_answered_the_same_and_made_once) {
  const Reply first = ask(boss(), kRoles, role("Warden"));
  const Reply again = ask(boss(), kRoles, role("Warden"));
  EXPECT_EQ(first.status, 201);
  EXPECT_EQ(first.header("idempotent-replayed"), "");
  EXPECT_EQ(again.status, 201);
  EXPECT_EQ(again.header("idempotent-replayed"), "true");
  EXPECT_EQ(again.body, first.body);
  EXPECT_EQ(again.header("content-type"), first.header("content-type"));
  EXPECT_EQ(again.header("location"), first.header("location"));
  EXPECT_NE(again.header("attendsense-request-id"), first.header("attendsense-request-id"));
  EXPECT_EQ(roles_named("Warden"), 1U);
}

TEST_F(Idempotency, a_token_that_is_shown_once_is_shown_to_whoever_lost_the_answer) {
  const boost::json::object door{
      {"name", "Back door"},
      {"site_id", office.site.to_string()},
      {"cameras", boost::json::array{boost::json::object{{"name", "gate"}, {"direction", "in"}}}}};
  const Reply first = ask(boss(), kStations, door);
  ASSERT_EQ(first.status, 201) << first.body;
  EXPECT_EQ(ask(boss(), kStations, door).body, first.body);
}

TEST_F(Idempotency, a_refusal_is_the_same_again_too) {
  EXPECT_EQ(boss().post(kRoles, role("Warden")).status, 201);
  const Reply refused = ask(boss(), kRoles, role("Warden"));
  EXPECT_EQ(refused.status, 409);
  const Reply again = ask(boss(), kRoles, role("Warden"));
  EXPECT_EQ(again.body, refused.body);
  EXPECT_EQ(again.header("content-type"), "application/problem+json");
}

TEST_F(Idempotency, another_request_under_the_key_is_refused) {
  EXPECT_EQ(ask(boss(), kRoles, role("Warden")).status, 201);
  for (const Reply& refused : {ask(boss(), kRoles, role("Porter")), ask(boss(), kStations, role("Warden"))}) {
    EXPECT_EQ(refused.status, 422);
    EXPECT_EQ(refused.code(), "idempotency_key_reused");
  }
  EXPECT_EQ(roles_named("Porter"), 0U);
}

TEST_F(Idempotency, two_people_may_use_the_same_key) {
  office.hire_with_password("Ada", "Lovelace");
  EXPECT_EQ(ask(boss(), kRoles, role("Warden")).status, 201);
  const Reply hers =
      ask(signed_in("ada.lovelace@example.com", service::testing::kEmployeePassword), kRoles, role("Warden"));
  EXPECT_EQ(hers.status, 403);
  EXPECT_EQ(hers.header("idempotent-replayed"), "");
}

TEST_F(Idempotency, a_key_may_be_quoted_and_must_be_one_readable_text) {
  EXPECT_EQ(ask(boss(), kRoles, role("Warden"), '"' + std::string(kKey) + '"').status, 201);
  EXPECT_EQ(ask(boss(), kRoles, role("Warden")).header("idempotent-replayed"), "true");
  for (const std::string& odd : {std::string("\"\""), std::string(256, 'k'), std::string("\xC3\xA4")}) {
    EXPECT_EQ(ask(boss(), kRoles, role("Porter"), odd).code(), "idempotency_key_invalid") << odd;
  }
  const std::string body = boost::json::serialize(role("Porter"));
  const Reply twice =
      boss().send("POST", kRoles, body, "application/json", {{"Idempotency-Key", "one"}, {"Idempotency-Key", "two"}});
  EXPECT_EQ(twice.code(), "idempotency_key_invalid");
  EXPECT_EQ(roles_named("Porter"), 0U);
}

TEST_F(Idempotency, the_first_one_may_still_be_at_it) {
  begin_elsewhere(kRoles, role("Warden"), office.now());
  const Reply waits = ask(boss(), kRoles, role("Warden"));
  EXPECT_EQ(waits.status, 409);
  EXPECT_EQ(waits.code(), "request_in_progress");
  EXPECT_EQ(waits.header("retry-after"), "1");
  EXPECT_EQ(ask(boss(), kRoles, role("Porter")).code(), "idempotency_key_reused");
}

TEST_F(Idempotency, what_nobody_saw_the_end_of_is_not_tried_again) {
  begin_elsewhere(kRoles, role("Warden"), office.now() - std::chrono::seconds{61});
  const Reply unknown = ask(boss(), kRoles, role("Warden"));
  EXPECT_EQ(unknown.status, 409);
  EXPECT_EQ(unknown.code(), "outcome_unknown");
  EXPECT_EQ(unknown.header("retry-after"), "");
  EXPECT_EQ(roles_named("Warden"), 0U);
}

TEST_F(Idempotency, a_key_is_free_again_after_a_day) {
  const HttpClient before = boss();
  EXPECT_EQ(ask(before, kRoles, role("Warden")).status, 201);
  office.clock.set(office.now() + std::chrono::hours{24});
  const HttpClient later = signed_in("charles@example.com", service::testing::kAdminPassword);
  EXPECT_EQ(ask(later, kRoles, role("Porter")).status, 201);
}

TEST_F(Idempotency, of_many_at_once_one_makes_it) {
  std::vector<Reply> replies(8);
  {
    std::vector<std::jthread> threads;
    for (Reply& reply : replies) {
      threads.emplace_back([&] { reply = ask(boss(), kRoles, role("Warden")); });
    }
  }
  int made = 0;
  for (const Reply& reply : replies) {
    made += reply.status == 201 && reply.header("idempotent-replayed").empty() ? 1 : 0;
    EXPECT_TRUE(reply.status == 201 || reply.code() == "request_in_progress") << reply.status << reply.body;
  }
  EXPECT_EQ(made, 1);
  EXPECT_EQ(roles_named("Warden"), 1U);
}

TEST_F(Idempotency, a_second_server_on_the_same_store_knows_the_key) {
  const Reply first = ask(boss(), kRoles, role("Warden"));
  auto second = HttpServer::start({}, {office.ports(), *bus, office.clock, readiness, "0.0.0-test"});
  ASSERT_TRUE(second) << second.error().text();
  const HttpClient there((*second)->url(), office.first_session.access_token.reveal());
  const Reply again = ask(there, kRoles, role("Warden"));
  EXPECT_EQ(again.header("idempotent-replayed"), "true");
  EXPECT_EQ(again.body, first.body);
}

// What the contract says of every operation that changes something.
TEST(IdempotencyContract, every_change_names_its_key) {
  for (const Contract::Operation& operation : contract().operations()) {
    const bool changes = operation.method != "GET" && !operation.open && operation.id != "sendCapture";
    EXPECT_EQ(operation.takes_idempotency_key, changes) << operation.id;
  }
}

}  // namespace
}  // namespace attendsense::api
