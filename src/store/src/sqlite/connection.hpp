#pragma once

// A thin layer over SQLite's C interface: handles that close themselves, values bound and read by their C++ type,
// failures as exceptions (failed.hpp). Parameters are written $1, $2, ..., as over PostgreSQL. A connection serves one
// thread at a time.

#include <sqlite3.h>

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <unordered_map>
#include <vector>

#include "attendsense/base/bytes.hpp"
#include "attendsense/base/clock.hpp"
#include "attendsense/base/uuid.hpp"
#include "dates.hpp"

namespace attendsense::store::sqlite {

class Connection;

struct FinalizeStatement {
  void operator()(sqlite3_stmt* statement) const { sqlite3_finalize(statement); }
};

using Statement = std::unique_ptr<sqlite3_stmt, FinalizeStatement>;

// One run of a statement: `while (query.next()) query.into(id, name);`. Gives the statement back for reuse when it
// goes.
class Query {
 public:
  Query(Connection& connection, std::string_view sql);

  // Binds $1, $2, ... to the values in order. Text and blobs are copied.
  template <class... Values>
  Query(Connection& connection, std::string_view sql, const Values&... values) : Query(connection, sql) {
    int index = 0;
    (bind(++index, values), ...);
  }

  ~Query();
  Query(const Query&) = delete;
  Query& operator=(const Query&) = delete;

  // Whether there is another row.
  bool next();

  // The columns of the row, in order. What has another type than the column's is corrupt.
  template <class... Values>
  void into(Values&... values) {
    int index = 0;
    (read(index++, values), ...);
  }

  template <class Value>
  [[nodiscard]] Value column(int index) {
    Value value{};
    read(index, value);
    return value;
  }

  [[nodiscard]] bool is_null(int index) const;

 private:
  void bind(int index, std::nullptr_t);
  void bind(int index, std::int64_t value);

  void bind(int index, int value) { bind(index, std::int64_t{value}); }

  void bind(int index, bool value) { bind(index, std::int64_t{value ? 1 : 0}); }

  void bind(int index, double value);

  void bind(int index, float value) { bind(index, static_cast<double>(value)); }

  void bind(int index, std::string_view value);

  void bind(int index, const char* value) { bind(index, std::string_view(value)); }

  void bind(int index, BytesView value);

  void bind(int index, Instant value) { bind(index, std::int64_t{value.time_since_epoch().count()}); }

  void bind(int index, std::chrono::microseconds value) { bind(index, std::int64_t{value.count()}); }

  void bind(int index, LocalDate value) { bind(index, std::int64_t{days_of(value)}); }

  template <class Tag>
  void bind(int index, const StrongId<Tag>& value) {
    bind(index, BytesView(value.uuid.bytes));
  }

  template <class Value>
  void bind(int index, const std::optional<Value>& value) {
    value ? bind(index, *value) : bind(index, nullptr);
  }

  void read(int index, std::int64_t& value);

  void read(int index, int& value) { value = static_cast<int>(column<std::int64_t>(index)); }

  void read(int index, bool& value) { value = column<std::int64_t>(index) != 0; }

  void read(int index, double& value);

  void read(int index, float& value) { value = static_cast<float>(column<double>(index)); }

  void read(int index, std::string& value);
  void read(int index, std::string_view& value);  // until the next call of next()
  void read(int index, Bytes& value);
  void read(int index, BytesView& value);  // until the next call of next()
  void read(int index, Uuid& value);

  void read(int index, Instant& value) { value = Instant{std::chrono::microseconds{column<std::int64_t>(index)}}; }

  void read(int index, std::chrono::microseconds& value) {
    value = std::chrono::microseconds{column<std::int64_t>(index)};
  }

  void read(int index, LocalDate& value);

  template <class Tag>
  void read(int index, StrongId<Tag>& value) {
    read(index, value.uuid);
  }

  template <class Value>
  void read(int index, std::optional<Value>& value) {
    if (is_null(index)) {
      value.reset();
    } else {
      read(index, value.emplace());
    }
  }

  void expect_type(int index, int type) const;
  [[noreturn]] void throw_unreadable(int index) const;
  void check(int code) const;

  Connection& connection_;
  std::string sql_;
  Statement statement_;
};

class Connection {
 public:
  enum class Access { read_write, read_only };

  // The file must be there. Waits up to busy_timeout for another writer.
  Connection(const std::filesystem::path& file, Access access, std::chrono::milliseconds busy_timeout);
  ~Connection() = default;
  Connection(const Connection&) = delete;
  Connection& operator=(const Connection&) = delete;

  // Runs a statement that yields no rows. Returns how many rows it changed.
  template <class... Values>
  std::int64_t run(std::string_view sql, const Values&... values) {
    Query statement(*this, sql, values...);
    statement.next();
    return sqlite3_changes64(handle());
  }

  // The first column of the only row.
  template <class Value, class... Values>
  [[nodiscard]] Value value(std::string_view sql, const Values&... values) {
    Query statement(*this, sql, values...);
    return statement.next() ? statement.template column<Value>(0) : Value{};
  }

  // The only row, or every row, as `read` makes it from the query.
  template <class Read, class... Values>
  [[nodiscard]] auto first(std::string_view sql, const Read& read, const Values&... values)
      -> std::optional<std::invoke_result_t<Read, Query&>> {
    Query row(*this, sql, values...);
    if (!row.next()) return std::nullopt;
    return read(row);
  }

  template <class Read, class... Values>
  [[nodiscard]] auto all(std::string_view sql, const Read& read, const Values&... values)
      -> std::vector<std::invoke_result_t<Read, Query&>> {
    Query rows(*this, sql, values...);
    std::vector<std::invoke_result_t<Read, Query&>> result;
    while (rows.next()) result.push_back(read(rows));
    return result;
  }

  // Several statements at once, without values.
  void script(const std::string& sql);

  // The file grows to this and no further; 0 or less: without a limit of ours.
  void limit_size(std::int64_t max_bytes);
  // Opened for writing, yet the file system may only let us read.
  void expect_writable() const;

  // Between begin and the end of a transaction nothing may run outside of it: where SQLite has rolled back by itself
  // (a full disk), a statement that came after it would else be committed on its own.
  void begin(const char* how);
  // Failures: as of any statement when nothing was written; in_doubt "commit_in_doubt" when that cannot be told.
  void commit();
  void rollback() noexcept;

  // After something personal was erased: what has been committed is moved out of the write-ahead log and the log cut,
  // so that it holds no old copy either. Tried after this transaction and, where a reader is in the way, the next ones.
  void empty_log_after_commit() { empty_log_ = true; }

  [[nodiscard]] sqlite3* handle() const { return handle_.get(); }

  [[nodiscard]] const std::string& path() const { return path_; }

  [[noreturn]] void throw_last(int code) const;

 private:
  friend class Query;
  [[nodiscard]] Statement take_statement(const std::string& sql);
  void give_back(std::string sql, Statement statement) noexcept;
  void expect_transaction() const;
  void empty_log() noexcept;

  struct Close {
    void operator()(sqlite3* handle) const { sqlite3_close_v2(handle); }
  };

  std::string path_;
  std::unique_ptr<sqlite3, Close> handle_;
  std::unordered_map<std::string, Statement> idle_;  // prepared and not in use; closed before the handle
  std::chrono::milliseconds busy_timeout_;
  bool in_transaction_ = false;
  bool empty_log_ = false;
};

}  // namespace attendsense::store::sqlite
