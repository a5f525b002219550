#include "postgres/session.hpp"

#include <random>
#include <thread>

#include "failed.hpp"

namespace attendsense::store::postgres {
namespace {

using Clock = std::chrono::steady_clock;
using namespace std::chrono_literals;

constexpr auto kFirstPause = 2ms;
constexpr auto kLongestPause = 64ms;

// Reading: of one moment, and never in conflict with a writer.
std::string statement_of(Session::Mode mode) {
  return mode == Session::Mode::write ? "BEGIN ISOLATION LEVEL SERIALIZABLE"
                                      : "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY";
}

// Rolls back unless told that the transaction has been committed.
class Rollback {
 public:
  explicit Rollback(Connection& connection) : connection_(connection) {}

  ~Rollback() {
    if (!dismissed_) connection_.rollback();
  }

  Rollback(const Rollback&) = delete;
  Rollback& operator=(const Rollback&) = delete;

  void dismiss() { dismissed_ = true; }

 private:
  Connection& connection_;
  bool dismissed_ = false;
};

// Transactions that lost against another one queue up here, before their moment is fixed: they run one after another,
// in the order of asking, and meet only those who come for the first time. Else a long transaction might lose for ever.
// The lock is the session's: it goes with the connection.
class Queue {
 public:
  explicit Queue(Connection& connection) : connection_(connection) {
    connection_.run("SELECT pg_advisory_lock(1098142565, 2)");
  }

  ~Queue() {
    const Result<void> left = guarded([&] { connection_.run("SELECT pg_advisory_unlock(1098142565, 2)"); });
    if (!left) connection_.close();
  }

  Queue(const Queue&) = delete;
  Queue& operator=(const Queue&) = delete;

 private:
  Connection& connection_;
};

// Of those who were hindered at the same moment, each waits for another length of time.
void pause(std::chrono::milliseconds longest) {
  thread_local std::minstd_rand random{std::random_device{}()};
  std::this_thread::sleep_for(
      std::chrono::milliseconds{std::uniform_int_distribution<int>(1, static_cast<int>(longest.count()))(random)});
}

}  // namespace

Session::Session(Conninfo conninfo, const crypto::SealingKey& key, Heartbeat& heartbeat)
    : heartbeat_(heartbeat), connection_(std::move(conninfo), &heartbeat.of_calls()), tables_(connection_, key) {}

// Refused at once by a server that is silent, also when that has just been found out in vain over the old connection.
void Session::open() {
  heartbeat_.expect_heard();
  connection_.open();
}

// A connection that lay idle while the server was restarted is noticed here, where nothing is lost by a second try.
void Session::begin(Mode mode) {
  heartbeat_.expect_heard();
  const bool was_open = connection_.is_open();
  if (!was_open) open();
  try {
    connection_.begin(statement_of(mode));
  } catch (const Failed&) {
    if (!was_open || connection_.is_open()) throw;
    open();
    connection_.begin(statement_of(mode));
  }
}

Result<void> Session::run_once(Mode mode, const core::Store::Work& work) {
  if (Result<void> begun = guarded([&] { begin(mode); }); !begun) return begun;
  Rollback rollback(connection_);
  if (Result<void> done = work(tables_); !done) return done;
  if (Result<void> committed = guarded([&] { connection_.commit(); }); !committed) return committed;
  rollback.dismiss();
  return {};
}

Result<void> Session::run(Mode mode, const core::Store::Work& work, std::chrono::milliseconds patience) {
  const auto deadline = Clock::now() + patience;
  Result<void> done = run_once(mode, work);
  for (auto longest = kFirstPause;
       !done && connection_.conflicted() && connection_.is_open() && Clock::now() < deadline;
       longest = std::min(2 * longest, kLongestPause)) {
    pause(longest);
    done = guarded([&] {
      const Queue queue(connection_);
      if (Result<void> again = run_once(mode, work); !again) throw Failed(std::move(again).error());
    });
  }
  return done;
}

}  // namespace attendsense::store::postgres
