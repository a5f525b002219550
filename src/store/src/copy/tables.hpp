#pragma once

// What is copied, and the form in which both sides are compared: a row as PostgreSQL's COPY takes it in binary, a count
// of fields and each with its length before it.

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "postgres/connection.hpp"
#include "sqlite/connection.hpp"

namespace attendsense::store::copy {

// How SQLite's value becomes PostgreSQL's.
enum class Kind { uuid, text, bytes, number32, number64, boolean, real, time, date };

struct Column {
  std::string_view name;
  Kind kind = Kind::text;
};

struct Table {
  std::string_view name;
  std::vector<Column> columns;
  std::string_view key;          // the columns that order it
  std::string_view source = {};  // where SQLite keeps it elsewhere; empty: in a table of the same name
  bool numbered = false;         // a trigger that must not fire while rows come that have their numbers

  [[nodiscard]] std::string column_names() const;
  [[nodiscard]] std::string from_source() const;  // "FROM ..."
};

// In an order in which each refers to those before it.
[[nodiscard]] std::span<const Table> tables();

// The row that a query stands on, appended in the common form.
void append_row(Bytes& out, const Table& table, sqlite::Query& row);
void append_row(Bytes& out, const Table& table, const postgres::Query& row);

}  // namespace attendsense::store::copy
