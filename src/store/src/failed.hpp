#pragma once

// Failures inside an adapter. A database's codes are translated once, where they come up, and thrown; guarded() ends
// them at each method of a port. Nothing of this leaves the module.

#include <exception>
#include <functional>
#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>

#include "attendsense/base/result.hpp"

namespace attendsense::store {

class Failed : public std::exception {
 public:
  explicit Failed(Error error, std::string cause = {}) : error_(std::move(error)), cause_(std::move(cause)) {}

  [[nodiscard]] const Error& error() const { return error_; }

  // What was violated, as the engine names it: "UNIQUE constraint failed: employee.company, employee.email_key" in
  // SQLite's words, the constraint's name "email_taken" in PostgreSQL's.
  [[nodiscard]] const std::string& cause() const { return cause_; }

  const char* what() const noexcept override { return error_.message.c_str(); }

 private:
  Error error_;
  std::string cause_;
};

[[noreturn]] void throw_failed(Failure failure, std::string code, std::string message, std::string remedy = {});
// What is stored is not what was ever written: names the column.
[[noreturn]] void throw_corrupt(std::string_view column);

template <class Value>
[[nodiscard]] Value expect_known(std::optional<Value> value, std::string_view column) {
  if (!value) throw_corrupt(column);
  return *std::move(value);
}

// The value of a result, or its error thrown.
template <class Value>
[[nodiscard]] Value value_of(Result<Value> result) {
  if (!result) throw Failed(std::move(result).error());
  return *std::move(result);
}

// What a violated uniqueness means. PostgreSQL's schema names the constraint after the code; SQLite names the columns.
struct Conflict {
  std::string_view columns;  // part of SQLite's message
  std::string_view code;
  std::string_view message;
  std::string_view remedy;
};

[[nodiscard]] Error name_conflict(const Failed& failed, std::initializer_list<Conflict> conflicts);

// Runs a piece of the adapter; its value or its failure is the result.
template <class Function>
auto guarded(Function&& function, std::initializer_list<Conflict> conflicts = {})
    -> Result<std::invoke_result_t<Function>> {
  try {
    if constexpr (std::is_void_v<std::invoke_result_t<Function>>) {
      std::invoke(std::forward<Function>(function));
      return {};
    } else {
      return std::invoke(std::forward<Function>(function));
    }
  } catch (const Failed& failed) {
    return fail(name_conflict(failed, conflicts));
  }
}

}  // namespace attendsense::store
