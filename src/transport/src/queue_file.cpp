#include "queue_file.hpp"

#include <fcntl.h>
#include <sqlite3.h>
#include <unistd.h>

#include <cerrno>
#include <system_error>

#include "attendsense/base/clock.hpp"
#include "attendsense/base/uuid.hpp"

namespace attendsense::transport {

namespace {

constexpr int kPatienceMs = 5000;  // for the locks of other processes; their commits take milliseconds
constexpr std::int64_t kApplicationId = 0x41534351;  // "ASCQ": marks the file as a capture queue
constexpr std::int64_t kSchemaVersion = 1;

// The body has a table of its own, so that looking for the next job does not read pictures. `receipt` counts the
// leases of a job and so names the last one; `available_at` is the end of a lease or of a back-off. Times are
// microseconds since 1970 in UTC.
constexpr const char* kSchema = R"(
  CREATE TABLE job (
    sequence     INTEGER PRIMARY KEY AUTOINCREMENT,
    capture      BLOB NOT NULL UNIQUE,
    company      BLOB NOT NULL,
    station      BLOB NOT NULL,
    camera       BLOB NOT NULL,
    passage      BLOB NOT NULL,
    captured_at  INTEGER NOT NULL,
    accepted_at  INTEGER NOT NULL,
    face_x       REAL,     -- all four or none
    face_y       REAL,
    face_width   REAL,
    face_height  REAL,
    clock_offset INTEGER,  -- microseconds, station minus server
    sealed       INTEGER NOT NULL,
    size         INTEGER NOT NULL,
    attempts     INTEGER NOT NULL DEFAULT 0,
    receipt      INTEGER NOT NULL DEFAULT 0,
    leased       INTEGER NOT NULL DEFAULT 0,
    available_at INTEGER NOT NULL DEFAULT 0,
    died_at      INTEGER,
    reason       TEXT NOT NULL DEFAULT ''
  );
  CREATE INDEX job_live ON job (sequence, available_at) WHERE died_at IS NULL;
  CREATE INDEX job_leased ON job (available_at) WHERE leased = 1;
  CREATE INDEX job_dead ON job (died_at) WHERE died_at IS NOT NULL;
  CREATE TABLE body (
    sequence INTEGER PRIMARY KEY REFERENCES job (sequence) ON DELETE CASCADE,
    bytes    BLOB NOT NULL
  );
  CREATE TABLE known (
    capture    BLOB PRIMARY KEY,
    settled_at INTEGER NOT NULL
  ) WITHOUT ROWID;
  CREATE INDEX known_age ON known (settled_at);
)";

std::unexpected<Error> cannot_make(const std::filesystem::path& path, int error) {
  return fail(Failure::unavailable, "queue_away",
              "Cannot make the capture queue " + path.string() + ": " + std::generic_category().message(error),
              "Check that its folder exists, has room and may be written to");
}

void set_up(const std::filesystem::path& draft) {
  sqlite::Connection connection(draft, kPatienceMs);
  connection.run("PRAGMA auto_vacuum = INCREMENTAL");
  connection.run("PRAGMA journal_mode = WAL");  // stays with the file
  connection.run("BEGIN");
  connection.run(kSchema);
  connection.run(("PRAGMA application_id = " + std::to_string(kApplicationId)).c_str());
  connection.run(("PRAGMA user_version = " + std::to_string(kSchemaVersion)).c_str());
  connection.run("COMMIT");
}

// SQLite would make the file with whatever the process's umask allows; its -wal and -shm files take after it.
int make_private_file(const std::filesystem::path& path) {
  const int file = ::open(path.c_str(), O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
  if (file < 0) return errno;
  ::close(file);
  return 0;
}

void sync_folder_of(const std::filesystem::path& path) {
  const std::filesystem::path folder = path.has_parent_path() ? path.parent_path() : ".";
  const int directory = ::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (directory < 0) return;
  ::fsync(directory);
  ::close(directory);
}

// The file is made beside and then linked to its name, so that it appears whole or not at all. When several processes
// start at once, all use the file of the one that was first.
Result<void> create(const std::filesystem::path& path) {
  std::filesystem::path draft = path;
  draft += "." + make_uuid_v7(SystemClock{}.now()).to_string() + ".new";
  if (const int error = make_private_file(draft); error != 0) return cannot_make(path, error);
  int error = 0;
  try {
    set_up(draft);
    if (::link(draft.c_str(), path.c_str()) != 0) error = errno;
  } catch (...) {
    ::unlink(draft.c_str());
    throw;
  }
  ::unlink(draft.c_str());
  if (error != 0 && error != EEXIST) return cannot_make(path, error);
  sync_folder_of(path);
  return {};
}

Result<void> check_format(sqlite::Connection& connection, const std::filesystem::path& path) {
  const std::int64_t application = connection.number("PRAGMA application_id");
  const std::int64_t version = connection.number("PRAGMA user_version");
  if (application != kApplicationId) {
    return fail(Failure::invalid_input, "queue_foreign", "The file " + path.string() + " is not a capture queue",
                "Give the capture queue a file of its own");
  }
  if (version != kSchemaVersion) {
    return fail(Failure::unsupported, "queue_newer",
                "The capture queue " + path.string() + " has format " + std::to_string(version) + ", and only format " +
                    std::to_string(kSchemaVersion) + " is known here",
                "Use the version of the program that wrote it, or a later one");
  }
  return {};
}

}  // namespace

Result<sqlite::Connection> open_queue_file(const std::filesystem::path& path) {
  std::error_code ignored;  // whatever hinders the look hinders the opening, which says why
  if (!std::filesystem::exists(path, ignored)) {
    if (Result<void> created = create(path); !created) return fail(std::move(created));
  }
  sqlite::Connection connection(path, kPatienceMs);
  if (Result<void> ours = check_format(connection, path); !ours) return fail(std::move(ours));
  // FULL: a commit is on the disk before it is reported, which is what a 202 promises. The write-ahead log is copied
  // back after 16 MiB and not SQLite's usual 4, which a few dozen captures would fill.
  connection.run(
      "PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON;"
      "PRAGMA wal_autocheckpoint = 4000; PRAGMA journal_size_limit = 67108864;");
  return connection;
}

Error queue_error(const std::filesystem::path& path, const sqlite::SqliteError& error) {
  const std::string what = "The capture queue " + path.string();
  switch (error.code()) {
    case SQLITE_NOTADB:
    case SQLITE_CORRUPT:
      return fail(Failure::corrupt, "queue_damaged", what + " is damaged: " + error.what(),
                  "Stop the server and move the file away: it begins with an empty queue, and stations send again what "
                  "was not accepted")
          .error();
    case SQLITE_FULL:
      return fail(Failure::unavailable, "queue_full", what + " cannot grow: the disk is full", "Make room on the disk")
          .error();
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
      return fail(Failure::unavailable, "queue_away", what + " is held by another process", "Try again").error();
    default:
      return fail(Failure::unavailable, "queue_away", what + " cannot be used: " + error.what(),
                  "Check the disk and the permissions of the file")
          .error();
  }
}

}  // namespace attendsense::transport
