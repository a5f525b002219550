#pragma once

#include <span>
#include <unordered_map>
#include <vector>

#include "attendsense/core/ports/store.hpp"
#include "attendsense/core/timesheet.hpp"

namespace attendsense::service {

// The days of people that payroll was told of, from the sheets of closed periods. Each has its `period`.
class ToldDays {
 public:
  // `closed`: periods, of which each person has a sheet in those that they were part of. corrupt "sheet_malformed".
  [[nodiscard]] static Result<ToldDays> of(core::Transaction& transaction, std::span<const core::Period> closed,
                                           const core::DateRange& dates, std::span<const core::Employee> people);

  [[nodiscard]] bool has(core::EmployeeId employee, LocalDate date) const;
  // Whether every date is among them.
  [[nodiscard]] bool covers(core::EmployeeId employee) const;
  [[nodiscard]] std::vector<core::DayFigures> take(core::EmployeeId employee);
  // Puts them in the place of days that were reckoned.
  void lay_over(core::EmployeeId employee, std::span<core::DayFigures> days);

 private:
  std::unordered_map<core::EmployeeId, std::vector<core::DayFigures>> days_;  // by date
  std::size_t dates_ = 0;
};

}  // namespace attendsense::service
