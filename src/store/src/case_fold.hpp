#pragma once

#include <string>
#include <string_view>

namespace attendsense::store {

// The text in lower case, letter by letter in any script, for comparing without regard to case; the same over both
// engines, which differ in what they take for a letter. What is not UTF-8 stays as it is.
[[nodiscard]] std::string fold_case(std::string_view text);

}  // namespace attendsense::store
