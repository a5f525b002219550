#pragma once

#include <chrono>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "attendsense/store/postgres_store.hpp"

namespace attendsense::store::postgres {

// What a connection is made from: libpq's keywords, never one string, so that nothing in a password can be taken for
// another keyword.
struct Conninfo {
  std::vector<std::pair<std::string, std::string>> keywords;  // the password is not among them
  Secret password;
  std::string where;  // "attendsense at db.example:5432", for messages
  std::string user;
  std::chrono::milliseconds connect_timeout{};
  std::chrono::milliseconds reply_timeout{};  // after which a connection is given up
};

// Throws Failed: invalid_input "postgres_tls_missing" where the password would travel over an unverified line.
[[nodiscard]] Conninfo conninfo_of(const PostgresOptions& options);

// A setting of the server's for the session, in addition.
void set_option(Conninfo& conninfo, std::string_view name, std::string_view value);

}  // namespace attendsense::store::postgres
