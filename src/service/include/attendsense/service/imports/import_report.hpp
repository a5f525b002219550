#pragma once

// What imports have in common: the file they read and what they say of it.

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "attendsense/formats/line_error.hpp"
#include "attendsense/formats/streams.hpp"

namespace attendsense::service {

inline constexpr std::int64_t kMostImportRows = 200'000;
inline constexpr std::size_t kMostImportErrors = 1'000;  // that are told
inline constexpr std::size_t kMostImportedRowsTold = 100;

// A file that can be read several times: each source begins at its start. An import reads it once to look at every row,
// and once more to carry it out, so that its memory does not grow with it.
using ImportFile = std::function<formats::Source()>;

// The content must outlive the file.
[[nodiscard]] ImportFile import_file(std::string_view content);

enum class ImportAction { create, update, unchanged };
std::string_view to_string(ImportAction action);

// One field of what is there; empty: nothing.
struct FieldChange {
  std::string field;
  std::string before;
  std::string after;
};

struct ImportedRow {
  std::int64_t line = 0;  // 0: of a file without lines
  std::string where;      // of a file without lines: "/2024/03/24/entrance/0"
  ImportAction action = ImportAction::unchanged;
  std::string subject;  // who or what it is about, for whoever reads the preview
  std::vector<FieldChange> changes;
};

struct ImportReport {
  bool preview = false;
  std::int64_t rows = 0;
  std::int64_t created = 0;
  std::int64_t updated = 0;
  std::int64_t unchanged = 0;
  // Everything that is wrong, in the order of the file; the first kMostImportErrors. Of a file without lines `column`
  // is the path.
  std::vector<formats::LineError> errors;
  bool errors_truncated = false;
  std::vector<ImportedRow> first_rows;  // of the first kMostImportedRowsTold
};

}  // namespace attendsense::service
