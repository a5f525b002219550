#include "sheet_text.hpp"

#include <gtest/gtest.h>

namespace attendsense::formats {
namespace {

const std::string kSmile = "\xF0\x9F\x98\x80";  // two UTF-16 units

TEST(SheetText, is_cut_to_what_a_cell_can_hold_at_whole_characters) {
  EXPECT_EQ(cut_to_units("abc", 3), "abc");
  EXPECT_EQ(cut_to_units("abc", 2), "ab");
  EXPECT_EQ(cut_to_units("a" + kSmile + "b", 2), "a");
  EXPECT_EQ(cut_to_units("a" + kSmile + "b", 3), "a" + kSmile);
  EXPECT_EQ(sheet_text(std::string(32'767, 'x')), std::string(32'767, 'x'));
  EXPECT_EQ(sheet_text(std::string(32'768, 'x')), std::string(32'766, 'x') + "\xE2\x80\xA6");
}

TEST(SheetText, has_line_feeds_only_and_no_control_characters) {
  EXPECT_EQ(sheet_text("a\r\nb\rc\n\td\x01"
                       "e"),
            "a\nb\nc\n\td\xEF\xBF\xBD"
            "e");
}

TEST(SheetText, that_looks_like_an_escape_is_escaped) {
  EXPECT_EQ(sheet_text("_x0041_"), "_x005F_x0041_");
  EXPECT_EQ(sheet_text("_x004_ _xZZZZ_ x0041_"), "_x004_ _xZZZZ_ x0041_");
  std::string many;
  for (int i = 0; i < 5000; ++i) many += "_x0041";
  EXPECT_LE(sheet_text(many + "_").size(), 32'769U);
}

TEST(SheetName, has_no_forbidden_characters) {
  std::set<std::string> taken;
  EXPECT_EQ(sheet_name("a/b\\c[d]e:f*g?h", taken), "a_b_c_d_e_f_g_h");
  EXPECT_EQ(sheet_name("'quoted'", taken), "_quoted_");
  EXPECT_EQ(sheet_name("two\nlines", taken), "two lines");
  EXPECT_EQ(sheet_name("", taken), "Sheet");
  EXPECT_EQ(sheet_name("History", taken), "History_");
}

TEST(SheetName, is_short_and_unique_whatever_its_case) {
  std::set<std::string> taken;
  const std::string longer(40, 'x');
  EXPECT_EQ(sheet_name("Days", taken), "Days");
  EXPECT_EQ(sheet_name("DAYS", taken), "DAYS (2)");
  EXPECT_EQ(sheet_name("days", taken), "days (3)");
  EXPECT_EQ(sheet_name(longer, taken), std::string(31, 'x'));
  EXPECT_EQ(sheet_name(longer, taken), std::string(27, 'x') + " (2)");
}

}  // namespace
}  // namespace attendsense::formats
