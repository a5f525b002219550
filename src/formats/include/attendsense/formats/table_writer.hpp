#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "attendsense/base/result.hpp"
#include "attendsense/base/time_zone.hpp"

namespace attendsense::formats {

// What a column holds, and of which type its cells are; any cell may be empty.
enum class ColumnType {
  text,         // std::string, UTF-8
  integer,      // std::int64_t
  decimal,      // Decimal
  date,         // LocalDate
  time_of_day,  // LocalTime, whose date is left out, or seconds since midnight, below 24 h
  date_time,    // LocalTime, shown in whole seconds
  duration,     // seconds, shown as h:mm unless the writer is told otherwise
  hours,        // seconds, shown as decimal hours: for balances, since Excel shows no negative h:mm
};

struct Column {
  std::string name;
  ColumnType type = ColumnType::text;
  int places = 2;  // of a decimal, 0 to 9
};

// A decimal number in units of the last place of its column: 1250 with two places is 12.50.
struct Decimal {
  std::int64_t scaled = 0;
  bool operator==(const Decimal&) const = default;
};

using Cell =
    std::variant<std::monostate, std::string, std::int64_t, Decimal, LocalDate, LocalTime, std::chrono::seconds>;

enum class DurationStyle {
  hours_minutes,  // 7:59; seconds are cut off where they are shown, as a clock does
  decimal_hours,  // 7.9994 (four places)
};

// Writes tables row by row: begin, rows, and again for a further table where the format has several, then finish.
// Nothing is kept of what was written: memory does not grow with the rows. The first failure is final and returned by
// every later call; a file without finish() is no file. Bytes of text that are not UTF-8 and control characters other
// than tab and line breaks are written as U+FFFD. For one thread.
class TableWriter {
 public:
  virtual ~TableWriter() = default;

  // Columns: 1 to 256 of them, with names. The title names the table where the format can.
  [[nodiscard]] Result<void> begin(std::string_view title, std::vector<Column> columns);
  // One cell for each column, of the column's type; anything else is a defect of the caller: internal
  // "table_row_mismatch".
  [[nodiscard]] Result<void> row(std::span<const Cell> cells);
  [[nodiscard]] Result<void> finish();

 private:
  virtual Result<void> write_header(std::string_view title, std::span<const Column> columns) = 0;
  virtual Result<void> write_row(std::span<const Column> columns, std::span<const Cell> cells) = 0;
  virtual Result<void> write_end() = 0;

  enum class State { fresh, rows, finished };
  Result<void> settle(Result<void> outcome);  // keeps the first failure

  State state_ = State::fresh;
  std::optional<Error> failure_;
  std::vector<Column> columns_;
};

}  // namespace attendsense::formats
