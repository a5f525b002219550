// The life of an office over HTTP: every operation of the contract, each answered as documented.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <boost/json.hpp>
#include <thread>

#include "attendsense/crypto/fernet.hpp"
#include "attendsense/service/setup.hpp"
#include "contract_walks.hpp"
#include "testing/encoding.hpp"
#include "testing/served_office.hpp"

namespace attendsense::api {
namespace {

namespace json = boost::json;
using namespace testing;
using service::testing::person;

std::string text_of(const json::object& object, std::string_view name) {
  return std::string(object.at(name).as_string());
}

class WholeContract : public Served<service::testing::Parts> {
 protected:
  json::object photo(std::size_t who) {
    return {{"photos", json::array{base64(office.analyzer.picture({{.direction = person(who)}}))}}};
  }

  json::object setup() {
    json::object administrator{{"email", "charles@example.com"},
                               {"given_name", "Charles"},
                               {"family_name", "Babbage"},
                               {"honorific", "mr"},
                               {"password", service::testing::kAdminPassword},
                               {"consent", true},
                               {"photos", photo(0).at("photos")}};
    const auto code = service::ensure_setup_code(*office.store);
    return {{"setup_code", (*code)->reveal()},
            {"company",
             {{"name", "Analytical Engines"}, {"site", {{"name", "Head office"}, {"time_zone", "Europe/Berlin"}}}}},
            {"administrator", std::move(administrator)}};
  }

  void register_company() {
    const HttpClient nobody = client();
    EXPECT_FALSE(nobody.get("/api/v1/setup").json().at("registered").as_bool());
    const Reply registered = nobody.post("/api/v1/setup", setup());
    ASSERT_EQ(registered.status, 201);
    EXPECT_TRUE(nobody.get("/api/v1/setup").json().at("registered").as_bool());
    const Reply session = nobody.post(
        "/api/v1/sessions", {{"email", "charles@example.com"}, {"password", service::testing::kAdminPassword}});
    ASSERT_EQ(session.status, 201);
    const Reply refreshed =
        nobody.post("/api/v1/sessions/refresh", {{"refresh_token", session.json().at("refresh_token")}});
    ASSERT_EQ(refreshed.status, 200);
    boss = client(text_of(refreshed.json(), "access_token"));
  }

  void run_the_company() {
    EXPECT_EQ(boss.get("/api/v1/company").status, 200);
    EXPECT_EQ(boss.get("/api/v1/company/policy").status, 200);
    const Reply changed = boss.patch("/api/v1/company/policy", {{"match_threshold", 0.55}, {"language", "de"}});
    EXPECT_EQ(changed.status, 200);
    EXPECT_EQ(changed.json().at("match_threshold").as_double(), 0.55);
    const Reply greeted = boss.patch("/api/v1/company/policy", {{"greeting_in", "Servus {given_name}"}});
    EXPECT_EQ(greeted.json().at("greeting_in"), "Servus {given_name}") << greeted.body;
    EXPECT_EQ(boss.patch("/api/v1/company/policy", {{"greeting_in", "Your {salary}"}}).status, 400);
  }

  void hire() {
    json::object ada{{"email", "Ada@example.com"}, {"given_name", "Ada"}, {"family_name", "Lovelace"},
                     {"honorific", "ms"},          {"consent", true},     {"photos", photo(1).at("photos")}};
    const Reply created = boss.post("/api/v1/employees", ada);
    ASSERT_EQ(created.status, 201) << created.body;
    employee = "/api/v1/employees/" + text_of(created.json().at("employee").as_object(), "id");
    EXPECT_EQ(boss.get("/api/v1/employees?search=lovelace&state=active&limit=5").json().at("items").as_array().size(),
              1);
    EXPECT_EQ(boss.patch(employee, {{"family_name", "King"}}).json().at("display_name"), "Ada King");
    const Reply enrolled = boss.send(
        "POST", employee + "/photos",
        as_text(office.analyzer.picture({{.direction = service::testing::near_person(1, 0.9F)}})), "image/jpeg");
    ASSERT_EQ(enrolled.status, 201) << enrolled.body;
    EXPECT_EQ(boss.get(employee + "/photos").json().at("items").as_array().size(), 2);
    EXPECT_EQ(boss.remove(employee + "/photos/" + text_of(enrolled.json(), "template_id")).status, 204);
    EXPECT_EQ(boss.get(employee).json().at("photos").as_array().size(), 1);
  }

  void open_station() {
    const Reply created = boss.post(
        "/api/v1/stations",
        {{"name", "Front door"}, {"cameras", json::array{json::object{{"name", "gate"}, {"direction", "in"}}}}});
    ASSERT_EQ(created.status, 201) << created.body;
    const json::object made = created.json();
    door = "/api/v1/stations/" + text_of(made.at("station").as_object(), "id");
    key = text_of(made, "key");
    station = client(text_of(made, "token"));
    EXPECT_EQ(boss.get("/api/v1/stations").json().at("items").as_array().size(), 1);
    EXPECT_EQ(boss.get(door).status, 200);
    EXPECT_EQ(station.get("/api/v1/station").json().at("language"), "de");
    EXPECT_TRUE(boss.get(door).json().at("last_seen_at").is_string()) << "by asking, a station is seen";
    EXPECT_EQ(station.send("GET", "/api/v1/station", "", "", {{"Attendsense-Clock-Offset", "2500001"}}).status, 200);
    EXPECT_EQ(boss.get(door).json().at("clock_offset_us"), 2'500'001);
    EXPECT_EQ(station.send("GET", "/api/v1/station", "", "", {{"Attendsense-Clock-Offset", "late"}}).status, 400);
    report_how_it_is();
  }

  void report_how_it_is() {
    EXPECT_TRUE(boss.get(door).json().at("report").is_null());
    const json::object camera{{"name", "gate"}, {"state", "lost"}, {"why", "It is gone"}};
    json::object report{
        {"version", "1.0.0"}, {"waiting", 3}, {"set_aside", 0}, {"dropped", 1}, {"cameras", json::array{camera}}};
    EXPECT_EQ(station.put("/api/v1/station/report", report).status, 204);
    const json::object told = boss.get(door).json().at("report").as_object();
    EXPECT_EQ(told.at("cameras").as_array().at(0), camera);
    EXPECT_EQ(told.at("dropped"), 1);
    EXPECT_EQ(boss.put("/api/v1/station/report", report).status, 403) << "a person is no station";
    report["cameras"] = json::array{json::object{{"name", "gate"}, {"state", "weird"}}};
    EXPECT_EQ(station.put("/api/v1/station/report", report).status, 400);
    EXPECT_EQ(boss.get(door).json().at("report"), told);
  }

  Reply open_stream(RawConnection& connection, const std::string& path, const HttpClient& as) {
    connection.send("GET " + path + " HTTP/1.1\r\nHost: here\r\nAuthorization: Bearer " + as.token() + "\r\n\r\n");
    const Reply reply = parse_head(connection.receive_until("\r\n\r\n"));
    EXPECT_EQ(reply.status, 200);
    EXPECT_EQ(contract().complaint("GET", path, reply), "");
    return reply;
  }

  void see_ada_come() {
    RawConnection heard_at_the_door(server->port());
    RawConnection heard_by_the_boss(server->port());
    open_stream(heard_at_the_door, "/api/v1/station/events", station);
    open_stream(heard_by_the_boss, "/api/v1/events", boss);
    const auto fernet = crypto::FernetKey::parse(Secret(key));
    const Bytes jpeg = office.analyzer.picture({{.direction = person(1)}});
    const std::string sealed = crypto::fernet_encrypt(*fernet, jpeg, office.now());
    HttpClient::Fields fields = capture_fields(office.now());
    fields.emplace_back("Attendsense-Face", "-0.5,100.25,120,144");
    fields.emplace_back("Attendsense-Clock-Offset", "-1500001");
    const std::string type = "application/vnd.attendsense.sealed-jpeg";
    const Reply accepted = station.send("POST", "/api/v1/captures", sealed, type, fields);
    ASSERT_EQ(accepted.status, 202) << accepted.body;
    EXPECT_EQ(accepted.json().at("status"), "queued");
    EXPECT_EQ(station.send("POST", "/api/v1/captures", sealed, type, fields).json().at("status"), "known");
    auto leased = office.queue->take(std::chrono::minutes{1}, std::chrono::seconds{5});
    ASSERT_TRUE(leased && *leased);
    EXPECT_EQ((**leased).job.face, (core::FaceHint{-0.5F, 100.25F, 120, 144}));
    EXPECT_EQ((**leased).job.clock_offset, std::chrono::microseconds{-1'500'001});
    ASSERT_TRUE(service::process_capture::run(office.ports(), {(**leased).job}, office.now()));
    ASSERT_TRUE(office.queue->acknowledge(**leased));
    EXPECT_NE(heard_at_the_door.receive_until("signature").find("event: punch"), std::string::npos);
    const std::string heard = heard_by_the_boss.receive_until("Ada King");
    EXPECT_NE(heard.find("data: {\"schema\":\"attendsense.punch.v1\""), std::string::npos) << heard;
  }

  void look_at_attendance() {
    EXPECT_EQ(boss.get("/api/v1/punches?limit=10").json().at("items").as_array().size(), 1);
    EXPECT_EQ(boss.get("/api/v1/attendance/days/2026-03-02").json().at("items").as_array().size(), 2);
    const std::string id = employee.substr(employee.rfind('/') + 1);
    const Reply days = boss.get("/api/v1/attendance/employees/" + id + "?from=2026-03-01&to=2026-03-02");
    EXPECT_EQ(days.json().at("days").as_array().at(1).at("state"), "in_office");
    EXPECT_EQ(days.json().at("total").at("days_present"), 1);
    EXPECT_EQ(boss.get("/api/v1/attendance/days/2026-03-02?state=in_office").json().at("items").as_array().size(), 1);
    const Reply hours = boss.get("/api/v1/attendance/hours?date=2026-03-02");
    ASSERT_EQ(hours.json().at("hours").as_array().size(), 24);
    EXPECT_EQ(hours.json().at("hours").at(8).at("people"), 1);
    EXPECT_EQ(boss.get("/api/v1/presence").json().at("counts").at("in_office").as_int64(), 1);
    EXPECT_EQ(boss.get("/api/v1/sightings?outcome=booked").json().at("items").as_array().size(), 1);
    EXPECT_GT(boss.get("/api/v1/audit").json().at("items").as_array().size(), 3);
    const auto newest = boss.get("/api/v1/audit?order=newest&action=employee.&limit=1").json().at("items").as_array();
    ASSERT_EQ(newest.size(), 1U);
    EXPECT_TRUE(newest[0].at("action").as_string().starts_with("employee."));
    EXPECT_EQ(boss.get("/api/v1/audit?order=latest").status, 400);
    EXPECT_TRUE(boss.get("/api/v1/audit/verify").json().at("intact").as_bool());
    EXPECT_NE(boss.get("/api/v1/audit/export").body.find("company.register"), std::string::npos);
  }

  // A stranger passes, and somebody says who that was; another is nobody's business.
  void review_strangers() {
    const auto fernet = crypto::FernetKey::parse(Secret(key));
    const auto see_stranger = [&] {
      office.clock.advance(std::chrono::minutes{5});
      const Bytes jpeg = office.analyzer.picture({{.direction = service::testing::near_person(1, 0.4F)}});
      EXPECT_EQ(station
                    .send("POST", "/api/v1/captures", crypto::fernet_encrypt(*fernet, jpeg, office.now()),
                          "application/vnd.attendsense.sealed-jpeg", capture_fields(office.now()))
                    .status,
                202);
      auto leased = office.queue->take(std::chrono::minutes{1}, std::chrono::seconds{5});
      ASSERT_TRUE(leased && *leased);
      ASSERT_TRUE(service::process_capture::run(office.ports(), {(**leased).job}, office.now()));
      ASSERT_TRUE(office.queue->acknowledge(**leased));
    };
    const auto open = [&] {
      return boss
          .get("/api/v1/sightings?review=open&from=2026-03-02T00:00:00Z&station_id=" + door.substr(door.rfind('/') + 1))
          .json()
          .at("items")
          .as_array();
    };
    const auto address = [](const json::value& sighting) {
      return "/api/v1/sightings/" + std::string(sighting.at("id").as_string());
    };
    EXPECT_EQ(boss.patch("/api/v1/company/policy", {{"keep_crops", true}, {"crop_days", 7}}).status, 200);
    see_stranger();
    see_stranger();
    ASSERT_EQ(open().size(), 2U);
    const Reply crop = boss.get(address(open()[0]) + "/crop");
    EXPECT_EQ(crop.status, 200);
    EXPECT_EQ(crop.header("cache-control"), "no-store");
    EXPECT_TRUE(crop.body.starts_with("\xff\xd8"));
    const std::string id = employee.substr(employee.rfind('/') + 1);
    const Reply assigned = boss.post(address(open()[0]) + "/decision", {{"verdict", "assigned"}, {"employee_id", id}});
    ASSERT_EQ(assigned.status, 200) << assigned.body;
    EXPECT_EQ(assigned.json().at("review").at("display_name"), "Ada King");
    EXPECT_EQ(boss.get(address(assigned.json()) + "/crop").status, 404);
    const std::string correction(assigned.json().at("review").at("correction_id").as_string());
    EXPECT_EQ(boss.post("/api/v1/corrections/" + correction + "/decision", {{"verdict", "undo"}}).status, 200);
    EXPECT_EQ(boss.post(address(open()[0]) + "/decision", {{"verdict", "dismissed"}, {"note", "The postman"}}).status,
              200);
    EXPECT_TRUE(open().empty());
    EXPECT_EQ(boss.get("/api/v1/sightings?review=decided").json().at("items").as_array().size(), 2U);
    EXPECT_EQ(boss.get("/api/v1/sightings?review=all").status, 400);
    EXPECT_EQ(boss.patch("/api/v1/company/policy", {{"keep_crops", false}}).status, 200);
  }

  void correct_punches() {
    const std::string id = employee.substr(employee.rfind('/') + 1);
    const auto punch = boss.get("/api/v1/punches").json().at("items").at(0).at("id");
    const Reply asked = boss.post("/api/v1/corrections", {{"employee_id", id},
                                                          {"kind", "change"},
                                                          {"punch_id", punch},
                                                          {"direction", "out"},
                                                          {"reason", "It was the other door"}});
    ASSERT_EQ(asked.status, 201) << asked.body;
    const std::string correction = "/api/v1/corrections/" + std::string(asked.json().at("id").as_string());
    EXPECT_EQ(boss.get(correction).json().at("original").at("punch_id"), punch);
    EXPECT_EQ(boss.post(correction + "/decision", {{"verdict", "approve"}, {"note", "Seen"}}).status, 200);
    EXPECT_EQ(boss.get("/api/v1/corrections?state=approved").json().at("items").as_array().size(), 1);
    const std::string day = "/api/v1/attendance/employees/" + id + "?from=2026-03-02&to=2026-03-02";
    EXPECT_EQ(boss.get(day).json().at("days").at(0).at("state"), "present");
    EXPECT_EQ(boss.post(correction + "/decision", {{"verdict", "undo"}}).json().at("state"), "undone");
    EXPECT_EQ(boss.get(day).json().at("days").at(0).at("state"), "in_office");
  }

  void ask_the_system() {
    for (const char* prefix : {"/api/v1", ""}) {
      EXPECT_EQ(client().get(std::string(prefix) + "/healthz").status, 200);
      EXPECT_EQ(client().get(std::string(prefix) + "/readyz").status, 200);
      EXPECT_EQ(client().get(std::string(prefix) + "/version").status, 200);
      EXPECT_NE(client().get(std::string(prefix) + "/metrics").body.find("attendsense_http_requests_total"),
                std::string::npos);
    }
  }

  void wind_up() {
    EXPECT_EQ(boss.remove(door).status, 204);
    EXPECT_EQ(station.get("/api/v1/station").status, 401);
    EXPECT_EQ(boss.remove(employee).status, 204);
    EXPECT_EQ(boss.get(employee).status, 404);
    EXPECT_EQ(boss.post("/api/v1/sessions/password", {{"current_password", service::testing::kAdminPassword},
                                                      {"new_password", "lantern-kettle-violin-43"}})
                  .status,
              204);
    const Reply session =
        client().post("/api/v1/sessions", {{"email", "charles@example.com"}, {"password", "lantern-kettle-violin-43"}});
    ASSERT_EQ(session.status, 201);
    const HttpClient again = client(text_of(session.json(), "access_token"));
    EXPECT_EQ(again.remove("/api/v1/sessions/current").status, 204);
    EXPECT_EQ(again.get("/api/v1/company").status, 401);
  }

  HttpClient boss{""};
  HttpClient station{""};
  std::string employee;
  std::string door;
  std::string key;
};

TEST_F(WholeContract, every_operation_is_answered_as_documented) {
  ASSERT_NO_FATAL_FAILURE(register_company());
  run_the_company();
  look_after_an_account(boss, "charles@example.com", service::testing::kAdminPassword);
  sign_in_with_codes(boss, service::testing::kAdminPassword, office.clock);
  set_up_what_is_demanded(boss, office.clock);
  ASSERT_NO_FATAL_FAILURE(hire());
  ASSERT_NO_FATAL_FAILURE(open_station());
  ASSERT_NO_FATAL_FAILURE(see_ada_come());
  look_at_attendance();
  correct_punches();
  review_strangers();
  const std::string ada = employee.substr(employee.rfind('/') + 1);
  correct_after_an_outage(boss, ada);
  close_a_period(boss, ada);
  read_the_reports(boss);
  run_sites_and_roles(boss);
  plan_the_work(boss, ada);
  import_from_files(boss, ada);
  run_webhooks(boss);
  ask_the_system();
  ASSERT_NO_FATAL_FAILURE(wind_up());
  const std::set<std::string> answered = contract().answered();
  for (const Contract::Operation& operation : contract().operations()) {
    // The probes' short paths are the same operations.
    EXPECT_TRUE(answered.contains(operation.id)) << operation.method << " " << operation.path << " has no test";
  }
}

TEST(ContractExamples, everything_has_one_that_is_as_its_schema_says) {
  for (const std::string& complaint : contract().example_complaints()) ADD_FAILURE() << complaint;
}

}  // namespace
}  // namespace attendsense::api
