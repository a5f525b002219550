#pragma once

// As much of SQLite as the spool needs, with an owner for each handle. Not for use from several threads at once.

#include <sqlite3.h>

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

#include "attendsense/base/result.hpp"

namespace attendsense::station::sqlite {

// SQLite said no; translated once, in the spool.
struct Failed {
  int code = SQLITE_ERROR;  // primary result code
  std::string message;
};

class Database {
 public:
  // Throws Failed, as everything below.
  explicit Database(const std::string& path);
  void run(const char* sql);

  [[nodiscard]] sqlite3* get() const { return handle_.get(); }

 private:
  struct Close {
    void operator()(sqlite3* handle) const { sqlite3_close_v2(handle); }
  };

  std::unique_ptr<sqlite3, Close> handle_;
};

class Statement {
 public:
  Statement(const Database& database, const char* sql);
  Statement& bind(int index, std::int64_t value);
  Statement& bind(int index, std::string_view text);  // must live until the statement has run
  Statement& bind_null(int index);
  // True when there is a row.
  bool step();

  [[nodiscard]] std::int64_t integer(int column) const { return sqlite3_column_int64(handle_.get(), column); }

  [[nodiscard]] double real(int column) const { return sqlite3_column_double(handle_.get(), column); }

  [[nodiscard]] bool is_null(int column) const { return sqlite3_column_type(handle_.get(), column) == SQLITE_NULL; }

  [[nodiscard]] std::string text(int column) const;
  Statement& bind_real(int index, double value);

 private:
  void check(int code) const;

  struct Finalize {
    void operator()(sqlite3_stmt* handle) const { sqlite3_finalize(handle); }
  };

  sqlite3* database_;
  std::unique_ptr<sqlite3_stmt, Finalize> handle_;
};

// Rolls back unless committed.
class Transaction {
 public:
  explicit Transaction(Database& database) : database_(database) { database_.run("BEGIN IMMEDIATE"); }

  ~Transaction();
  Transaction(const Transaction&) = delete;
  Transaction& operator=(const Transaction&) = delete;
  void commit();

 private:
  Database& database_;
  bool committed_ = false;
};

}  // namespace attendsense::station::sqlite
