#pragma once

#include "attendsense/service/reports/payroll_mapping.hpp"

namespace attendsense::service::reports {

// Rows of mapped_columns() as the text that a mapping asks for: lines end in CR LF. For a mapping that was checked.
class MappedFile {
 public:
  explicit MappedFile(const PayrollMapping& mapping);

  void add(const Row& row);
  // In the mapping's encoding.
  [[nodiscard]] std::string take();

 private:
  struct Wage {
    const WageType* type = nullptr;  // none: the row is of no wage type
    Value amount;
  };

  void add_line(const Row& row, const Wage& wage);
  [[nodiscard]] std::string cell(const MappedColumn& column, const Row& row, const Wage& wage) const;
  void append(std::string_view text, const MappedColumn& column, bool number);

  const PayrollMapping& mapping_;
  std::string text_;
};

// Windows-1252 of UTF-8; what it does not have becomes "?".
[[nodiscard]] std::string to_windows_1252(std::string_view text);

}  // namespace attendsense::service::reports
