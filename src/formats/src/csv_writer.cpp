#include "attendsense/formats/csv_writer.hpp"

#include <algorithm>
#include <utility>

#include "attendsense/formats/formula_guard.hpp"
#include "cell_text.hpp"
#include "utf8.hpp"

namespace attendsense::formats {

namespace {

constexpr std::size_t kBuffer = std::size_t{64} * 1024;

class CsvWriter final : public TableWriter {
 public:
  CsvWriter(Sink sink, CsvStyle style) : sink_(std::move(sink)), style_(style) { buffer_.reserve(kBuffer); }

 private:
  Result<void> write_header(std::string_view title, std::span<const Column> columns) override;
  Result<void> write_row(std::span<const Column> columns, std::span<const Cell> cells) override;

  Result<void> write_end() override { return flush(); }

  Result<void> flush();
  void append_cell(const Column& column, const Cell& cell);
  void append_text(std::string_view text);
  void append_number(std::string_view number);
  void append_field(std::string_view field, std::string_view quoted_for);

  Sink sink_;
  CsvStyle style_;
  std::string buffer_;
  bool begun_ = false;
};

Result<void> CsvWriter::write_header(std::string_view /*title*/, std::span<const Column> columns) {
  if (std::exchange(begun_, true)) return fail(Failure::internal, "table_order", "A CSV file holds one table");
  if (!std::string_view(",;\t").contains(style_.separator) || !std::string_view(".,").contains(style_.decimal_mark)) {
    return fail(Failure::invalid_input, "csv_style_unknown", "This is not a separator or not a decimal mark",
                "Separate by comma, semicolon or tab; mark decimals by point or comma");
  }
  if (style_.byte_order_mark) buffer_ += "\xEF\xBB\xBF";
  for (const Column& column : columns) {
    if (&column != columns.data()) buffer_ += style_.separator;
    append_text(column.name);
  }
  buffer_ += "\r\n";
  return {};
}

Result<void> CsvWriter::write_row(std::span<const Column> columns, std::span<const Cell> cells) {
  const std::size_t begin = buffer_.size();
  for (std::size_t i = 0; i < cells.size(); ++i) {
    if (i > 0) buffer_ += style_.separator;
    append_cell(columns[i], cells[i]);
  }
  // A reader passes over an empty line; a row of one empty cell is not one.
  if (buffer_.size() == begin) buffer_ += "\"\"";
  buffer_ += "\r\n";
  return buffer_.size() < kBuffer ? Result<void>() : flush();
}

Result<void> CsvWriter::flush() {
  for (std::string_view rest = buffer_; !rest.empty(); rest.remove_prefix(std::min(kBuffer, rest.size()))) {
    if (Result<void> sent = sink_(rest.substr(0, kBuffer)); !sent) return sent;
  }
  buffer_.clear();
  return {};
}

void CsvWriter::append_cell(const Column& column, const Cell& cell) {
  if (std::holds_alternative<std::monostate>(cell)) return;
  switch (column.type) {
    case ColumnType::text:
      return append_text(std::get<std::string>(cell));
    case ColumnType::integer:
      return append_number(decimal_text(std::get<std::int64_t>(cell), 0, style_.decimal_mark));
    case ColumnType::decimal:
      return append_number(decimal_text(std::get<Decimal>(cell).scaled, column.places, style_.decimal_mark));
    case ColumnType::date:
      return append_number(to_string(std::get<LocalDate>(cell)));
    case ColumnType::time_of_day:
      return append_number(time_text(time_of_day(cell)));
    case ColumnType::date_time:
      return append_number(date_time_text(std::get<LocalTime>(cell)));
    case ColumnType::duration:
      if (style_.durations == DurationStyle::hours_minutes) {
        return append_number(hours_minutes_text(std::get<std::chrono::seconds>(cell)));
      }
      [[fallthrough]];
    case ColumnType::hours:
      return append_number(decimal_hours_text(std::get<std::chrono::seconds>(cell), style_.decimal_mark));
  }
}

void CsvWriter::append_text(std::string_view text) {
  append_field(guard_formula(clean_text(text)), "\",;\t\r\n");
}

void CsvWriter::append_number(std::string_view number) {
  append_field(number, {&style_.separator, 1});
}

void CsvWriter::append_field(std::string_view field, std::string_view quoted_for) {
  const bool spaced = field.starts_with(' ') || field.ends_with(' ');  // which many programs would trim
  if (!spaced && field.find_first_of(quoted_for) == std::string_view::npos) {
    buffer_ += field;
    return;
  }
  buffer_ += '"';
  for (const char c : field) {
    if (c == '"') buffer_ += '"';
    buffer_ += c;
  }
  buffer_ += '"';
}

}  // namespace

std::unique_ptr<TableWriter> make_csv_writer(Sink sink, CsvStyle style) {
  return std::make_unique<CsvWriter>(std::move(sink), style);
}

}  // namespace attendsense::formats
