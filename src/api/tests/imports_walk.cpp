#include <gtest/gtest.h>

#include <boost/json.hpp>

#include "contract_walks.hpp"

namespace attendsense::api::testing {
namespace {

Reply import(const HttpClient& boss, const std::string& kind, const std::string& file) {
  return boss.send("POST", "/api/v1/imports/" + kind, file, "text/csv");
}

std::int64_t created(const Reply& reply) {
  EXPECT_EQ(reply.status, 200) << reply.body;
  return reply.status == 200 ? reply.json().at("created").as_int64() : -1;
}

}  // namespace

void import_from_files(const HttpClient& boss, const std::string& employee_id) {
  const boost::json::object company = boss.get("/api/v1/company").json();
  const std::string site(company.at("sites").at(0).at("name").as_string());
  const std::string people = "email,given_name,family_name,site\nimported@example.com,Imra,Ported," + site + "\n";
  EXPECT_EQ(created(import(boss, "employees?preview=true", people)), 1);
  EXPECT_EQ(created(import(boss, "employees", people)), 1);
  EXPECT_EQ(created(import(boss, "employees", people)), 0);
  EXPECT_EQ(created(import(boss, "schedules", "schedule,day,from,to\nImported,monday,08:00,16:00\n")), 1);
  EXPECT_EQ(created(import(boss, "assignments", "schedule,email,from\nImported,imported@example.com,2026-03-02\n")), 1);
  const std::string punches = "email,time,direction\nimported@example.com,2025-06-02 08:00,in\n";
  EXPECT_EQ(created(import(boss, "punches", punches)), 1);
  const std::string attendance = R"({"2024": {"03": {"24": {"entrance": ["08-30"], "leave": ["17-24"]}}}})";
  EXPECT_EQ(created(boss.send("POST", "/api/v1/imports/attendance?employee_id=" + employee_id, attendance,
                              "application/json")),
            2);

  const Reply refused = import(boss, "punches", "email,time,direction\nnobody@example.com,yesterday,in\n");
  EXPECT_EQ(refused.status, 422);
  EXPECT_EQ(refused.code(), "import_refused");
  EXPECT_EQ(refused.json().at("errors").at(0).at("field"), "line 2, column email");
  const Reply preview = import(boss, "punches?preview=true", "email,time\n");
  EXPECT_EQ(preview.status, 200);
  EXPECT_EQ(preview.json().at("errors").as_array().size(), 1U) << preview.body;
  EXPECT_EQ(boss.send("POST", "/api/v1/imports/punches", "{}", "application/json").status, 415);
  EXPECT_EQ(boss.send("POST", "/api/v1/imports/attendance", "{", "application/json").code(), "attendance_malformed");
}

}  // namespace attendsense::api::testing
