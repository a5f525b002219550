#pragma once

// Configuration as one typed table. A program declares its keys; a TOML file, environment variables and command-line
// overrides are read against them; unknown keys are refused and all errors are reported at once.

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "attendsense/base/result.hpp"

namespace attendsense::config {

enum class Takes { live, restart };  // when a changed value takes effect

using Value = std::variant<bool, std::int64_t, double, std::string>;

struct Key {
  std::string name;  // dotted path: "api.listen"
  Value fallback;    // its alternative is the key's type
  std::string description;
  std::optional<double> least = std::nullopt;  // bounds of a number, inclusive
  std::optional<double> most = std::nullopt;
  std::vector<std::string> one_of = {};  // what a text may be; empty: any
  Takes takes = Takes::restart;
};

class Config;

class Table {
 public:
  explicit Table(std::vector<Key> keys);

  // Defaults, then the TOML file if given, then the environment (`ATTENDSENSE_API_LISTEN` for "api.listen"), then
  // overrides by key. On failure: invalid_input "config_invalid" whose message lists every error with its origin.
  [[nodiscard]] Result<Config> load(const std::optional<std::filesystem::path>& file,
                                    const std::map<std::string, std::string>& environment,
                                    const std::map<std::string, std::string>& overrides) const;

  // The manual: a Markdown table of all keys.
  [[nodiscard]] std::string manual() const;

  [[nodiscard]] const std::vector<Key>& keys() const { return keys_; }

 private:
  std::vector<Key> keys_;
};

class Config {
 public:
  // Asking for a key that was not declared, or as another type, is a defect: std::logic_error.
  [[nodiscard]] bool flag(std::string_view key) const;
  [[nodiscard]] std::int64_t integer(std::string_view key) const;
  [[nodiscard]] double number(std::string_view key) const;
  [[nodiscard]] const std::string& text(std::string_view key) const;

 private:
  friend class Table;
  std::map<std::string, Value, std::less<>> values_;
};

// This process's environment, only the ATTENDSENSE_ variables.
[[nodiscard]] std::map<std::string, std::string> process_environment();

}  // namespace attendsense::config
