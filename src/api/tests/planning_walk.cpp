#include <gtest/gtest.h>

#include <boost/json.hpp>

#include "contract_walks.hpp"

namespace attendsense::api::testing {
namespace {

namespace json = boost::json;

std::string id_of(const Reply& reply) {
  return std::string(reply.json().at("id").as_string());
}

std::size_t items_of(const Reply& reply) {
  return reply.json().at("items").as_array().size();
}

json::object night_shift() {
  const json::object night{{"name", "night"}, {"from", "22:00"}, {"to", "30:00"}, {"expected_minutes", 450}};
  return {{"name", "Nights"},
          {"rhythm", "rotating"},
          {"cycle", json::array{json::array{night}, json::array{night}, json::array{}, json::array{}}},
          {"rules", {{"grace_late_minutes", 5}}}};
}

void plan_schedules(const HttpClient& boss, const std::string& employee_id) {
  const Reply made = boss.post("/api/v1/schedules", night_shift());
  ASSERT_EQ(made.status, 201) << made.body;
  const std::string schedule = "/api/v1/schedules/" + id_of(made);
  EXPECT_EQ(boss.get(schedule).header("etag"), made.header("etag"));
  json::object changed = night_shift();
  changed["name"] = "Long nights";
  EXPECT_EQ(boss.put(schedule, changed, {{"If-Match", made.header("etag")}}).json().at("name"), "Long nights");
  EXPECT_EQ(items_of(boss.get("/api/v1/schedules?limit=5")), 1U);

  const Reply assigned = boss.post(
      "/api/v1/assignments", {{"schedule_id", id_of(made)}, {"employee_id", employee_id}, {"from", "2026-04-01"}});
  ASSERT_EQ(assigned.status, 201) << assigned.body;
  const std::string assignment = "/api/v1/assignments/" + id_of(assigned);
  EXPECT_EQ(boss.patch(assignment, {{"until", "2026-04-30"}}).json().at("until"), "2026-04-30");
  EXPECT_EQ(boss.patch(assignment, {{"from", "2026-04-02"}}).json().at("until"), "2026-04-30")
      << "what is left out stays";
  EXPECT_EQ(boss.patch(assignment, {{"from", "2026-04-01"}}).status, 200);
  EXPECT_TRUE(boss.patch(assignment, {{"until", nullptr}}).json().at("until").is_null());
  EXPECT_EQ(boss.get(assignment).json().at("employee_id").as_string(), employee_id);
  EXPECT_EQ(items_of(boss.get("/api/v1/assignments?schedule_id=" + id_of(made))), 1U);
  const Reply preview =
      boss.post("/api/v1/schedules/preview",
                {{"remove_assignments", json::array{id_of(assigned)}}, {"from", "2026-04-01"}, {"to", "2026-04-30"}});
  EXPECT_EQ(preview.status, 200) << preview.body;
  EXPECT_GT(preview.json().at("days").as_int64(), 0);
  EXPECT_EQ(boss.remove(schedule).code(), "schedule_assigned");
  EXPECT_EQ(boss.remove(assignment).status, 204);
  EXPECT_EQ(boss.remove(schedule).status, 204);
}

void plan_holidays(const HttpClient& boss) {
  const Reply added = boss.post("/api/v1/holidays", {{"date", "2026-12-24"}, {"name", "Eve"}, {"part", "second_half"}});
  ASSERT_EQ(added.status, 201) << added.body;
  const std::string calendar =
      "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//t//t//EN\r\nBEGIN:VEVENT\r\nUID:1\r\nDTSTAMP:20260101T000000Z\r\n"
      "DTSTART;VALUE=DATE:20261225\r\nSUMMARY:Christmas\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n";
  const std::string target = "/api/v1/holidays/import?from=2026-01-01&to=2026-12-31";
  const auto import = [&](const std::string& where) {
    const Reply reply = boss.send("POST", where, calendar, "text/calendar");
    EXPECT_EQ(reply.status, 200) << reply.body;
    return reply.json();
  };
  EXPECT_EQ(import(target + "&preview=true").at("added").as_array().size(), 1U);
  EXPECT_EQ(import(target).at("added").as_array().size(), 1U);
  EXPECT_EQ(import(target).at("known").as_array().size(), 1U);
  EXPECT_EQ(items_of(boss.get("/api/v1/holidays?from=2026-12-01&to=2026-12-31")), 2U);
  EXPECT_EQ(boss.remove("/api/v1/holidays/" + id_of(added)).status, 204);
}

void plan_leave(const HttpClient& boss, const std::string& employee_id) {
  const Reply kind = boss.post("/api/v1/leave-kinds", {{"name", "Annual leave"}, {"paid", true}});
  ASSERT_EQ(kind.status, 201) << kind.body;
  EXPECT_EQ(boss.patch("/api/v1/leave-kinds/" + id_of(kind), {{"name", "Holidays"}}).json().at("name"), "Holidays");
  EXPECT_EQ(items_of(boss.get("/api/v1/leave-kinds")), 1U);
  const Reply asked = boss.post(
      "/api/v1/leaves",
      {{"employee_id", employee_id}, {"leave_kind_id", id_of(kind)}, {"from", "2026-07-06"}, {"to", "2026-07-17"}});
  ASSERT_EQ(asked.status, 201) << asked.body;
  const std::string leave = "/api/v1/leaves/" + id_of(asked);
  const Reply approved = boss.post(leave + "/decision", {{"verdict", "approve"}, {"note", "Enjoy"}});
  EXPECT_EQ(approved.json().at("state"), "approved") << approved.body;
  EXPECT_EQ(boss.get(leave).json().at("note"), "Enjoy");
  EXPECT_EQ(items_of(boss.get("/api/v1/leaves?state=approved&from=2026-07-01&to=2026-07-31")), 1U);
}

void plan_overtime(const HttpClient& boss, const std::string& employee_id) {
  const Reply granted =
      boss.post("/api/v1/overtime-grants", {{"employee_id", employee_id}, {"date", "2026-03-09"}, {"minutes", 90}});
  ASSERT_EQ(granted.status, 201) << granted.body;
  EXPECT_EQ(boss.remove("/api/v1/overtime-grants/" + id_of(granted)).status, 204);
  const Reply list = boss.get("/api/v1/overtime-grants?from=2026-03-01&to=2026-03-31&employee_id=" + employee_id);
  EXPECT_FALSE(list.json().at("items").as_array().at(0).at("revoked_at").is_null());
}

}  // namespace

void run_sites_and_roles(const HttpClient& boss) {
  const Reply company = boss.get("/api/v1/company");
  const HttpClient::Fields unchanged{{"If-Match", company.header("etag")}};
  const Reply renamed = boss.patch("/api/v1/company", {{"name", "Difference Engines"}}, unchanged);
  EXPECT_EQ(renamed.json().at("name"), "Difference Engines") << renamed.body;
  EXPECT_EQ(boss.patch("/api/v1/company", {{"name", "Late"}}, unchanged).status, 412);
  EXPECT_EQ(boss.patch("/api/v1/company", {{"name", ""}}).status, 400);
  const Reply site = boss.post("/api/v1/sites", {{"name", "Branch"}, {"time_zone", "Europe/Paris"}});
  ASSERT_EQ(site.status, 201) << site.body;
  const std::string path = "/api/v1/sites/" + id_of(site);
  EXPECT_EQ(boss.patch(path, {{"name", "Branch in Lyon"}}).json().at("name"), "Branch in Lyon");
  const Reply role =
      boss.post("/api/v1/roles", {{"name", "Payroll"}, {"permissions", json::array{"view_all", "close_periods"}}});
  ASSERT_EQ(role.status, 201) << role.body;
  const Reply changed = boss.patch("/api/v1/roles/" + id_of(role), {{"permissions", json::array{"view_all"}}});
  EXPECT_EQ(changed.json().at("permissions").as_array().size(), 1U);
}

void plan_the_work(const HttpClient& boss, const std::string& employee_id) {
  plan_schedules(boss, employee_id);
  plan_holidays(boss);
  plan_leave(boss, employee_id);
  plan_overtime(boss, employee_id);
}

}  // namespace attendsense::api::testing
