// What is particular to planning over HTTP: preconditions, the fields of schedules, files of calendars.

#include <gmock/gmock.h>

#include <boost/json.hpp>

#include "planning_input.hpp"
#include "testing/served_office.hpp"

namespace attendsense::api {
namespace {

namespace json = boost::json;
using namespace testing;
using ::testing::ElementsAre;
using ::testing::IsSupersetOf;

json::object week(const std::string& name) {
  json::array cycle(7, json::array{});
  cycle[0] = json::array{json::object{{"from", "09:00"}, {"to", "17:30"}, {"expected_minutes", 480}}};
  return {{"name", name}, {"cycle", std::move(cycle)}};
}

std::vector<std::string> fields_of(const Reply& reply) {
  std::vector<std::string> fields;
  const json::object problem = reply.json();
  for (const json::value& error : problem.at("errors").as_array()) fields.emplace_back(error.at("field").as_string());
  return fields;
}

struct PlanningOverHttp : ServedOffice {
  HttpClient client = boss();

  std::string made(const json::object& schedule) {
    const Reply reply = client.post("/api/v1/schedules", schedule);
    EXPECT_EQ(reply.status, 201) << reply.body;
    return "/api/v1/schedules/" + std::string(reply.json().at("id").as_string());
  }
};

TEST_F(PlanningOverHttp, a_change_of_what_was_changed_meanwhile_is_refused) {
  const std::string schedule = made(week("Week"));
  const std::string tag = client.get(schedule).header("etag");
  EXPECT_EQ(client.put(schedule, week("First"), {{"If-Match", tag}}).status, 200);
  const Reply late = client.put(schedule, week("Second"), {{"If-Match", tag}});
  EXPECT_EQ(late.status, 412);
  EXPECT_EQ(late.code(), "precondition_failed");
  EXPECT_EQ(client.get(schedule).json().at("name"), "First");
  EXPECT_EQ(client.put(schedule, week("Third"), {{"If-Match", "\"x\", " + client.get(schedule).header("etag")}}).status,
            200);
  EXPECT_EQ(client.put(schedule, week("Fourth"), {{"If-Match", "*"}}).status, 200);
  EXPECT_EQ(client.put(schedule, week("Fifth")).status, 200);
  EXPECT_EQ(client.send("DELETE", schedule, "", "", {{"If-Match", tag}}).status, 412);
}

TEST_F(PlanningOverHttp, an_employee_is_changed_on_a_condition_too) {
  const std::string employee = "/api/v1/employees/" + office.administrator.to_string();
  const std::string tag = client.get(employee).header("etag");
  EXPECT_EQ(client.patch(employee, {{"personnel_number", "42"}}, {{"If-Match", tag}}).status, 200);
  EXPECT_EQ(client.patch(employee, {{"personnel_number", "43"}}, {{"If-Match", tag}}).status, 412);
  const Reply hired = client.patch(employee, {{"hired_at", "2020-01-01T00:00:00Z"}});
  EXPECT_EQ(hired.json().at("hired_at"), "2020-01-01T00:00:00.000000Z");
  EXPECT_EQ(client.patch(employee, {{"family_name", "King"}}).json().at("hired_at"), "2020-01-01T00:00:00.000000Z");
  EXPECT_TRUE(client.patch(employee, {{"hired_at", nullptr}}).json().at("hired_at").is_null());
  EXPECT_EQ(client.get("/api/v1/employees?site_id=" + office.site.to_string()).json().at("items").as_array().size(),
            1U);
}

TEST_F(PlanningOverHttp, every_wrong_field_of_a_schedule_is_named_by_its_path) {
  json::object schedule = week("Week");
  schedule["cycle"].as_array()[2] = json::array{json::object{{"from", "9:00"}, {"to", "48:01"}, {"colour", "red"}}};
  schedule["rules"] = {{"rounding", "up"}, {"legal_breaks", json::array{json::object{{"least_minutes", 30}}}}};
  EXPECT_THAT(fields_of(client.post("/api/v1/schedules", schedule)),
              IsSupersetOf({"cycle[2][0].from", "cycle[2][0].to", "cycle[2][0].expected_minutes", "cycle[2][0].colour",
                            "rules.rounding", "rules.legal_breaks[0].beyond_minutes"}));
  schedule = week("Week");
  schedule["cycle"].as_array()[0].as_array()[0].as_object()["to"] = "08:00";
  EXPECT_THAT(fields_of(client.post("/api/v1/schedules", schedule)), IsSupersetOf({"cycle[0][0].to"}));
}

TEST_F(PlanningOverHttp, an_assignment_is_for_exactly_one) {
  const std::string schedule = made(week("Week"));
  json::object assignment{{"schedule_id", schedule.substr(schedule.rfind('/') + 1)}, {"from", "2026-03-02"}};
  EXPECT_THAT(fields_of(client.post("/api/v1/assignments", assignment)), ElementsAre("employee_id"));
  assignment["site_id"] = office.site.to_string();
  EXPECT_EQ(client.post("/api/v1/assignments", assignment).status, 201);
  assignment["employee_id"] = office.administrator.to_string();
  EXPECT_THAT(fields_of(client.post("/api/v1/assignments", assignment)), ElementsAre("employee_id"));
}

TEST_F(PlanningOverHttp, a_calendar_is_called_one_and_is_one) {
  const std::string target = "/api/v1/holidays/import?from=2026-01-01&to=2026-12-31";
  EXPECT_EQ(client.send("POST", target, "{}", "application/json").status, 415);
  const Reply broken =
      client.send("POST", target, "BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\n", "text/calendar; charset=utf-8");
  EXPECT_EQ(broken.code(), "calendar_malformed");
  EXPECT_EQ(client.send("POST", "/api/v1/holidays/import?from=2026-01-01", "", "text/calendar").status, 400);
}

TEST_F(PlanningOverHttp, leave_has_fewer_states_than_corrections) {
  EXPECT_EQ(client.get("/api/v1/leaves?state=undone").status, 400);
  EXPECT_EQ(client.get("/api/v1/leaves?from=2026-01-01").status, 400);
  EXPECT_EQ(client.get("/api/v1/leaves?state=refused").status, 200);
}

TEST(ParseClock, reads_the_clock_on_the_wall_and_beyond_midnight) {
  EXPECT_EQ(parse_clock("00:00"), core::minutes{0});
  EXPECT_EQ(parse_clock("09:05"), core::minutes{545});
  EXPECT_EQ(parse_clock("30:00"), core::minutes{1800});
  EXPECT_EQ(parse_clock("48:00"), core::minutes{2880});
  for (const char* wrong : {"", "9:00", "09:60", "48:01", "-1:00", "+9:00", "09.00", "09:0a", "009:0", "09:000"}) {
    EXPECT_FALSE(parse_clock(wrong)) << wrong;
  }
}

}  // namespace
}  // namespace attendsense::api
