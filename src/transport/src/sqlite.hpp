#pragma once

// SQLite's C interface with owners and exceptions, no more. Exceptions do not leave this module.

#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>

#include "attendsense/base/bytes.hpp"

struct sqlite3;
struct sqlite3_stmt;

namespace attendsense::transport::sqlite {

class SqliteError : public std::runtime_error {
 public:
  SqliteError(int code, const std::string& message) : std::runtime_error(message), code_(code) {}

  // The primary result code: SQLITE_BUSY, SQLITE_FULL, ...
  [[nodiscard]] int code() const { return code_; }

 private:
  int code_;
};

// One connection, for one thread at a time.
class Connection {
 public:
  // An existing file, for reading and writing. Waits up to `patience_ms` for locks of others.
  Connection(const std::filesystem::path& path, int patience_ms);

  // Any number of statements without parameters and results.
  void run(const char* sql);
  // The first column of the first row.
  [[nodiscard]] std::int64_t number(const char* sql);
  // Rows that the last INSERT, UPDATE or DELETE touched.
  [[nodiscard]] std::int64_t changes() const;

  [[nodiscard]] sqlite3* handle() const { return handle_.get(); }

 private:
  struct Closer {
    void operator()(sqlite3* handle) const;
  };

  std::unique_ptr<sqlite3, Closer> handle_;
};

// A prepared statement, compiled once and used often. Texts and blobs that are bound are not copied: they must live
// until the statement is reset.
class Statement {
 public:
  Statement(Connection& connection, std::string_view sql);

  Statement& bind(int index, std::int64_t value);
  // Nothing is NULL.
  Statement& bind(int index, std::optional<std::int64_t> value);
  Statement& bind(int index, std::optional<double> value);
  Statement& bind(int index, std::string_view text);
  Statement& bind(int index, BytesView blob);

  // The next row; false after the last.
  [[nodiscard]] bool step();
  // For statements without results: to the end, then reset.
  void run();
  void reset();

  [[nodiscard]] bool is_null(int column) const;
  [[nodiscard]] std::int64_t number(int column) const;
  [[nodiscard]] double real(int column) const;
  [[nodiscard]] std::string text(int column) const;
  [[nodiscard]] Bytes blob(int column) const;

 private:
  struct Finalizer {
    void operator()(sqlite3_stmt* statement) const;
  };

  void check(int result) const;
  sqlite3* connection_;
  std::unique_ptr<sqlite3_stmt, Finalizer> statement_;
};

// Resets a statement when a scope is left, also by an exception, so that no read lock is held by accident.
class Use {
 public:
  explicit Use(Statement& statement) : statement_(statement) {}

  ~Use() { statement_.reset(); }

  Use(const Use&) = delete;
  Use& operator=(const Use&) = delete;

  Statement* operator->() { return &statement_; }

  Statement& operator*() { return statement_; }

 private:
  Statement& statement_;
};

}  // namespace attendsense::transport::sqlite
