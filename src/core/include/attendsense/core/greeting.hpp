#pragma once

#include <string>

#include "attendsense/core/entities.hpp"

namespace attendsense::core {

// "Hello Ms. Ada Lovelace", "Goodbye Dr. Alan Turing", without a title where no honorific is set. Languages: en, de,
// fr, es, hi, si; any other is English. Where the company wrote a text of its own for the direction, that one, with
// {title}, {name}, {given_name} and {family_name} filled in.
[[nodiscard]] std::string greeting(const Employee& employee, Direction direction, const Policy& policy);

// What is wrong with such a text, in words: braces that name nothing of the above.
[[nodiscard]] std::optional<std::string> fault_of_greeting(std::string_view text);

}  // namespace attendsense::core
