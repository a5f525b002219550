#include "periods/told_days.hpp"

#include <algorithm>

#include "periods/sheet_json.hpp"

namespace attendsense::service {

Result<ToldDays> ToldDays::of(core::Transaction& transaction, std::span<const core::Period> closed,
                              const core::DateRange& dates, std::span<const core::Employee> people) {
  ToldDays told;
  told.dates_ =
      static_cast<std::size_t>((std::chrono::local_days{dates.to} - std::chrono::local_days{dates.from}).count() + 1);
  if (closed.empty()) return told;
  std::vector<core::PeriodId> periods;
  for (const core::Period& period : closed) periods.push_back(period.id);
  std::vector<core::EmployeeId> employees;
  for (const core::Employee& employee : people) employees.push_back(employee.id);
  const auto sheets = transaction.periods().sheets_of(periods, employees);
  if (!sheets) return fail(sheets.error());
  for (const core::PeriodSheet& sheet : *sheets) {
    auto days = sheet_days(sheet, dates);
    if (!days) return fail(std::move(days));
    std::ranges::move(*days, std::back_inserter(told.days_[sheet.employee]));
  }
  for (auto& [employee, days] : told.days_) std::ranges::sort(days, {}, &core::DayFigures::date);
  return told;
}

bool ToldDays::has(core::EmployeeId employee, LocalDate date) const {
  const auto found = days_.find(employee);
  return found != days_.end() && std::ranges::binary_search(found->second, date, {}, &core::DayFigures::date);
}

bool ToldDays::covers(core::EmployeeId employee) const {
  const auto found = days_.find(employee);
  return found != days_.end() && found->second.size() == dates_;
}

std::vector<core::DayFigures> ToldDays::take(core::EmployeeId employee) {
  return std::move(days_[employee]);
}

void ToldDays::lay_over(core::EmployeeId employee, std::span<core::DayFigures> days) {
  const auto found = days_.find(employee);
  if (found == days_.end()) return;
  for (core::DayFigures& told : found->second) {
    const auto place = std::ranges::lower_bound(days, told.date, {}, &core::DayFigures::date);
    if (place != days.end() && place->date == told.date) *place = std::move(told);
  }
}

}  // namespace attendsense::service
