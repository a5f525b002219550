#include "attendsense/store/copy.hpp"

#include <fmt/format.h>

#include "attendsense/base/sha256.hpp"
#include "attendsense/store/sqlite_store.hpp"
#include "copy/tables.hpp"
#include "failed.hpp"
#include "postgres/migrate.hpp"

namespace attendsense::store {
namespace {

using namespace std::chrono_literals;
using copy::Table;

constexpr auto kLongestStatement = 10min;
constexpr int kRowsAtOnce = 1000;

// The file, held against writers for as long as this lives.
class Source {
 public:
  explicit Source(const std::filesystem::path& file)
      : connection_(file, sqlite::Connection::Access::read_write, SqliteOptions{}.busy_timeout) {
    connection_.begin("BEGIN IMMEDIATE");
  }

  ~Source() { connection_.rollback(); }

  Source(const Source&) = delete;
  Source& operator=(const Source&) = delete;

  [[nodiscard]] std::int64_t count(const Table& table) {
    return connection_.value<std::int64_t>("SELECT count(*) " + table.from_source());
  }

  // In the order of the key, without the first so many.
  [[nodiscard]] sqlite::Query rows(const Table& table, std::int64_t skipped = 0) {
    return {connection_,
            fmt::format("SELECT {} {} ORDER BY {} LIMIT -1 OFFSET ?1", table.column_names(), table.from_source(),
                        table.key),
            skipped};
  }

  // Tells one source, and one state of it, from another: whatever people do with a store ends in the audit.
  [[nodiscard]] std::string fingerprint() {
    Sha256 hash;
    const auto add = [&](const std::string& text) { hash.update(as_bytes(text + '\n')); };
    for (const Table& table : copy::tables()) add(fmt::format("{} {}", table.name, count(table)));
    const auto text = [](sqlite::Query& row) { return row.column<std::string>(0); };
    for (const auto& head :
         connection_.all("SELECT hash FROM audit AS last WHERE sequence ="
                         " (SELECT max(sequence) FROM audit WHERE company = last.company) ORDER BY company",
                         text)) {
      add(head);
    }
    add(connection_.value<std::string>("SELECT key_fingerprint FROM sealing"));
    add(std::to_string(last_event()));
    return to_hex(hash.finish());
  }

  [[nodiscard]] std::int64_t last_event() {
    return connection_.value<std::int64_t>("SELECT seq FROM sqlite_sequence WHERE name = 'outbox'");
  }

 private:
  sqlite::Connection connection_;
};

// What has arrived is noted in the same transaction as the rows: a copy that is killed goes on where it was. While the
// table of notes is there, the store does not open.
class Target {
 public:
  explicit Target(postgres::Connection& connection) : connection_(connection) {}

  // Throws Failed: conflict "store_not_empty" or "store_copy_source_changed".
  void prepare(const std::string& source) {
    if (!postgres::is_being_copied_to(connection_)) {
      expect_empty();
      connection_.begin("BEGIN");
      connection_.script(
          "CREATE TABLE copy_progress (name text PRIMARY KEY, rows bigint NOT NULL);"
          "CREATE TABLE copy_source (fingerprint text NOT NULL)");
      connection_.run("INSERT INTO copy_source VALUES ($1)", source);
      connection_.commit();
    }
    if (connection_.value<std::string>("SELECT fingerprint FROM copy_source") == source) return;
    throw_failed(Failure::conflict, "store_copy_source_changed",
                 fmt::format("{} holds a part of another store, or of this one before it was written to",
                             connection_.conninfo().where),
                 "Drop the database, make and migrate it anew, and copy again");
  }

  [[nodiscard]] std::int64_t arrived(const Table& table) {
    return connection_.value<std::int64_t>("SELECT rows FROM copy_progress WHERE name = $1", table.name);
  }

  void add(const Table& table, BytesView rows, std::int64_t arrived) {
    connection_.begin("BEGIN");
    try {
      // Rows that have their numbers keep them, and what they once caused is copied, too.
      if (table.numbered) connection_.script(fmt::format("ALTER TABLE {} DISABLE TRIGGER USER", table.name));
      connection_.copy_in(fmt::format("COPY {} ({}) FROM STDIN (FORMAT binary)", table.name, table.column_names()),
                          rows);
      if (table.numbered) connection_.script(fmt::format("ALTER TABLE {} ENABLE TRIGGER USER", table.name));
      connection_.run("INSERT INTO copy_progress VALUES ($1, $2) ON CONFLICT (name) DO UPDATE SET rows = excluded.rows",
                      table.name, arrived);
      connection_.commit();
    } catch (...) {
      connection_.rollback();
      throw;
    }
  }

  // Numbers go on after those that came, the chains after their last entries. Then the store may be opened.
  void finish(std::int64_t last_event) {
    connection_.begin("BEGIN");
    try {
      connection_.run("SELECT setval('outbox_number', greatest($1, 1), $1 > 0)", last_event);
      connection_.run("UPDATE outbox_forgotten SET sequence = $1", last_event);
      for (const auto& [table, column] : {std::pair{"template", "place"}, std::pair{"template_change", "version"}}) {
        connection_.script(
            fmt::format("SELECT setval(pg_get_serial_sequence('{0}', '{1}'), greatest(last, 1), last > 0)"
                        " FROM (SELECT coalesce(max({1}), 0) AS last FROM {0}) AS numbers",
                        table, column));
      }
      connection_.script(
          "INSERT INTO audit_head (company, sequence, hash)"
          " SELECT DISTINCT ON (company) company, sequence, hash FROM audit ORDER BY company, sequence DESC;"
          "DROP TABLE copy_progress, copy_source; ANALYZE");
      connection_.commit();
    } catch (...) {
      connection_.rollback();
      throw;
    }
  }

  void hash(const Table& table, CopiedTable& into) {
    const std::string cursor = fmt::format("all_of_{}", table.name);
    Sha256 hash;
    Bytes bytes;
    connection_.begin("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY");
    connection_.script(fmt::format("DECLARE {} NO SCROLL CURSOR FOR SELECT {} FROM {} ORDER BY {}", cursor,
                                   table.column_names(), table.name, table.key));
    for (std::int64_t before = -1; before != into.target_rows;) {
      before = into.target_rows;
      postgres::Query rows = connection_.query(fmt::format("FETCH {} FROM {}", kRowsAtOnce, cursor));
      for (; rows.next(); ++into.target_rows) {
        bytes.clear();
        copy::append_row(bytes, table, rows);
        hash.update(bytes);
      }
    }
    connection_.commit();
    into.target_hash = to_hex(hash.finish());
  }

 private:
  void expect_empty() {
    for (const Table& table : copy::tables()) {
      const std::string rows = fmt::format("SELECT EXISTS (SELECT FROM {})", table.name);
      if (!connection_.value<bool>(rows)) continue;
      throw_failed(Failure::conflict, "store_not_empty",
                   fmt::format("The table {} of {} holds rows already", table.name, connection_.conninfo().where),
                   "Copy into a new database; this one may hold an earlier copy that is complete");
    }
  }

  postgres::Connection& connection_;
};

void copy_table(Source& source, Target& target, const Table& table, const CopyOptions& options) {
  const std::int64_t all = source.count(table);
  std::int64_t arrived = target.arrived(table);
  sqlite::Query rows = source.rows(table, arrived);
  Bytes batch;
  for (std::int64_t read = arrived; arrived < all; arrived = read) {
    batch.clear();
    while (read - arrived < std::max(options.batch_rows, 1) && rows.next()) {
      copy::append_row(batch, table, rows);
      ++read;
    }
    target.add(table, batch, read);
    options.progress({std::string(table.name), read, all});
  }
}

CopiedTable compare(Source& source, Target& target, const Table& table) {
  CopiedTable compared;
  compared.name = table.name;
  Sha256 hash;
  Bytes bytes;
  for (sqlite::Query rows = source.rows(table); rows.next(); ++compared.source_rows) {
    bytes.clear();
    copy::append_row(bytes, table, rows);
    hash.update(bytes);
  }
  compared.source_hash = to_hex(hash.finish());
  target.hash(table, compared);
  return compared;
}

CopyReport copy_all(const std::filesystem::path& file, postgres::Connection& connection, const CopyOptions& options) {
  const postgres::OnlyMigrator only(connection);
  postgres::expect_migrated(connection, postgres::migrations());
  Source source(file);
  Target target(connection);
  target.prepare(source.fingerprint());
  for (const Table& table : copy::tables()) copy_table(source, target, table, options);
  CopyReport report;
  for (const Table& table : copy::tables()) report.tables.push_back(compare(source, target, table));
  if (report.matches()) target.finish(source.last_event());
  return report;
}

}  // namespace

Result<CopyReport> copy_sqlite_to_postgres(const std::filesystem::path& file, const PostgresOptions& target,
                                           const crypto::SealingKey& key, const CopyOptions& options) {
  std::error_code error;
  if (!std::filesystem::exists(file, error)) {
    return fail(Failure::not_found, "store_missing", fmt::format("There is no store {}", file.string()),
                "Name the file that the embedded form keeps in its data folder");
  }
  // Brings its tables up to date and compares the key, as every start does.
  if (auto opened = open_sqlite_store(file, key); !opened) return fail(std::move(opened));
  return guarded([&] {
    PostgresOptions patient = target;
    patient.statement_timeout = std::max<std::chrono::milliseconds>(target.statement_timeout, kLongestStatement);
    postgres::Connection connection(postgres::conninfo_of(patient));
    connection.open();
    return copy_all(file, connection, options);
  });
}

}  // namespace attendsense::store
