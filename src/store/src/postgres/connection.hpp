#pragma once

// A thin layer over libpq: handles that close themselves, values bound and read by their C++ type in binary form,
// every wait with a deadline, failures as exceptions (failed.hpp). A connection serves one thread at a time.

#include <libpq-fe.h>

#include <chrono>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <unordered_map>
#include <vector>

#include "attendsense/store/postgres_store.hpp"
#include "postgres/conninfo.hpp"
#include "postgres/patience.hpp"
#include "postgres/values.hpp"

namespace attendsense::store::postgres {

struct ClearResult {
  void operator()(PGresult* result) const { PQclear(result); }
};

using ResultHandle = std::unique_ptr<PGresult, ClearResult>;

// The rows of a result: `while (rows.next()) rows.into(id, name);`
class Query {
 public:
  explicit Query(ResultHandle result) : result_(std::move(result)) {}

  [[nodiscard]] std::size_t size() const { return static_cast<std::size_t>(PQntuples(result_.get())); }

  // Whether there is another row.
  bool next() { return ++row_ < PQntuples(result_.get()); }

  // Before the first row again.
  void rewind() { row_ = -1; }

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

  [[nodiscard]] bool is_null(int index) const { return PQgetisnull(result_.get(), row_, index) != 0; }

  // As the server sent it, whatever its type.
  [[nodiscard]] BytesView raw(int index) const;

 private:
  void read(int index, std::int64_t& value) const;

  void read(int index, int& value) const {
    std::int64_t wide = 0;
    read(index, wide);
    value = static_cast<int>(wide);
  }

  void read(int index, bool& value) const;
  void read(int index, float& value) const;
  void read(int index, std::string& value) const;
  void read(int index, std::string_view& value) const;  // as long as the query
  void read(int index, Bytes& value) const;
  void read(int index, BytesView& value) const;  // as long as the query
  void read(int index, Uuid& value) const;
  void read(int index, Instant& value) const;
  void read(int index, std::chrono::microseconds& value) const;
  void read(int index, LocalDate& value) const;

  template <class Tag>
  void read(int index, StrongId<Tag>& value) const {
    read(index, value.uuid);
  }

  template <class Value>
  void read(int index, std::optional<Value>& value) const {
    if (is_null(index)) {
      value.reset();
    } else {
      read(index, value.emplace());
    }
  }

  // The column's bytes; null or of another type: corrupt.
  [[nodiscard]] BytesView expect(int index, Oid type) const;
  [[noreturn]] void throw_unreadable(int index) const;

  ResultHandle result_;
  int row_ = -1;
};

class Connection {
 public:
  // Not open yet. `patience` may end a wait before its deadline and must outlive the connection; without it each wait
  // has its deadline alone.
  explicit Connection(Conninfo conninfo, Patience* patience = nullptr)
      : conninfo_(std::move(conninfo)), patience_(patience) {}

  Connection(const Connection&) = delete;
  Connection& operator=(const Connection&) = delete;

  // Connects, also when it was open and broke. Throws Failed: unavailable "store_away" or "store_login_refused".
  void open();
  void close() noexcept;

  // As far as is known without asking the server.
  [[nodiscard]] bool is_open() const { return handle_ != nullptr; }

  // Runs a statement that yields no rows. Returns how many rows it changed.
  template <class... Values>
  std::int64_t run(const std::string& sql, const Values&... values) {
    return changed_rows(execute(sql, Parameters(values...)));
  }

  // The first column of the only row.
  template <class Value, class... Values>
  [[nodiscard]] Value value(const std::string& sql, const Values&... values) {
    Query rows = query(sql, values...);
    return rows.next() ? rows.column<Value>(0) : Value{};
  }

  // The only row, or every row, as `read` makes it from the query.
  template <class Read, class... Values>
  [[nodiscard]] auto first(const std::string& sql, const Read& read, const Values&... values)
      -> std::optional<std::invoke_result_t<Read, Query&>> {
    Query row = query(sql, values...);
    if (!row.next()) return std::nullopt;
    return read(row);
  }

  template <class Read, class... Values>
  [[nodiscard]] auto all(const std::string& sql, const Read& read, const Values&... values)
      -> std::vector<std::invoke_result_t<Read, Query&>> {
    Query rows = query(sql, values...);
    std::vector<std::invoke_result_t<Read, Query&>> result;
    result.reserve(rows.size());
    while (rows.next()) result.push_back(read(rows));
    return result;
  }

  template <class... Values>
  [[nodiscard]] Query query(const std::string& sql, const Values&... values) {
    return Query(execute(sql, Parameters(values...)));
  }

  // Planned anew for these very values: for questions whose best plan depends on how much is asked for.
  template <class... Values>
  [[nodiscard]] Query query_planned(const std::string& sql, const Values&... values) {
    return Query(execute_planned(sql, Parameters(values...)));
  }

  // Several statements at once, without values.
  void script(const std::string& sql);

  // `COPY ... FROM STDIN (FORMAT binary)`: `rows` are counts of fields and fields with their lengths.
  void copy_in(const std::string& sql, BytesView rows);

  void begin(const std::string& how);
  // Failures: in_doubt "commit_in_doubt" when the answer was lost; anything else wrote nothing.
  void commit();
  void rollback() noexcept;

  // Whether this transaction failed because of another: it may be tried again as a whole.
  [[nodiscard]] bool conflicted() const { return conflicted_; }

  // Asks the server for a sign of life, with a deadline of its own. Throws Failed and closes when there is none.
  void ping(std::chrono::milliseconds timeout);
  [[nodiscard]] bool answers_within(std::chrono::milliseconds timeout) noexcept;

  [[nodiscard]] const Conninfo& conninfo() const { return conninfo_; }

  [[nodiscard]] PGconn* handle() const { return handle_.get(); }

 private:
  using Deadline = std::chrono::steady_clock::time_point;

  struct Finish {
    void operator()(PGconn* handle) const { PQfinish(handle); }
  };

  [[nodiscard]] ResultHandle execute(const std::string& sql, const Parameters& parameters);
  [[nodiscard]] ResultHandle execute_planned(const std::string& sql, const Parameters& parameters);
  [[nodiscard]] std::string prepare(const std::string& sql, const Parameters& parameters);
  [[nodiscard]] static std::int64_t changed_rows(const ResultHandle& result);
  // Answers until the last; throws when one is an error.
  [[nodiscard]] ResultHandle receive(Deadline deadline);
  [[nodiscard]] ResultHandle collect(Deadline deadline);
  // Sends what is waiting and reads one answer; nothing after the last.
  [[nodiscard]] ResultHandle await(Deadline deadline);
  void put(BytesView piece, Deadline deadline);
  void wait_for(short events, Deadline deadline);
  void expect_sent(int sent);
  [[nodiscard]] Deadline reply_deadline() const;
  [[noreturn]] void throw_result(const PGresult* result);
  [[noreturn]] void throw_lost(std::string_view what);

  Conninfo conninfo_;
  Patience* patience_;
  std::unique_ptr<PGconn, Finish> handle_;
  std::unordered_map<std::string, std::string> prepared_;  // from the statement to its name
  bool conflicted_ = false;
  std::optional<Error> first_failure_;  // of this transaction: the server takes no commit any more
};

}  // namespace attendsense::store::postgres
