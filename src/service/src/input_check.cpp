#include "attendsense/service/input_check.hpp"

#include "attendsense/base/uuid.hpp"

namespace attendsense::service {
namespace {

constexpr std::string_view kBlanks = " \t\r\n\v\f";

// Code points of strict UTF-8 (no overlong forms, no surrogates); nothing when the text is not UTF-8.
std::optional<std::vector<char32_t>> code_points(std::string_view text) {
  std::vector<char32_t> points;
  for (std::size_t i = 0; i < text.size();) {
    const auto lead = static_cast<unsigned char>(text[i]);
    const std::size_t length = lead < 0x80 ? 1 : lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : 2;
    if ((lead >= 0x80 && lead < 0xC2) || lead > 0xF4 || i + length > text.size()) return std::nullopt;
    char32_t point = length == 1 ? lead : lead & (0x7FU >> length);
    for (std::size_t k = 1; k < length; ++k) {
      const auto next = static_cast<unsigned char>(text[i + k]);
      if ((next & 0xC0U) != 0x80) return std::nullopt;
      point = (point << 6U) | (next & 0x3FU);
    }
    constexpr std::array<char32_t, 5> kLeast{0, 0, 0x80, 0x800, 0x10000};
    if (point < kLeast[length] || point > 0x10FFFF || (point >= 0xD800 && point <= 0xDFFF)) return std::nullopt;
    points.push_back(point);
    i += length;
  }
  return points;
}

bool is_control(char32_t point) {
  return point < 0x20 || (point >= 0x7F && point < 0xA0);
}

// Characters that make one name look like another or turn the line around: bidirectional controls, line and paragraph
// separators, byte order mark, zero-width space. The zero-width joiners stay: names in Sinhala and Persian need them.
bool deceives(char32_t point) {
  return (point >= 0x202A && point <= 0x202E) || (point >= 0x2066 && point <= 0x2069) || point == 0x200E ||
         point == 0x200F || point == 0x2028 || point == 0x2029 || point == 0x200B || point == 0xFEFF ||
         (point >= 0xE000 && point <= 0xF8FF) || (point & 0xFFFE) == 0xFFFE;
}

bool is_email(std::string_view text) {
  constexpr std::string_view kSpecials = "()<>[]:;,\\\"@";
  const std::size_t at = text.find('@');
  if (at == std::string_view::npos || at == 0 || at > 64 || text.size() > 254) return false;
  const std::string_view domain = text.substr(at + 1);
  const auto ordinary = [&](char c) { return c > ' ' && c < 0x7F && !kSpecials.contains(c); };
  if (!std::ranges::all_of(text.substr(0, at), ordinary) || !std::ranges::all_of(domain, ordinary)) return false;
  const bool dots_apart = !text.contains("..") && !text.contains(".@") && !text.contains("@.");
  return dots_apart && !text.starts_with('.') && !domain.empty() && !domain.ends_with('.') &&
         !domain.starts_with('-') && !domain.ends_with('-');
}

}  // namespace

InputCheck& InputCheck::that(bool holds, std::string field, std::string message) {
  if (!holds) errors_.push_back({std::move(field), std::move(message)});
  return *this;
}

InputCheck& InputCheck::also(const Result<void>& checked, const std::string& field) {
  if (checked) return *this;
  const Error& error = checked.error();
  if (error.fields.empty()) return that(false, field, error.text());
  errors_.insert(errors_.end(), error.fields.begin(), error.fields.end());
  return *this;
}

InputCheck& InputCheck::name(std::string_view text, const std::string& field, std::size_t most) {
  if (trimmed(text).empty()) return that(false, field, "must not be empty");
  return this->text(text, field, 1, most);
}

InputCheck& InputCheck::text(std::string_view text, const std::string& field, std::size_t least, std::size_t most) {
  const auto points = code_points(trimmed(text));
  if (!points) return that(false, field, "must be UTF-8");
  that(points->size() >= least, field, "must have at least " + std::to_string(least) + " characters");
  if (points->size() > most) return that(false, field, "must have at most " + std::to_string(most) + " characters");
  const bool plain = std::ranges::none_of(*points, [](char32_t p) { return is_control(p) || deceives(p); });
  return that(plain, field, "must not contain control characters or characters that turn the text around");
}

InputCheck& InputCheck::dates(LocalDate from, LocalDate to, int most_days, const std::string& from_field,
                              const std::string& to_field) {
  that(from.ok(), from_field, "must be a date");
  that(to.ok(), to_field, "must be a date");
  if (!from.ok() || !to.ok()) return *this;
  const auto days = (std::chrono::local_days(to) - std::chrono::local_days(from)).count() + 1;
  that(days >= 1, to_field, "must not be before '" + from_field + "'");
  return that(days <= most_days, to_field,
              "must be within " + std::to_string(most_days) + " days of '" + from_field + "'");
}

InputCheck& InputCheck::email(std::string_view text, const std::string& field) {
  return that(is_email(trimmed(text)), field, "must be an e-mail address such as ada@example.com");
}

InputCheck& InputCheck::search(std::string_view text, const std::string& field) {
  const auto points = code_points(text);
  that(text.size() <= 200, field, "must have at most 200 bytes");
  return that(points && std::ranges::none_of(*points, is_control), field, "must be UTF-8 without control characters");
}

InputCheck& InputCheck::page(std::string_view after, int limit) {
  that(after.empty() || Uuid::parse(after).has_value(), "after", "must be the 'next' of an earlier page");
  return that(limit >= 1 && limit <= kLargestPageLimit, "limit",
              "must be from 1 to " + std::to_string(kLargestPageLimit));
}

Result<void> InputCheck::result() const {
  if (errors_.empty()) return {};
  std::string message =
      errors_.size() == 1 ? "One field is wrong" : std::to_string(errors_.size()) + " fields are wrong";
  for (std::size_t i = 0; i < errors_.size(); ++i) {
    message += (i == 0 ? ": " : "; ") + errors_[i].field + " " + errors_[i].message;
  }
  Error error{Failure::invalid_input, "input_invalid", std::move(message), "Correct what is listed and send it again"};
  error.fields = errors_;
  return fail(std::move(error));
}

std::string trimmed(std::string_view text) {
  const std::size_t first = text.find_first_not_of(kBlanks);
  if (first == std::string_view::npos) return {};
  return std::string(text.substr(first, text.find_last_not_of(kBlanks) - first + 1));
}

std::string normalised_email(std::string_view text) {
  std::string email = trimmed(text);
  std::ranges::transform(email, email.begin(),
                         [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; });
  return email;
}

}  // namespace attendsense::service
