#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "testing/csv_files.hpp"

namespace attendsense::formats {
namespace {

using testing::columns;
using testing::CsvContent;
using ::testing::ElementsAre;
using ::testing::IsEmpty;
using testing::read_all;
using testing::read_csv;
using ::testing::SizeIs;

using Values = std::vector<std::string>;

TEST(CsvReader, values_come_in_the_order_that_was_asked_for_whatever_the_order_in_the_file) {
  const CsvContent content = read_csv("city,name\r\nPotsdam,Ada\r\nBerlin,Lin\r\n", {"name", "city"});
  EXPECT_THAT(content.errors, IsEmpty());
  ASSERT_THAT(content.records, SizeIs(2));
  EXPECT_EQ(content.records[0].values, (Values{"Ada", "Potsdam"}));
  EXPECT_EQ(content.records[1].values, (Values{"Lin", "Berlin"}));
}

TEST(CsvReader, column_names_are_found_without_regard_to_case_and_spaces) {
  const CsvContent content = read_csv(" E-Mail ,NAME\na@b.example,Ada\n", {"name", "e-mail"});
  ASSERT_THAT(content.records, SizeIs(1));
  EXPECT_EQ(content.records[0].values, (Values{"Ada", "a@b.example"}));
}

TEST(CsvReader, quoted_fields_hold_separators_quotation_marks_and_line_breaks) {
  const CsvContent content =
      read_csv("name,note\n\"Lovelace, Ada\",\"she said \"\"hello\"\"\r\nand left\"\n", {"name", "note"});
  ASSERT_THAT(content.records, SizeIs(1));
  EXPECT_EQ(content.records[0].values, (Values{"Lovelace, Ada", "she said \"hello\"\r\nand left"}));
}

TEST(CsvReader, a_record_has_the_line_at_which_it_begins) {
  const CsvContent content =
      read_csv("name,note\nAda,\"two\nlines\"\n\n\r\nLin,one\nMei,\"a\n\n\"\nZoe,z", {"name", "note"});
  ASSERT_THAT(content.records, SizeIs(4));
  EXPECT_EQ(content.records[0].line, 2);
  EXPECT_EQ(content.records[1].line, 6);
  EXPECT_EQ(content.records[2].line, 7);
  EXPECT_EQ(content.records[3].line, 10);
}

TEST(CsvReader, spaces_and_empty_values_are_kept) {
  const CsvContent content = read_csv("a,b,c\n x ,,\"\"\n", {"a", "b", "c"});
  ASSERT_THAT(content.records, SizeIs(1));
  EXPECT_EQ(content.records[0].values, (Values{" x ", "", ""}));
}

TEST(CsvReader, an_empty_value_in_the_only_column_is_quoted_and_an_empty_line_is_none) {
  const CsvContent content = read_csv("a\n\"\"\n\nx\n", {"a"});
  ASSERT_THAT(content.records, SizeIs(2));
  EXPECT_EQ(content.records[0].values, (Values{""}));
  EXPECT_EQ(content.records[1].line, 4);
}

TEST(CsvReader, a_byte_order_mark_is_not_part_of_the_first_name) {
  EXPECT_THAT(read_csv("\xEF\xBB\xBFname\nAda\n", {"name"}).records, SizeIs(1));
}

TEST(CsvReader, a_file_may_end_without_a_line_end) {
  const CsvContent content = read_csv("name\nAda", {"name"});
  ASSERT_THAT(content.records, SizeIs(1));
  EXPECT_EQ(content.records[0].values, (Values{"Ada"}));
}

TEST(CsvReader, a_file_with_a_header_alone_has_no_records) {
  const CsvContent content = read_csv("name\r\n", {"name"});
  EXPECT_THAT(content.errors, IsEmpty());
  EXPECT_THAT(content.records, IsEmpty());
}

struct SeparatorCase {
  std::string file;
  char separator;
};

class Separators : public ::testing::TestWithParam<SeparatorCase> {};

TEST_P(Separators, are_detected_in_the_header_line) {
  CsvReader reader(source_of(GetParam().file), columns({"name", "city, zip"}));
  const CsvContent content = read_all(reader);
  EXPECT_THAT(content.errors, IsEmpty());
  EXPECT_EQ(reader.separator(), GetParam().separator);
  ASSERT_THAT(content.records, SizeIs(1));
  EXPECT_EQ(content.records[0].values, (Values{"a", "b"}));
}

INSTANTIATE_TEST_SUITE_P(Each, Separators,
                         ::testing::Values(SeparatorCase{"name,\"city, zip\"\na,b\n", ','},
                                           SeparatorCase{"name;city, zip\na;b\n", ';'},
                                           SeparatorCase{"\xEF\xBB\xBFname\t\"city, zip\"\r\na\tb\r\n", '\t'}));

TEST(CsvReader, a_given_separator_is_not_detected) {
  const CsvContent content = read_csv("a,b;c\n1,2;3\n", {"a,b", "c"}, {.separator = ';'});
  ASSERT_THAT(content.records, SizeIs(1));
  EXPECT_EQ(content.records[0].values, (Values{"1,2", "3"}));
}

TEST(CsvReader, an_optional_column_may_be_absent) {
  CsvReader reader(source_of("name\nAda\n"), {{"name"}, {"phone", ColumnNeed::optional}});
  const CsvContent content = read_all(reader);
  ASSERT_THAT(content.records, SizeIs(1));
  EXPECT_EQ(content.records[0].values, (Values{"Ada", ""}));
  EXPECT_TRUE(reader.has_column(0));
  EXPECT_FALSE(reader.has_column(1));
}

TEST(CsvReader, everything_wrong_with_the_header_is_told_at_once) {
  const CsvContent content = read_csv("name,Colour,NAME\nAda,red,Lin\n", {"name", "city", "zip"});
  EXPECT_THAT(content.records, IsEmpty());
  EXPECT_THAT(content.errors, ElementsAre(LineError{1, "Colour", "Column 2 is not one of name, city, zip"},
                                          LineError{1, "name", "This column is there more than once"},
                                          LineError{1, "city", "This column is missing"},
                                          LineError{1, "zip", "This column is missing"}));
}

TEST(CsvReader, unknown_columns_can_be_passed_over) {
  const CsvContent content = read_csv("x,name,y\n1,Ada,2\n", {"name"}, {.unknown = UnknownColumns::ignore});
  ASSERT_THAT(content.records, SizeIs(1));
  EXPECT_EQ(content.records[0].values, (Values{"Ada"}));
}

TEST(CsvReader, a_record_of_another_length_is_told_of_and_reading_goes_on) {
  const CsvContent content = read_csv("a,b\n1\n1,2\n1,2,3\n3,4\n", {"a", "b"});
  EXPECT_THAT(content.records, SizeIs(2));
  EXPECT_THAT(content.errors, ElementsAre(LineError{2, "", "It has 1 fields where the header has 2"},
                                          LineError{4, "", "It has 3 fields where the header has 2"}));
}

TEST(CsvReader, the_guard_against_formulas_is_taken_off_again) {
  EXPECT_EQ(read_csv("a\n'=1+1\n", {"a"}).records.at(0).values, (Values{"=1+1"}));
  EXPECT_EQ(read_csv("a\n'tis\n", {"a"}).records.at(0).values, (Values{"'tis"}));
  EXPECT_EQ(read_csv("a\n'=1+1\n", {"a"}, {.unguard_formulas = false}).records.at(0).values, (Values{"'=1+1"}));
}

TEST(CsvReader, the_pieces_in_which_a_file_comes_make_no_difference) {
  const std::string file =
      "\xEF\xBB\xBFname;note\r\n\"M\xC3\xBCller\";\"a\r\nb\"\r\n\xE5\xBC\xA0;\"\"\"\"\r\n\r\nx;\xF0\x9F\x98\x80\r\n";
  for (std::size_t at_once = 1; at_once <= file.size(); ++at_once) {
    CsvReader reader(testing::dripping(file, at_once), columns({"name", "note"}));
    const CsvContent content = read_all(reader);
    EXPECT_THAT(content.errors, IsEmpty());
    ASSERT_THAT(content.records, SizeIs(3)) << at_once;
    EXPECT_EQ(content.records[0].values, (Values{"M\xC3\xBCller", "a\r\nb"}));
    EXPECT_EQ(content.records[1].values, (Values{"\xE5\xBC\xA0", "\""}));
    EXPECT_EQ(content.records[2].values, (Values{"x", "\xF0\x9F\x98\x80"}));
    EXPECT_EQ(content.records[2].line, 6);
  }
}

TEST(CsvReader, a_failure_of_the_source_is_passed_on_and_stays) {
  int calls = 0;
  CsvReader reader(
      [&calls](std::span<char> into) -> Result<std::size_t> {
        if (++calls > 1) return fail(Failure::unavailable, "upload_cut", "The upload was cut off");
        std::ranges::copy(std::string_view("name\nAda\nL"), into.begin());
        return 10;
      },
      columns({"name"}));
  ASSERT_TRUE(reader.next());
  EXPECT_EQ(reader.next().error().code, "upload_cut");
  EXPECT_EQ(reader.next().error().code, "upload_cut");
  EXPECT_EQ(calls, 2);
}

}  // namespace
}  // namespace attendsense::formats
