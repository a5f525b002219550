// Corrections after an outage and closed periods over HTTP: what is particular to their fields and refusals.

#include <gmock/gmock.h>

#include <boost/json.hpp>

#include "attendsense/base/sha256.hpp"
#include "reports/reports_office.hpp"
#include "testing/encoding.hpp"
#include "testing/served_office.hpp"

namespace attendsense::api {
namespace {

namespace json = boost::json;
using namespace testing;
using ::testing::ElementsAre;

struct PeriodsOverHttp : Served<service::testing::ReportsOffice> {
  HttpClient boss = client(office.first_session.access_token.reveal());

  // A week has passed since the first session began.
  PeriodsOverHttp() {
    const Reply session = client().post(
        "/api/v1/sessions", {{"email", "charles@example.com"}, {"password", service::testing::kAdminPassword}});
    boss = client(std::string(session.json().at("access_token").as_string()));
  }

  Reply close(bool force = false) {
    return boss.post("/api/v1/periods", {{"from", "2026-03-02"}, {"to", "2026-03-08"}, {"force", force}});
  }

  Reply ask_for_a_correction() {
    return boss.post("/api/v1/corrections", {{"employee_id", office.ada.to_string()},
                                             {"kind", "add"},
                                             {"direction", "out"},
                                             {"at", "2026-03-04T16:00:00Z"},
                                             {"reason", "Left by the back door"}});
  }

  static std::vector<std::string> fields_of(const Reply& reply) {
    std::vector<std::string> fields;
    const json::object problem = reply.json();
    for (const json::value& error : problem.at("errors").as_array()) fields.emplace_back(error.at("field").as_string());
    return fields;
  }

  json::object outage() {
    return {{"date", "2026-03-04"}, {"from", "16:00"},   {"to", "18:00"},
            {"direction", "out"},   {"at_shift", "end"}, {"reason", "The reader was down"}};
  }
};

TEST_F(PeriodsOverHttp, what_waits_is_named_in_the_problem) {
  const Reply asked = ask_for_a_correction();
  ASSERT_EQ(asked.status, 201) << asked.body;
  const Reply refused = close();
  EXPECT_EQ(refused.status, 409);
  EXPECT_EQ(refused.code(), "period_has_requests");
  EXPECT_THAT(fields_of(refused), ElementsAre("correction " + std::string(asked.json().at("id").as_string())));
  EXPECT_EQ(close(true).status, 201);
  EXPECT_EQ(ask_for_a_correction().code(), "period_closed");
}

TEST_F(PeriodsOverHttp, a_sheet_comes_to_the_byte) {
  const Reply closed = close();
  ASSERT_EQ(closed.status, 201) << closed.body;
  const std::string period = "/api/v1/periods/" + std::string(closed.json().at("id").as_string());
  const Reply sheet = boss.get(period + "/sheets/" + office.ada.to_string());
  const Sha256Digest digest = sha256(as_bytes(sheet.body));
  EXPECT_EQ(sheet.header("content-digest"), "sha-256=:" + base64(Bytes(digest.begin(), digest.end())) + ":");
  EXPECT_EQ(sheet.json().at("total").at("worked_seconds"), (19 * 60 + 48) * 60);
  EXPECT_EQ(boss.get(period + "/sheets/" + office.site.to_string()).code(), "sheet_unknown");
  EXPECT_EQ(boss.get("/api/v1/periods/" + office.site.to_string() + "/verify").code(), "period_unknown");
  EXPECT_EQ(boss.get(period + "/changes?limit=0").status, 400);
}

TEST_F(PeriodsOverHttp, a_late_capture_shows_in_the_changes) {
  const std::string period = "/api/v1/periods/" + std::string(close().json().at("id").as_string());
  office.punch(office.ada, service::testing::kReportMonday, std::chrono::hours{20}, core::Direction::in);
  const json::object changes = boss.get(period + "/changes").json();
  ASSERT_EQ(changes.at("items").as_array().size(), 1U);
  const json::object& change = changes.at("items").at(0).as_object();
  EXPECT_EQ(change.at("before").at("flags").as_array().size(), 0U);
  EXPECT_EQ(change.at("after").at("flags").at(0).at("flag"), "missing_out");
}

TEST_F(PeriodsOverHttp, an_outage_is_told_by_the_clock_or_by_instants) {
  json::object body = outage();
  body["preview"] = true;
  const Reply by_clock = boss.post("/api/v1/corrections/bulk", body);
  ASSERT_EQ(by_clock.status, 200) << by_clock.body;
  ASSERT_EQ(by_clock.json().at("items").as_array().size(), 1U) << by_clock.body;
  EXPECT_EQ(by_clock.json().at("items").at(0).at("lack"), "leave");
  EXPECT_TRUE(by_clock.json().at("items").at(0).at("correction_id").is_null());
  body.erase("date");
  body["from"] = "2026-03-04T15:00:00Z";
  body["to"] = "2026-03-04T18:00:00+01:00";
  EXPECT_EQ(boss.post("/api/v1/corrections/bulk", body).json(), by_clock.json());
}

TEST_F(PeriodsOverHttp, what_contradicts_itself_is_told_field_by_field) {
  json::object body = outage();
  body["at_shift"] = "begin";
  EXPECT_THAT(fields_of(boss.post("/api/v1/corrections/bulk", body)), ElementsAre("at_shift"));
  body["at"] = "16:30";
  EXPECT_THAT(fields_of(boss.post("/api/v1/corrections/bulk", body)), ElementsAre("at_shift", "at_shift"));
  body = outage();
  body.erase("at_shift");
  body["from"] = "2026-03-04T16:00:00Z";
  body["to"] = "25:61";
  EXPECT_THAT(fields_of(boss.post("/api/v1/corrections/bulk", body)), ElementsAre("from", "to", "at_shift"));
  EXPECT_EQ(
      boss.post("/api/v1/correction-batches/" + office.site.to_string() + "/decision", {{"verdict", "undo"}}).code(),
      "batch_unknown");
  EXPECT_EQ(boss.post("/api/v1/correction-batches/none/decision", {{"verdict", "undo"}}).status, 404);
}

}  // namespace
}  // namespace attendsense::api
