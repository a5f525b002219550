#include "sqlite.hpp"

#include <sqlite3.h>

namespace attendsense::transport::sqlite {

namespace {

constexpr int kPrimaryCode = 0xFF;  // extended result codes carry the primary one in their lowest byte

[[noreturn]] void raise(sqlite3* connection, int result) {
  throw SqliteError(result & kPrimaryCode, connection != nullptr ? sqlite3_errmsg(connection) : sqlite3_errstr(result));
}

}  // namespace

void Connection::Closer::operator()(sqlite3* handle) const {
  sqlite3_close_v2(handle);
}

void Statement::Finalizer::operator()(sqlite3_stmt* statement) const {
  sqlite3_finalize(statement);
}

Connection::Connection(const std::filesystem::path& path, int patience_ms) {
  sqlite3* opened = nullptr;
  const int result = sqlite3_open_v2(path.c_str(), &opened, SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX, nullptr);
  handle_.reset(opened);
  if (result != SQLITE_OK) raise(opened, result);
  sqlite3_extended_result_codes(opened, 1);
  sqlite3_busy_timeout(opened, patience_ms);
}

void Connection::run(const char* sql) {
  const int result = sqlite3_exec(handle_.get(), sql, nullptr, nullptr, nullptr);
  if (result != SQLITE_OK) raise(handle_.get(), result);
}

std::int64_t Connection::number(const char* sql) {
  Statement statement(*this, sql);
  return statement.step() ? statement.number(0) : 0;
}

std::int64_t Connection::changes() const {
  return sqlite3_changes64(handle_.get());
}

Statement::Statement(Connection& connection, std::string_view sql) : connection_(connection.handle()) {
  sqlite3_stmt* prepared = nullptr;
  const int result = sqlite3_prepare_v3(connection_, sql.data(), static_cast<int>(sql.size()),
                                        SQLITE_PREPARE_PERSISTENT, &prepared, nullptr);
  statement_.reset(prepared);
  check(result);
}

void Statement::check(int result) const {
  if (result != SQLITE_OK) raise(connection_, result);
}

Statement& Statement::bind(int index, std::int64_t value) {
  check(sqlite3_bind_int64(statement_.get(), index, value));
  return *this;
}

Statement& Statement::bind(int index, std::optional<std::int64_t> value) {
  check(value ? sqlite3_bind_int64(statement_.get(), index, *value) : sqlite3_bind_null(statement_.get(), index));
  return *this;
}

Statement& Statement::bind(int index, std::optional<double> value) {
  check(value ? sqlite3_bind_double(statement_.get(), index, *value) : sqlite3_bind_null(statement_.get(), index));
  return *this;
}

Statement& Statement::bind(int index, std::string_view text) {
  check(sqlite3_bind_text64(statement_.get(), index, text.empty() ? "" : text.data(), text.size(), SQLITE_STATIC,
                            SQLITE_UTF8));
  return *this;
}

Statement& Statement::bind(int index, BytesView blob) {
  // A null pointer would be NULL and not an empty blob.
  static constexpr std::uint8_t kNothing = 0;
  check(
      sqlite3_bind_blob64(statement_.get(), index, blob.empty() ? &kNothing : blob.data(), blob.size(), SQLITE_STATIC));
  return *this;
}

bool Statement::step() {
  const int result = sqlite3_step(statement_.get());
  if (result != SQLITE_ROW && result != SQLITE_DONE) raise(connection_, result);
  return result == SQLITE_ROW;
}

void Statement::run() {
  const Use use(*this);
  while (step()) {
  }
}

void Statement::reset() {
  // The result repeats what the last step said, which has been raised already.
  sqlite3_reset(statement_.get());
  sqlite3_clear_bindings(statement_.get());
}

bool Statement::is_null(int column) const {
  return sqlite3_column_type(statement_.get(), column) == SQLITE_NULL;
}

std::int64_t Statement::number(int column) const {
  return sqlite3_column_int64(statement_.get(), column);
}

double Statement::real(int column) const {
  return sqlite3_column_double(statement_.get(), column);
}

std::string Statement::text(int column) const {
  const auto* begin = reinterpret_cast<const char*>(sqlite3_column_text(statement_.get(), column));
  if (begin == nullptr) return {};
  return {begin, static_cast<std::size_t>(sqlite3_column_bytes(statement_.get(), column))};
}

Bytes Statement::blob(int column) const {
  const auto* begin = static_cast<const std::uint8_t*>(sqlite3_column_blob(statement_.get(), column));
  if (begin == nullptr) return {};
  return {begin, begin + sqlite3_column_bytes(statement_.get(), column)};
}

}  // namespace attendsense::transport::sqlite
