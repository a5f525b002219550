#include "attendsense/formats/csv_writer.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <limits>
#include <random>

#include "attendsense/formats/formula_guard.hpp"
#include "testing/csv_files.hpp"

namespace attendsense::formats {
namespace {

using namespace std::chrono_literals;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::SizeIs;

constexpr LocalDate kDate{std::chrono::year{2026}, std::chrono::March, std::chrono::day{29}};

LocalTime at(std::chrono::microseconds since_midnight) {
  return LocalTime{std::chrono::local_days{kDate}} + since_midnight;
}

std::string csv(const std::vector<Column>& columns, const std::vector<std::vector<Cell>>& rows, CsvStyle style = {}) {
  std::string file;
  const std::unique_ptr<TableWriter> writer = make_csv_writer(append_to(file), style);
  EXPECT_TRUE(writer->begin("Table", columns));
  for (const std::vector<Cell>& row : rows) EXPECT_TRUE(writer->row(row));
  EXPECT_TRUE(writer->finish());
  return file;
}

// One cell as the file has it.
std::string field(Column column, const Cell& cell, CsvStyle style = {}) {
  column.name = "c";
  const std::string file = csv({column}, {{cell}}, style);
  return file.substr(3, file.size() - 5);  // less the header and the line end
}

TEST(CsvWriter, writes_a_header_and_rows_with_crlf) {
  EXPECT_EQ(csv({{"name"}, {"count", ColumnType::integer}}, {{"Ada", std::int64_t{3}}, {{}, std::int64_t{-4}}}),
            "name,count\r\nAda,3\r\n,-4\r\n");
}

TEST(CsvWriter, begins_with_a_byte_order_mark_if_asked) {
  EXPECT_EQ(csv({{"a"}}, {}, {.byte_order_mark = true}),
            "\xEF\xBB\xBF"
            "a\r\n");
}

TEST(CsvWriter, numbers_are_exact_to_the_last_digit) {
  const Column money{"", ColumnType::decimal, 2};
  EXPECT_EQ(field(money, Decimal{1250}), "12.50");
  EXPECT_EQ(field(money, Decimal{5}), "0.05");
  EXPECT_EQ(field(money, Decimal{-5}), "-0.05");
  EXPECT_EQ(field({"", ColumnType::decimal, 0}, Decimal{-7}), "-7");
  EXPECT_EQ(field(money, Decimal{std::numeric_limits<std::int64_t>::min()}), "-92233720368547758.08");
  EXPECT_EQ(field({"", ColumnType::integer}, std::numeric_limits<std::int64_t>::max()), "9223372036854775807");
}

TEST(CsvWriter, dates_and_times_are_local_and_unambiguous) {
  EXPECT_EQ(field({"", ColumnType::date}, kDate), "2026-03-29");
  EXPECT_EQ(field({"", ColumnType::date_time}, at(8h + 5min)), "2026-03-29 08:05");
  EXPECT_EQ(field({"", ColumnType::date_time}, at(8h + 5min + 7s + 999'999us)), "2026-03-29 08:05:07");
  EXPECT_EQ(field({"", ColumnType::time_of_day}, at(23h + 59min)), "23:59");
  EXPECT_EQ(field({"", ColumnType::time_of_day}, 7h + 30min + 1s), "07:30:01");
}

TEST(CsvWriter, durations_are_hours_and_minutes_or_decimal_hours) {
  const Column duration{"", ColumnType::duration};
  const CsvStyle decimal{.durations = DurationStyle::decimal_hours};
  EXPECT_EQ(field(duration, std::chrono::seconds{7h + 59min + 59s}), "7:59");
  EXPECT_EQ(field(duration, std::chrono::seconds{-30min}), "-0:30");
  EXPECT_EQ(field(duration, std::chrono::seconds{-59}), "0:00");
  EXPECT_EQ(field(duration, std::chrono::seconds{168h}), "168:00");
  EXPECT_EQ(field(duration, std::chrono::seconds{7h + 30min}, decimal), "7.5000");
  EXPECT_EQ(field(duration, std::chrono::seconds{-20min}, decimal), "-0.3333");
  EXPECT_EQ(field(duration, std::chrono::seconds{40min}, decimal), "0.6667");
  EXPECT_EQ(field({"", ColumnType::hours}, std::chrono::seconds{-90min}), "-1.5000");
}

TEST(CsvWriter, the_decimal_mark_and_the_separator_are_those_of_the_country) {
  const CsvStyle german{.separator = ';', .decimal_mark = ','};
  EXPECT_EQ(csv({{"a"}, {"b", ColumnType::decimal}}, {{"x;y", Decimal{150}}}, german), "a;b\r\n\"x;y\";1,50\r\n");
  EXPECT_EQ(field({"", ColumnType::decimal}, Decimal{150}, {.decimal_mark = ','}), "\"1,50\"");
}

TEST(CsvWriter, text_with_any_usual_separator_is_quoted) {
  EXPECT_EQ(field({}, "a;=b"), "\"a;=b\"");
  EXPECT_EQ(field({}, "a\t=b"), "\"a\t=b\"");
  EXPECT_EQ(field({}, "say \"hi\""), "\"say \"\"hi\"\"\"");
  EXPECT_EQ(field({}, " a"), "\" a\"");
  EXPECT_EQ(field({}, "a"), "a");
}

TEST(CsvWriter, text_is_never_a_formula) {
  EXPECT_EQ(field({}, "=1+1"), "'=1+1");
  EXPECT_EQ(field({}, "+49 30"), "'+49 30");
  EXPECT_EQ(field({}, "-"), "'-");
  EXPECT_EQ(field({}, "@SUM(A1)"), "'@SUM(A1)");
  EXPECT_EQ(field({}, "\t=1"), "\"'\t=1\"");
  EXPECT_EQ(field({}, "\r=1"), "\"'\r=1\"");
  EXPECT_EQ(field({}, "  =1"), "'  =1");
  EXPECT_EQ(field({},
                  "\xEF\xBC\x9D"
                  "1+1"),
            "'\xEF\xBC\x9D"
            "1+1");
  EXPECT_EQ(field({}, "=HYPERLINK(\"http://evil.example\",\"x\")"),
            "\"'=HYPERLINK(\"\"http://evil.example\"\",\"\"x\"\")\"");
  EXPECT_EQ(csv({{"=cmd"}}, {}), "'=cmd\r\n");
  EXPECT_EQ(field({"", ColumnType::integer}, std::int64_t{-4}), "-4");
}

TEST(CsvWriter, what_is_not_text_is_replaced) {
  EXPECT_EQ(field({}, std::string("a\0b", 3)),
            "a\xEF\xBF\xBD"
            "b");
  EXPECT_EQ(field({}, "M\xFCller"), "M\xEF\xBF\xBDller");
  EXPECT_EQ(field({}, "cut \xE2\x82"), "cut \xEF\xBF\xBD");
  EXPECT_EQ(field({},
                  "\xE2\x82"
                  "x"),
            "\xEF\xBF\xBDx");
  EXPECT_EQ(field({}, "\xEF\xBF\xBE"), "\xEF\xBF\xBD");
}

TEST(CsvWriter, a_row_whose_only_cell_is_empty_is_a_row) {
  EXPECT_EQ(csv({{"a"}}, {{{}}, {""}}), "a\r\n\"\"\r\n\"\"\r\n");
}

TEST(CsvWriter, pieces_for_the_sink_are_bounded) {
  std::vector<std::size_t> sizes;
  const auto writer = make_csv_writer([&](std::string_view piece) -> Result<void> {
    sizes.push_back(piece.size());
    return {};
  });
  ASSERT_TRUE(writer->begin("", {{"a"}}));
  const std::vector<Cell> row = {std::string(300'000, 'x')};
  for (int i = 0; i < 3; ++i) ASSERT_TRUE(writer->row(row));
  ASSERT_TRUE(writer->finish());
  EXPECT_LE(*std::ranges::max_element(sizes), 64U * 1024);
  EXPECT_GE(sizes.size(), 14U);
}

TEST(CsvWriter, a_failure_of_the_sink_is_final) {
  int calls = 0;
  const auto writer = make_csv_writer([&](std::string_view) -> Result<void> {
    ++calls;
    return fail(Failure::unavailable, "client_gone", "The client is gone");
  });
  ASSERT_TRUE(writer->begin("", {{"a"}}));
  const std::vector<Cell> row = {std::string(100'000, 'x')};
  EXPECT_EQ(writer->row(row).error().code, "client_gone");
  EXPECT_EQ(writer->row(row).error().code, "client_gone");
  EXPECT_EQ(writer->finish().error().code, "client_gone");
  EXPECT_EQ(calls, 1);
}

TEST(CsvWriter, a_style_that_is_none_is_refused) {
  std::string file;
  EXPECT_EQ(make_csv_writer(append_to(file), {.separator = 'x'})->begin("", {{"a"}}).error().code, "csv_style_unknown");
  EXPECT_EQ(make_csv_writer(append_to(file), {.decimal_mark = '-'})->begin("", {{"a"}}).error().code,
            "csv_style_unknown");
}

TEST(TableWriter, misuse_is_reported_as_a_defect) {
  std::string file;
  const auto code = [&file](auto use) {
    const auto writer = make_csv_writer(append_to(file));
    const Result<void> outcome = use(*writer);
    return outcome ? "none" : outcome.error().code;
  };
  const std::vector<Cell> text = {std::string("x")};
  const std::vector<Cell> midnight = {std::chrono::seconds{24h}};
  const std::vector<Cell> never = {LocalDate{std::chrono::year{2026}, std::chrono::February, std::chrono::day{30}}};
  EXPECT_EQ(code([&](TableWriter& w) { return w.row(text); }), "table_order");
  EXPECT_EQ(code([&](TableWriter& w) { return w.finish(); }), "table_order");
  EXPECT_EQ(code([&](TableWriter& w) { return w.begin("", {}); }), "table_columns");
  EXPECT_EQ(code([&](TableWriter& w) { return w.begin("", {{""}}); }), "table_columns");
  EXPECT_EQ(code([&](TableWriter& w) { return w.begin("", {{"a", ColumnType::decimal, 10}}); }), "table_columns");
  EXPECT_EQ(code([&](TableWriter& w) { return w.begin("", std::vector<Column>(257, {"a"})); }), "table_columns");
  const auto row_to = [](ColumnType type, const std::vector<Cell>& row) {
    return [type, &row](TableWriter& w) {
      const Result<void> begun = w.begin("", {{"a", type}});
      return begun ? w.row(row) : begun;
    };
  };
  EXPECT_EQ(code(row_to(ColumnType::text, text)), "none");
  EXPECT_EQ(code(row_to(ColumnType::integer, text)), "table_row_mismatch");
  EXPECT_EQ(code(row_to(ColumnType::time_of_day, midnight)), "table_row_mismatch");
  EXPECT_EQ(code(row_to(ColumnType::date, never)), "table_row_mismatch");
  EXPECT_EQ(code(row_to(ColumnType::text, std::vector<Cell>(2))), "table_row_mismatch");
  EXPECT_EQ(code([&](TableWriter& w) {
              (void)w.begin("", {{"a"}});
              return w.begin("", {{"a"}});
            }),
            "table_order");
}

TEST(FormulaGuard, guarding_and_unguarding_are_inverses) {
  for (const std::string text : {"=1", "'=1", "''=1", "'", "", "'a", "' =1", " '=1", "a", "-", "'\t"}) {
    EXPECT_EQ(unguard_formula(guard_formula(text)), text);
    EXPECT_FALSE(guard_formula(text).starts_with('='));
  }
}

// Texts made of what is awkward in CSV.
std::string nasty_text(std::mt19937& random) {
  static const std::vector<std::string> kParts = {"\"",
                                                  "\"\"",
                                                  ",",
                                                  ";",
                                                  "\t",
                                                  "\r\n",
                                                  "\n",
                                                  "\r",
                                                  " ",
                                                  "'",
                                                  "=",
                                                  "+",
                                                  "-",
                                                  "@",
                                                  "a",
                                                  "0",
                                                  "1e5",
                                                  "#",
                                                  "\\",
                                                  "\xC3\xBC",
                                                  "\xF0\x9F\x98\x80",
                                                  "\xE2\x80\xA8",
                                                  "\xEF\xBB\xBF",
                                                  "\xEF\xBC\x8B",
                                                  "NULL"};
  std::string text;
  for (std::size_t parts = random() % 8; parts > 0; --parts) text += kParts[random() % kParts.size()];
  return text;
}

TEST(CsvRoundTrip, nasty_texts_come_back_as_they_were) {
  std::mt19937 random(7);  // NOLINT(cert-msc51-cpp): the same every time
  for (const CsvStyle style :
       {CsvStyle{}, CsvStyle{.separator = ';', .byte_order_mark = true}, CsvStyle{.separator = '\t'}}) {
    std::vector<std::vector<Cell>> rows;
    for (int i = 0; i < 5000; ++i) rows.push_back({nasty_text(random), nasty_text(random), nasty_text(random)});
    const std::string file = csv({{"a"}, {"b"}, {"c"}}, rows, style);
    const testing::CsvContent content = testing::read_csv(file, {"a", "b", "c"});
    EXPECT_THAT(content.errors, IsEmpty());
    ASSERT_THAT(content.records, SizeIs(rows.size()));
    for (std::size_t i = 0; i < rows.size(); ++i) {
      for (std::size_t j = 0; j < 3; ++j) {
        ASSERT_EQ(content.records[i].values[j], std::get<std::string>(rows[i][j])) << "row " << i;
      }
    }
  }
}

}  // namespace
}  // namespace attendsense::formats
