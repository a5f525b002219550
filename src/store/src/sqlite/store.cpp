#include <fcntl.h>
#include <fmt/format.h>
#include <unistd.h>

#include <cerrno>
#include <mutex>
#include <set>
#include <system_error>
#include <vector>

#include "attendsense/base/synchronized.hpp"
#include "attendsense/store/sqlite_store.hpp"
#include "failed.hpp"
#include "nested_write.hpp"
#include "pool.hpp"
#include "sqlite/migrate.hpp"
#include "sqlite/session.hpp"

namespace attendsense::store {
namespace {

using sqlite::Connection;
using sqlite::Session;

// The embedded form is one process: its workers hear of templates from the use case that changes them.
class NoWatch final : public core::Watch {};

// Within this process, which is the only one.
using HeldRoles = Synchronized<std::set<std::string>>;

class HeldRole final : public core::Leadership {
 public:
  HeldRole(std::shared_ptr<HeldRoles> roles, std::string role) : roles_(std::move(roles)), role_(std::move(role)) {}

  ~HeldRole() override {
    roles_->with([&](auto& roles) { roles.erase(role_); });
  }

  HeldRole(const HeldRole&) = delete;
  HeldRole& operator=(const HeldRole&) = delete;

  bool held() override { return true; }

 private:
  const std::shared_ptr<HeldRoles> roles_;
  const std::string role_;
};

class SqliteStore final : public core::Store {
 public:
  SqliteStore(const std::filesystem::path& file, crypto::SealingKey key, const SqliteOptions& options)
      : path_(file.string()),
        busy_timeout_(options.busy_timeout),
        key_(std::move(key)),
        writer_(open_sessions(file, 1, Connection::Access::read_write, options.max_bytes)),
        readers_(open_sessions(file, std::max(options.readers, 1), Connection::Access::read_only, 0)) {}

  Result<void> write(const Work& work) override {
    const NestedWrite guard(this);
    if (guard.is_nested()) return guard.refuse();
    const auto session = writer_.take(deadline());
    if (!session) return busy("write");
    return session->run("BEGIN IMMEDIATE", work);
  }

  Result<void> read(const Work& work) override {
    const auto session = readers_.take(deadline());
    if (!session) return busy("read");
    return session->run("BEGIN", work);
  }

  std::unique_ptr<core::Watch> watch_templates(std::function<void()> /*changed*/) override {
    return std::make_unique<NoWatch>();
  }

  Result<std::unique_ptr<core::Leadership>> try_lead(const std::string& role) override {
    const bool taken = roles_->with([&](auto& roles) { return !roles.insert(role).second; });
    if (taken) return nullptr;
    return std::make_unique<HeldRole>(roles_, role);
  }

 private:
  [[nodiscard]] std::vector<std::unique_ptr<Session>> open_sessions(const std::filesystem::path& file, int count,
                                                                    Connection::Access access,
                                                                    std::int64_t max_bytes) const {
    std::vector<std::unique_ptr<Session>> sessions;
    for (int i = 0; i < count; ++i) {
      sessions.push_back(std::make_unique<Session>(file, access, busy_timeout_, key_));
      sessions.back()->connection().limit_size(max_bytes);
    }
    return sessions;
  }

  [[nodiscard]] std::chrono::steady_clock::time_point deadline() const {
    return std::chrono::steady_clock::now() + busy_timeout_;
  }

  [[nodiscard]] std::unexpected<Error> busy(std::string_view what) const {
    return fail(Failure::unavailable, "store_busy",
                fmt::format("No connection to {} was free to {} within {} ms", path_, what, busy_timeout_.count()),
                "Try again");
  }

  const std::string path_;
  const std::chrono::milliseconds busy_timeout_;
  const crypto::SealingKey key_;
  const std::shared_ptr<HeldRoles> roles_ = std::make_shared<HeldRoles>();
  Pool<Session> writer_;
  Pool<Session> readers_;
};

void create_folder(const std::filesystem::path& folder) {
  if (folder.empty()) return;
  std::error_code error;
  const bool created = std::filesystem::create_directories(folder, error);
  if (!error && created) {
    std::filesystem::permissions(folder, std::filesystem::perms::owner_all, error);
  }
  if (error) {
    throw_failed(Failure::unavailable, "store_away",
                 fmt::format("The folder {} cannot be made: {}", folder.string(), error.message()),
                 "Name a folder that the program's user may write to");
  }
}

// Before SQLite would, so that nobody else can ever read it; its -wal and -shm files follow its mode.
void create_file(const std::filesystem::path& file) {
  const int descriptor = ::open(file.c_str(), O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, S_IRUSR | S_IWUSR);
  if (descriptor >= 0) {
    ::close(descriptor);
    return;
  }
  if (errno == EEXIST) return;
  throw_failed(Failure::unavailable, "store_away",
               fmt::format("The database {} cannot be made: {}", file.string(), std::generic_category().message(errno)),
               "Let the program's user write to its folder");
}

// Templates sealed under one key and looked for under another would be found out one by one, days later.
void expect_same_key(Connection& connection, const crypto::SealingKey& key) {
  connection.run("INSERT INTO sealing (id, key_fingerprint) VALUES (1, ?1) ON CONFLICT DO NOTHING", key.fingerprint());
  const auto stored = connection.value<std::string>("SELECT key_fingerprint FROM sealing");
  if (stored == key.fingerprint()) return;
  throw_failed(
      Failure::corrupt, "sealing_key_differs",
      fmt::format("The database {} was sealed with the key {}, the key given is {}", connection.path(), stored,
                  key.fingerprint()),
      "Put back the key file that was made with this database; without it, templates and station keys are lost");
}

void use_write_ahead_log(Connection& connection) {
  const auto mode = connection.value<std::string>("PRAGMA journal_mode = WAL");
  if (mode == "wal") return;
  throw_failed(Failure::unavailable, "store_away",
               fmt::format("The database {} cannot have a write-ahead log (its mode is {})", connection.path(), mode),
               "Put it on a local disk: network file systems lack what readers and writers share");
}

// Everything that needs doing once, before transactions run.
void prepare(const std::filesystem::path& file, const crypto::SealingKey& key, const SqliteOptions& options) {
  // Closing a file drops this process's locks on it, those of another thread that opens the same database included.
  static std::mutex opening;
  const std::scoped_lock lock(opening);
  create_folder(file.parent_path());
  create_file(file);
  Connection connection(file, Connection::Access::read_write, options.busy_timeout);
  connection.expect_writable();
  sqlite::migrate(connection, sqlite::migrations());
  use_write_ahead_log(connection);
  expect_same_key(connection, key);
}

}  // namespace

Result<std::unique_ptr<core::Store>> open_sqlite_store(const std::filesystem::path& file, crypto::SealingKey key,
                                                       const SqliteOptions& options) {
  return guarded([&]() -> std::unique_ptr<core::Store> {
    prepare(file, key, options);
    return std::make_unique<SqliteStore>(file, std::move(key), options);
  });
}

}  // namespace attendsense::store
