#pragma once

#include <memory>

#include "attendsense/formats/streams.hpp"
#include "attendsense/formats/table_writer.hpp"

namespace attendsense::formats {

struct CsvStyle {
  char separator = ',';          // , ; or tab
  char decimal_mark = '.';       // . or ,
  bool byte_order_mark = false;  // Excel needs it to see that the file is UTF-8
  DurationStyle durations = DurationStyle::hours_minutes;
};

// CSV as RFC 4180 has it: UTF-8, CRLF, one table. Dates are 2026-03-29, times 08:30 or 08:30:15 (with seconds where
// there are any), both with a space between. Text is guarded against being taken for a formula (formula_guard.hpp);
// a field with any usual separator in it is quoted, so that a spreadsheet that splits at another one sees it whole.
// A style that is not one is refused by begin(): invalid_input "csv_style_unknown".
[[nodiscard]] std::unique_ptr<TableWriter> make_csv_writer(Sink sink, CsvStyle style = {});

}  // namespace attendsense::formats
