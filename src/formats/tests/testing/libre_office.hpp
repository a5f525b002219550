#pragma once

#include <filesystem>
#include <string>
#include <vector>

namespace attendsense::formats::testing {

// How LibreOffice shows the cells of a sheet: text, without formatting of ours.
using Sheet = std::vector<std::vector<std::string>>;

enum class Cells {
  as_shown,   // "7:59", "12.50"
  as_stored,  // what is in them, with all digits: "07:59:00 AM", "12.5"
};

// Opens a .xlsx or a .csv file (UTF-8, comma) headless and says what is in each of its sheets, by name. The rows are
// as wide as the first. Throws std::runtime_error if LibreOffice (package libreoffice-calc-nogui) does not do it within
// two minutes.
std::vector<Sheet> open_in_libre_office(const std::filesystem::path& file, Cells cells = Cells::as_shown);

}  // namespace attendsense::formats::testing
