#include "sqlite/connection.hpp"

#include <algorithm>
#include <limits>

#include "sqlite/translate.hpp"

namespace attendsense::store::sqlite {
namespace {

int size_of(std::size_t bytes) {
  if (bytes > static_cast<std::size_t>(std::numeric_limits<int>::max())) {
    throw_failed(Failure::too_large, "value_too_large", "A value is too large to be stored");
  }
  return static_cast<int>(bytes);
}

// To SQLite $1 is a name; numbers begin with a question mark. No statement of ours holds the sign otherwise.
std::string with_numbered_parameters(std::string sql) {
  std::ranges::replace(sql, '$', '?');
  return sql;
}

}  // namespace

Query::Query(Connection& connection, std::string_view sql)
    : connection_(connection), sql_(sql), statement_(connection.take_statement(sql_)) {}

Query::~Query() {
  sqlite3_reset(statement_.get());
  sqlite3_clear_bindings(statement_.get());
  connection_.give_back(std::move(sql_), std::move(statement_));
}

bool Query::next() {
  connection_.expect_transaction();
  const int code = sqlite3_step(statement_.get());
  if (code == SQLITE_ROW) return true;
  if (code == SQLITE_DONE) return false;
  connection_.throw_last(code);
}

void Query::check(int code) const {
  if (code != SQLITE_OK) connection_.throw_last(code);
}

void Query::bind(int index, std::nullptr_t) {
  check(sqlite3_bind_null(statement_.get(), index));
}

void Query::bind(int index, std::int64_t value) {
  check(sqlite3_bind_int64(statement_.get(), index, value));
}

void Query::bind(int index, double value) {
  check(sqlite3_bind_double(statement_.get(), index, value));
}

// SQLite takes a null pointer for NULL, which an empty view may have.
void Query::bind(int index, std::string_view value) {
  const char* data = value.empty() ? "" : value.data();
  check(sqlite3_bind_text(statement_.get(), index, data, size_of(value.size()), SQLITE_TRANSIENT));
}

void Query::bind(int index, BytesView value) {
  const void* data = value.empty() ? static_cast<const void*>("") : value.data();
  check(sqlite3_bind_blob(statement_.get(), index, data, size_of(value.size()), SQLITE_TRANSIENT));
}

bool Query::is_null(int index) const {
  return sqlite3_column_type(statement_.get(), index) == SQLITE_NULL;
}

void Query::expect_type(int index, int type) const {
  if (sqlite3_column_type(statement_.get(), index) != type) throw_unreadable(index);
}

void Query::throw_unreadable(int index) const {
  const char* table = sqlite3_column_table_name(statement_.get(), index);
  const char* column = sqlite3_column_name(statement_.get(), index);
  throw_corrupt(std::string(table ? table : "?") + "." + (column ? column : "?"));
}

void Query::read(int index, std::int64_t& value) {
  expect_type(index, SQLITE_INTEGER);
  value = sqlite3_column_int64(statement_.get(), index);
}

void Query::read(int index, double& value) {
  expect_type(index, SQLITE_FLOAT);
  value = sqlite3_column_double(statement_.get(), index);
}

void Query::read(int index, std::string& value) {
  value = column<std::string_view>(index);
}

void Query::read(int index, std::string_view& value) {
  expect_type(index, SQLITE_TEXT);
  const unsigned char* text = sqlite3_column_text(statement_.get(), index);
  if (text == nullptr) connection_.throw_last(SQLITE_NOMEM);
  value = std::string_view(reinterpret_cast<const char*>(text),
                           static_cast<std::size_t>(sqlite3_column_bytes(statement_.get(), index)));
}

void Query::read(int index, BytesView& value) {
  expect_type(index, SQLITE_BLOB);
  const auto* data = static_cast<const std::uint8_t*>(sqlite3_column_blob(statement_.get(), index));
  value = BytesView(data, static_cast<std::size_t>(sqlite3_column_bytes(statement_.get(), index)));
}

void Query::read(int index, Bytes& value) {
  const auto view = column<BytesView>(index);
  value.assign(view.begin(), view.end());
}

void Query::read(int index, Uuid& value) {
  const auto view = column<BytesView>(index);
  if (view.size() != value.bytes.size()) throw_unreadable(index);
  std::ranges::copy(view, value.bytes.begin());
}

void Query::read(int index, LocalDate& value) {
  const auto date = date_of_days(column<std::int64_t>(index));
  if (!date) throw_unreadable(index);
  value = *date;
}

Connection::Connection(const std::filesystem::path& file, Access access, std::chrono::milliseconds busy_timeout)
    : path_(file.string()), busy_timeout_(busy_timeout) {
  // Each connection is used by one thread at a time: SQLite's own lock around it is not needed.
  sqlite3* handle = nullptr;
  const int code = sqlite3_open_v2(path_.c_str(), &handle, SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX, nullptr);
  handle_.reset(handle);
  if (code != SQLITE_OK) throw_last(code);
  sqlite3_extended_result_codes(handle, 1);
  sqlite3_busy_timeout(handle, static_cast<int>(busy_timeout.count()));
  sqlite3_db_config(handle, SQLITE_DBCONFIG_DEFENSIVE, 1, nullptr);
  // recursive_triggers: a REPLACE, too, meets the triggers that keep punches and the audit.
  // secure_delete: what is erased is overwritten. temp_store: nothing of it reaches a temporary file.
  script(
      "PRAGMA foreign_keys = ON; PRAGMA recursive_triggers = ON; PRAGMA trusted_schema = OFF;"
      "PRAGMA secure_delete = ON; PRAGMA temp_store = MEMORY; PRAGMA cell_size_check = ON;"
      "PRAGMA synchronous = FULL; PRAGMA journal_size_limit = 67108864;");
  if (access == Access::read_only) script("PRAGMA query_only = ON");
}

void Connection::script(const std::string& sql) {
  const int code = sqlite3_exec(handle(), sql.c_str(), nullptr, nullptr, nullptr);
  if (code != SQLITE_OK) throw_last(code);
}

void Connection::begin(const char* how) {
  run(how);
  in_transaction_ = true;
}

void Connection::commit() {
  try {
    run("COMMIT");
  } catch (const Failed& failed) {
    // The last write of a commit is what makes it lasting. Where the disk fails at it, nobody knows what it holds.
    if (failed.error().code != "store_away") throw;
    throw_failed(Failure::in_doubt, "commit_in_doubt",
                 "The disk failed while a transaction was being committed: " + failed.error().message,
                 "Look whether the change is there before trying again");
  }
  in_transaction_ = false;
  if (empty_log_) empty_log();
}

void Connection::empty_log() noexcept {
  sqlite3_busy_timeout(handle(), 0);
  const int code = sqlite3_wal_checkpoint_v2(handle(), nullptr, SQLITE_CHECKPOINT_TRUNCATE, nullptr, nullptr);
  sqlite3_busy_timeout(handle(), static_cast<int>(busy_timeout_.count()));
  empty_log_ = code != SQLITE_OK;
}

void Connection::limit_size(std::int64_t max_bytes) {
  if (max_bytes <= 0) return;
  const auto pages = std::max<std::int64_t>(1, max_bytes / value<std::int64_t>("PRAGMA page_size"));
  script("PRAGMA max_page_count = " + std::to_string(pages));
}

void Connection::expect_writable() const {
  if (sqlite3_db_readonly(handle(), "main") != 1) return;
  const std::string cause = "it was opened for reading only";
  throw Failed(translate(SQLITE_READONLY, cause, path_), cause);
}

void Connection::rollback() noexcept {
  in_transaction_ = false;
  if (sqlite3_get_autocommit(handle()) == 0) sqlite3_exec(handle(), "ROLLBACK", nullptr, nullptr, nullptr);
}

void Connection::throw_last(int code) const {
  const std::string cause = handle_ ? sqlite3_errmsg(handle()) : sqlite3_errstr(code);
  throw Failed(translate(code, cause, path_), cause);
}

void Connection::expect_transaction() const {
  if (!in_transaction_ || sqlite3_get_autocommit(handle()) == 0) return;
  throw_failed(Failure::unavailable, "store_away", "The transaction was rolled back after an earlier failure",
               "Try again");
}

Statement Connection::take_statement(const std::string& sql) {
  if (const auto found = idle_.find(sql); found != idle_.end()) {
    Statement statement = std::move(found->second);
    idle_.erase(found);
    return statement;
  }
  sqlite3_stmt* statement = nullptr;
  const std::string numbered = with_numbered_parameters(sql);
  const int code = sqlite3_prepare_v3(handle(), numbered.data(), size_of(numbered.size()), SQLITE_PREPARE_PERSISTENT,
                                      &statement, nullptr);
  if (code != SQLITE_OK) throw_last(code);
  return Statement(statement);
}

void Connection::give_back(std::string sql, Statement statement) noexcept {
  try {
    idle_.insert_or_assign(std::move(sql), std::move(statement));
  } catch (const std::bad_alloc&) {
    // It is prepared anew next time.
    statement.reset();
  }
}

}  // namespace attendsense::store::sqlite
