#pragma once

#include <csv.h>

#include <expected>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "attendsense/formats/csv_reader.hpp"
#include "utf8.hpp"

namespace attendsense::formats {

// The fields between one line end and the next that is outside quotes.
struct CsvFields {
  std::int64_t line = 0;
  std::vector<std::string> fields;
};

// The bytes of a file as fields, whatever they mean: libcsv in strict mode, and around it what libcsv leaves open:
// lines, limits, the encoding, line ends and the separator.
class CsvScanner {
 public:
  CsvScanner(Source source, std::optional<char> separator, CsvLimits limits);
  ~CsvScanner();
  CsvScanner(const CsvScanner&) = delete;  // libcsv calls back into this very object
  CsvScanner& operator=(const CsvScanner&) = delete;

  // Nothing: the end. A LineError: the file cannot be read further, and the end follows.
  [[nodiscard]] Result<std::optional<std::expected<CsvFields, LineError>>> next();

  [[nodiscard]] char separator() const { return separator_; }

 private:
  using Step = std::expected<void, LineError>;

  Result<void> fill();              // one more piece at the end of buffer_, or at_end_
  Result<Step> begin_file();        // byte order mark, separator
  Result<void> read_header_line();  // all of it into buffer_, within the limits
  Step scan_line_piece();           // feeds what is left of a line in buffer_, at most kPiece of it
  Step check_bytes(std::string_view piece);
  Step feed(std::string_view piece);
  Step check_limits();
  Step finish();

  static void on_field(void* data, std::size_t size, void* self);
  static void on_record(int terminator, void* self);

  [[nodiscard]] std::unexpected<LineError> problem(std::int64_t line, std::string message) const;

  Source source_;
  CsvLimits limits_;
  csv_parser parser_{};
  char separator_;
  bool separator_known_;

  std::string buffer_;
  std::size_t consumed_ = 0;  // of buffer_
  bool begun_ = false;
  bool at_end_ = false;  // of the source
  bool ended_ = false;   // of what is told

  Utf8Checker utf8_;
  std::int64_t line_ = 1;
  std::int64_t field_line_ = 1;  // where the field that is being read begins
  std::size_t records_ = 0;
  bool in_record_ = false;      // something other than a line end has come since the last record
  bool line_feed_due_ = false;  // a carriage return has ended a record
  bool record_complete_ = false;
  std::size_t longest_field_ = 0;  // of the piece that was fed last
  CsvFields record_;
};

}  // namespace attendsense::formats
