#pragma once

#include <string>
#include <utility>

namespace attendsense {

// Marks a type whose value must never be printed or logged: pictures, embeddings, passwords, tokens, keys. A log
// field cannot be made from it, and it has no operator<<.
struct NonLoggable {
  bool operator==(const NonLoggable&) const = default;
};

// A password, token or key in memory; overwritten when it goes. Compare digests of secrets, not secrets.
class Secret : NonLoggable {
 public:
  Secret() = default;

  explicit Secret(std::string value) : value_(std::move(value)) {}

  Secret(const Secret&) = default;
  Secret(Secret&&) noexcept = default;
  Secret& operator=(const Secret& other);
  Secret& operator=(Secret&& other) noexcept;
  ~Secret();

  // The one way to the value; a search for it finds every use.
  [[nodiscard]] const std::string& reveal() const { return value_; }

  [[nodiscard]] bool empty() const { return value_.empty(); }

 private:
  void wipe() noexcept;
  std::string value_;
};

}  // namespace attendsense
