#pragma once

// The one way in which every file of rows is imported: look at all of it, then carry it out in batches.

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "attendsense/core/ports/store.hpp"
#include "attendsense/formats/csv_reader.hpp"
#include "attendsense/service/imports/import_report.hpp"
#include "attendsense/service/principal.hpp"

namespace attendsense::service {

// One row, or what is wrong with it.
struct ImportRecord {
  std::int64_t line = 0;
  std::string where;                       // of a file without lines
  std::vector<formats::LineError> errors;  // if there are any, there are no values
  std::vector<std::string> values;         // one for each column, trimmed; empty: not given
};

// The next row; nothing at the end. A new one begins at the first row.
using Records = std::function<Result<std::optional<ImportRecord>>()>;
using OpenRecords = std::function<Result<Records>()>;

// The records of a CSV file with these columns.
[[nodiscard]] OpenRecords csv_records(const ImportFile& file, std::vector<formats::CsvColumn> columns);

// Collects what is wrong with one row.
class RowErrors {
 public:
  explicit RowErrors(const ImportRecord& record) : record_(record) {}

  void add(std::string_view column, std::string message);
  // Of an input that was refused: its fields as columns, else its message about the row. Errors that are not about the
  // input are the import's own and returned.
  [[nodiscard]] Result<void> take(const Error& error);

  [[nodiscard]] bool empty() const { return errors_.empty(); }

  [[nodiscard]] std::vector<formats::LineError>& list() { return errors_; }

 private:
  const ImportRecord& record_;
  std::vector<formats::LineError> errors_;
};

// What a row comes to.
struct PlannedRow {
  ImportedRow told;
  // What no other row of the file may have too: "email ada@example.com".
  std::vector<std::string> identities;
  std::function<Result<void>(core::Transaction&)> carry_out;  // of one that changes something
};

// What an import makes of its rows. Its state belongs to one transaction: begin() is called first in each.
class RowImport {
 public:
  virtual ~RowImport() = default;
  [[nodiscard]] virtual Result<void> begin(core::Transaction& transaction) = 0;
  // Writes nothing. What is wrong with the row goes to `errors`, and then what is returned does not matter.
  [[nodiscard]] virtual Result<PlannedRow> plan(core::Transaction& transaction, const ImportRecord& record,
                                                RowErrors& errors) = 0;
};

// Looks at every row. With errors, or for a preview, nothing is written; else the rows are carried out in batches of a
// transaction each, the first of which holds the audit entry with the file's hash. Whatever ends it in between, the
// same file may simply be imported again.
// Errors: conflict "import_overtaken" when a row that was good is refused in the second reading, because somebody
// changed what it is about; too_large "import_too_long"; those of the source and the store.
[[nodiscard]] Result<ImportReport> run_import(core::Store& store, const Principal& actor, const OpenRecords& open,
                                              RowImport& rows, const std::string& action, const std::string& file_hash,
                                              bool preview, Instant now);

// SHA-256 of a file, in hexadecimal.
[[nodiscard]] Result<std::string> hash_of(const ImportFile& file);

// invalid_input "import_refused" with every error as a field, when there are any and it was to be carried out.
[[nodiscard]] Result<ImportReport> refused_or(ImportReport report);

}  // namespace attendsense::service
