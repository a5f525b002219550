#include <fmt/format.h>

#include <vector>

#include "attendsense/store/postgres_store.hpp"
#include "failed.hpp"
#include "nested_write.hpp"
#include "pool.hpp"
#include "postgres/heartbeat.hpp"
#include "postgres/leadership.hpp"
#include "postgres/migrate.hpp"
#include "postgres/session.hpp"
#include "postgres/watch.hpp"

namespace attendsense::store {
namespace {

using postgres::Connection;
using postgres::Conninfo;
using postgres::Session;

constexpr std::chrono::hours kLongestMigration{1};

class PostgresStore final : public core::Store {
 public:
  PostgresStore(const PostgresOptions& options, crypto::SealingKey key)
      : conninfo_(postgres::conninfo_of(options)),
        pool_timeout_(options.pool_timeout),
        retry_timeout_(options.retry_timeout),
        key_(std::move(key)),
        heartbeat_(conninfo_, options.silence),
        sessions_(make_sessions(std::max(options.connections, 1))),
        candidacy_(conninfo_) {}

  Result<void> write(const Work& work) override {
    const NestedWrite guard(this);
    if (guard.is_nested()) return guard.refuse();
    return run(Session::Mode::write, work);
  }

  Result<void> read(const Work& work) override { return run(Session::Mode::read, work); }

  std::unique_ptr<core::Watch> watch_templates(std::function<void()> changed) override {
    return postgres::watch_templates(conninfo_, std::move(changed));
  }

  Result<std::unique_ptr<core::Leadership>> try_lead(const std::string& role) override {
    return guarded([&] { return candidacy_.try_lead(role); });
  }

 private:
  [[nodiscard]] std::vector<std::unique_ptr<Session>> make_sessions(int count) {
    std::vector<std::unique_ptr<Session>> sessions;
    sessions.reserve(static_cast<std::size_t>(count));
    for (int i = 0; i < count; ++i) sessions.push_back(std::make_unique<Session>(conninfo_, key_, heartbeat_));
    return sessions;
  }

  Result<void> run(Session::Mode mode, const Work& work) {
    // Before the pool, whose connections may all be waiting in vain.
    if (Result<void> heard = guarded([&] { heartbeat_.expect_heard(); }); !heard) return heard;
    const auto session = sessions_.take(std::chrono::steady_clock::now() + pool_timeout_);
    if (!session) {
      return fail(Failure::unavailable, "store_busy",
                  fmt::format("No connection to {} was free within {} ms", conninfo_.where, pool_timeout_.count()),
                  "Try again, or allow more connections");
    }
    return session->run(mode, work, retry_timeout_);
  }

  const Conninfo conninfo_;
  const std::chrono::milliseconds pool_timeout_;
  const std::chrono::milliseconds retry_timeout_;
  const crypto::SealingKey key_;
  postgres::Heartbeat heartbeat_;
  Pool<Session> sessions_;
  postgres::Candidacy candidacy_;
};

// Templates sealed under one key and looked for under another would be found out one by one, days later.
void expect_same_key(Connection& connection, const crypto::SealingKey& key) {
  connection.run("INSERT INTO sealing (id, key_fingerprint) VALUES (1, $1) ON CONFLICT DO NOTHING", key.fingerprint());
  const auto stored = connection.value<std::string>("SELECT key_fingerprint FROM sealing");
  if (stored == key.fingerprint()) return;
  throw_failed(Failure::corrupt, "sealing_key_differs",
               fmt::format("The database {} was sealed with the key {}, the key given is {}",
                           connection.conninfo().where, stored, key.fingerprint()),
               "Put back the key file that was made with this database; without it, templates and station keys are "
               "lost");
}

}  // namespace

Result<std::unique_ptr<core::Store>> open_postgres_store(const PostgresOptions& options, crypto::SealingKey key) {
  return guarded([&]() -> std::unique_ptr<core::Store> {
    Connection connection(postgres::conninfo_of(options));
    connection.open();
    postgres::expect_migrated(connection, postgres::migrations());
    postgres::expect_whole(connection);
    expect_same_key(connection, key);
    return std::make_unique<PostgresStore>(options, std::move(key));
  });
}

Result<void> migrate_postgres(const PostgresOptions& options) {
  return guarded([&] {
    PostgresOptions patient = options;
    patient.statement_timeout = std::max<std::chrono::milliseconds>(options.statement_timeout, kLongestMigration);
    Connection connection(postgres::conninfo_of(patient));
    connection.open();
    postgres::migrate(connection, postgres::migrations());
  });
}

}  // namespace attendsense::store
