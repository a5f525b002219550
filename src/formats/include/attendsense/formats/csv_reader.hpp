#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "attendsense/formats/line_error.hpp"
#include "attendsense/formats/streams.hpp"

namespace attendsense::formats {

enum class ColumnNeed { required, optional };
enum class UnknownColumns { refuse, ignore };

struct CsvColumn {
  std::string name;  // compared without regard to ASCII case and to spaces around it
  ColumnNeed need = ColumnNeed::required;
};

// Beyond one of them the file is refused; all sizes are in bytes of the decoded value.
struct CsvLimits {
  std::size_t field_bytes = std::size_t{32} * 1024;
  std::size_t fields = 256;  // of one record
  std::size_t records = 1'000'000;
};

struct CsvReading {
  std::optional<char> separator = std::nullopt;  // none: the most frequent of , ; and tab in the header line
  UnknownColumns unknown = UnknownColumns::refuse;
  bool unguard_formulas = true;  // undo what our own writer does, see formula_guard.hpp
  CsvLimits limits = {};
};

// One record, or what is wrong with it.
struct CsvRecord {
  std::int64_t line = 0;            // where it begins
  std::vector<LineError> errors;    // if there are any, there are no values
  std::vector<std::string> values;  // one for each column that was asked for, in that order; empty where absent
};

// Reads CSV as RFC 4180 has it, strictly: UTF-8 with or without a byte order mark, LF or CRLF, quotes around whole
// fields only, as many fields in each record as in the header. Empty lines are passed over. Spaces belong to the
// values. Memory is bounded by one record within the limits, however long the file is. For one thread.
class CsvReader {
 public:
  CsvReader(Source source, std::vector<CsvColumn> columns, CsvReading reading = {});
  ~CsvReader();
  CsvReader(CsvReader&&) noexcept;
  CsvReader& operator=(CsvReader&&) noexcept;

  // The next record, nothing at the end. What is wrong with the file is in `errors`: of the header (everything at
  // once) or of the place where it cannot be read further, and then nothing follows; of a record with too few or too
  // many fields, and then reading goes on. An Error is the source's own and is given again for every later call.
  [[nodiscard]] Result<std::optional<CsvRecord>> next();

  // After the first record: is this column in the file? By its index among the columns that were asked for.
  [[nodiscard]] bool has_column(std::size_t column) const;
  // After the first record: given or detected.
  [[nodiscard]] char separator() const;

 private:
  class Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace attendsense::formats
