#pragma once

#include <optional>
#include <string>
#include <vector>

#include "attendsense/service/ports.hpp"
#include "attendsense/service/reports/export_report.hpp"
#include "attendsense/service/reports/payroll_mapping.hpp"

// The figures of a period for payroll as a whole file, in layout 1 or as a mapping says. In memory: a row a person, or
// a row a day of at most kMostMappedDays. Errors: as of read_report.
namespace attendsense::service::export_payroll {

inline constexpr int kMostMappedDays = 62;

struct Input {
  reports::Query query = {};  // its report is taken for payroll
  // None: layout 1 in this format.
  std::optional<reports::PayrollMapping> mapping = {};
  export_report::Format format = export_report::Format::csv;
  char separator = ',';
  char decimal_mark = '.';
};

struct Output {
  std::string file_name;
  std::string media_type;
  std::string content;
  // Of the closed periods that cover all dates for everybody who may be in the file; none: some date is open.
  std::vector<std::string> period_hashes;
};

[[nodiscard]] Result<void> check(const Input& input);
[[nodiscard]] Result<Output> run(Ports& ports, const Input& input, Instant now);

}  // namespace attendsense::service::export_payroll
