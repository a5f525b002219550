#include "attendsense/service/reports/export_report.hpp"

#include <gmock/gmock.h>

#include "attendsense/service/reports/read_report.hpp"
#include "reports/reports_office.hpp"

namespace attendsense::service::testing {
namespace {

using export_report::Format;
using reports::Report;

struct ExportTest : ::testing::Test {
  ReportsOffice office;

  export_report::Input input(Report report, Format format = Format::csv) {
    return {.query = office.query(report), .format = format};
  }

  std::string file(const export_report::Input& wanted) {
    std::string content;
    const auto output = expect_value(export_report::run(office.ports(), wanted, office.now()));
    while (const auto piece = expect_value(output.pieces())) {
      EXPECT_FALSE(piece->empty());
      EXPECT_LE(piece->size(), 65536U);
      content += *piece;
    }
    return content;
  }
};

TEST_F(ExportTest, a_csv_has_times_of_the_wall_and_durations_twice) {
  EXPECT_EQ(
      file(input(Report::late)),
      "\xEF\xBB\xBFPersonnel number,Family name,Given name,Site,Date,Schedule,Shift begins,First in,Late,"
      "Late (hours)\r\n"
      ",Lovelace,Ada,Head office,2026-03-03,\"Office, 9 to 5\",2026-03-03 09:00,2026-03-03 09:12,0:12,0.2000\r\n");
  export_report::Input german = input(Report::late);
  german.separator = ';';
  german.decimal_mark = ',';
  EXPECT_TRUE(file(german).ends_with("2026-03-03 09:12;0:12;0,2000\r\n"));
}

TEST_F(ExportTest, every_report_has_as_many_rows_as_its_pages) {
  for (const Report report : kAllReports) {
    const auto rows =
        expect_value(read_report::run(office.ports(), {.query = office.query(report)}, office.now())).rows;
    const std::string csv = file(input(report));
    EXPECT_EQ(static_cast<std::size_t>(std::ranges::count(csv, '\n')), rows.size() + 1) << csv;
    EXPECT_TRUE(file(input(report, Format::xlsx)).starts_with("PK")) << to_string(report);
  }
}

TEST_F(ExportTest, people_come_in_lots_and_all_of_them_come) {
  // Of a year, 27 people are read at a time.
  std::vector<core::EmployeeId> hired;
  for (int i = 0; i < 60; ++i) {
    hired.push_back(office.hire("Worker", "N" + std::to_string(100 + i), std::nullopt));
    office.stay(hired.back(), kReportMonday, 9h, 9h + std::chrono::minutes{i + 1});
  }
  export_report::Input wanted = input(Report::people);
  wanted.query.from = 2026y / 1 / 1;
  wanted.query.to = 2026y / 12 / 31;
  const std::string csv = file(wanted);
  EXPECT_EQ(std::ranges::count(csv, '\n'), 1 + 3 + 60);
  for (int i = 0; i < 60; ++i) EXPECT_NE(csv.find("N" + std::to_string(100 + i)), std::string::npos);
}

TEST_F(ExportTest, a_name_is_never_a_formula) {
  ASSERT_TRUE(office.store->write([&](core::Transaction& t) -> Result<void> {
    core::Employee ada = **t.employees().find(office.ada);
    ada.given_name = "=HYPERLINK(\"http://a.example\")";
    ada.family_name = "O'Brien, \"Kip\"";
    return t.employees().update(ada);
  }));
  const std::string csv = file(input(Report::people));
  EXPECT_NE(csv.find("\"O'Brien, \"\"Kip\"\"\",\"'=HYPERLINK(\"\"http://a.example\"\")\""), std::string::npos) << csv;
}

TEST_F(ExportTest, a_file_says_what_it_is) {
  const auto output = expect_value(export_report::run(office.ports(), input(Report::days, Format::xlsx), office.now()));
  EXPECT_EQ(output.file_name, "days-2026-03-02-2026-03-08.xlsx");
  EXPECT_EQ(output.media_type, "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet");
}

TEST_F(ExportTest, what_is_wrong_is_told_before_the_first_byte) {
  export_report::Input odd = input(Report::days);
  odd.separator = '|';
  odd.decimal_mark = '\'';
  odd.query.to = 2026y / 3 / 1;
  EXPECT_EQ(fields_of(export_report::run(office.ports(), odd, office.now())),
            (std::vector<std::string>{"to", "separator", "decimal"}));
  export_report::Input foreign = input(Report::days);
  foreign.query.actor = office.as_ada;
  foreign.query.employee = office.grace;
  EXPECT_EQ(code_of(export_report::run(office.ports(), foreign, office.now())), "permission_missing");
}

}  // namespace
}  // namespace attendsense::service::testing
