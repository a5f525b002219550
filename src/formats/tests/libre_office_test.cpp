// What was written is opened again by another program.

#include "testing/libre_office.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "attendsense/base/files.hpp"
#include "attendsense/formats/csv_writer.hpp"
#include "attendsense/formats/xlsx_writer.hpp"

namespace attendsense::formats {
namespace {

using namespace std::chrono_literals;
using testing::Cells;
using ::testing::ElementsAre;
using testing::open_in_libre_office;
using testing::Sheet;
using ::testing::SizeIs;

constexpr LocalDate kDate{std::chrono::year{2026}, std::chrono::March, std::chrono::day{29}};
const LocalTime kTime = LocalTime{std::chrono::local_days{kDate}} + 8h + 5min + 7s;

const std::vector<Column> kColumns = {{"text"},
                                      {"integer", ColumnType::integer},
                                      {"decimal", ColumnType::decimal, 2},
                                      {"date", ColumnType::date},
                                      {"time", ColumnType::time_of_day},
                                      {"date and time", ColumnType::date_time},
                                      {"duration", ColumnType::duration},
                                      {"hours", ColumnType::hours}};

const std::vector<std::vector<Cell>> kRows = {
    {std::string("Ada"), std::int64_t{3}, Decimal{1250}, kDate, kTime, kTime, std::chrono::seconds{7h + 59min},
     std::chrono::seconds{90min}},
    {std::string("Mei \xE5\xBC\xA0"), std::int64_t{-12'345'678}, Decimal{-5},
     LocalDate{std::chrono::year{2028}, std::chrono::February, std::chrono::day{29}}, std::chrono::seconds{23h + 59min},
     LocalTime{std::chrono::local_days{kDate}} + 12h + 30min, std::chrono::seconds{168h + 1min},
     std::chrono::seconds{-90min}},
    {},
};

// Texts that a careless writer or reader would change.
const std::vector<std::string> kTexts = {"=1+1",
                                         "+49 30 1234",
                                         "-7",
                                         "@SUM(A1)",
                                         "007",
                                         "1e5",
                                         "a,b;c",
                                         "say \"hi\"",
                                         "two\nlines",
                                         " padded ",
                                         "_x0041_",
                                         "<b>&amp;</b>",
                                         "2026-03-29",
                                         "TRUE",
                                         "#N/A",
                                         "http://a.example/",
                                         "{=1}",
                                         "\xF0\x9F\x98\x80",
                                         "mailto:a@b.example",
                                         "'quoted'",
                                         "12:30",
                                         "internal:Sheet1!A1"};

std::filesystem::path save(const TemporaryFolder& folder, const std::string& name, const std::string& content) {
  EXPECT_TRUE(write_file_atomically(folder.path() / name, as_bytes(content)));
  return folder.path() / name;
}

void write(TableWriter& writer, const std::string& title, const std::vector<Column>& columns,
           std::vector<std::vector<Cell>> rows) {
  ASSERT_TRUE(writer.begin(title, columns));
  for (std::vector<Cell>& row : rows) {
    row.resize(columns.size());
    ASSERT_TRUE(writer.row(row));
  }
}

std::vector<std::vector<Cell>> rows_of(const std::vector<std::string>& texts) {
  std::vector<std::vector<Cell>> rows;
  for (const std::string& text : texts) rows.push_back({text, std::int64_t{1}});
  return rows;
}

std::vector<std::string> first_column(const Sheet& sheet) {
  std::vector<std::string> column;
  for (std::size_t i = 1; i < sheet.size(); ++i) column.push_back(sheet[i].at(0));
  return column;
}

class LibreOffice : public ::testing::Test {
 protected:
  [[nodiscard]] std::unique_ptr<TableWriter> xlsx(std::int64_t sheet_rows = 1'048'576) {
    return make_xlsx_writer(append_to(file_), {.folder = folder_.path(),
                                               .title = "Days",
                                               .created = Instant{std::chrono::days{20'541}},
                                               .sheet_rows = sheet_rows})
        .value();
  }

  TemporaryFolder folder_;
  std::string file_;
};

TEST_F(LibreOffice, finds_in_a_workbook_what_was_written) {
  const auto writer = xlsx();
  write(*writer, "Days", kColumns, kRows);
  write(*writer, "Texts", {{"text"}, {"one", ColumnType::integer}}, rows_of(kTexts));
  ASSERT_TRUE(writer->finish());
  const std::vector<Sheet> sheets = open_in_libre_office(save(folder_, "days.xlsx", file_));
  ASSERT_THAT(sheets, SizeIs(2));
  EXPECT_THAT(
      sheets[0],
      ElementsAre(ElementsAre("text", "integer", "decimal", "date", "time", "date and time", "duration", "hours"),
                  ElementsAre("Ada", "3", "12.50", "2026-03-29", "08:05", "2026-03-29 08:05:07", "7:59", "1.50"),
                  ElementsAre("Mei \xE5\xBC\xA0", "-12345678", "-0.05", "2028-02-29", "23:59", "2026-03-29 12:30:00",
                              "168:01", "-1.50")));
  EXPECT_EQ(first_column(sheets[1]), kTexts);
  EXPECT_THAT(
      open_in_libre_office(folder_.path() / "days.xlsx", Cells::as_stored).at(0).at(1),
      ElementsAre("Ada", "3", "12.5", "2026-03-29", "08:05:07 AM", "2026-03-29 08:05:07", "07:59:00 AM", "1.5"));
}

TEST_F(LibreOffice, goes_on_in_the_next_sheet_where_one_is_full) {
  const auto writer = xlsx(3);
  write(*writer, "Days", {{"n", ColumnType::integer}}, {{std::int64_t{1}}, {std::int64_t{2}}, {std::int64_t{3}}});
  ASSERT_TRUE(writer->finish());
  EXPECT_THAT(open_in_libre_office(save(folder_, "days.xlsx", file_)),
              ElementsAre(Sheet{{"n"}, {"1"}, {"2"}}, Sheet{{"n"}, {"3"}}));
}

TEST_F(LibreOffice, finds_what_no_number_of_a_spreadsheet_holds_as_text) {
  const auto writer = xlsx();
  const LocalDate old{std::chrono::year{1899}, std::chrono::December, std::chrono::day{31}};
  write(*writer, "Odd", {{"i", ColumnType::integer}, {"d", ColumnType::decimal, 2}, {"date", ColumnType::date}},
        {{std::int64_t{9'223'372'036'854'775'807}, Decimal{999'999'999'999'999}, old},
         {std::int64_t{999'999'999'999'999}, Decimal{-1'000'000'000'000'000},
          LocalDate{std::chrono::year{1900}, std::chrono::March, std::chrono::day{1}}}});
  ASSERT_TRUE(writer->finish());
  EXPECT_THAT(
      open_in_libre_office(save(folder_, "odd.xlsx", file_), Cells::as_stored).at(0),
      ElementsAre(ElementsAre("i", "d", "date"), ElementsAre("9223372036854775807", "9999999999999.99", "1899-12-31"),
                  ElementsAre("999999999999999", "-10000000000000.00", "1900-03-01")));
}

TEST_F(LibreOffice, finds_in_a_csv_file_what_was_written) {
  const auto writer = make_csv_writer(append_to(file_), {.byte_order_mark = true});
  write(*writer, "", kColumns, kRows);
  ASSERT_TRUE(writer->finish());
  const Sheet sheet = open_in_libre_office(save(folder_, "days.csv", file_), Cells::as_stored).at(0);
  ASSERT_THAT(sheet, SizeIs(3));
  EXPECT_THAT(sheet[1], ElementsAre("Ada", "3", "12.5", "2026-03-29", "08:05:07 AM", "2026-03-29 08:05:07",
                                    "07:59:00 AM", "1.5"));
}

TEST_F(LibreOffice, takes_no_text_of_a_csv_file_for_a_formula) {
  const auto writer = make_csv_writer(append_to(file_));
  const std::vector<std::string> formulas = {
      "=1+1", "+1+1", "-1-1", "@SUM(1,1)", "\t=1+1", "=HYPERLINK(\"http://a.example\",\"b\")", " =1+1"};
  write(*writer, "", {{"text"}, {"one", ColumnType::integer}}, rows_of(formulas));
  ASSERT_TRUE(writer->finish());
  std::vector<std::string> guarded;
  for (const std::string& formula : formulas) guarded.push_back("'" + formula);
  EXPECT_EQ(first_column(open_in_libre_office(save(folder_, "texts.csv", file_)).at(0)), guarded);
}

}  // namespace
}  // namespace attendsense::formats
