#pragma once

#include <span>
#include <string_view>

#include "sqlite/connection.hpp"

namespace attendsense::store::sqlite {

struct Migration {
  int number = 0;  // from 1, without gaps
  std::string_view name;
  std::string_view sql;
};

// Those of migrations/sqlite/, compiled in.
[[nodiscard]] std::span<const Migration> migrations();

// Runs what is missing, each migration in a transaction of its own, in order. Throws Failed: conflict "store_foreign",
// unsupported "store_newer", or what a statement failed with; the migrations before that one stay.
void migrate(Connection& connection, std::span<const Migration> migrations);

}  // namespace attendsense::store::sqlite
