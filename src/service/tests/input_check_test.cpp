#include "attendsense/service/input_check.hpp"

#include "attendsense/base/sha256.hpp"
#include "office.hpp"

namespace attendsense::service::testing {
namespace {

bool is_name(std::string_view text) {
  return InputCheck().name(text, "name").result().has_value();
}

bool is_email(std::string_view text) {
  return InputCheck().email(text, "email").result().has_value();
}

TEST(InputCheck, names_of_the_world_pass) {
  for (const char* name : {"Ada", "  Ada  ", "Jean-Luc", "O'Brien", "Þórdís", "李小龍", "ශ්‍රී",
                           "علی‌رضا", "Robert'); DROP TABLE students;--", "<b>Bob</b>"}) {
    EXPECT_TRUE(is_name(name)) << name;
  }
}

TEST(InputCheck, what_cannot_be_shown_as_a_name_is_refused) {
  for (const std::string_view name :
       {std::string_view(""), std::string_view(" \t\n"), std::string_view("a\0b", 3), std::string_view("\xC3\x28"),
        std::string_view("\xC0\xAF"), std::string_view("\xED\xA0\x80"), std::string_view("\xF5\x80\x80\x80"),
        std::string_view("\xE2\x80\xAE"
                         "evil"),
        std::string_view("\xEF\xBB\xBF"
                         "bom"),
        std::string_view("a\x1B[31m"), std::string_view("\xE2\x82")}) {
    EXPECT_FALSE(is_name(name)) << to_hex(as_bytes(name));
  }
  EXPECT_FALSE(is_name(std::string(101, 'a')));
  std::string hundred;
  for (int i = 0; i < 100; ++i) hundred += "é";
  EXPECT_TRUE(is_name(hundred)) << "counted in characters";
}

TEST(InputCheck, e_mail_addresses) {
  for (const char* email : {"ada@example.com", "a.b+c@sub.example.co.uk", " ada@example.com ", "x@localhost"}) {
    EXPECT_TRUE(is_email(email)) << email;
  }
  for (const char* email :
       {"", "ada", "@example.com", "ada@", "a@b@c", "ada @example.com", "ada@exa mple.com", "ada@-example.com",
        ".ada@example.com", "ada..b@example.com", "ada@example.com.", "ädä@example.com", "a\r\nBcc:x@example.com"}) {
    EXPECT_FALSE(is_email(email)) << email;
  }
}

TEST(InputCheck, reasons_have_bounds) {
  const auto fits = [](std::string_view text) { return InputCheck().text(text, "reason", 3, 10).result().has_value(); };
  EXPECT_TRUE(fits("ill"));
  EXPECT_TRUE(fits("  ශ්‍රී ලංකා ")) << "counted in characters";
  EXPECT_FALSE(fits("  no  "));
  EXPECT_FALSE(fits("much too long"));
  EXPECT_FALSE(fits("bell\a"));
  EXPECT_FALSE(fits("\xC3\x28\x28\x28"));
  EXPECT_TRUE(InputCheck().text("", "note", 0, 10).result().has_value());
}

TEST(InputCheck, dates_are_real_in_order_and_not_too_many) {
  using namespace std::chrono;
  const auto wrong = [](LocalDate from, LocalDate to) { return fields_of(InputCheck().dates(from, to, 31).result()); };
  EXPECT_TRUE(wrong(2026y / 3 / 1, 2026y / 3 / 1).empty());
  EXPECT_TRUE(wrong(2026y / 3 / 1, 2026y / 3 / 31).empty());
  EXPECT_EQ(wrong(2026y / 3 / 1, 2026y / 4 / 1), std::vector<std::string>{"to"});
  EXPECT_EQ(wrong(2026y / 3 / 2, 2026y / 3 / 1), std::vector<std::string>{"to"});
  EXPECT_EQ(wrong(2026y / 2 / 29, 2026y / 3 / 1), std::vector<std::string>{"from"});
}

TEST(InputCheck, all_errors_are_in_the_message) {
  const Result<void> result =
      InputCheck().that(false, "a", "must be 1").that(true, "b", "x").that(false, "c", "must be 2").result();
  ASSERT_FALSE(result.has_value());
  EXPECT_EQ(result.error().message, "2 fields are wrong: a must be 1; c must be 2");
  EXPECT_EQ(fields_of(result), (std::vector<std::string>{"a", "c"}));
}

TEST(InputCheck, pages_have_bounds) {
  EXPECT_TRUE(InputCheck().page("", 500).result().has_value());
  EXPECT_EQ(fields_of(InputCheck().page("x", 0).result()), (std::vector<std::string>{"after", "limit"}));
  EXPECT_EQ(fields_of(InputCheck().page("", 501).result()), std::vector<std::string>{"limit"});
}

}  // namespace
}  // namespace attendsense::service::testing
