#pragma once

#include <cstddef>
#include <set>
#include <string>
#include <string_view>

namespace attendsense::formats {

// Text as a sheet of a workbook can hold it.

// The front of UTF-8 text that has at most so many UTF-16 units, which is what spreadsheets count; whole characters.
[[nodiscard]] std::string_view cut_to_units(std::string_view text, std::size_t units);

// For a cell: cleaned (utf8.hpp), line breaks as LF, at most 32,767 units; "_x0041_" is escaped, which would be read
// as "A" (ECMA-376, ST_Xstring).
[[nodiscard]] std::string sheet_text(std::string_view text);

// For a sheet's tab: what is not allowed there replaced, at most 31 units, none of the names that are taken (to which
// it is added) whatever their case: "Punches", "Punches (2)".
[[nodiscard]] std::string sheet_name(std::string_view title, std::set<std::string>& taken);

}  // namespace attendsense::formats
