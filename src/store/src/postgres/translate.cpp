#include "postgres/translate.hpp"

#include <fmt/format.h>

namespace attendsense::store::postgres {
namespace {

// Appendix A of PostgreSQL's manual; AS001 is raised by our own triggers.
std::optional<Error> translate_integrity(const ServerError& error) {
  if (error.state == "23505") {
    return Error{Failure::conflict, "already_stored",
                 fmt::format("This is stored already ({}: {})", error.table, error.constraint), ""};
  }
  if (error.state == "23503") {
    return Error{Failure::conflict, "reference_unknown",
                 "Something is referred to that is not there or belongs to another company, or is still in use",
                 "Store what is referred to first"};
  }
  if (error.state == "AS001") {
    return Error{Failure::conflict, "append_only", fmt::format("Refused: {}", error.message),
                 "Add a correction instead"};
  }
  if (error.state.starts_with("54")) {
    return Error{Failure::too_large, "value_too_large", "A value is too large to be stored", ""};
  }
  if (error.state.starts_with("23") || error.state.starts_with("22")) {
    return Error{Failure::invalid_input, "value_refused", fmt::format("A value is not allowed ({})", error.message),
                 ""};
  }
  return std::nullopt;
}

// What the person who runs the server has to mend.
std::optional<Error> translate_setup(const ServerError& error, std::string_view where, std::string_view user) {
  if (error.state == "42501") {
    return Error{Failure::internal, "store_permission_missing",
                 fmt::format("The role {} may not do this in {}: {}", user, where, error.message),
                 "Run `attendsense migrate`, which grants what is needed, and give each process its own role"};
  }
  if (error.state == "42P01" || error.state == "3F000") {
    return Error{Failure::unsupported, "store_older",
                 fmt::format("The database {} lacks tables: {}", where, error.message), "Run `attendsense migrate`"};
  }
  if (error.state.starts_with("28")) {
    return Error{Failure::unavailable, "store_login_refused",
                 fmt::format("The database {} does not let the role {} in: {}", where, user, error.message),
                 "Look at the role's name and password and at the server's pg_hba.conf"};
  }
  if (error.state == "3D000") {
    return Error{Failure::unavailable, "store_away", fmt::format("There is no database {}: {}", where, error.message),
                 "Create it, then migrate it"};
  }
  return std::nullopt;
}

std::optional<Error> translate_resources(const ServerError& error, std::string_view where) {
  const std::string_view state = error.state;
  if (is_conflict_of_transactions(state) || state == "55P03" || state == "57014") {
    return Error{Failure::unavailable, "store_busy",
                 fmt::format("The database {} is held up by other transactions: {}", where, error.message),
                 "Try again"};
  }
  if (state == "53100") {
    return Error{Failure::unavailable, "disk_full", fmt::format("There is no room left on the disk of {}", where),
                 "Free space on the server's disk; nothing needs to be restarted"};
  }
  if (state.starts_with("53") || state.starts_with("08") || state.starts_with("57") || state.starts_with("58")) {
    return Error{Failure::unavailable, "store_away",
                 fmt::format("The database {} cannot be reached: {}", where, error.message),
                 "Look at the server, its log and its max_connections"};
  }
  if (state == "XX001" || state == "XX002") {
    return Error{Failure::corrupt, "store_corrupt", fmt::format("The database {} is damaged: {}", where, error.message),
                 "Stop the server, keep its files for inspection and put back the last backup"};
  }
  return std::nullopt;
}

}  // namespace

bool is_conflict_of_transactions(std::string_view state) {
  return state == "40001" || state == "40P01";
}

Error translate(const ServerError& error, std::string_view where, std::string_view user) {
  if (auto translated = translate_integrity(error)) return *std::move(translated);
  if (auto translated = translate_resources(error, where)) return *std::move(translated);
  if (auto translated = translate_setup(error, where, user)) return *std::move(translated);
  return {Failure::internal, "store_defect",
          fmt::format("PostgreSQL refused a statement on {} ({}): {}", where, error.state, error.message),
          "Report this with the log"};
}

}  // namespace attendsense::store::postgres
