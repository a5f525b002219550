#pragma once

#include <sys/wait.h>
#include <unistd.h>

#include <csignal>
#include <functional>
#include <stdexcept>

namespace attendsense::store::testing {

// A forked process that runs `work` with the writing end of a pipe and exits with its value. To be started while this
// process has one thread and no database open.
class ChildProcess {
 public:
  explicit ChildProcess(const std::function<int(int pipe)>& work) {
    int ends[2];
    if (::pipe(ends) != 0) throw std::runtime_error("no pipe");
    pid_ = ::fork();
    if (pid_ < 0) throw std::runtime_error("no fork");
    if (pid_ == 0) {
      ::close(ends[0]);
      ::_exit(run(work, ends[1]));
    }
    ::close(ends[1]);
    pipe_ = ends[0];
  }

  ~ChildProcess() {
    if (pid_ > 0) kill();
    ::close(pipe_);
  }

  ChildProcess(const ChildProcess&) = delete;
  ChildProcess& operator=(const ChildProcess&) = delete;

  // The next number that the child has written; false when it has gone.
  [[nodiscard]] bool next(std::int64_t& number) const { return ::read(pipe_, &number, sizeof number) == sizeof number; }

  void kill() {
    ::kill(pid_, SIGKILL);
    (void)wait();
  }

  // The exit status; -1 for a signal.
  int wait() {
    int status = 0;
    ::waitpid(pid_, &status, 0);
    pid_ = -1;
    return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
  }

  static void tell(int pipe, std::int64_t number) {
    if (::write(pipe, &number, sizeof number) != sizeof number) ::_exit(3);
  }

 private:
  static int run(const std::function<int(int)>& work, int pipe) {
    try {
      return work(pipe);
    } catch (...) {
      return 2;
    }
  }

  pid_t pid_ = -1;
  int pipe_ = -1;
};

}  // namespace attendsense::store::testing
