#include "queue_tables.hpp"

#include <sqlite3.h>

#include <algorithm>

#include "one_line.hpp"

namespace attendsense::transport {

namespace {

constexpr const char* kLeaseRanOut = "the lease of the last attempt ran out: the worker stopped or took too long";

std::int64_t micros(Instant instant) {
  return instant.time_since_epoch().count();
}

Instant instant(std::int64_t micros) {
  return Instant{std::chrono::microseconds{micros}};
}

template <class Id>
BytesView view(const Id& id) {
  return id.uuid.bytes;
}

template <class Id>
Id id_in(const sqlite::Statement& row, int column) {
  Id id;
  const Bytes bytes = row.blob(column);
  std::copy_n(bytes.begin(), std::min(bytes.size(), id.uuid.bytes.size()), id.uuid.bytes.begin());
  return id;
}

void bind_face(sqlite::Statement& statement, int first, const std::optional<core::FaceHint>& face) {
  const auto bind = [&](int index, float core::FaceHint::* side) {
    statement.bind(index, face ? std::optional<double>((*face).*side) : std::nullopt);
  };
  bind(first, &core::FaceHint::x);
  bind(first + 1, &core::FaceHint::y);
  bind(first + 2, &core::FaceHint::width);
  bind(first + 3, &core::FaceHint::height);
}

std::optional<core::FaceHint> face_in(const sqlite::Statement& row, int first) {
  if (row.is_null(first)) return std::nullopt;
  const auto side = [&](int column) { return static_cast<float>(row.real(column)); };
  return core::FaceHint{side(first), side(first + 1), side(first + 2), side(first + 3)};
}

std::optional<std::chrono::microseconds> duration_in(const sqlite::Statement& row, int column) {
  if (row.is_null(column)) return std::nullopt;
  return std::chrono::microseconds{row.number(column)};
}

}  // namespace

QueueTables::QueueTables(sqlite::Connection& connection, const QueueOptions& options)
    : connection_(connection),
      options_(options),
      retry_time_(options.backoff_base, options.backoff_max),
      data_version_(connection, "PRAGMA data_version"),
      count_live_(connection, "SELECT count(*), coalesce(sum(size), 0) FROM job WHERE died_at IS NULL"),
      find_known_(connection,
                  "SELECT EXISTS (SELECT 1 FROM job WHERE capture = ?1)"
                  " OR EXISTS (SELECT 1 FROM known WHERE capture = ?1)"),
      insert_job_(connection,
                  "INSERT INTO job (capture, company, station, camera, passage, captured_at, accepted_at,"
                  " sealed, size, clock_offset, face_x, face_y, face_width, face_height)"
                  " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14) RETURNING sequence"),
      insert_body_(connection, "INSERT INTO body (sequence, bytes) VALUES (?1, ?2)"),
      find_abandoned_(connection,
                      "SELECT sequence, size, attempts FROM job"
                      " WHERE leased = 1 AND available_at <= ?1 AND attempts >= ?2 AND died_at IS NULL"),
      find_next_(connection,
                 "SELECT sequence, leased FROM job INDEXED BY job_live"
                 " WHERE died_at IS NULL AND available_at <= ?1 ORDER BY sequence LIMIT 1"),
      find_leased_(connection,
                   "SELECT EXISTS (SELECT 1 FROM job WHERE leased = 1 AND available_at > ?1 AND died_at IS NULL)"),
      lease_(connection,
             "UPDATE job SET leased = 1, receipt = receipt + 1, attempts = attempts + 1, available_at = ?2"
             " WHERE sequence = ?1"),
      read_job_(connection,
                "SELECT capture, company, station, camera, passage, captured_at, accepted_at, sealed,"
                " receipt, attempts, bytes, clock_offset, face_x, face_y, face_width, face_height FROM job JOIN body "
                "USING (sequence) WHERE sequence = ?1"),
      find_held_(connection,
                 "SELECT sequence, size, attempts FROM job"
                 " WHERE capture = ?1 AND receipt = ?2 AND leased = 1 AND died_at IS NULL"),
      prolong_(connection, "UPDATE job SET available_at = ?2 WHERE sequence = ?1"),
      delete_job_(connection, "DELETE FROM job WHERE sequence = ?1"),
      insert_known_(connection, "INSERT OR REPLACE INTO known (capture, settled_at) VALUES (?1, ?2)"),
      postpone_(connection, "UPDATE job SET leased = 0, available_at = ?2, reason = ?3 WHERE sequence = ?1"),
      return_(connection, "UPDATE job SET leased = 0, available_at = 0, attempts = attempts - 1 WHERE sequence = ?1"),
      kill_(connection, "UPDATE job SET leased = 0, died_at = ?2, reason = ?3 WHERE sequence = ?1") {}

QueueTables::Load& QueueTables::load() {
  sqlite::Use version(data_version_);
  static_cast<void>(version->step());
  if (!counted_ || version->number(0) != counted_version_) {
    counted_version_ = version->number(0);
    sqlite::Use row(count_live_);
    static_cast<void>(row->step());
    counted_ = Load{row->number(0), row->number(1)};
  }
  return *counted_;
}

bool QueueTables::is_known(const core::CaptureId& capture) {
  find_known_.bind(1, view(capture));
  sqlite::Use row(find_known_);
  return row->step() && row->number(0) != 0;
}

Result<core::Enqueued> QueueTables::add(const core::CaptureJob& job) {
  if (is_known(job.capture)) return core::Enqueued::known;
  const auto size = static_cast<std::int64_t>(job.body.size());
  Load& now = load();
  if (now.jobs >= options_.max_waiting || now.bytes + size > options_.max_bytes) {
    return fail(Failure::unavailable, "queue_full",
                "The capture queue is full: " + std::to_string(now.jobs) + " captures of " +
                    std::to_string(now.bytes / 1024) + " KiB wait",
                "Check that a worker is running; stations keep their captures and send them later");
  }
  std::int64_t sequence = 0;
  {
    insert_job_.bind(1, view(job.capture)).bind(2, view(job.company)).bind(3, view(job.station));
    insert_job_.bind(4, view(job.camera)).bind(5, view(job.passage)).bind(6, micros(job.captured_at));
    insert_job_.bind(7, micros(job.accepted_at)).bind(8, std::int64_t{job.sealed}).bind(9, size);
    insert_job_.bind(10, job.clock_offset.transform([](auto offset) -> std::int64_t { return offset.count(); }));
    bind_face(insert_job_, 11, job.face);
    sqlite::Use row(insert_job_);
    static_cast<void>(row->step());
    sequence = row->number(0);
  }
  insert_body_.bind(1, sequence).bind(2, BytesView(job.body)).run();
  now.jobs += 1;
  now.bytes += size;
  return core::Enqueued::added;
}

// The last attempt took its worker with it: nobody will release such a job, so whoever takes next buries it.
void QueueTables::bury_abandoned(Instant now) {
  std::vector<Held> abandoned;
  {
    find_abandoned_.bind(1, micros(now)).bind(2, std::int64_t{options_.max_attempts});
    sqlite::Use row(find_abandoned_);
    while (row->step()) abandoned.push_back({row->number(0), row->number(1), static_cast<int>(row->number(2))});
  }
  for (const Held& job : abandoned) kill(job, kLeaseRanOut, now);
}

std::optional<core::LeasedCapture> QueueTables::take(Instant now, std::chrono::milliseconds lease) {
  if (suspect_ && now < suspect_->until) return std::nullopt;
  bury_abandoned(now);
  std::int64_t sequence = 0;
  bool suspected = false;
  {
    find_next_.bind(1, micros(now));
    sqlite::Use next(find_next_);
    if (!next->step()) return std::nullopt;
    sequence = next->number(0);
    suspected = next->number(1) != 0;
  }
  if (suspected && is_leased(now)) return std::nullopt;
  lease_.bind(1, sequence).bind(2, micros(now + lease)).run();
  read_job_.bind(1, sequence);
  sqlite::Use row(read_job_);
  if (!row->step()) throw sqlite::SqliteError(SQLITE_CORRUPT, "a job has no body");
  core::LeasedCapture taken;
  taken.job = {.capture = id_in<core::CaptureId>(*row, 0),
               .company = id_in<core::CompanyId>(*row, 1),
               .station = id_in<core::StationId>(*row, 2),
               .camera = id_in<core::CameraId>(*row, 3),
               .passage = id_in<core::PassageId>(*row, 4),
               .captured_at = instant(row->number(5)),
               .accepted_at = instant(row->number(6)),
               .face = face_in(*row, 12),
               .clock_offset = duration_in(*row, 11),
               .sealed = row->number(7) != 0,
               .body = row->blob(10)};
  taken.receipt = row->number(8);
  taken.attempt = static_cast<int>(row->number(9));
  suspect_.reset();
  if (suspected) suspect_ = {taken.job.capture, now + lease};
  return taken;
}

bool QueueTables::is_leased(Instant now) {
  find_leased_.bind(1, micros(now));
  sqlite::Use row(find_leased_);
  return row->step() && row->number(0) != 0;
}

std::optional<QueueTables::Held> QueueTables::find_held(const core::LeasedCapture& leased) {
  find_held_.bind(1, view(leased.job.capture)).bind(2, leased.receipt);
  sqlite::Use row(find_held_);
  if (!row->step()) return std::nullopt;
  return Held{row->number(0), row->number(1), static_cast<int>(row->number(2))};
}

std::optional<QueueTables::Held> QueueTables::held(const core::LeasedCapture& leased) {
  const std::optional<Held> row = find_held(leased);
  if (row && suspect_ && suspect_->capture == leased.job.capture) suspect_.reset();
  return row;
}

bool QueueTables::keep(const core::LeasedCapture& leased, Instant now, std::chrono::milliseconds lease) {
  const std::optional<Held> row = find_held(leased);
  if (!row) return false;
  prolong_.bind(1, row->sequence).bind(2, micros(now + lease)).run();
  if (suspect_ && suspect_->capture == leased.job.capture) suspect_->until = now + lease;
  return true;
}

bool QueueTables::acknowledge(const core::LeasedCapture& leased, Instant now) {
  const std::optional<Held> row = held(leased);
  if (!row) return false;
  Load& live = load();
  delete_job_.bind(1, row->sequence).run();
  insert_known_.bind(1, view(leased.job.capture)).bind(2, micros(now)).run();
  live.jobs -= 1;
  live.bytes -= row->size;
  return true;
}

bool QueueTables::release(const core::LeasedCapture& leased, const std::string& reason, Instant now) {
  const std::optional<Held> row = held(leased);
  if (!row) return false;
  if (row->attempts >= options_.max_attempts) {
    kill(*row, reason, now);
  } else {
    const std::string line = one_line(reason);
    postpone_.bind(1, row->sequence).bind(2, micros(retry_time_.after(now, row->attempts))).bind(3, line).run();
  }
  return true;
}

bool QueueTables::bury(const core::LeasedCapture& leased, const std::string& reason, Instant now) {
  const std::optional<Held> row = held(leased);
  if (row) kill(*row, reason, now);
  return row.has_value();
}

void QueueTables::kill(const Held& row, const std::string& reason, Instant now) {
  const std::string line = one_line(reason);
  Load& live = load();
  kill_.bind(1, row.sequence).bind(2, micros(now)).bind(3, line).run();
  live.jobs -= 1;
  live.bytes -= row.size;
}

bool QueueTables::give_back(const core::LeasedCapture& leased) {
  const std::optional<Held> row = held(leased);
  if (row) return_.bind(1, row->sequence).run();
  return row.has_value();
}

core::QueueStatus QueueTables::status(Instant now) {
  sqlite::Statement count(connection_,
                          "SELECT count(*) FILTER (WHERE died_at IS NULL AND NOT (leased = 1 AND available_at > ?1)),"
                          " count(*) FILTER (WHERE died_at IS NULL AND leased = 1 AND available_at > ?1),"
                          " count(*) FILTER (WHERE died_at IS NOT NULL),"
                          " min(accepted_at) FILTER (WHERE died_at IS NULL AND NOT (leased = 1 AND available_at > ?1))"
                          " FROM job");
  count.bind(1, micros(now));
  static_cast<void>(count.step());
  core::QueueStatus status{count.number(0), count.number(1), count.number(2), std::nullopt};
  if (!count.is_null(3)) status.oldest_waiting = instant(count.number(3));
  return status;
}

std::vector<core::DeadCapture> QueueTables::dead(int limit) {
  sqlite::Statement row(connection_,
                        "SELECT capture, station, accepted_at, died_at, attempts, reason FROM job"
                        " WHERE died_at IS NOT NULL ORDER BY died_at DESC, sequence DESC LIMIT ?1");
  row.bind(1, std::int64_t{std::max(0, limit)});
  std::vector<core::DeadCapture> dead;
  while (row.step()) {
    dead.push_back({id_in<core::CaptureId>(row, 0), id_in<core::StationId>(row, 1), instant(row.number(2)),
                    instant(row.number(3)), static_cast<int>(row.number(4)), row.text(5)});
  }
  return dead;
}

std::int64_t QueueTables::retry_dead(std::optional<core::CaptureId> capture) {
  const std::string which = capture ? " AND capture = ?1" : "";
  sqlite::Statement revive(connection_,
                           "UPDATE job SET died_at = NULL, attempts = 0, available_at = 0, leased = 0"
                           " WHERE died_at IS NOT NULL" +
                               which);
  if (capture) revive.bind(1, view(*capture));
  revive.run();
  forget_memory();
  return connection_.changes();
}

void QueueTables::tidy(Instant now) {
  sqlite::Statement forget(connection_,
                           "DELETE FROM known WHERE capture IN"
                           " (SELECT capture FROM known WHERE settled_at < ?1 LIMIT 1000)");
  forget.bind(1, micros(now - options_.remember_known)).run();
  sqlite::Statement drop(connection_,
                         "DELETE FROM job WHERE sequence IN"
                         " (SELECT sequence FROM job WHERE died_at < ?1 LIMIT 100)");
  drop.bind(1, micros(now - options_.keep_dead)).run();
  // After a long outage the file has grown; what is free beyond 16 MiB goes back to the disk, 16 MiB at a time.
  constexpr std::int64_t kPages = 4096;
  if (connection_.number("PRAGMA freelist_count") > 2 * kPages) connection_.run("PRAGMA incremental_vacuum(4096)");
}

}  // namespace attendsense::transport
