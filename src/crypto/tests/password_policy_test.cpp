#include <gtest/gtest.h>

#include "attendsense/crypto/password.hpp"
#include "code_points.hpp"
#include "common_passwords.hpp"

namespace attendsense::crypto {
namespace {

const std::vector<std::string> kAda{"Ada", "Lovelace", "ada.lovelace@analytical-engines.example", "Müller & Söhne"};

// The code of the refusal, or "accepted".
std::string judge(const std::string& password) {
  const Result<void> checked = check_password(Secret(password), kAda);
  if (checked) return "accepted";
  EXPECT_FALSE(checked.error().remedy.empty()) << password;
  if (password.size() > 2) {
    EXPECT_EQ(checked.error().text().find(password), std::string::npos);
  }
  return checked.error().code;
}

TEST(PasswordPolicy, accepts_what_takes_long_to_guess) {
  for (const std::string& good :
       std::vector<std::string>{"violet tram 88 lantern", "kettle-orbit-mosaic", "x7Gh!pLq29vB",
                                "Zwölf Boxkämpfer jagen Viktor", "r4b8zn1kq0wd", "my cat chased 3 lorries",
                                "pilzragoutdampf", "ночной трамвай едет", "正しい馬は電池で動きます本当",
                                "🦊🚲🌵🎻🧊🛶🪁🔭🧭🪀🥁🧶", "Summer rain on tin roofs", "one lamp, two herons, dusk"}) {
    EXPECT_EQ(judge(good), "accepted") << good;
  }
}

TEST(PasswordPolicy, counts_characters_and_not_bytes) {
  EXPECT_EQ(judge("violet tram"), "password_too_short");
  EXPECT_EQ(judge("éèêëàâäîïôö"), "password_too_short");  // 22 bytes, 11 characters
  EXPECT_EQ(judge(""), "password_too_short");
  EXPECT_EQ(judge(std::string(1025, 'x')), "password_too_long");
}

TEST(PasswordPolicy, refuses_what_is_no_text) {
  EXPECT_EQ(judge("violet tram\n88 lantern"), "password_not_text");
  EXPECT_EQ(judge(std::string("violet tram\0lantern", 19)), "password_not_text");
  EXPECT_EQ(judge("violet tram \xC3\x28 lantern"), "password_not_text");
  EXPECT_EQ(judge("violet tram \xED\xA0\x80 lantern"), "password_not_text");  // a surrogate
  EXPECT_EQ(judge("violet tram \xC0\xAF lantern"), "password_not_text");      // an overlong slash
  EXPECT_EQ(judge("violet tram lantern \xE2\x82"), "password_not_text");      // cut off
}

TEST(PasswordPolicy, refuses_repetitions_sequences_and_rows_of_keys) {
  for (const std::string& bad : std::vector<std::string>{
           "aaaaaaaaaaaa", "abababababab", "123456789012", "abcdefghijkl", "qwertyuiopas", "zyxwvutsrqpo",
           "098765432109", "1qaz2wsx3edc", "xyxyxyxyxyxyxyxy", "111222333444", "!!!!!!!!!!!!!!", "йцукенгшщзхъ",
           "aaaabbbbcccc", "asdfghjkl;'asdf", "q1q1q1q1q1q1q1q1", "            ", "kz8kz8kz8kz8kz8"}) {
    const std::string verdict = judge(bad);
    EXPECT_TRUE(verdict == "password_monotonous" || verdict == "password_common") << bad << ": " << verdict;
  }
}

TEST(PasswordPolicy, refuses_common_passwords_and_what_is_made_of_them) {
  for (const std::string& bad : std::vector<std::string>{"passwordpassword",
                                                         "Password1234!",
                                                         "P@ssw0rd2024",
                                                         "letmeinletmein",
                                                         "welcomewelcome1",
                                                         "qwerty123456",
                                                         "iloveyouiloveyou",
                                                         "Summer2024!!",
                                                         "administrator1",
                                                         "admin123456789",
                                                         "passwort12345",
                                                         "CorrectHorseBatteryStaple",
                                                         "correct horse battery staple",
                                                         "thequickbrownfox",
                                                         "1q2w3e4r5t6y",
                                                         "tobeornottobe!",
                                                         "liverpool2005",
                                                         "ichliebedich",
                                                         "AttendSense2026",
                                                         "company123456",
                                                         "monkeydragon12",
                                                         "m0nkeyDr@gon99"}) {
    EXPECT_EQ(judge(bad), "password_common") << bad;
  }
}

TEST(PasswordPolicy, refuses_what_others_know_about_the_person) {
  for (const std::string& bad :
       std::vector<std::string>{"tram Lovelace 88 lantern", "LOVELACE-x7Gh!pLq", "xx analytical yy zz",
                                "l0vel4ce violet tram", "violet MÜLLER lantern", "8 engines in violet"}) {
    EXPECT_EQ(judge(bad), "password_personal") << bad;
  }
  // Words of three letters are in too many others to forbid.
  EXPECT_EQ(judge("canadian tram lantern"), "accepted");
}

TEST(PasswordPolicy, every_common_phrase_is_refused) {
  for (const std::string_view phrase : common_phrases()) {
    if (phrase.size() >= kPasswordMinCharacters) {
      EXPECT_NE(judge(std::string(phrase)), "accepted") << phrase;
    }
  }
}

TEST(PasswordPolicy, its_words_are_ordered_longest_first) {
  EXPECT_TRUE(std::ranges::is_sorted(common_words(), std::ranges::greater{}, &std::string_view::size));
}

TEST(PasswordPolicy, copes_with_a_password_of_a_thousand_characters) {
  std::string longest;
  for (int i = 0; longest.size() < 1000; ++i) longest += std::to_string(i * i) + "x";
  EXPECT_EQ(judge(longest), "accepted");
  EXPECT_EQ(judge(std::string(1024, 'a')), "password_monotonous");
}

TEST(CodePoints, fold_the_capital_letters_of_names) {
  EXPECT_EQ(fold_case(U"ÀÞ×ÉĀŁŻŹЁЖΩ"), U"àþ×éāłżźёжω");
}

}  // namespace
}  // namespace attendsense::crypto
