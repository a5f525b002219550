#pragma once

// The number that leads out of a station that fills the screen: whoever passes by must not reach the desktop.

#include <chrono>
#include <filesystem>
#include <optional>
#include <string>

#include "attendsense/base/result.hpp"
#include "attendsense/base/secret.hpp"

namespace attendsense::station {

// Kept as an Argon2id hash in a file of its own, mode 0600. One thread.
class ExitPin {
 public:
  enum class Verdict { right, wrong, wait };

  // 4 to 12 digits, not all the same: else invalid_input "pin_unfit".
  [[nodiscard]] static Result<void> set(const std::filesystem::path& file, const Secret& pin);
  // Errors: not_found "pin_missing" with what to do about it; forbidden "pin_exposed" when others may read or write the
  // file; corrupt "pin_damaged".
  [[nodiscard]] static Result<ExitPin> load(const std::filesystem::path& file);

  // Takes about 50 ms. After kTries wrong ones in a row all are refused for kPause, right ones too.
  [[nodiscard]] Verdict check(const Secret& pin, std::chrono::steady_clock::time_point now);

  static constexpr int kTries = 5;
  static constexpr std::chrono::seconds kPause{30};

 private:
  explicit ExitPin(std::string hash) : hash_(std::move(hash)) {}

  std::string hash_;
  int wrong_in_a_row_ = 0;
  std::optional<std::chrono::steady_clock::time_point> closed_until_;
};

// Where a station keeps it.
[[nodiscard]] inline std::filesystem::path exit_pin_file(const std::filesystem::path& data_folder) {
  return data_folder / "exit-pin";
}

}  // namespace attendsense::station
