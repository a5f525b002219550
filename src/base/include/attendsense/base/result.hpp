#pragma once

// Failure as a value. A function of ours that can fail returns Result<T>; exceptions stay inside the adapter that
// meets them and are translated once.

#include <chrono>
#include <expected>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace attendsense {

// What the caller can do about a failure, which is what callers branch on.
enum class Failure {
  invalid_input,    // ask the user: something given is wrong; nothing was changed
  unauthenticated,  // ask the user to sign in again
  forbidden,        // known, but not allowed
  not_found,        // the thing named is not there
  conflict,         // contradicts what is stored already
  too_large,        // beyond a documented limit
  unsupported,      // a type, version or format that is not handled
  throttled,        // try again later, the error says when
  unavailable,      // a part is away: retry with back-off
  in_doubt,         // sent, but the answer was lost: look before trying again, never repeat blindly
  corrupt,          // stored data or a model file is damaged
  internal,         // a defect of ours: report it
};

std::string_view to_string(Failure failure);

// One field of an input that is wrong: "administrator.email", "photos[1]".
struct FieldError {
  std::string field;
  std::string message;
  bool operator==(const FieldError&) const = default;
};

// One failure, told for the person who has to mend it.
struct Error {
  Failure failure = Failure::internal;
  std::string code;                     // stable, for programs: "model_missing", "email_taken"
  std::string message;                  // what is wrong and where, one line, no secrets
  std::string remedy;                   // what to do about it, one line; may be empty
  std::vector<FieldError> fields = {};  // of an invalid input: everything that is wrong
  std::optional<std::chrono::milliseconds> retry_after = std::nullopt;  // of throttled and unavailable, when known

  // "message; remedy", for a terminal or a log line.
  [[nodiscard]] std::string text() const;
};

template <class T>
using Result = std::expected<T, Error>;

// `return fail(Failure::not_found, "employee_unknown", "There is no employee 7", "List them with GET /employees");`
[[nodiscard]] inline std::unexpected<Error> fail(Failure failure, std::string code, std::string message,
                                                 std::string remedy = {}) {
  return std::unexpected(Error{failure, std::move(code), std::move(message), std::move(remedy), {}, {}});
}

// Passes an error of one Result on as the error of another.
template <class T>
[[nodiscard]] std::unexpected<Error> fail(Result<T>&& failed) {
  return std::unexpected(std::move(failed).error());
}

[[nodiscard]] inline std::unexpected<Error> fail(Error error) {
  return std::unexpected(std::move(error));
}

}  // namespace attendsense
