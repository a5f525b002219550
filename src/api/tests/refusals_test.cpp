// Who is refused what, and how the refusal looks.

#include <gtest/gtest.h>

#include <boost/json.hpp>
#include <regex>

#include "testing/served_office.hpp"

namespace attendsense::api {
namespace {

namespace json = boost::json;
using namespace testing;

class Refusals : public ServedOffice {};

std::string with_some_ids(const std::string& path) {
  std::string filled = std::regex_replace(path, std::regex("\\{date\\}"), "2026-03-02");
  return std::regex_replace(filled, std::regex("\\{[a-z_]+\\}"), "01890a5d-ac96-774b-bcce-b302099a8057");
}

TEST_F(Refusals, every_operation_that_needs_a_token_refuses_without_a_good_one) {
  for (const Contract::Operation& operation : contract().operations()) {
    if (operation.open) continue;
    const std::string path = with_some_ids(operation.path);
    const Reply without = client().send(operation.method, path, "", "application/json");
    EXPECT_EQ(without.status, 401) << operation.id;
    EXPECT_EQ(without.code(), "token_missing") << operation.id;
    const Reply wrong = client("no-such-token").send(operation.method, path, "", "application/json");
    EXPECT_EQ(wrong.status, 401) << operation.id;
    EXPECT_EQ(wrong.code(), "token_invalid") << operation.id;
    EXPECT_EQ(wrong.header("www-authenticate"), "Bearer realm=\"AttendSense\"");
  }
}

TEST_F(Refusals, tokens_that_are_odd_are_refused) {
  const std::string good = office.first_session.access_token.reveal();
  for (const std::string& field : std::vector<std::string>{
           "Basic " + good, good, "Bearer", "Bearer ", "Bearer  " + good, "Bearer " + good + "x",
           "Bearer " + std::string(5000, 'a'), std::string("Bearer \xff\xfe"), std::string("Bearer ' OR 1=1 --")}) {
    EXPECT_EQ(client().get("/api/v1/company", {{"Authorization", field}}).status, 401) << field;
  }
  EXPECT_EQ(client().get("/api/v1/company", {{"Authorization", "bearer " + good}}).status, 200);
}

TEST_F(Refusals, an_expired_token_is_refused) {
  office.clock.advance(std::chrono::hours{1});
  EXPECT_EQ(boss().get("/api/v1/company").code(), "token_expired");
}

TEST_F(Refusals, a_revoked_station_is_refused) {
  const auto door = office.open_door(core::CameraDirection::in);
  EXPECT_EQ(station(door).get("/api/v1/station").status, 200);
  EXPECT_EQ(boss().remove("/api/v1/stations/" + door.station.station.id.to_string()).status, 204);
  EXPECT_EQ(station(door).get("/api/v1/station").status, 401);
}

TEST_F(Refusals, a_refresh_token_that_comes_twice_ends_the_session) {
  const json::object token{{"refresh_token", office.first_session.refresh_token.reveal()}};
  EXPECT_EQ(client().post("/api/v1/sessions/refresh", token).status, 200);
  EXPECT_EQ(client().post("/api/v1/sessions/refresh", token).status, 401);
  EXPECT_EQ(boss().get("/api/v1/company").status, 401);
}

TEST_F(Refusals, an_employee_sees_themselves_alone) {
  const std::string ada = office.hire_with_password("Ada", "Lovelace").to_string();
  const HttpClient own = signed_in("ada.lovelace@example.com", service::testing::kEmployeePassword);
  EXPECT_EQ(own.get("/api/v1/employees/" + ada).status, 200);
  EXPECT_EQ(own.get("/api/v1/punches").status, 200);
  EXPECT_EQ(own.get("/api/v1/attendance/employees/" + ada).json().at("days").as_array().size(), 30);
  const std::string other = "/api/v1/employees/" + office.administrator.to_string();
  for (const std::string& path :
       {other, other + "/photos", std::string("/api/v1/employees"), std::string("/api/v1/stations"),
        std::string("/api/v1/presence"), std::string("/api/v1/sightings"), std::string("/api/v1/audit"),
        std::string("/api/v1/audit/verify"), std::string("/api/v1/station")}) {
    EXPECT_EQ(own.get(path).status, 403) << path;
  }
  EXPECT_EQ(own.remove(other).status, 403);
  EXPECT_EQ(own.patch("/api/v1/company/policy", {{"match_threshold", 0.3}}).status, 403);
}

TEST_F(Refusals, a_station_is_no_person) {
  const HttpClient door = station(office.open_door(core::CameraDirection::in));
  for (const char* path : {"/api/v1/employees", "/api/v1/punches", "/api/v1/presence", "/api/v1/audit"}) {
    EXPECT_EQ(door.get(path).status, 403) << path;
  }
  EXPECT_EQ(door.remove("/api/v1/sessions/current").status, 403);
}

TEST_F(Refusals, too_many_wrong_passwords_are_slowed_down) {
  const json::object wrong{{"email", "charles@example.com"}, {"password", "not the password"}};
  Reply reply;
  for (int i = 0; i < 7 && reply.status != 429; ++i) reply = client().post("/api/v1/sessions", wrong);
  EXPECT_EQ(reply.status, 429);
  EXPECT_GE(std::stoi(reply.header("retry-after")), 1);
}

TEST_F(Refusals, unknown_addresses_and_methods_are_told_apart) {
  EXPECT_EQ(boss().get("/api/v1/nothing").status, 404);
  EXPECT_EQ(boss().get("/").status, 404);
  EXPECT_EQ(boss().get("/api/v1/employees/").status, 404);
  EXPECT_EQ(boss().get("/api/v1//employees").status, 404);
  EXPECT_EQ(boss().get("/api/v1/employees/../company").status, 404);
  EXPECT_EQ(boss().get("/api/v1/employees/not-an-id").status, 404);
  const Reply wrong = boss().send("PUT", "/api/v1/employees", "{}", "application/json");
  EXPECT_EQ(wrong.status, 405);
  EXPECT_EQ(wrong.header("allow"), "GET, HEAD, POST, OPTIONS");
  EXPECT_EQ(wrong.code(), "method_not_allowed");
  EXPECT_EQ(boss().send("TRACE", "/api/v1/setup", "", "").status, 405);
}

TEST_F(Refusals, options_are_told_to_anybody) {
  const Reply reply = client().send("OPTIONS", "/api/v1/employees", "", "");
  EXPECT_EQ(reply.status, 204);
  EXPECT_EQ(reply.header("allow"), "GET, HEAD, POST, OPTIONS");
}

TEST_F(Refusals, head_is_get_without_the_body) {
  const Reply get = boss().get("/api/v1/company");
  const Reply head = boss().send("HEAD", "/api/v1/company", "", "");
  EXPECT_EQ(head.status, 200);
  EXPECT_EQ(head.header("content-length"), get.header("content-length"));
}

TEST_F(Refusals, every_answer_carries_the_fields_that_protect_it) {
  const Reply reply = client().get("/api/v1/setup");
  EXPECT_EQ(reply.header("cache-control"), "private, no-cache");
  EXPECT_EQ(reply.header("x-content-type-options"), "nosniff");
  EXPECT_EQ(reply.header("content-security-policy"), "default-src 'none'; frame-ancestors 'none'");
  EXPECT_EQ(reply.header("strict-transport-security"), "");
  const Reply https = client().get("/api/v1/setup", {{"X-Forwarded-Proto", "https"}});
  EXPECT_NE(https.header("strict-transport-security"), "");
  EXPECT_NE(reply.header("attendsense-request-id"), https.header("attendsense-request-id"));
}

TEST_F(Refusals, metrics_are_not_for_a_proxys_clients) {
  EXPECT_EQ(client().get("/metrics").status, 200);
  EXPECT_EQ(client().get("/metrics", {{"X-Forwarded-For", "203.0.113.7"}}).code(), "loopback_only");
}

TEST_F(Refusals, metrics_name_routes_and_never_ids) {
  const std::string id = office.administrator.to_string();
  (void)boss().get("/api/v1/employees/" + id);
  const std::string text = client().get("/metrics").body;
  EXPECT_NE(text.find("route=\"/api/v1/employees/{employee_id}\""), std::string::npos);
  EXPECT_EQ(text.find(id), std::string::npos);
}

TEST_F(Refusals, a_bare_picture_is_taken_over_loopback_only) {
  const HttpClient door = station(office.open_door(core::CameraDirection::in));
  const Bytes picture = office.analyzer.picture({{.direction = service::testing::person(3)}});
  HttpClient::Fields fields = capture_fields(office.now());
  EXPECT_EQ(door.send("POST", "/api/v1/captures", as_text(picture), "image/jpeg", fields).status, 202);
  fields.emplace_back("X-Forwarded-For", "127.0.0.1");
  EXPECT_EQ(door.send("POST", "/api/v1/captures", as_text(picture), "image/jpeg", fields).code(),
            "capture_must_be_sealed");
}

TEST_F(Refusals, a_face_that_is_enrolled_already_is_a_conflict_until_somebody_vouches) {
  const auto ada = office.hire("Ada", "Lovelace", service::testing::person(1));
  const auto eve = office.hire("Eve", "Somebody", service::testing::person(2));
  (void)ada;
  const std::string photos = "/api/v1/employees/" + eve.to_string() + "/photos";
  const Bytes picture = office.analyzer.picture({{.direction = service::testing::person(1)}});
  const Reply refused = boss().send("POST", photos, as_text(picture), "image/jpeg");
  EXPECT_EQ(refused.status, 409);
  EXPECT_EQ(refused.code(), "face_enrolled_already");
  EXPECT_EQ(boss().send("POST", photos + "?is_another_person=true", as_text(picture), "image/jpeg").status, 201);
}

TEST_F(Refusals, a_part_that_is_away_is_named) {
  readiness.push_back({"queue", [] { return fail(Failure::unavailable, "queue_away", "The queue is away"); }});
  serve({});
  const Reply reply = client().get("/readyz");
  EXPECT_EQ(reply.status, 503);
  EXPECT_FALSE(reply.header("retry-after").empty());
  const json::object part = reply.json().at("parts").as_array().at(1).as_object();
  EXPECT_EQ(part.at("name"), "queue");
  EXPECT_EQ(part.at("detail"), "The queue is away");
  EXPECT_EQ(client().get("/healthz").status, 200);
}

}  // namespace
}  // namespace attendsense::api
