#include "attendsense/core/greeting.hpp"

#include <array>

namespace attendsense::core {
namespace {

// A form of address; empty where the language has none that fits anybody.
struct Title {
  std::string_view text;
  bool after_name = false;
};

struct Phrases {
  std::string_view language;  // ISO 639-1
  std::string_view hello;
  std::string_view goodbye;
  Title mr, ms, mx, dr, prof;
};

constexpr std::array<Phrases, 6> kPhrases{{
    {"en", "Hello", "Goodbye", {"Mr."}, {"Ms."}, {"Mx."}, {"Dr."}, {"Prof."}},
    {"de", "Hallo", "Auf Wiedersehen", {"Herr"}, {"Frau"}, {}, {"Dr."}, {"Prof."}},
    {"fr", "Bonjour", "Au revoir", {"M."}, {"Mme"}, {}, {"Dr"}, {"Pr"}},
    {"es", "Hola", "Adiós", {"Sr."}, {"Sra."}, {}, {"Dr."}, {"Prof."}},
    {"hi", "नमस्ते", "अलविदा", {"श्री"}, {"सुश्री"}, {}, {"डॉ."}, {"प्रो."}},
    {"si", "ආයුබෝවන්", "සුබ ගමන්", {"මහතා", true}, {"මහත්මිය", true}, {}, {"ආචාර්ය"}, {"මහාචාර්ය"}},
}};

char lower(char c) {
  return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}

// "de", "DE", "de-AT" and "de_AT" are all German.
const Phrases& phrases_of(std::string_view language) {
  const std::string_view primary = language.substr(0, language.find_first_of("-_"));
  const auto found = std::ranges::find_if(kPhrases, [primary](const Phrases& phrases) {
    return std::ranges::equal(phrases.language, primary, {}, {}, lower);
  });
  return found != kPhrases.end() ? *found : kPhrases.front();
}

Title title_of(Honorific honorific, const Phrases& phrases) {
  switch (honorific) {
    case Honorific::none:
      return {};
    case Honorific::mr:
      return phrases.mr;
    case Honorific::ms:
      return phrases.ms;
    case Honorific::mx:
      return phrases.mx;
    case Honorific::dr:
      return phrases.dr;
    case Honorific::prof:
      return phrases.prof;
  }
  return {};
}

void append_word(std::string& sentence, std::string_view word) {
  if (word.empty()) return;
  if (!sentence.empty()) sentence += ' ';
  sentence += word;
}

}  // namespace

std::string greeting(const Employee& employee, Direction direction, std::string_view language) {
  const Phrases& phrases = phrases_of(language);
  const Title title = title_of(employee.honorific, phrases);
  std::string sentence{direction == Direction::in ? phrases.hello : phrases.goodbye};
  if (!title.after_name) append_word(sentence, title.text);
  append_word(sentence, full_name(employee));
  if (title.after_name) append_word(sentence, title.text);
  return sentence;
}

}  // namespace attendsense::core
