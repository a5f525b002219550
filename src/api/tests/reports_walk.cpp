#include <gtest/gtest.h>

#include <boost/json.hpp>

#include "contract_walks.hpp"

namespace attendsense::api::testing {

void read_the_reports(const HttpClient& boss) {
  for (const char* report : {"days", "people", "sites", "late", "early", "missing", "overtime", "balances", "absences",
                             "presence", "payroll"}) {
    const Reply reply = boss.get("/api/v1/reports/" + std::string(report) + "?from=2026-03-02&to=2026-03-08");
    EXPECT_EQ(reply.status, 200) << reply.body;
    EXPECT_EQ(reply.json().at("report"), report);
  }
  const boost::json::object column{{"name", "Hours"}, {"value", "worked"}, {"format", "hhmm"}};
  const boost::json::object mapping{{"version", 1}, {"columns", boost::json::array{column}}};
  const Reply mapped =
      boss.post("/api/v1/reports/payroll/mapped", {{"from", "2026-03-02"}, {"to", "2026-03-08"}, {"mapping", mapping}});
  EXPECT_EQ(mapped.status, 200) << mapped.body;
  EXPECT_TRUE(mapped.body.starts_with("Hours\r\n"));
}

}  // namespace attendsense::api::testing
