#include "attendsense/transport/sqlite_capture_queue.hpp"

#include <condition_variable>
#include <mutex>
#include <utility>

#include "attendsense/base/log.hpp"
#include "group_commit.hpp"
#include "queue_file.hpp"
#include "queue_tables.hpp"

namespace attendsense::transport {

namespace {

using core::CaptureId;
using core::CaptureJob;
using core::Enqueued;
using core::LeasedCapture;
using std::chrono::milliseconds;
using std::chrono::steady_clock;

constexpr milliseconds kPatience{10'000};  // of calls that name no deadline themselves
constexpr std::chrono::minutes kTidyEvery{1};

// Counts what could let a waiting take() succeed, so that none is missed between a look and the wait.
class Arrivals {
 public:
  [[nodiscard]] std::uint64_t seen() const {
    const std::scoped_lock lock(mutex_);
    return count_;
  }

  void announce() {
    {
      const std::scoped_lock lock(mutex_);
      ++count_;
    }
    changed_.notify_all();
  }

  void wait_for_more_than(std::uint64_t seen, steady_clock::time_point until) {
    std::unique_lock lock(mutex_);
    changed_.wait_until(lock, until, [&] { return count_ != seen; });
  }

 private:
  mutable std::mutex mutex_;
  std::condition_variable changed_;
  std::uint64_t count_ = 0;
};

class QueueTransaction final : public Transaction {
 public:
  QueueTransaction(std::filesystem::path path, sqlite::Connection connection, const QueueOptions& options,
                   const Clock& clock)
      : path_(std::move(path)), connection_(std::move(connection)), tables_(connection_, options), clock_(clock) {}

  void begin() override {
    // The write lock at once: a read that has to become a write could only fail.
    connection_.run("BEGIN IMMEDIATE");
    if (const Instant now = clock_.now(); now >= tidy_at_) {
      tidy_at_ = now + kTidyEvery;
      tables_.tidy(now);
    }
  }

  void commit() override { connection_.run("COMMIT"); }

  void roll_back() noexcept override {
    tables_.forget_memory();
    try {
      connection_.run("ROLLBACK");
    } catch (const std::exception& exception) {
      // SQLite has rolled back by itself, or there was nothing begun.
      log::debug("capture_queue_not_rolled_back", {{"error", exception.what()}});
    }
  }

  Error translate(const std::exception& exception) override {
    const auto* from_sqlite = dynamic_cast<const sqlite::SqliteError*>(&exception);
    Error error = from_sqlite != nullptr ? queue_error(path_, *from_sqlite)
                                         : fail(Failure::internal, "queue_defect",
                                                std::string("The capture queue: ") + exception.what(), "Report this")
                                               .error();
    log::error("capture_queue_failed", {{"error", error}});
    return error;
  }

  [[nodiscard]] QueueTables& tables() { return tables_; }

 private:
  const std::filesystem::path path_;
  sqlite::Connection connection_;
  QueueTables tables_;
  const Clock& clock_;
  Instant tidy_at_{};
};

class SqliteCaptureQueue final : public core::CaptureQueue {
 public:
  SqliteCaptureQueue(const std::filesystem::path& path, sqlite::Connection connection, const QueueOptions& options,
                     const Clock& clock)
      : transaction_(path, std::move(connection), options, clock),
        tables_(transaction_.tables()),
        clock_(clock),
        poll_(options.poll),
        commits_(transaction_) {}

  Result<Enqueued> enqueue(const CaptureJob& job, milliseconds deadline) override {
    // A copy, because the caller may have gone when the work is done after its deadline.
    const auto copy = std::make_shared<const CaptureJob>(job);
    Result<Enqueued> done =
        commits_.run<Enqueued>(steady_clock::now() + deadline, [this, copy] { return tables_.add(*copy); });
    if (done && *done == Enqueued::added) arrivals_.announce();
    return done;
  }

  Result<std::optional<LeasedCapture>> take(milliseconds lease, milliseconds wait) override {
    const auto until = steady_clock::now() + wait;
    while (true) {
      const std::uint64_t seen = arrivals_.seen();
      Result<std::optional<LeasedCapture>> taken =
          at_once<std::optional<LeasedCapture>>([this, lease] { return tables_.take(clock_.now(), lease); });
      const auto now = steady_clock::now();
      if (!taken || *taken || now >= until) return taken;
      // A back-off or a lease that ends, and what other processes do, is not announced: hence the bounded waits.
      arrivals_.wait_for_more_than(seen, std::min(until, now + poll_));
    }
  }

  Result<bool> keep(const LeasedCapture& leased, milliseconds lease) override {
    return at_once<bool>([this, held = name_of(leased), lease] { return tables_.keep(held, clock_.now(), lease); });
  }

  Result<bool> acknowledge(const LeasedCapture& leased) override {
    return at_once<bool>([this, lease = name_of(leased)] { return tables_.acknowledge(lease, clock_.now()); });
  }

  Result<bool> release(const LeasedCapture& leased, const std::string& reason) override {
    return at_once<bool>(
        [this, lease = name_of(leased), reason] { return tables_.release(lease, reason, clock_.now()); });
  }

  Result<bool> bury(const LeasedCapture& leased, const std::string& reason) override {
    return at_once<bool>([this, lease = name_of(leased), reason] { return tables_.bury(lease, reason, clock_.now()); });
  }

  Result<bool> give_back(const LeasedCapture& leased) override {
    Result<bool> done = at_once<bool>([this, lease = name_of(leased)] { return tables_.give_back(lease); });
    if (done && *done) arrivals_.announce();
    return done;
  }

  Result<core::QueueStatus> status() override {
    return at_once<core::QueueStatus>([this] { return tables_.status(clock_.now()); });
  }

  Result<std::vector<core::DeadCapture>> dead(int limit) override {
    return at_once<std::vector<core::DeadCapture>>([this, limit] { return tables_.dead(limit); });
  }

  Result<std::int64_t> retry_dead(std::optional<CaptureId> capture) override {
    Result<std::int64_t> revived = at_once<std::int64_t>([this, capture] { return tables_.retry_dead(capture); });
    if (revived && *revived > 0) arrivals_.announce();
    return revived;
  }

 private:
  template <class T>
  Result<T> at_once(std::function<Result<T>()> work) {
    return commits_.run<T>(steady_clock::now() + kPatience, std::move(work));
  }

  // What settling needs of a lease: not its body.
  static LeasedCapture name_of(const LeasedCapture& leased) {
    LeasedCapture name;
    name.job.capture = leased.job.capture;
    name.receipt = leased.receipt;
    name.attempt = leased.attempt;
    return name;
  }

  QueueTransaction transaction_;
  QueueTables& tables_;
  const Clock& clock_;
  const milliseconds poll_;
  Arrivals arrivals_;
  GroupCommit commits_;  // last: its thread uses the transaction
};

// As if they had run out, so that a capture which took its worker with it still counts its attempts.
void end_leases(sqlite::Connection& connection, const Clock& clock) {
  sqlite::Statement end(connection, "UPDATE job SET available_at = ?1 WHERE leased = 1 AND available_at > ?1");
  end.bind(1, std::int64_t{clock.now().time_since_epoch().count()}).run();
}

}  // namespace

Result<std::unique_ptr<core::CaptureQueue>> open_sqlite_capture_queue(const std::filesystem::path& path,
                                                                      const QueueOptions& options, const Clock& clock) {
  try {
    Result<sqlite::Connection> connection = open_queue_file(path);
    if (!connection) return fail(std::move(connection));
    if (options.only_worker) end_leases(*connection, clock);
    return std::make_unique<SqliteCaptureQueue>(path, *std::move(connection), options, clock);
  } catch (const sqlite::SqliteError& error) {
    return fail(queue_error(path, error));
  }
}

}  // namespace attendsense::transport
