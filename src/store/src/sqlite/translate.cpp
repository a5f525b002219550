#include "sqlite/translate.hpp"

#include <fmt/format.h>
#include <sqlite3.h>

namespace attendsense::store::sqlite {
namespace {

Error translate_constraint(int extended, std::string_view cause) {
  switch (extended) {
    case SQLITE_CONSTRAINT_UNIQUE:
    case SQLITE_CONSTRAINT_PRIMARYKEY:
    case SQLITE_CONSTRAINT_ROWID:
      return {Failure::conflict, "already_stored", fmt::format("This is stored already ({})", cause), ""};
    case SQLITE_CONSTRAINT_FOREIGNKEY:
      return {Failure::conflict, "reference_unknown",
              "Something is referred to that is not there or belongs to another company, or is still in use",
              "Store what is referred to first"};
    case SQLITE_CONSTRAINT_TRIGGER:
      return {Failure::conflict, "append_only", fmt::format("Refused: {}", cause), "Add a correction instead"};
    default:
      return {Failure::invalid_input, "value_refused", fmt::format("A value is not allowed ({})", cause), ""};
  }
}

}  // namespace

Error translate(int extended, std::string_view cause, std::string_view where) {
  switch (extended & 0xff) {
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
      return {Failure::unavailable, "store_busy", fmt::format("The database {} is held by another writer", where),
              "Try again"};
    case SQLITE_CORRUPT:
    case SQLITE_NOTADB:
      return {Failure::corrupt, "store_corrupt", fmt::format("The database {} is damaged: {}", where, cause),
              "Stop the program, keep the damaged file for inspection and put back the last backup"};
    case SQLITE_FULL:
      return {Failure::unavailable, "disk_full", fmt::format("There is no room left to write to {}", where),
              "Free space on its disk or raise the limit of the database's size; nothing needs to be restarted"};
    case SQLITE_READONLY:
      return {Failure::unavailable, "store_read_only",
              fmt::format("The database {} cannot be written to: {}", where, cause),
              "Let the program's user write to the file and its folder"};
    case SQLITE_IOERR:
    case SQLITE_CANTOPEN:
    case SQLITE_PERM:
    case SQLITE_AUTH:
    case SQLITE_PROTOCOL:
    case SQLITE_NOLFS:
    case SQLITE_NOMEM:
      return {Failure::unavailable, "store_away", fmt::format("The database {} cannot be reached: {}", where, cause),
              "Look at its disk, its folder's permissions and the memory that is left"};
    case SQLITE_CONSTRAINT:
      return translate_constraint(extended, cause);
    case SQLITE_TOOBIG:
      return {Failure::too_large, "value_too_large", "A value is too large to be stored", ""};
    default:
      return {Failure::internal, "store_defect", fmt::format("SQLite refused a statement on {}: {}", where, cause),
              "Report this with the log"};
  }
}

}  // namespace attendsense::store::sqlite
