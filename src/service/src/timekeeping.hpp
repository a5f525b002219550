#pragma once

// Figures of people from what the store holds: punches, corrections, schedules, holidays, leave.

#include <functional>
#include <map>
#include <optional>
#include <span>
#include <vector>

#include "attendsense/core/timesheet.hpp"
#include "lookup.hpp"

namespace attendsense::service {

struct PersonDays {
  core::Employee employee;
  std::vector<core::DayFigures> days;  // every date that was asked for
};

class Timekeeping {
 public:
  // Of closed periods: what payroll was told, or what it would be told now.
  enum class ClosedDays { as_told, anew };

  // Reads what the company has decided about these dates; with `one` only what concerns that person.
  [[nodiscard]] static Result<Timekeeping> of(core::Transaction& transaction, core::CompanyId company,
                                              const core::DateRange& dates,
                                              const std::optional<core::Employee>& one = std::nullopt,
                                              ClosedDays closed = ClosedDays::as_told);

  [[nodiscard]] const core::Policy& policy() const { return policy_; }

  [[nodiscard]] const Sites& sites() const { return sites_; }

  [[nodiscard]] const core::Planning& planning() const { return planning_; }

  // To see what other decisions would come to, before they are made.
  void set_planning(core::Planning planning) { planning_ = std::move(planning); }

  // Calls `visit` with each of the people and their days, in the order given, a batch of them in memory at a time.
  // Stops at the first error of `visit`. The transaction must be the one, or as late as the one, of of().
  [[nodiscard]] Result<void> for_each(core::Transaction& transaction, std::span<const core::Employee> people,
                                      Instant now, const std::function<Result<void>(PersonDays)>& visit) const;

  // One person's days.
  [[nodiscard]] Result<std::vector<core::DayFigures>> days_of(core::Transaction& transaction,
                                                              const core::Employee& employee, Instant now) const;

 private:
  using Corrections = std::map<core::EmployeeId, std::vector<core::Correction>>;

  Timekeeping(core::CompanyId company, const core::DateRange& dates, core::Policy policy, Sites sites);
  [[nodiscard]] Result<void> read_planning(core::Transaction& transaction, const std::optional<core::Employee>& one);
  [[nodiscard]] core::Window window() const;
  [[nodiscard]] Result<Corrections> corrections_of(core::Transaction& transaction,
                                                   std::span<const core::Employee> people) const;
  [[nodiscard]] Result<void> visit_batch(core::Transaction& transaction, std::span<const core::Employee> people,
                                         const Corrections& corrections, Instant now,
                                         const std::function<Result<void>(PersonDays)>& visit) const;

  core::CompanyId company_;
  core::DateRange dates_;
  core::Policy policy_;
  Sites sites_;
  core::SiteZones zones_;
  core::Planning planning_;
  std::vector<core::Period> closed_;  // whose sheets are answered
};

}  // namespace attendsense::service
