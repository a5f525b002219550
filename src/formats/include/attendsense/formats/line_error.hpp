#pragma once

#include <cstdint>
#include <span>
#include <string>

#include "attendsense/base/result.hpp"

namespace attendsense::formats {

// Something wrong in a file that a person has to mend.
struct LineError {
  std::int64_t line = 0;  // in the file, from 1; 0: of the file as a whole
  std::string column;     // as the file names it; empty: the line as a whole
  std::string message;    // what is wrong, a sentence without its full stop
  bool operator==(const LineError&) const = default;
};

// "line 7, column city: It is empty"
[[nodiscard]] std::string to_string(const LineError& error);

// All of them as one invalid_input "file_malformed"; each becomes a field such as "line 7, column city".
[[nodiscard]] Error to_error(std::span<const LineError> errors);

}  // namespace attendsense::formats
