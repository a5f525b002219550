// The audit as a download.

#include <gtest/gtest.h>

#include <boost/json.hpp>

#include "attendsense/service/update_policy.hpp"
#include "testing/served_office.hpp"

namespace attendsense::api {
namespace {

using namespace testing;

class ExportAudit : public ServedOffice {
 protected:
  // Enough for several pages.
  void make_entries() {
    for (int i = 0; i < 250; ++i) {
      service::update_policy::Input input;
      input.actor = office.boss;
      input.language = i % 2 == 0 ? "de" : "en";
      ASSERT_TRUE(service::update_policy::run(office.ports(), input, office.now()));
    }
  }
};

TEST_F(ExportAudit, is_the_whole_chain_in_order) {
  ASSERT_NO_FATAL_FAILURE(make_entries());
  const Reply reply = boss().get("/api/v1/audit/export");
  ASSERT_EQ(reply.status, 200);
  EXPECT_EQ(reply.header("content-disposition"), "attachment; filename=\"audit.ndjson\"");
  boost::json::array entries;
  std::istringstream lines(reply.body);
  for (std::string line; std::getline(lines, line);) entries.push_back(boost::json::parse(line));
  EXPECT_GT(entries.size(), 250);
  boost::json::array listed;
  for (std::string after; listed.empty() || !after.empty();) {
    const auto page = boss().get("/api/v1/audit?limit=100" + (after.empty() ? "" : "&after=" + after)).json();
    for (const auto& item : page.at("items").as_array()) listed.push_back(item);
    after = page.at("next").is_null() ? "" : std::string(page.at("next").as_string());
  }
  EXPECT_EQ(entries, listed);
}

TEST_F(ExportAudit, ends_where_a_page_ends) {
  const std::size_t there = boss().get("/api/v1/audit").json().at("items").as_array().size();
  for (std::size_t i = there; i < 100; ++i) {
    service::update_policy::Input input;
    input.actor = office.boss;
    ASSERT_TRUE(service::update_policy::run(office.ports(), input, office.now()));
  }
  const std::string body = boss().get("/api/v1/audit/export").body;
  EXPECT_EQ(std::ranges::count(body, '\n'), 100);
}

TEST_F(ExportAudit, is_for_those_who_manage_the_company) {
  (void)office.hire_with_password("Ada", "Lovelace");
  const HttpClient ada = signed_in("ada.lovelace@example.com", service::testing::kEmployeePassword);
  EXPECT_EQ(ada.get("/api/v1/audit/export").code(), "permission_missing");
}

TEST_F(ExportAudit, places_are_given_back) {
  for (int i = 0; i < 10; ++i) EXPECT_EQ(boss().get("/api/v1/audit/export").status, 200);
  EXPECT_EQ(boss().send("HEAD", "/api/v1/audit/export", "", "").status, 200);
  EXPECT_EQ(boss().get("/api/v1/audit/export").status, 200);
}

}  // namespace
}  // namespace attendsense::api
