#pragma once

// The database of the distributed form: PostgreSQL 15 or later behind the ports of core.

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <string>

#include "attendsense/base/result.hpp"
#include "attendsense/base/secret.hpp"
#include "attendsense/core/ports/store.hpp"
#include "attendsense/crypto/sealing.hpp"

namespace attendsense::store {

struct PostgresOptions {
  std::string host = "localhost";  // a name or an address; a folder (from its "/"): the Unix socket in it
  std::uint16_t port = 5432;
  std::string database = "attendsense";
  std::string user;
  Secret password;
  std::filesystem::path ca_file;  // the server's certificate is verified against it, with its name (verify-full);
                                  // empty: only for a Unix socket or this machine itself
  int connections = 8;            // how many transactions run side by side; made when they are needed, besides one of
                                  // the store's own and those of what it is asked to watch or to lead
  std::chrono::milliseconds connect_timeout{2000};
  std::chrono::milliseconds pool_timeout{5000};       // how long a transaction waits for a connection: "store_busy"
  std::chrono::milliseconds statement_timeout{5000};  // of one statement, waiting for others included: "store_busy"
  std::chrono::milliseconds retry_timeout{10000};     // how long a transaction that conflicts is tried again
  std::chrono::milliseconds silence{750};  // a server of which nothing is heard for this long is "store_away"; from 150
};

// Opens a database whose tables are up to date, as the role attendsense_api or attendsense_worker. A server that goes
// away later and returns is found again without reopening; one that falls silent without closing its connections is
// given up after `silence`, and until it is heard again all calls are refused at once. A write() that has succeeded is
// on the server's disk. Transactions are serializable; `work` is run again after a conflict. A change that failed
// within a write() fails the whole of it, also when `work` goes on. Safe from any thread. Errors, besides those of
// core::Store: invalid_input "postgres_tls_missing" (no ca_file for a server elsewhere), unsupported "store_older" and
// "store_newer" (the tables are of another version), conflict "store_foreign" (the schema is of another program),
// corrupt "sealing_key_differs", unavailable "store_login_refused", "store_copy_unfinished" and "store_away".
[[nodiscard]] Result<std::unique_ptr<core::Store>> open_postgres_store(const PostgresOptions& options,
                                                                       crypto::SealingKey key);

// Makes the tables or brings them up to date, as the role that owns the database, and grants to attendsense_api and
// attendsense_worker, which must be there, what each needs. Several at once agree. A migration that fails changes
// nothing. Errors as of open_postgres_store(), and not_found "store_roles_missing".
[[nodiscard]] Result<void> migrate_postgres(const PostgresOptions& options);

}  // namespace attendsense::store
