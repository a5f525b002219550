#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <random>

#include "testing/csv_files.hpp"

namespace attendsense::formats {
namespace {

using testing::CsvContent;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using testing::read_csv;
using ::testing::SizeIs;

struct BadFile {
  const char* name;
  std::string content;
  std::int64_t line;
  const char* message;
  std::size_t records_before = 0;
};

class BadFiles : public ::testing::TestWithParam<BadFile> {};

TEST_P(BadFiles, are_refused_with_the_line_and_the_reason) {
  const CsvContent content = read_csv(GetParam().content, {"a", "b"});
  ASSERT_THAT(content.errors, SizeIs(1));
  EXPECT_EQ(content.errors[0].line, GetParam().line);
  EXPECT_THAT(content.errors[0].message, HasSubstr(GetParam().message));
  EXPECT_THAT(content.records, SizeIs(GetParam().records_before));
}

INSTANTIATE_TEST_SUITE_P(
    Each, BadFiles,
    ::testing::Values(BadFile{"empty", "", 1, "The file is empty"},
                      BadFile{"only_line_ends", "\r\n\r\n\n", 1, "The file is empty"},
                      BadFile{"only_a_mark", "\xEF\xBB\xBF", 1, "The file is empty"},
                      BadFile{"cut_in_quotes", "a,b\n1,2\n3,\"4\n5\n", 3, "opened and never closed", 1},
                      BadFile{"cut_in_a_character", "a,b\n1,2\n3,\xE2\x82", 3, "not UTF-8", 1},
                      BadFile{"quote_in_a_bare_field", "a,b\n1,2\n3,4\"5\n", 3, "quotation mark is out of place", 1},
                      BadFile{"text_after_quotes", "a,b\n1,2\n3,\"4\"5\n", 3, "quotation mark is out of place", 1},
                      BadFile{"unbalanced_quote", "a,b\n\"1,2\n3,\"4\"\n", 3, "quotation mark is out of place"},
                      BadFile{"nul", std::string("a,b\n1,2\n3,\0004\n", 13), 3, "NUL", 1},
                      BadFile{"latin_1", "a,b\n1,2\nM\xFCller,4\n", 3, "CSV UTF-8", 1},
                      BadFile{"latin_1_in_the_header", "a,\xFC\n", 1, "CSV UTF-8"},
                      BadFile{"overlong", "a,b\n1,\xC0\xAF\n", 2, "CSV UTF-8"},
                      BadFile{"surrogate", "a,b\n1,\xED\xA0\x80\n", 2, "CSV UTF-8"},
                      BadFile{"above_unicode", "a,b\n1,\xF4\x90\x80\x80\n", 2, "CSV UTF-8"},
                      BadFile{"utf_16",
                              std::string("\xFF\xFE"
                                          "a\0,\0b\0\n\0",
                                          10),
                              1, "UTF-16"},
                      BadFile{"carriage_returns_alone", "a,b\r1,2\r", 1, "carriage return alone"},
                      BadFile{"one_carriage_return_alone", "a,b\r\n1,2\r\n3,4\r5,6\r\n", 3, "carriage return alone", 2},
                      BadFile{"spreadsheet", std::string("PK\3\4\24\0\0\0", 8), 1, "NUL"}),
    [](const auto& each) { return std::string(each.param.name); });

TEST(CsvBadInput, lf_and_crlf_may_be_mixed) {
  const CsvContent content = read_csv("a,b\r\n1,2\n3,4\r\n5,6", {"a", "b"});
  EXPECT_THAT(content.errors, IsEmpty());
  EXPECT_THAT(content.records, SizeIs(3));
}

TEST(CsvBadInput, a_field_of_ten_megabytes_is_refused_after_reading_little_of_it) {
  std::size_t asked = 0;
  CsvReader reader(
      [&asked](std::span<char> into) -> Result<std::size_t> {
        constexpr std::string_view kBegin = "a,b\n1,\"";
        std::ranges::fill(into, 'x');
        if (asked == 0) std::ranges::copy(kBegin, into.begin());
        asked += into.size();
        return asked < 10'000'000 ? into.size() : 0;
      },
      testing::columns({"a", "b"}));
  const CsvContent content = testing::read_all(reader);
  EXPECT_THAT(
      content.errors,
      ElementsAre(LineError{2, "", "A field is longer than 32768 bytes; is a quotation mark missing at its end?"}));
  EXPECT_LE(asked, 128U * 1024);
}

TEST(CsvBadInput, a_header_of_ten_megabytes_is_refused) {
  const std::string file(10'000'000, 'a');
  EXPECT_THAT(read_csv(file, {"a"}).errors, SizeIs(1));
}

TEST(CsvBadInput, the_longest_field_is_read_and_a_longer_one_is_not) {
  const CsvReading reading{.limits = {.field_bytes = 5000}};
  EXPECT_THAT(read_csv("a\n" + std::string(5000, 'x') + "\n", {"a"}, reading).records, SizeIs(1));
  EXPECT_THAT(read_csv("a\n" + std::string(5001, 'x') + "\n", {"a"}, reading).errors, SizeIs(1));
  EXPECT_THAT(read_csv("a\n" + std::string(5001, 'x'), {"a"}, reading).errors, SizeIs(1));
}

TEST(CsvBadInput, too_many_fields_are_refused) {
  const CsvReading reading{.limits = {.fields = 3}};
  EXPECT_THAT(read_csv("a,b,c\n1,2,3\n", {"a", "b", "c"}, reading).records, SizeIs(1));
  EXPECT_THAT(read_csv("a,b,c\n1,2,3,4\n", {"a", "b", "c"}, reading).errors,
              ElementsAre(LineError{2, "", "It has more than 3 fields"}));
}

TEST(CsvBadInput, too_many_records_are_refused) {
  const CsvReading reading{.limits = {.records = 2}};
  EXPECT_THAT(read_csv("a\n1\n2\n", {"a"}, reading).records, SizeIs(2));
  const CsvContent content = read_csv("a\n1\n2\n3\n4\n", {"a"}, reading);
  EXPECT_THAT(content.records, SizeIs(2));
  EXPECT_THAT(content.errors, ElementsAre(LineError{4, "", "There are more than 2 records; split the file"}));
}

TEST(CsvBadInput, nothing_follows_a_file_that_cannot_be_read_further) {
  CsvReader reader(source_of("a\n\"x\"y\n1\n"), testing::columns({"a"}));
  EXPECT_THAT(reader.next().value()->errors, SizeIs(1));
  EXPECT_FALSE(reader.next().value().has_value());
  EXPECT_FALSE(reader.next().value().has_value());
}

// Whatever the bytes are, the reader ends, and every line it names is in the file.
TEST(CsvBadInput, random_bytes_give_records_or_errors_and_an_end) {
  std::mt19937 random(20260329);  // NOLINT(cert-msc51-cpp): the same every time
  constexpr std::string_view kBytes("ab,;\t\"\"\r\n\n\n'=\xC3\xA9\0", 17);
  for (int round = 0; round < 20'000; ++round) {
    std::string file = round % 2 == 0 ? "a,b\n" : "";
    for (std::size_t length = random() % 60; length > 0; --length) file += kBytes[random() % kBytes.size()];
    const auto lines = 1 + std::ranges::count(file, '\n');
    const CsvContent content = read_csv(file, {"a", "b"});
    for (const LineError& error : content.errors) EXPECT_TRUE(error.line >= 1 && error.line <= lines) << file;
    for (const CsvRecord& record : content.records) EXPECT_TRUE(record.line >= 2 && record.line <= lines) << file;
  }
}

TEST(LineErrors, become_one_error_with_a_field_each) {
  const std::vector<LineError> errors = {{7, "city", "It is empty"}, {9, "", "It is too long"}, {0, "", "It is odd"}};
  const Error error = to_error(errors);
  EXPECT_EQ(error.failure, Failure::invalid_input);
  EXPECT_EQ(error.message, "The file cannot be read: line 7, column city: It is empty (and 2 more)");
  EXPECT_THAT(error.fields, ElementsAre(FieldError{"line 7, column city", "It is empty"},
                                        FieldError{"line 9", "It is too long"}, FieldError{"file", "It is odd"}));
}

}  // namespace
}  // namespace attendsense::formats
