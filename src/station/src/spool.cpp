#include "attendsense/station/spool.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include <condition_variable>

#include "attendsense/base/log.hpp"
#include "sqlite.hpp"

namespace attendsense::station {

namespace fs = std::filesystem;
using sqlite::Failed;
using sqlite::Statement;

namespace {

constexpr const char* kSchema = R"sql(
  CREATE TABLE IF NOT EXISTS capture (
    sequence INTEGER PRIMARY KEY AUTOINCREMENT,
    id TEXT NOT NULL UNIQUE,
    passage TEXT NOT NULL,
    camera TEXT NOT NULL,
    captured_at INTEGER NOT NULL,  -- microseconds since 1970, UTC
    face_x REAL NOT NULL, face_y REAL NOT NULL, face_width REAL NOT NULL, face_height REAL NOT NULL,
    clock_offset INTEGER,
    bytes INTEGER NOT NULL,  -- before the picture, so that adding up does not read pictures
    sealed TEXT NOT NULL
  );
  CREATE TABLE IF NOT EXISTS aside (
    sequence INTEGER PRIMARY KEY,
    id TEXT NOT NULL,
    captured_at INTEGER NOT NULL,
    refused_at INTEGER NOT NULL,
    reason TEXT NOT NULL,
    sealed TEXT NOT NULL
  );
  CREATE TABLE IF NOT EXISTS tally (name TEXT PRIMARY KEY, count INTEGER NOT NULL);
  CREATE TABLE IF NOT EXISTS heard (sequence INTEGER PRIMARY KEY AUTOINCREMENT, event TEXT NOT NULL UNIQUE);
  CREATE TABLE IF NOT EXISTS memory (name TEXT PRIMARY KEY, value TEXT NOT NULL);
)sql";

constexpr const char* kForSize = "dropped_for_size";
constexpr const char* kForAge = "dropped_for_age";
constexpr const char* kFromAside = "dropped_from_aside";

std::unexpected<Error> translated(const Failed& failed, const std::string& path) {
  const bool is_full = failed.code == SQLITE_FULL || failed.code == SQLITE_IOERR;
  return fail(Failure::unavailable, is_full ? "spool_full" : "spool_failed",
              fmt::format("The spool {} cannot be written: {}", path, failed.message),
              "Check the free space and the permissions of its folder");
}

bool is_damage(const Failed& failed) {
  return failed.code == SQLITE_NOTADB || failed.code == SQLITE_CORRUPT;
}

// Before SQLite sees it, so that the pictures' file is never readable for others; SQLite gives its side files the same
// mode.
Result<void> ensure_private_file(const fs::path& path) {
  const int file = ::open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, S_IRUSR | S_IWUSR);
  if (file < 0) {
    return fail(Failure::unavailable, "spool_failed",
                fmt::format("Cannot open the spool {}: {}", path.string(), std::generic_category().message(errno)),
                "Check the permissions of its folder");
  }
  const bool is_private = ::fchmod(file, S_IRUSR | S_IWUSR) == 0;
  ::close(file);
  if (is_private) return {};
  return fail(Failure::forbidden, "spool_failed", "The spool " + path.string() + " belongs to somebody else",
              "Give the file to the user who runs the station");
}

sqlite::Database open_database(const std::string& path) {
  sqlite::Database database(path);
  database.run("PRAGMA journal_mode=WAL");
  database.run("PRAGMA synchronous=FULL");
  // Bounds the side file after a burst.
  database.run("PRAGMA journal_size_limit=8388608");
  database.run(kSchema);
  return database;
}

void move_damaged_away(const fs::path& path) {
  const auto now = SystemClock{}.now().time_since_epoch().count();
  std::error_code ignored;
  for (const char* suffix : {"", "-wal", "-shm"}) {
    fs::rename(path.string() + suffix, fmt::format("{}.damaged-{}{}", path.string(), now, suffix), ignored);
  }
}

std::int64_t micros(Instant instant) {
  return instant.time_since_epoch().count();
}

}  // namespace

struct Spool::State {
  State(std::string path_in, const SpoolLimits& limits_in, sqlite::Database database_in)
      : path(std::move(path_in)), limits(limits_in), database(std::move(database_in)) {}

  void add_to_tally(const char* name, std::int64_t count) const {
    Statement(database, "INSERT INTO tally VALUES (?1, ?2) ON CONFLICT(name) DO UPDATE SET count = count + ?2")
        .bind(1, std::string_view(name))
        .bind(2, count)
        .step();
  }

  [[nodiscard]] std::int64_t number(const char* sql) const {
    Statement query(database, sql);
    return query.step() ? query.integer(0) : 0;
  }

  // `counts` says what the tables hold; most changes to them are counted as they happen, the rare ones afresh.
  void count_afresh() {
    counts.waiting = number("SELECT count(*) FROM capture");
    counts.waiting_bytes = static_cast<std::uint64_t>(number("SELECT coalesce(sum(bytes), 0) FROM capture"));
    counts.aside = number("SELECT count(*) FROM aside");
    counts.dropped_for_size = number("SELECT sum(count) FROM tally WHERE name = 'dropped_for_size'");
    counts.dropped_for_age = number("SELECT sum(count) FROM tally WHERE name = 'dropped_for_age'");
    counts.dropped_from_aside = number("SELECT sum(count) FROM tally WHERE name = 'dropped_from_aside'");
  }

  void make_room(std::uint64_t bytes);
  void drop_too_old(Instant now);

  const std::string path;
  const SpoolLimits limits;
  mutable std::mutex mutex;
  mutable std::condition_variable_any changed;
  sqlite::Database database;
  SpoolCounts counts;
  bool must_recount = false;
};

// Within the caller's transaction.
void Spool::State::make_room(std::uint64_t bytes) {
  std::uint64_t held = counts.waiting_bytes;
  std::int64_t last = 0;
  std::int64_t dropped = 0;
  Statement query(database, "SELECT sequence, bytes FROM capture ORDER BY sequence");
  while (held + bytes > limits.max_bytes && query.step()) {
    last = query.integer(0);
    held -= std::min(held, static_cast<std::uint64_t>(query.integer(1)));
    ++dropped;
  }
  if (dropped == 0) return;
  Statement(database, "DELETE FROM capture WHERE sequence <= ?1").bind(1, last).step();
  add_to_tally(kForSize, dropped);
  must_recount = true;
  log::warn("spool_dropped_captures", {{"why", "size"}, {"count", dropped}});
}

void Spool::State::drop_too_old(Instant now) {
  const std::int64_t limit = micros(now - limits.max_age);
  if (counts.waiting == 0) return;
  if (number("SELECT captured_at FROM capture ORDER BY sequence LIMIT 1") >= limit) return;
  sqlite::Transaction transaction(database);
  Statement(database, "DELETE FROM capture WHERE captured_at < ?1").bind(1, limit).step();
  const std::int64_t dropped = sqlite3_changes(database.get());
  add_to_tally(kForAge, dropped);
  transaction.commit();
  count_afresh();
  log::warn("spool_dropped_captures", {{"why", "age"}, {"count", dropped}});
}

Spool::Spool(std::unique_ptr<State> state) : state_(std::move(state)) {}

Spool::~Spool() = default;

Result<std::unique_ptr<Spool>> Spool::open(const fs::path& path, const SpoolLimits& limits) {
  for (int attempt = 0;; ++attempt) {
    if (Result<void> ready = ensure_private_file(path); !ready) return fail(std::move(ready));
    try {
      auto state = std::make_unique<State>(path.string(), limits, open_database(path.string()));
      state->count_afresh();
      return std::unique_ptr<Spool>(new Spool(std::move(state)));
    } catch (const Failed& failed) {
      if (!is_damage(failed) || attempt > 0) return translated(failed, path.string());
      log::error("spool_damaged", {{"path", path.string()}, {"cause", failed.message}});
      move_damaged_away(path);
    }
  }
}

Result<void> Spool::append(const Capture& capture, std::optional<std::chrono::microseconds> clock_offset, Instant now) {
  const std::scoped_lock lock(state_->mutex);
  try {
    state_->drop_too_old(now);
    sqlite::Transaction transaction(state_->database);
    state_->make_room(capture.sealed.size());
    Statement insert(state_->database,
                     "INSERT OR IGNORE INTO capture (id, passage, camera, captured_at, face_x, face_y, face_width, "
                     "face_height, clock_offset, sealed, bytes) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11)");
    const std::string id = capture.id.to_string();
    const std::string passage = capture.passage.to_string();
    insert.bind(1, id).bind(2, passage).bind(3, capture.camera).bind(4, micros(capture.captured_at));
    insert.bind_real(5, capture.face.x).bind_real(6, capture.face.y);
    insert.bind_real(7, capture.face.width).bind_real(8, capture.face.height);
    if (clock_offset) {
      insert.bind(9, clock_offset->count());
    } else {
      insert.bind_null(9);
    }
    insert.bind(10, capture.sealed).bind(11, static_cast<std::int64_t>(capture.sealed.size())).step();
    const bool is_new = sqlite3_changes(state_->database.get()) > 0;
    transaction.commit();
    if (std::exchange(state_->must_recount, false)) {
      state_->count_afresh();
    } else if (is_new) {
      ++state_->counts.waiting;
      state_->counts.waiting_bytes += capture.sealed.size();
    }
  } catch (const Failed& failed) {
    return translated(failed, state_->path);
  }
  state_->changed.notify_all();
  return {};
}

Result<std::optional<SpooledCapture>> Spool::oldest(Instant now) {
  const std::scoped_lock lock(state_->mutex);
  try {
    state_->drop_too_old(now);
    Statement query(state_->database,
                    "SELECT sequence, id, passage, camera, captured_at, face_x, face_y, face_width, face_height, "
                    "clock_offset, sealed FROM capture ORDER BY sequence LIMIT 1");
    if (!query.step()) return std::nullopt;
    SpooledCapture found{.sequence = query.integer(0), .capture = {}, .clock_offset = std::nullopt};
    found.capture.id = core::CaptureId::parse(query.text(1)).value_or(core::CaptureId{});
    found.capture.passage = core::PassageId::parse(query.text(2)).value_or(core::PassageId{});
    found.capture.camera = query.text(3);
    found.capture.captured_at = Instant{std::chrono::microseconds{query.integer(4)}};
    found.capture.face = {static_cast<float>(query.real(5)), static_cast<float>(query.real(6)),
                          static_cast<float>(query.real(7)), static_cast<float>(query.real(8))};
    if (!query.is_null(9)) found.clock_offset = std::chrono::microseconds{query.integer(9)};
    found.capture.sealed = query.text(10);
    return found;
  } catch (const Failed& failed) {
    return translated(failed, state_->path);
  }
}

Result<void> Spool::remove(std::int64_t sequence) {
  const std::scoped_lock lock(state_->mutex);
  try {
    Statement statement(state_->database, "DELETE FROM capture WHERE sequence = ?1 RETURNING bytes");
    if (!statement.bind(1, sequence).step()) return {};
    const auto bytes = static_cast<std::uint64_t>(statement.integer(0));
    while (statement.step()) continue;
    --state_->counts.waiting;
    state_->counts.waiting_bytes -= std::min(state_->counts.waiting_bytes, bytes);
    return {};
  } catch (const Failed& failed) {
    return translated(failed, state_->path);
  }
}

Result<void> Spool::set_aside(std::int64_t sequence, const std::string& reason, Instant now) {
  const std::scoped_lock lock(state_->mutex);
  try {
    sqlite::Transaction transaction(state_->database);
    Statement(state_->database,
              "INSERT OR IGNORE INTO aside SELECT sequence, id, captured_at, ?2, ?3, sealed FROM capture "
              "WHERE sequence = ?1")
        .bind(1, sequence)
        .bind(2, micros(now))
        .bind(3, reason)
        .step();
    Statement(state_->database, "DELETE FROM capture WHERE sequence = ?1").bind(1, sequence).step();
    Statement(
        state_->database,
        "DELETE FROM aside WHERE sequence <= (SELECT sequence FROM aside ORDER BY sequence DESC LIMIT 1 OFFSET ?1)")
        .bind(1, state_->limits.max_aside)
        .step();
    if (const std::int64_t dropped = sqlite3_changes(state_->database.get()); dropped > 0) {
      state_->add_to_tally(kFromAside, dropped);
    }
    transaction.commit();
    state_->count_afresh();
    return {};
  } catch (const Failed& failed) {
    return translated(failed, state_->path);
  }
}

SpoolCounts Spool::counts() const {
  const std::scoped_lock lock(state_->mutex);
  return state_->counts;
}

void Spool::wait_for_capture(const std::stop_token& stop, std::chrono::steady_clock::time_point deadline) const {
  std::unique_lock lock(state_->mutex);
  state_->changed.wait_until(lock, stop, deadline, [this] { return state_->counts.waiting > 0; });
}

std::string Spool::last_event_id() const {
  const std::scoped_lock lock(state_->mutex);
  try {
    Statement query(state_->database, "SELECT value FROM memory WHERE name = 'last_event_id'");
    return query.step() ? query.text(0) : std::string();
  } catch (const Failed& failed) {
    log::warn("spool_unreadable", {{"cause", failed.message}});
    return {};
  }
}

Result<void> Spool::remember_event_id(const std::string& id) {
  const std::scoped_lock lock(state_->mutex);
  try {
    Statement(state_->database,
              "INSERT INTO memory VALUES ('last_event_id', ?1) ON CONFLICT(name) DO UPDATE SET value = ?1")
        .bind(1, id)
        .step();
    return {};
  } catch (const Failed& failed) {
    return translated(failed, state_->path);
  }
}

Result<bool> Spool::note_heard(const core::EventId& event) {
  const std::scoped_lock lock(state_->mutex);
  try {
    sqlite::Transaction transaction(state_->database);
    const std::string id = event.to_string();
    Statement insert(state_->database,
                     "INSERT INTO heard (event) VALUES (?1) ON CONFLICT DO NOTHING RETURNING sequence");
    insert.bind(1, id);
    if (!insert.step()) return false;
    const std::int64_t sequence = insert.integer(0);
    static_cast<void>(insert.step());  // to its end, or the transaction cannot be committed
    Statement(state_->database, "DELETE FROM heard WHERE sequence <= ?1").bind(1, sequence - kRememberedEvents).step();
    transaction.commit();
    return true;
  } catch (const Failed& failed) {
    return translated(failed, state_->path);
  }
}

}  // namespace attendsense::station
