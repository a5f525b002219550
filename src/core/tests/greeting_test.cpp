#include "attendsense/core/greeting.hpp"

#include <gtest/gtest.h>

namespace attendsense::core {
namespace {

Employee ada(Honorific honorific) {
  return {.given_name = "Ada", .family_name = "Lovelace", .honorific = honorific};
}

TEST(Greeting, names_the_person_with_title_and_direction) {
  EXPECT_EQ(greeting(ada(Honorific::ms), Direction::in, "en"), "Hello Ms. Ada Lovelace");
  EXPECT_EQ(greeting(ada(Honorific::dr), Direction::out, "en"), "Goodbye Dr. Ada Lovelace");
  EXPECT_EQ(greeting(ada(Honorific::none), Direction::in, "en"), "Hello Ada Lovelace");
}

TEST(Greeting, speaks_the_company_s_language) {
  EXPECT_EQ(greeting(ada(Honorific::ms), Direction::in, "de"), "Hallo Frau Ada Lovelace");
  EXPECT_EQ(greeting(ada(Honorific::mr), Direction::out, "de"), "Auf Wiedersehen Herr Ada Lovelace");
  EXPECT_EQ(greeting(ada(Honorific::ms), Direction::in, "fr"), "Bonjour Mme Ada Lovelace");
  EXPECT_EQ(greeting(ada(Honorific::ms), Direction::out, "es"), "Adiós Sra. Ada Lovelace");
  EXPECT_EQ(greeting(ada(Honorific::prof), Direction::in, "hi"), "नमस्ते प्रो. Ada Lovelace");
}

TEST(Greeting, puts_the_title_where_the_language_has_it) {
  EXPECT_EQ(greeting(ada(Honorific::ms), Direction::in, "si"), "ආයුබෝවන් Ada Lovelace මහත්මිය");
  EXPECT_EQ(greeting(ada(Honorific::dr), Direction::out, "si"), "සුබ ගමන් ආචාර්ය Ada Lovelace");
}

TEST(Greeting, leaves_out_a_title_that_the_language_lacks) {
  EXPECT_EQ(greeting(ada(Honorific::mx), Direction::in, "en"), "Hello Mx. Ada Lovelace");
  EXPECT_EQ(greeting(ada(Honorific::mx), Direction::in, "de"), "Hallo Ada Lovelace");
}

TEST(Greeting, understands_regional_tags) {
  EXPECT_EQ(greeting(ada(Honorific::none), Direction::in, "de-AT"), "Hallo Ada Lovelace");
  EXPECT_EQ(greeting(ada(Honorific::none), Direction::in, "ES_mx"), "Hola Ada Lovelace");
}

TEST(Greeting, falls_back_to_english) {
  for (const std::string_view language : {"", "tlh", "d", "deu", "-", "日本語"}) {
    EXPECT_EQ(greeting(ada(Honorific::none), Direction::in, language), "Hello Ada Lovelace") << language;
  }
}

}  // namespace
}  // namespace attendsense::core
