#pragma once

#include <string>

#include "attendsense/core/entities.hpp"

namespace attendsense::core {

// "Hello Ms. Ada Lovelace", "Goodbye Dr. Alan Turing", without a title where no honorific is set. Languages: en, de,
// fr, es, hi, si; any other is English.
[[nodiscard]] std::string greeting(const Employee& employee, Direction direction, std::string_view language);

}  // namespace attendsense::core
