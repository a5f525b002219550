#pragma once

#include <chrono>
#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "attendsense/base/result.hpp"
#include "attendsense/base/time_zone.hpp"

namespace attendsense::service {

// Collects everything that is wrong with an input, so that it is told at once.
//   InputCheck check;
//   check.that(input.limit <= 500, "limit", "must be at most 500");
//   return check.result();
class InputCheck {
 public:
  // `message` completes "<field> …": "must not be empty".
  InputCheck& that(bool holds, std::string field, std::string message);
  // Takes over a failed check of one field: its fields when it has some, else its message.
  InputCheck& also(const Result<void>& checked, const std::string& field);

  // A name as people have them: UTF-8, 1 to `most` characters after trimming, nothing invisible or reordering.
  InputCheck& name(std::string_view text, const std::string& field, std::size_t most = 100);
  InputCheck& email(std::string_view text, const std::string& field);
  // What a person wrote, such as a reason: like a name, but with `least` to `most` characters.
  InputCheck& text(std::string_view text, const std::string& field, std::size_t least, std::size_t most);
  // Real dates in order, `most_days` at most: "from" and "to", or as they are called.
  InputCheck& dates(LocalDate from, LocalDate to, int most_days, const std::string& from_field = "from",
                    const std::string& to_field = "to");
  // Free text for searching: UTF-8 without control characters, at most 200 bytes.
  InputCheck& search(std::string_view text, const std::string& field);
  // A page: limit 1..500, after empty or a UUID.
  InputCheck& page(std::string_view after, int limit);

  // invalid_input "input_invalid" with all fields, or nothing.
  [[nodiscard]] Result<void> result() const;

 private:
  std::vector<FieldError> errors_;
};

inline constexpr int kDefaultPageLimit = 100;
inline constexpr int kLargestPageLimit = 500;

// Without white space at both ends.
[[nodiscard]] std::string trimmed(std::string_view text);
// Trimmed and in lower case (ASCII), as e-mail addresses are stored.
[[nodiscard]] std::string normalised_email(std::string_view text);

}  // namespace attendsense::service
