#pragma once

#include <fcntl.h>
#include <gtest/gtest.h>
#include <signal.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cstdio>
#include <stdexcept>
#include <string>

namespace attendsense::transport::testing_support {

// A child that runs queue_hammer; killed at the latest when this goes.
class Hammer {
 public:
  Hammer(const std::string& queue, int first, const std::string& mode) {
    int ends[2];
    if (::pipe2(ends, O_CLOEXEC) != 0) throw std::runtime_error("pipe2");
    posix_spawn_file_actions_t actions;
    posix_spawn_file_actions_init(&actions);
    posix_spawn_file_actions_adddup2(&actions, ends[1], STDOUT_FILENO);
    std::string program = QUEUE_HAMMER;
    std::string path = queue;
    std::string number = std::to_string(first);
    std::string mode_copy = mode;
    char* arguments[] = {program.data(), path.data(), number.data(), mode_copy.data(), nullptr};
    const int failed = ::posix_spawn(&child_, program.c_str(), &actions, nullptr, arguments, environ);
    posix_spawn_file_actions_destroy(&actions);
    ::close(ends[1]);
    output_ = ::fdopen(ends[0], "r");
    if (failed != 0) throw std::runtime_error("posix_spawn");
  }

  ~Hammer() {
    kill();
    static_cast<void>(std::fclose(output_));
  }

  Hammer(const Hammer&) = delete;
  Hammer& operator=(const Hammer&) = delete;

  // The next line without its end; empty when the child has gone and all it wrote was read.
  [[nodiscard]] std::string line() {
    std::array<char, 64> text{};
    if (std::fgets(text.data(), text.size(), output_) == nullptr) return {};
    std::string line = text.data();
    // A line that the kill cut off was not told.
    return line.ends_with('\n') ? line.substr(0, line.size() - 1) : std::string();
  }

  void kill() {
    if (child_ <= 0) return;
    ::kill(child_, SIGKILL);
    int status = 0;
    ::waitpid(child_, &status, 0);
    EXPECT_TRUE(WIFSIGNALED(status)) << "it ended by itself with " << WEXITSTATUS(status);
    child_ = 0;
  }

 private:
  pid_t child_ = 0;
  std::FILE* output_ = nullptr;
};

}  // namespace attendsense::transport::testing_support
