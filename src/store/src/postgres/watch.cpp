#include "postgres/watch.hpp"

#include <poll.h>
#include <sys/eventfd.h>
#include <unistd.h>

#include <random>
#include <thread>

#include "attendsense/base/log.hpp"
#include "failed.hpp"

namespace attendsense::store::postgres {
namespace {

using namespace std::chrono_literals;
using std::chrono::milliseconds;

constexpr milliseconds kFirstPause = 50ms;
constexpr milliseconds kLongestPause = 2s;
// A line that went dead without a word is noticed after this and the patience.
constexpr milliseconds kSignOfLifeEvery = 5s;
constexpr milliseconds kPatience = 2s;

// Something to poll for besides a socket.
class Bell {
 public:
  Bell() : descriptor_(::eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK)) {
    if (descriptor_ < 0) throw_failed(Failure::unavailable, "store_away", "There are no file descriptors left");
  }

  ~Bell() { ::close(descriptor_); }

  Bell(const Bell&) = delete;
  Bell& operator=(const Bell&) = delete;

  void ring() const { (void)::eventfd_write(descriptor_, 1); }

  [[nodiscard]] int descriptor() const { return descriptor_; }

 private:
  int descriptor_;
};

class TemplateWatch final : public core::Watch {
 public:
  TemplateWatch(Conninfo conninfo, std::function<void()> changed)
      : connection_(std::move(conninfo)), changed_(std::move(changed)), thread_([this] { run(); }) {}

  ~TemplateWatch() override {
    stop_.ring();
    thread_.join();
  }

  TemplateWatch(const TemplateWatch&) = delete;
  TemplateWatch& operator=(const TemplateWatch&) = delete;

 private:
  enum class Event { stop, input, nothing };

  void run() {
    milliseconds pause = kFirstPause;
    for (;;) {
      const Result<void> listening = guarded([&] { listen(); });
      if (listening) {
        pause = kFirstPause;
        if (follow() == Event::stop) return;
        log::warn("template_watch_interrupted");
      } else {
        log::debug("template_watch_away", {{"error", listening.error()}});
      }
      if (wait(-1, with_jitter(pause)) == Event::stop) return;
      pause = std::min(2 * pause, kLongestPause);
    }
  }

  void listen() {
    connection_.open();
    connection_.script("LISTEN attendsense_templates");
  }

  // Until the connection breaks or the watch ends.
  Event follow() {
    changed_();
    for (;;) {
      switch (wait(PQsocket(connection_.handle()), kSignOfLifeEvery)) {
        case Event::stop:
          return Event::stop;
        case Event::nothing:
          if (!connection_.answers_within(kPatience)) return Event::nothing;
          break;
        case Event::input:
          if (PQconsumeInput(connection_.handle()) != 1) return Event::nothing;
      }
      if (take_notifications()) changed_();
    }
  }

  [[nodiscard]] bool take_notifications() {
    bool any = false;
    for (PGnotify* told = PQnotifies(connection_.handle()); told != nullptr; told = PQnotifies(connection_.handle())) {
      PQfreemem(told);
      any = true;
    }
    return any;
  }

  // Of a socket (-1: of none) or the bell that ends the watch.
  [[nodiscard]] Event wait(int socket, milliseconds patience) const {
    std::array<pollfd, 2> waited{pollfd{stop_.descriptor(), POLLIN, 0}, pollfd{socket, POLLIN, 0}};
    if (::poll(waited.data(), waited.size(), static_cast<int>(patience.count())) <= 0) return Event::nothing;
    return waited[0].revents != 0 ? Event::stop : Event::input;
  }

  // So that not all processes come back in the same instant.
  milliseconds with_jitter(milliseconds pause) {
    return milliseconds{std::uniform_int_distribution<std::int64_t>(pause.count() / 2, pause.count())(random_)};
  }

  Connection connection_;
  const std::function<void()> changed_;
  const Bell stop_;
  std::minstd_rand random_{std::random_device{}()};
  std::thread thread_;  // last: it uses the others
};

}  // namespace

std::unique_ptr<core::Watch> watch_templates(Conninfo conninfo, std::function<void()> changed) {
  return std::make_unique<TemplateWatch>(std::move(conninfo), std::move(changed));
}

}  // namespace attendsense::store::postgres
