#include "attendsense/core/greeting.hpp"

#include <gtest/gtest.h>

namespace attendsense::core {
namespace {

Employee ada(Honorific honorific) {
  return {.given_name = "Ada", .family_name = "Lovelace", .honorific = honorific};
}

Policy speaking(const std::string& language) {
  return {.language = language};
}

TEST(Greeting, names_the_person_with_title_and_direction) {
  EXPECT_EQ(greeting(ada(Honorific::ms), Direction::in, speaking("en")), "Hello Ms. Ada Lovelace");
  EXPECT_EQ(greeting(ada(Honorific::dr), Direction::out, speaking("en")), "Goodbye Dr. Ada Lovelace");
  EXPECT_EQ(greeting(ada(Honorific::none), Direction::in, speaking("en")), "Hello Ada Lovelace");
}

TEST(Greeting, speaks_the_company_s_language) {
  EXPECT_EQ(greeting(ada(Honorific::ms), Direction::in, speaking("de")), "Hallo Frau Ada Lovelace");
  EXPECT_EQ(greeting(ada(Honorific::mr), Direction::out, speaking("de")), "Auf Wiedersehen Herr Ada Lovelace");
  EXPECT_EQ(greeting(ada(Honorific::ms), Direction::in, speaking("fr")), "Bonjour Mme Ada Lovelace");
  EXPECT_EQ(greeting(ada(Honorific::ms), Direction::out, speaking("es")), "Adiós Sra. Ada Lovelace");
  EXPECT_EQ(greeting(ada(Honorific::prof), Direction::in, speaking("hi")), "नमस्ते प्रो. Ada Lovelace");
}

TEST(Greeting, puts_the_title_where_the_language_has_it) {
  EXPECT_EQ(greeting(ada(Honorific::ms), Direction::in, speaking("si")), "ආයුබෝවන් Ada Lovelace මහත්මිය");
  EXPECT_EQ(greeting(ada(Honorific::dr), Direction::out, speaking("si")), "සුබ ගමන් ආචාර්ය Ada Lovelace");
}

TEST(Greeting, leaves_out_a_title_that_the_language_lacks) {
  EXPECT_EQ(greeting(ada(Honorific::mx), Direction::in, speaking("en")), "Hello Mx. Ada Lovelace");
  EXPECT_EQ(greeting(ada(Honorific::mx), Direction::in, speaking("de")), "Hallo Ada Lovelace");
}

TEST(Greeting, understands_regional_tags) {
  EXPECT_EQ(greeting(ada(Honorific::none), Direction::in, speaking("de-AT")), "Hallo Ada Lovelace");
  EXPECT_EQ(greeting(ada(Honorific::none), Direction::in, speaking("ES_mx")), "Hola Ada Lovelace");
}

TEST(Greeting, falls_back_to_english) {
  for (const std::string_view language : {"", "tlh", "d", "deu", "-", "日本語"}) {
    EXPECT_EQ(greeting(ada(Honorific::none), Direction::in, speaking(std::string(language))), "Hello Ada Lovelace")
        << language;
  }
}

TEST(Greeting, says_what_the_company_wrote) {
  const Policy policy{
      .language = "de", .greeting_in = "Servus {given_name}!", .greeting_out = "Bis bald, {title} {name}"};
  EXPECT_EQ(greeting(ada(Honorific::ms), Direction::in, policy), "Servus Ada!");
  EXPECT_EQ(greeting(ada(Honorific::ms), Direction::out, policy), "Bis bald, Frau Ada Lovelace");
  const Policy formal{.greeting_in = "Welcome {title} {family_name}, come in"};
  EXPECT_EQ(greeting(ada(Honorific::dr), Direction::in, formal), "Welcome Dr. Lovelace, come in");
  EXPECT_EQ(greeting(ada(Honorific::dr), Direction::out, formal), "Goodbye Dr. Ada Lovelace");
  EXPECT_EQ(greeting(ada(Honorific::ms), Direction::in, Policy{.greeting_in = "Welcome"}), "Welcome");
}

TEST(Greeting, leaves_no_gap_where_there_is_no_title) {
  const auto said = [](const std::string& text) {
    return greeting(ada(Honorific::none), Direction::in, Policy{.greeting_in = text});
  };
  EXPECT_EQ(said("Hello {title} {name}"), "Hello Ada Lovelace");
  EXPECT_EQ(said("{title} {name}, hello"), "Ada Lovelace, hello");
  EXPECT_EQ(said("Hello {title}, {name}"), "Hello, Ada Lovelace");
  EXPECT_EQ(said("Hello {name} {title}"), "Hello Ada Lovelace");
  EXPECT_EQ(said("Bonjour {name} !"), "Bonjour Ada Lovelace !");
  EXPECT_EQ(said("{title}"), "");
}

TEST(Greeting, takes_a_name_as_it_is) {
  Employee odd = ada(Honorific::none);
  odd.given_name = "{title}";
  EXPECT_EQ(greeting(odd, Direction::in, Policy{.greeting_in = "Hi {given_name}"}), "Hi {title}");
}

TEST(Greeting, knows_what_a_text_may_name) {
  for (const std::string_view good : {"", "Hello", "{title} {name} {given_name} {family_name}", "{name}{name}"}) {
    EXPECT_EQ(fault_of_greeting(good), std::nullopt) << good;
  }
  for (const std::string_view bad : {"{salary}", "{}", "{ name }", "Hello {name", "Hello name}", "{{name}}", "}{"}) {
    EXPECT_TRUE(fault_of_greeting(bad)) << bad;
  }
}

}  // namespace
}  // namespace attendsense::core
