#include "attendsense/formats/table_writer.hpp"

#include <utility>

namespace attendsense::formats {

namespace {

constexpr std::size_t kMostColumns = 256;
constexpr int kMostPlaces = 9;

bool fits(const Cell& cell, ColumnType type) {
  if (std::holds_alternative<std::monostate>(cell)) return true;
  const auto* seconds = std::get_if<std::chrono::seconds>(&cell);
  switch (type) {
    case ColumnType::text:
      return std::holds_alternative<std::string>(cell);
    case ColumnType::integer:
      return std::holds_alternative<std::int64_t>(cell);
    case ColumnType::decimal:
      return std::holds_alternative<Decimal>(cell);
    case ColumnType::date:
      return std::holds_alternative<LocalDate>(cell) && std::get<LocalDate>(cell).ok();
    case ColumnType::time_of_day:
      return std::holds_alternative<LocalTime>(cell) ||
             (seconds != nullptr && seconds->count() >= 0 && *seconds < std::chrono::days{1});
    case ColumnType::date_time:
      return std::holds_alternative<LocalTime>(cell);
    case ColumnType::duration:
    case ColumnType::hours:
      return seconds != nullptr;
  }
  return false;
}

std::unexpected<Error> misuse(std::string code, std::string message) {
  return fail(Failure::internal, std::move(code), std::move(message));
}

}  // namespace

Result<void> TableWriter::settle(Result<void> outcome) {
  if (!outcome) failure_ = outcome.error();
  return outcome;
}

Result<void> TableWriter::begin(std::string_view title, std::vector<Column> columns) {
  if (failure_) return fail(*failure_);
  if (state_ == State::finished) return settle(misuse("table_order", "A table was begun after the last one"));
  if (columns.empty() || columns.size() > kMostColumns) {
    return settle(misuse("table_columns", "A table has 1 to 256 columns, not " + std::to_string(columns.size())));
  }
  for (const Column& column : columns) {
    if (column.name.empty()) return settle(misuse("table_columns", "A column has no name"));
    if (column.places < 0 || column.places > kMostPlaces) {
      return settle(misuse("table_columns", "The column " + column.name + " has other than 0 to 9 places"));
    }
  }
  columns_ = std::move(columns);
  state_ = State::rows;
  return settle(write_header(title, columns_));
}

Result<void> TableWriter::row(std::span<const Cell> cells) {
  if (failure_) return fail(*failure_);
  if (state_ != State::rows) return settle(misuse("table_order", "A row was written outside a table"));
  if (cells.size() != columns_.size()) {
    return settle(misuse("table_row_mismatch", "A row of " + std::to_string(cells.size()) + " cells was written to " +
                                                   std::to_string(columns_.size()) + " columns"));
  }
  for (std::size_t i = 0; i < cells.size(); ++i) {
    if (fits(cells[i], columns_[i].type)) continue;
    return settle(misuse("table_row_mismatch", "A cell of another type was written to the column " + columns_[i].name));
  }
  return settle(write_row(columns_, cells));
}

Result<void> TableWriter::finish() {
  if (failure_) return fail(*failure_);
  if (state_ != State::rows) return settle(misuse("table_order", "What was finished is not begun or finished already"));
  state_ = State::finished;
  return settle(write_end());
}

}  // namespace attendsense::formats
