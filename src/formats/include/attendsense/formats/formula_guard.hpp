#pragma once

#include <string>
#include <string_view>

namespace attendsense::formats {

// A spreadsheet takes the text of a CSV file that begins with = + - @ (or their full-width forms, or a tab or line
// break before them) for a formula, which may run programs: https://owasp.org/www-community/attacks/CSV_Injection.
// An apostrophe before it makes it text. Guarding and unguarding are exact inverses: a text that looks guarded
// already gets one more apostrophe.
[[nodiscard]] std::string guard_formula(std::string_view text);
[[nodiscard]] std::string unguard_formula(std::string_view text);

}  // namespace attendsense::formats
