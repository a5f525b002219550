#pragma once

#include <string>
#include <vector>

#include "attendsense/service/imports/import_report.hpp"
#include "planning_office.hpp"

namespace attendsense::service::testing {

// "3 role: It must …", in order.
[[nodiscard]] inline std::vector<std::string> in_words(const std::vector<formats::LineError>& errors) {
  std::vector<std::string> words;
  for (const formats::LineError& error : errors)
    words.push_back(std::to_string(error.line) + " " + error.column + ": " + error.message);
  return words;
}

struct Counts {
  std::int64_t created = 0;
  std::int64_t updated = 0;
  std::int64_t unchanged = 0;
  bool operator==(const Counts&) const = default;
};

[[nodiscard]] inline Counts counts(const ImportReport& report) {
  return {report.created, report.updated, report.unchanged};
}

}  // namespace attendsense::service::testing
