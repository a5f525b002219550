#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <string>

#include "attendsense/base/clock.hpp"
#include "attendsense/formats/streams.hpp"
#include "attendsense/formats/table_writer.hpp"

namespace attendsense::formats {

struct XlsxStyle {
  std::filesystem::path folder;  // for the unfinished file: there, writable and of nobody else
  std::string title;             // of the document, like the next two; may be empty
  std::string author;
  std::string company;
  Instant created;  // shown as the document's date; the same rows and date give the same bytes
  DurationStyle durations = DurationStyle::hours_minutes;
  std::int64_t sheet_rows = 1'048'576;  // with the header; what the format can hold, fewer in tests
};

// A workbook with one sheet a table: header in bold and frozen, filters, widths, real numbers, dates and durations
// ([h]:mm), text that is never a formula. Sheets are named by the titles, shortened and made unique. A table longer
// than a sheet goes on in the next one, with its header. What a spreadsheet's number cannot hold is written as text:
// integers and decimals of more than 15 digits, dates before 1900-03-01. A text of more than 32,767 UTF-16 units, which
// no cell can hold, is cut and ends in "…". The file is made in the folder and goes to the sink in finish(); it is gone
// afterwards, also after a failure. invalid_input "xlsx_folder_unusable": the folder cannot be written to. unavailable
// "xlsx_unwritable": the disk.
[[nodiscard]] Result<std::unique_ptr<TableWriter>> make_xlsx_writer(Sink sink, XlsxStyle style);

}  // namespace attendsense::formats
