// Reports over HTTP. Each answer is held against the contract, whose schemas list every column.

#include <gmock/gmock.h>

#include <boost/json.hpp>

#include "attendsense/base/sha256.hpp"
#include "contract_walks.hpp"
#include "reports/reports_office.hpp"
#include "testing/encoding.hpp"
#include "testing/served_office.hpp"

namespace attendsense::api {
namespace {

namespace json = boost::json;
using namespace testing;

struct ReportsOverHttp : Served<service::testing::ReportsOffice> {
  HttpClient boss = client(office.first_session.access_token.reveal());
  const std::string week = "?from=2026-03-02&to=2026-03-08";

  // A week has passed since the first session began.
  ReportsOverHttp() {
    const Reply session = client().post(
        "/api/v1/sessions", {{"email", "charles@example.com"}, {"password", service::testing::kAdminPassword}});
    boss = client(std::string(session.json().at("access_token").as_string()));
  }

  json::object read(const std::string& report, const std::string& more = "") {
    const Reply reply = boss.get("/api/v1/reports/" + report + week + more);
    EXPECT_EQ(reply.status, 200) << reply.body;
    return reply.json();
  }
};

TEST_F(ReportsOverHttp, every_report_is_as_documented_with_rows_in_it) {
  read_the_reports(boss);
  for (const auto report : service::testing::kAllReports)
    EXPECT_EQ(read(std::string(to_string(report))).at("items").as_array().empty(),
              report == service::reports::Report::early)
        << to_string(report);  // nobody left early
}

TEST_F(ReportsOverHttp, values_have_the_types_that_their_names_say) {
  const json::object late = read("late");
  const json::object& row = late.at("items").at(0).as_object();
  EXPECT_EQ(row.at("late_seconds"), 720);
  EXPECT_EQ(row.at("first_in"), "2026-03-03T08:12:00.000000Z");
  EXPECT_EQ(late.at("page_totals").at("late_seconds"), 720);
  const json::object paid = read("payroll", "&employee_id=" + office.ada.to_string());
  EXPECT_EQ(paid.at("items").at(0).at("leave_unpaid_days").as_double(), 1.0);
  EXPECT_EQ(paid.at("items").at(0).at("period_closed"), false);
}

TEST_F(ReportsOverHttp, people_come_in_pages) {
  const json::object first = read("days", "&limit=2");
  EXPECT_EQ(first.at("items").as_array().size(), 14U);
  const json::object second = read("days", "&limit=2&after=" + std::string(first.at("next").as_string()));
  EXPECT_EQ(second.at("items").as_array().size(), 7U);
  EXPECT_TRUE(second.at("next").is_null());
}

TEST_F(ReportsOverHttp, a_report_is_downloaded_as_a_file) {
  for (const auto report : service::testing::kAllReports) {
    const std::string path = "/api/v1/reports/" + std::string(to_string(report)) + week;
    const std::size_t rows = read(std::string(to_string(report))).at("items").as_array().size();
    const Reply csv = boss.get(path + "&format=csv&separator=tab&decimal=comma");
    EXPECT_EQ(csv.header("content-type"), "text/csv; charset=utf-8; header=present");
    EXPECT_EQ(csv.header("content-disposition"),
              "attachment; filename=\"" + std::string(to_string(report)) + "-2026-03-02-2026-03-08.csv\"");
    EXPECT_EQ(static_cast<std::size_t>(std::ranges::count(csv.body, '\n')), rows + 1) << csv.body;
    const Reply xlsx = boss.get(path + "&format=xlsx");
    EXPECT_EQ(xlsx.status, 200);
    EXPECT_TRUE(xlsx.body.starts_with("PK"));
  }
}

TEST_F(ReportsOverHttp, a_payroll_file_can_be_shown_to_be_unchanged) {
  const std::string path = "/api/v1/reports/payroll" + week + "&format=csv&layout=1";
  const Reply open = boss.get(path);
  EXPECT_EQ(open.header("attendsense-period-hash"), "");
  const Sha256Digest digest = sha256(as_bytes(open.body));
  EXPECT_EQ(open.header("content-digest"), "sha-256=:" + base64(digest) + ":");
  office.close_period(service::testing::kReportMonday, service::testing::kReportSunday);
  const Reply closed = boss.get(path);
  EXPECT_EQ(closed.header("attendsense-period-hash"), std::string(64, '0'));
  EXPECT_NE(closed.header("content-digest"), open.header("content-digest")) << "it says that it is closed";
  EXPECT_EQ(boss.get(path).header("content-digest"), closed.header("content-digest"));
  EXPECT_EQ(boss.get("/api/v1/reports/payroll" + week + "&format=csv&layout=2").code(), "layout_unknown");
}

TEST_F(ReportsOverHttp, a_mapping_is_told_what_is_wrong_with_it) {
  const auto send = [&](json::object mapping) {
    return boss.post("/api/v1/reports/payroll/mapped",
                     {{"from", "2026-03-02"}, {"to", "2026-03-08"}, {"mapping", std::move(mapping)}});
  };
  const json::object wrong{{"name", "Hours"}, {"value", "salary"}, {"width", 1'000'000'000'000}};
  const Reply refused = send({{"version", 1}, {"columns", json::array{wrong}}});
  EXPECT_EQ(refused.status, 400);
  EXPECT_EQ(refused.json().at("errors").at(0).at("field"), "mapping.columns[0].width");
  EXPECT_EQ(refused.json().at("errors").at(1).at("field"), "mapping.columns[0].value");
  EXPECT_EQ(send({{"version", 2}, {"columns", json::array{wrong}}}).status, 400);
  EXPECT_EQ(send({{"version", 1}, {"columns", "all"}}).status, 400);
  EXPECT_EQ(send({{"version", 1}, {"columns", json::array{}}, {"colour", "red"}}).status, 400);
  EXPECT_EQ(send({}).status, 400);
}

TEST_F(ReportsOverHttp, what_is_wrong_is_told) {
  EXPECT_EQ(boss.get("/api/v1/reports/salaries" + week).code(), "report_unknown");
  EXPECT_EQ(boss.get("/api/v1/reports/days").status, 400);
  EXPECT_EQ(boss.get("/api/v1/reports/days" + week + "&format=pdf").status, 400);
  EXPECT_EQ(boss.get("/api/v1/reports/days" + week + "&format=csv&separator=x").status, 400);
  EXPECT_EQ(boss.get("/api/v1/reports/days" + week + "&format=csv&limit=5").status, 400);
  EXPECT_EQ(boss.get("/api/v1/reports/days" + week + "&format=json&decimal=comma").status, 400);
  EXPECT_EQ(boss.get("/api/v1/reports/days" + week + "&sites=1").status, 400);
  EXPECT_EQ(boss.get("/api/v1/reports/days" + week + "&employee_id=" + office.site.to_string()).code(),
            "employee_unknown");
  EXPECT_EQ(client().get("/api/v1/reports/days" + week).status, 401);
}

}  // namespace
}  // namespace attendsense::api
