#include "attendsense/cli/progress.hpp"

#include <unistd.h>

#include <algorithm>
#include <cstdio>

namespace attendsense::cli {

namespace {

constexpr std::uint64_t kWidth = 30;

std::string minutes_and_seconds(std::int64_t seconds) {
  const std::string rest = std::to_string(seconds % 60);
  return std::to_string(seconds / 60) + ":" + (rest.size() < 2 ? "0" + rest : rest);
}

}  // namespace

ProgressBar::ProgressBar(std::string what, Terminal terminal)
    : what_(std::move(what)),
      active_(terminal == Terminal::yes || (terminal == Terminal::detect && ::isatty(STDERR_FILENO) == 1)) {}

ProgressBar::~ProgressBar() {
  if (drawn_) std::fputs("\r\x1b[K", stderr);
}

std::string ProgressBar::render(const std::string& what, std::uint64_t done, std::uint64_t total,
                                std::chrono::milliseconds elapsed) {
  if (total == 0) return what + " " + std::to_string(done);
  done = std::min(done, total);
  const std::uint64_t filled = done * kWidth / total;
  std::string bar = what + " [" + std::string(filled, '#') + std::string(kWidth - filled, '.') + "] " +
                    std::to_string(done * 100 / total) + " %";
  if (done > 0 && done < total) {
    const auto left = elapsed.count() * static_cast<std::int64_t>(total - done) / static_cast<std::int64_t>(done);
    bar += ", " + minutes_and_seconds(left / 1000) + " left";
  }
  return bar;
}

void ProgressBar::show(std::uint64_t done, std::uint64_t total) {
  if (!active_) return;
  const auto now = std::chrono::steady_clock::now();
  if (drawn_ && done < total && now - last_ < std::chrono::milliseconds{100}) return;
  last_ = now;
  drawn_ = true;
  const auto elapsed = std::chrono::duration_cast<std::chrono::milliseconds>(now - began_);
  const std::string line = "\r" + render(what_, done, total, elapsed) + "\x1b[K";
  std::fwrite(line.data(), 1, line.size(), stderr);
  std::fflush(stderr);
}

}  // namespace attendsense::cli
