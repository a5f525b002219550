#include <gtest/gtest.h>

#include <boost/json.hpp>

#include "contract_walks.hpp"

namespace attendsense::api::testing {
namespace {

namespace json = boost::json;

std::string text_of(const Reply& reply, std::string_view name) {
  return std::string(reply.json().at(name).as_string());
}

}  // namespace

void correct_after_an_outage(const HttpClient& boss, const std::string& employee_id) {
  json::object outage{{"date", "2026-02-27"}, {"from", "08:00"},
                      {"to", "10:00"},        {"at", "09:00"},
                      {"direction", "in"},    {"employee_ids", json::array{json::string(employee_id)}},
                      {"preview", true},      {"reason", "The reader was down"}};
  const Reply preview = boss.post("/api/v1/corrections/bulk", outage);
  EXPECT_EQ(preview.status, 200) << preview.body;
  EXPECT_TRUE(preview.json().at("batch_id").is_null());
  outage["preview"] = false;
  const Reply done = boss.post("/api/v1/corrections/bulk", outage);
  ASSERT_EQ(done.status, 200) << done.body;
  EXPECT_EQ(done.json().at("items").at(0).at("at"), "2026-02-27T08:00:00.000000Z");
  const std::string batch = text_of(done, "batch_id");
  EXPECT_EQ(boss.get("/api/v1/corrections?batch_id=" + batch).json().at("items").as_array().size(), 1U);
  const Reply undone = boss.post("/api/v1/correction-batches/" + batch + "/decision", {{"verdict", "undo"}});
  EXPECT_EQ(undone.json().at("decided"), 1);
}

void close_a_period(const HttpClient& boss, const std::string& employee_id) {
  const Reply closed = boss.post("/api/v1/periods", {{"from", "2026-02-23"}, {"to", "2026-03-01"}});
  ASSERT_EQ(closed.status, 201) << closed.body;
  const std::string period = "/api/v1/periods/" + text_of(closed, "id");
  EXPECT_EQ(boss.get(period).json(), closed.json());
  EXPECT_EQ(boss.get("/api/v1/periods?state=closed").json().at("items").as_array().size(), 1U);
  const Reply verified = boss.get(period + "/verify");
  EXPECT_TRUE(verified.json().at("intact").as_bool()) << verified.body;
  EXPECT_TRUE(boss.get(period + "/changes").json().at("items").as_array().empty());
  const Reply sheet = boss.get(period + "/sheets/" + employee_id);
  EXPECT_EQ(sheet.json().at("days").as_array().size(), 7U) << sheet.body;
  const Reply days = boss.get("/api/v1/attendance/employees/" + employee_id + "?from=2026-03-01&to=2026-03-02");
  EXPECT_EQ(days.json().at("days").at(0).at("period_id"), closed.json().at("id"));
  EXPECT_EQ(days.json().at("days").at(1).at("closed"), false);
  const Reply reopened = boss.post(period + "/reopen", {{"reason", "A capture came late"}});
  EXPECT_EQ(reopened.json().at("state"), "reopened");
}

}  // namespace attendsense::api::testing
