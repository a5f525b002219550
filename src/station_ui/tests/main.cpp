// Qt needs a display before the first test and until after the last. ctest runs each case in a process of its own, so
// each has its own display; to list the cases none is needed.

#include <gtest/gtest.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <QApplication>
#include <csignal>
#include <cstdio>

namespace {

// An X server without a screen, on a free number. None where Xvfb is not installed.
class VirtualDisplay {
 public:
  VirtualDisplay() {
    int ends[2];
    if (::pipe(ends) != 0) return;
    process_ = ::fork();
    if (process_ == 0) {
      ::prctl(PR_SET_PDEATHSIG, SIGTERM);
      ::close(ends[0]);
      const std::string number = std::to_string(ends[1]);
      ::execlp("Xvfb", "Xvfb", "-displayfd", number.c_str(), "-screen", "0", "1280x800x24", "-nolisten", "tcp",
               "-noreset", nullptr);
      ::_exit(127);
    }
    ::close(ends[1]);
    char text[16] = {};
    const ssize_t read = ::read(ends[0], text, sizeof(text) - 1);
    ::close(ends[0]);
    if (read > 0)
      number_ = std::string(text, static_cast<std::size_t>(read)).substr(0, static_cast<std::size_t>(read) - 1);
  }

  ~VirtualDisplay() {
    if (process_ <= 0) return;
    ::kill(process_, SIGTERM);
    ::waitpid(process_, nullptr, 0);
  }

  VirtualDisplay(const VirtualDisplay&) = delete;
  VirtualDisplay& operator=(const VirtualDisplay&) = delete;

  // "3"; empty if there is none.
  [[nodiscard]] const std::string& number() const { return number_; }

 private:
  pid_t process_ = -1;
  std::string number_;
};

}  // namespace

int main(int argc, char** argv) {
  ::testing::InitGoogleTest(&argc, argv);
  if (GTEST_FLAG_GET(list_tests)) return RUN_ALL_TESTS();
  const VirtualDisplay display;
  if (display.number().empty()) {
    std::fprintf(stderr, "Xvfb did not start: off the screen\n");
    ::setenv("QT_QPA_PLATFORM", "offscreen", 1);
  } else {
    ::setenv("DISPLAY", (":" + display.number()).c_str(), 1);
    ::setenv("QT_QPA_PLATFORM", "xcb", 1);
  }
  const QApplication application(argc, argv);
  return RUN_ALL_TESTS();
}
