#pragma once

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

#include "attendsense/formats/csv_reader.hpp"

namespace attendsense::formats::testing {

// All that a reader says of a file.
struct CsvContent {
  std::vector<CsvRecord> records;
  std::vector<LineError> errors;
};

inline CsvContent read_all(CsvReader& reader) {
  CsvContent content;
  for (;;) {
    Result<std::optional<CsvRecord>> record = reader.next();
    if (!record || !record->has_value()) return content;
    content.errors.insert(content.errors.end(), (*record)->errors.begin(), (*record)->errors.end());
    if ((*record)->errors.empty()) content.records.push_back(std::move(**record));
  }
}

inline std::vector<CsvColumn> columns(const std::vector<std::string>& names) {
  std::vector<CsvColumn> result;
  for (const std::string& name : names) result.push_back({name});
  return result;
}

inline CsvContent read_csv(std::string_view file, const std::vector<std::string>& names, CsvReading reading = {}) {
  CsvReader reader(source_of(file), columns(names), reading);
  return read_all(reader);
}

// A source that gives so many bytes at a time.
inline Source dripping(std::string_view content, std::size_t at_once) {
  return [rest = content, at_once](std::span<char> into) mutable -> Result<std::size_t> {
    const std::size_t count = std::min({into.size(), rest.size(), at_once});
    std::ranges::copy(rest.substr(0, count), into.begin());
    rest.remove_prefix(count);
    return count;
  };
}

}  // namespace attendsense::formats::testing
