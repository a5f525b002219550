#include <algorithm>
#include <array>
#include <optional>
#include <string>
#include <vector>

#include "attendsense/crypto/password.hpp"
#include "code_points.hpp"
#include "common_passwords.hpp"
#include "sodium.hpp"

// How much choice is in a password. It is cut into the pieces that a guesser would try as one: a common word, a stretch
// of a beaten track (the alphabet, a keyboard row), a repetition, a year. A piece counts for a character or two however
// long it is; every other character counts for itself. What counts for less than kLeastChoice is guessable.
namespace attendsense::crypto {

namespace {

constexpr int kLeastChoice = 8;
constexpr std::size_t kShortestPersonalWord = 4;
constexpr std::size_t kShortestStretch = 3;

// A password while it is looked at; overwritten when it goes, as the Secret it comes from is.
class WorkingCopy {
 public:
  explicit WorkingCopy(std::u32string text) : text_(std::move(text)) {}

  ~WorkingCopy() { sodium_memzero(text_.data(), text_.size() * sizeof(char32_t)); }

  WorkingCopy(const WorkingCopy&) = delete;
  WorkingCopy& operator=(const WorkingCopy&) = delete;

  [[nodiscard]] std::u32string_view view() const { return text_; }

 private:
  std::u32string text_;
};

std::unexpected<Error> refuse(const char* code, std::string message, const char* remedy) {
  return fail(Failure::invalid_input, code, std::move(message), remedy);
}

bool is_letter(char32_t c) {
  return (c >= U'a' && c <= U'z') || c >= 0xAA;
}

bool is_digit(char32_t c) {
  return c >= U'0' && c <= U'9';
}

// "p4$$w0rd" is "password" to whoever guesses.
char32_t without_disguise(char32_t c) {
  static constexpr std::u32string_view kDisguise = U"0134578@$!|€";
  static constexpr std::u32string_view kMeaning = U"oleastbasiie";
  static_assert(kDisguise.size() == kMeaning.size());
  const std::size_t at = kDisguise.find(c);
  return at == std::u32string_view::npos ? c : kMeaning[at];
}

std::u32string without_disguise(std::u32string_view text) {
  std::u32string plain(text);
  std::ranges::transform(plain, plain.begin(), [](char32_t c) { return without_disguise(c); });
  return plain;
}

bool starts_with_ascii(std::u32string_view text, std::string_view word) {
  return text.size() >= word.size() && std::ranges::equal(word, text.substr(0, word.size()), [](char a, char32_t b) {
           return static_cast<char32_t>(a) == b;
         });
}

std::size_t common_word_at(std::u32string_view text, std::u32string_view undisguised) {
  for (const std::string_view word : common_words()) {
    if (starts_with_ascii(text, word) || starts_with_ascii(undisguised, word)) return word.size();
  }
  return 0;
}

std::size_t common_prefix(std::u32string_view a, std::u32string_view b) {
  return static_cast<std::size_t>(std::ranges::mismatch(a, b).in1 - a.begin());
}

// The longest stretch at the start of `text` that follows a track in one direction.
std::size_t stretch_at(std::u32string_view text) {
  std::size_t longest = 0;
  for (const std::u32string_view track : beaten_tracks()) {
    const std::u32string backwards(track.rbegin(), track.rend());
    for (const std::u32string_view way : {track, std::u32string_view(backwards)}) {
      const std::size_t at = way.find(text[0]);
      if (at != std::u32string_view::npos) longest = std::max(longest, common_prefix(text, way.substr(at)));
    }
  }
  return longest >= kShortestStretch ? longest : 0;
}

bool year_at(std::u32string_view text) {
  return text.size() >= 4 && (text.starts_with(U"19") || text.starts_with(U"20")) && is_digit(text[2]) &&
         is_digit(text[3]);
}

// How many times the first character stands there: "aaaa".
std::size_t same_at(std::u32string_view text) {
  return std::min(text.find_first_not_of(text[0]), text.size());
}

// How many characters from the start of `rest` on were there before, right in front of it: "abcdabcd".
std::size_t repetition_at(std::u32string_view done, std::u32string_view rest) {
  for (std::size_t unit = std::min(done.size(), rest.size()); unit >= 2; --unit) {
    if (done.ends_with(rest.substr(0, unit))) return unit;
  }
  return 0;
}

struct Choice {
  int characters = 0;
  bool common_word = false;
};

Choice choice_in(std::u32string_view text) {
  const std::u32string undisguised = without_disguise(text);
  const std::u32string_view plain = undisguised;
  Choice choice;
  for (std::size_t i = 0; i < text.size();) {
    const std::u32string_view rest = text.substr(i);
    const std::size_t word = common_word_at(rest, plain.substr(i));
    const std::size_t stretch = stretch_at(rest);
    const std::size_t repeated = repetition_at(text.substr(0, i), rest);
    const std::size_t year = year_at(rest) ? 4 : 0;
    const std::size_t piece = std::max({word, stretch, repeated, year, same_at(rest)});
    choice.common_word = choice.common_word || (word > 0 && piece == word);
    // A word or a stretch is two decisions, which one and where it ends; all else is one.
    const bool two_decisions = (piece == word || piece == stretch) && piece != repeated;
    choice.characters += two_decisions ? 2 : 1;
    i += piece;
  }
  return choice;
}

std::u32string letters_and_digits(std::u32string_view text) {
  std::u32string kept;
  for (const char32_t c : text) {
    if (is_letter(c) || is_digit(c)) kept += c;
  }
  return kept;
}

// Also with decorations around it: "!CorrectHorseBatteryStaple1".
bool common_phrase(std::u32string_view text) {
  const std::u32string kept = letters_and_digits(text);
  constexpr std::size_t kDecoration = 4;
  return std::ranges::any_of(common_phrases(), [&](std::string_view phrase) {
    for (std::size_t start = 0; start < kept.size() && start <= kDecoration; ++start) {
      const std::u32string_view rest = std::u32string_view(kept).substr(start);
      if (starts_with_ascii(rest, phrase) && kept.size() - phrase.size() <= kDecoration) return true;
    }
    return false;
  });
}

std::vector<std::u32string> words_of(std::string_view text) {
  std::vector<std::u32string> words;
  const std::optional<std::u32string> points = decode_utf8(text);
  if (!points) return words;
  std::u32string word;
  const auto finish = [&] {
    if (word.size() >= kShortestPersonalWord) words.push_back(word);
    word.clear();
  };
  for (const char32_t c : fold_case(*points)) {
    if (is_letter(c)) {
      word += c;
    } else {
      finish();
    }
  }
  finish();
  return words;
}

bool holds_personal_word(std::u32string_view text, std::span<const std::string> personal) {
  const std::u32string undisguised = without_disguise(text);
  return std::ranges::any_of(personal, [&](const std::string& about) {
    return std::ranges::any_of(
        words_of(about), [&](const std::u32string& word) { return text.contains(word) || undisguised.contains(word); });
  });
}

Result<std::u32string> readable(const std::string& password) {
  if (password.size() > kPasswordMaxBytes) {
    return refuse("password_too_long", "The password has more than 1024 bytes", "Choose a shorter one");
  }
  std::optional<std::u32string> points = decode_utf8(password);
  if (!points || std::ranges::any_of(*points, [](char32_t c) { return c < 0x20 || (c >= 0x7F && c < 0xA0); })) {
    return refuse("password_not_text", "The password is not UTF-8 text, or holds control characters",
                  "Use letters, digits, blanks and signs");
  }
  if (points->size() < kPasswordMinCharacters) {
    return refuse("password_too_short", "The password has " + std::to_string(points->size()) + " characters",
                  "Use at least 12; four or five words that do not belong together are easy to remember");
  }
  return fold_case(*std::move(points));
}

}  // namespace

Result<void> check_password(const Secret& password, std::span<const std::string> personal) {
  Result<std::u32string> folded = readable(password.reveal());
  if (!folded) return fail(std::move(folded));
  const WorkingCopy copy(*std::move(folded));
  if (holds_personal_word(copy.view(), personal)) {
    return refuse("password_personal", "The password holds a name, the e-mail address or the company",
                  "Leave out what others know about you");
  }
  const Choice choice = choice_in(copy.view());
  if (common_phrase(copy.view()) || (choice.characters < kLeastChoice && choice.common_word)) {
    return refuse("password_common", "The password is one of those that are tried first",
                  "Choose four or five words that do not belong together");
  }
  if (choice.characters < kLeastChoice) {
    return refuse("password_monotonous", "The password is mostly a repetition, a sequence or a row of keys",
                  "Choose four or five words that do not belong together");
  }
  return {};
}

}  // namespace attendsense::crypto
