#pragma once

#include <chrono>
#include <cstdint>
#include <string>

namespace attendsense::cli {

// A progress bar on standard error, drawn only when that is a terminal, at most ten times a second. It goes when it is
// destroyed, so that nothing of it stands between lines of output. One thread.
class ProgressBar {
 public:
  enum class Terminal { detect, yes, no };
  explicit ProgressBar(std::string what, Terminal terminal = Terminal::detect);
  ~ProgressBar();
  ProgressBar(const ProgressBar&) = delete;
  ProgressBar& operator=(const ProgressBar&) = delete;

  void show(std::uint64_t done, std::uint64_t total);
  // One frame of the bar, without control characters.
  [[nodiscard]] static std::string render(const std::string& what, std::uint64_t done, std::uint64_t total,
                                          std::chrono::milliseconds elapsed);

 private:
  std::string what_;
  bool active_;
  bool drawn_ = false;
  std::chrono::steady_clock::time_point began_ = std::chrono::steady_clock::now();
  std::chrono::steady_clock::time_point last_;
};

}  // namespace attendsense::cli
