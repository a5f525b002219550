#include "postgres/heartbeat.hpp"

#include <algorithm>
#include <condition_variable>
#include <mutex>
#include <random>

#include "attendsense/base/log.hpp"
#include "failed.hpp"
#include "postgres/connection.hpp"
#include "postgres/translate.hpp"

namespace attendsense::store::postgres {
namespace {

using namespace std::chrono_literals;
using std::chrono::milliseconds;

constexpr int kBeatsInSilence = 3;
// A connection that has not answered for this long is made anew: the line may be whole again while it is lost.
constexpr milliseconds kLongestBeat = 2s;
constexpr milliseconds kFirstPause = 50ms;
constexpr milliseconds kLongestPause = 500ms;

Conninfo with_short_waits(Conninfo conninfo) {
  conninfo.connect_timeout = std::min(conninfo.connect_timeout, kLongestBeat);
  return conninfo;
}

// Returns when `pause` is over or the thread is to stop.
void rest(const std::stop_token& stop, milliseconds pause) {
  std::mutex mutex;
  std::condition_variable_any never_notified;
  std::unique_lock lock(mutex);
  never_notified.wait_for(lock, stop, pause, [] { return false; });
}

// So that not all processes come back in the same instant.
milliseconds with_jitter(milliseconds pause) {
  thread_local std::minstd_rand random{std::random_device{}()};
  return milliseconds{std::uniform_int_distribution<std::int64_t>(pause.count() / 2, pause.count())(random)};
}

}  // namespace

// One question after another over the heartbeat's own connection, and how long each has gone unanswered.
class Heartbeat::Beat final : public Patience {
 public:
  Beat(Heartbeat& heartbeat, const std::stop_token& stop)
      : heartbeat_(heartbeat),
        stop_(stop),
        // From the last answer on, the silence is a rest and then a question.
        bound_(heartbeat.silence_ - heartbeat.silence_ / kBeatsInSilence),
        connection_(with_short_waits(heartbeat.conninfo_), this) {}

  // Whether the server answered.
  [[nodiscard]] bool ask() {
    begin();
    const Result<void> answered = guarded([&] {
      if (!connection_.is_open()) connection_.open();
      connection_.ping(kLongestBeat);
    });
    // Who is refused, or whose connection is ended, has been answered, too.
    if (answered || !is_overdue()) heartbeat_.set_silent(false);
    return answered.has_value();
  }

  void heard() override {}

  // Our own backend may be the one that queues for a processor, so what others are answered is a sign of life as well.
  [[nodiscard]] bool lasts(milliseconds /*in_vain*/) override {
    unanswered_ += kBetweenLooks;
    if (answers_to_calls_ != heartbeat_.answers_to_calls_) {
      begin();
      heartbeat_.set_silent(false);
    }
    if (is_overdue()) heartbeat_.set_silent(true);
    return !stop_.stop_requested();
  }

 private:
  void begin() {
    unanswered_ = 0ms;
    answers_to_calls_ = heartbeat_.answers_to_calls_;
  }

  [[nodiscard]] bool is_overdue() const { return unanswered_ >= bound_; }

  Heartbeat& heartbeat_;
  const std::stop_token stop_;
  const milliseconds bound_;
  milliseconds unanswered_{0};  // of waits while connecting together, as of one for an answer
  std::uint64_t answers_to_calls_ = 0;
  Connection connection_;
};

Heartbeat::Heartbeat(Conninfo conninfo, milliseconds silence)
    : conninfo_(std::move(conninfo)), silence_(silence), thread_([this](const std::stop_token& stop) { run(stop); }) {}

void Heartbeat::expect_heard() const {
  if (!is_silent()) return;
  throw Failed(translate({"08006", "it does not answer", "", ""}, conninfo_.where, conninfo_.user));
}

void Heartbeat::run(const std::stop_token& stop) {
  Beat beat(*this, stop);
  milliseconds pause = kFirstPause;
  while (!stop.stop_requested()) {
    if (beat.ask()) {
      pause = kFirstPause;
      rest(stop, silence_ / kBeatsInSilence);
    } else {
      rest(stop, with_jitter(pause));
      pause = std::min(2 * pause, kLongestPause);
    }
  }
}

void Heartbeat::set_silent(bool silent) {
  if (silent_.exchange(silent) == silent) return;
  if (silent) {
    log::warn("database_silent", {{"database", conninfo_.where}});
  } else {
    log::info("database_heard_again", {{"database", conninfo_.where}});
  }
}

}  // namespace attendsense::store::postgres
