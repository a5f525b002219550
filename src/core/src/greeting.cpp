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

// What a text of the company's may name.
constexpr std::array<std::string_view, 4> kPlaces{"title", "name", "given_name", "family_name"};

std::string place(std::string_view called, const Employee& employee, const Phrases& phrases) {
  if (called == "title") return std::string(title_of(employee.honorific, phrases).text);
  if (called == "given_name") return employee.given_name;
  if (called == "family_name") return employee.family_name;
  return full_name(employee);
}

// A part of a text: words, or what a pair of braces names.
struct Part {
  std::string_view text;
  bool is_place = false;
};

// The part that the text begins with, taken off it. A brace without its like is part of the words.
Part take_part(std::string_view& text) {
  const std::size_t close = text.starts_with('{') ? text.find('}') : std::string_view::npos;
  if (close != std::string_view::npos) {
    const Part part{.text = text.substr(1, close - 1), .is_place = true};
    text.remove_prefix(close + 1);
    return part;
  }
  const Part words{.text = text.substr(0, text.find('{', 1))};
  text.remove_prefix(words.text.size());
  return words;
}

// Where nothing stands in a place, the blank beside it goes too.
void close_gap(std::string& filled, std::string_view& rest) {
  if (!filled.empty() && !filled.ends_with(' ')) return;
  if (rest.starts_with(' ')) {
    rest.remove_prefix(1);
  } else if (!filled.empty() && !rest.starts_with('{')) {
    filled.pop_back();
  }
}

std::string fill_in(std::string_view text, const Employee& employee, const Phrases& phrases) {
  std::string filled;
  while (!text.empty()) {
    const Part part = take_part(text);
    const std::string words = part.is_place ? place(part.text, employee, phrases) : std::string(part.text);
    filled += words;
    if (words.empty()) close_gap(filled, text);
  }
  return filled;
}

}  // namespace

std::string greeting(const Employee& employee, Direction direction, const Policy& policy) {
  const Phrases& phrases = phrases_of(policy.language);
  const std::string& own_text = direction == Direction::in ? policy.greeting_in : policy.greeting_out;
  if (!own_text.empty()) return fill_in(own_text, employee, phrases);
  const Title title = title_of(employee.honorific, phrases);
  std::string sentence{direction == Direction::in ? phrases.hello : phrases.goodbye};
  if (!title.after_name) append_word(sentence, title.text);
  append_word(sentence, full_name(employee));
  if (title.after_name) append_word(sentence, title.text);
  return sentence;
}

std::optional<std::string> fault_of_greeting(std::string_view text) {
  while (!text.empty()) {
    const Part part = take_part(text);
    const bool is_known = std::ranges::find(kPlaces, part.text) != kPlaces.end();
    if (part.is_place && !is_known) return "knows {title}, {name}, {given_name} and {family_name} only";
    if (!part.is_place && part.text.find_first_of("{}") != std::string_view::npos) {
      return "has a brace without its like";
    }
  }
  return std::nullopt;
}

}  // namespace attendsense::core
