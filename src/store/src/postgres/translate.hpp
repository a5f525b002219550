#pragma once

#include <string_view>

#include "failed.hpp"

namespace attendsense::store::postgres {

// What the server said of a statement.
struct ServerError {
  std::string_view state;       // SQLSTATE, five characters
  std::string_view message;     // the primary message, which names tables and columns and no values
  std::string_view constraint;  // empty: none was violated
  std::string_view table;
};

// Whether the same transaction may succeed when it is run again.
[[nodiscard]] bool is_conflict_of_transactions(std::string_view state);

[[nodiscard]] Error translate(const ServerError& error, std::string_view where, std::string_view user);

}  // namespace attendsense::store::postgres
