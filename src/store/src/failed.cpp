#include "failed.hpp"

#include <fmt/format.h>

namespace attendsense::store {

void throw_failed(Failure failure, std::string code, std::string message, std::string remedy) {
  throw Failed({failure, std::move(code), std::move(message), std::move(remedy)});
}

void throw_corrupt(std::string_view column) {
  throw_failed(Failure::corrupt, "store_corrupt",
               fmt::format("The database holds a value of {} that has no meaning", column),
               "Put back the last backup, or run the version of the program that wrote it");
}

Error name_conflict(const Failed& failed, std::initializer_list<Conflict> conflicts) {
  if (failed.error().code != "already_stored") return failed.error();
  for (const Conflict& conflict : conflicts) {
    const bool meant = failed.cause() == conflict.code || failed.cause().find(conflict.columns) != std::string::npos;
    if (!meant) continue;
    return {Failure::conflict, std::string(conflict.code), std::string(conflict.message), std::string(conflict.remedy)};
  }
  return failed.error();
}

}  // namespace attendsense::store
