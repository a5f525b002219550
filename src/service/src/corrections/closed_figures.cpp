#include "corrections/closed_figures.hpp"

#include <algorithm>

#include "closed_periods.hpp"

namespace attendsense::service {
namespace {

// A punch may serve a shift of the day before or after, and a stay may be parted between days.
constexpr int kReach = 2;

core::DateRange dates_around(const core::Correction& correction, const TimeZone& zone) {
  const Instant one = correction.at.value_or(correction.punch_at.value_or(Instant{}));
  const Instant other = correction.punch_at.value_or(one);
  return {add_days(zone.date_of(std::min(one, other)), -kReach), add_days(zone.date_of(std::max(one, other)), kReach)};
}

}  // namespace

Result<ClosedFigures> ClosedFigures::around(core::Transaction& transaction, const core::Correction& correction,
                                            Instant now) {
  ClosedFigures made;
  Result<core::Employee> employee = employee_of(transaction, correction.company, correction.employee);
  if (!employee) return fail(std::move(employee));
  made.employee_ = std::move(*employee);
  const auto sites = Sites::of(transaction, correction.company);
  if (!sites) return fail(sites.error());
  const core::DateRange dates = dates_around(correction, sites->zone(made.employee_.site));
  auto periods = closed_for(transaction, correction.company, dates, made.employee_.site);
  if (!periods) return fail(std::move(periods));
  made.periods_ = std::move(*periods);
  if (made.periods_.empty()) return made;
  auto timekeeping =
      Timekeeping::of(transaction, correction.company, dates, made.employee_, Timekeeping::ClosedDays::anew);
  if (!timekeeping) return fail(std::move(timekeeping));
  made.timekeeping_ = std::move(*timekeeping);
  auto before = made.reckon(transaction, now);
  if (!before) return fail(std::move(before));
  made.before_ = std::move(*before);
  return made;
}

Result<std::vector<core::DayFigures>> ClosedFigures::reckon(core::Transaction& transaction, Instant now) const {
  return timekeeping_->days_of(transaction, employee_, now);
}

Result<void> ClosedFigures::require_same(core::Transaction& transaction, Instant now) const {
  if (!timekeeping_) return {};
  const auto after = reckon(transaction, now);
  if (!after) return fail(after.error());
  for (const core::DayChange& change : core::changes_between(before_, *after)) {
    const auto closed = std::ranges::find_if(
        periods_, [&](const core::Period& period) { return period.from <= change.date && change.date <= period.to; });
    if (closed != periods_.end()) return fail(period_closed(*closed));
  }
  return {};
}

}  // namespace attendsense::service
