#include <gmock/gmock.h>
#include <sqlite3.h>

#include "attendsense/base/sha256.hpp"
#include "attendsense/service/erase_employee.hpp"
#include "attendsense/service/periods/read_sheet.hpp"
#include "periods/periods_office.hpp"

namespace attendsense::service::testing {
namespace {

struct VerifyPeriod : ::testing::Test {
  PeriodsOffice office;
  core::PeriodId id = expect_value(office.close()).id;

  // Around the product, as somebody with the file could.
  void tamper(const std::string& sql) {
    sqlite3* database = nullptr;
    ASSERT_EQ(sqlite3_open((office.folder.path() / "attendsense.db").c_str(), &database), SQLITE_OK);
    sqlite3_busy_timeout(database, 10'000);
    const std::string all = "DROP TRIGGER period_sheet_unchanged; DROP TRIGGER period_sheet_kept;" + sql;
    EXPECT_EQ(sqlite3_exec(database, all.c_str(), nullptr, nullptr, nullptr), SQLITE_OK) << sqlite3_errmsg(database);
    sqlite3_close(database);
  }

  auto sheet(const Principal& actor) { return sheet(actor, office.ada); }

  Result<core::PeriodSheet> sheet(const Principal& actor, core::EmployeeId employee) {
    return read_sheet::run(office.ports(), {actor, id, employee}, office.now());
  }
};

TEST_F(VerifyPeriod, what_was_closed_is_intact) {
  const auto verified = office.verify(id);
  EXPECT_TRUE(verified.intact());
  EXPECT_EQ(verified.sheets, 3);
  EXPECT_EQ(verified.audited, verified.period.hash);
  office.punch(office.ada, kReportSunday, 12h, core::Direction::in);
  EXPECT_TRUE(office.verify(id).intact()) << "a late capture is no tampering";
}

TEST_F(VerifyPeriod, the_hashes_are_those_that_anybody_can_reckon) {
  const core::PeriodSheet mine = expect_value(sheet(office.as_ada));
  EXPECT_EQ(mine.hash, to_hex(sha256(as_bytes(mine.figures))));
  std::vector<core::EmployeeId> people{office.ada, office.grace, office.administrator};
  std::ranges::sort(people);
  std::string together;
  for (const auto employee : people) together += expect_value(sheet(office.boss, employee)).hash;
  EXPECT_EQ(office.verify(id).period.hash, to_hex(sha256(as_bytes(together))));
}

TEST_F(VerifyPeriod, a_changed_sheet_is_named) {
  tamper("UPDATE period_sheet SET figures = replace(figures, '28800', '36000')");
  const auto verified = office.verify(id);
  EXPECT_FALSE(verified.intact());
  EXPECT_THAT(verified.changed, ::testing::Contains(office.ada));
  EXPECT_NE(verified.computed, verified.period.hash);
}

TEST_F(VerifyPeriod, a_sheet_that_was_changed_with_its_hash_is_noticed) {
  tamper("UPDATE period_sheet SET figures = '{}', hash = '" + to_hex(sha256(as_bytes("{}"))) + "'");
  const auto verified = office.verify(id);
  EXPECT_TRUE(verified.changed.empty());
  EXPECT_FALSE(verified.intact());
}

TEST_F(VerifyPeriod, the_audit_has_the_last_word) {
  tamper("DELETE FROM period_sheet; UPDATE period SET hash = '" + to_hex(sha256({})) + "'");
  const auto verified = office.verify(id);
  EXPECT_EQ(verified.computed, verified.period.hash);
  EXPECT_FALSE(verified.intact());
}

TEST_F(VerifyPeriod, a_damaged_sheet_is_told_and_not_shown) {
  tamper("UPDATE period_sheet SET figures = substr(figures, 1, 100)");
  const employee_attendance::Input input{office.boss, office.ada, kReportMonday, kReportSunday};
  EXPECT_EQ(code_of(employee_attendance::run(office.ports(), input, office.now())), "sheet_malformed");
}

TEST_F(VerifyPeriod, an_erased_person_leaves_a_hash) {
  ASSERT_TRUE(erase_employee::run(office.ports(), {office.boss, office.ada}, office.now()));
  const auto verified = office.verify(id);
  EXPECT_TRUE(verified.intact());
  EXPECT_EQ(verified.erased, 1);
  EXPECT_EQ(verified.sheets, 3);
  EXPECT_EQ(code_of(sheet(office.boss)), "sheet_unknown");
}

TEST_F(VerifyPeriod, people_read_their_own_sheet_and_no_other) {
  EXPECT_NE(expect_value(sheet(office.as_ada)).figures.find("\"worked_seconds\":28800"), std::string::npos);
  EXPECT_EQ(code_of(sheet(office.hire_with("Mary", {core::Permission::view_own}))), "permission_missing");
  EXPECT_EQ(code_of(sheet(office.outsider)), "period_unknown");
}

}  // namespace
}  // namespace attendsense::service::testing
