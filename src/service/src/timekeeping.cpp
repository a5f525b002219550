#include "timekeeping.hpp"

#include <algorithm>

#include "attendsense/core/work_plans.hpp"
#include "periods/told_days.hpp"

namespace attendsense::service {
namespace {

// How many punches of a batch may be in memory: a person makes about four a day.
constexpr std::size_t kPersonDaysABatch = 20'000;
// Up to as many are asked for one by one: a long report comes in lots of few people, each of which would read
// everybody's corrections.
constexpr std::size_t kFewPeople = 64;

std::size_t batch_size(const core::DateRange& dates) {
  const auto days = (std::chrono::local_days{dates.to} - std::chrono::local_days{dates.from}).count() + 1;
  return std::max<std::size_t>(1, kPersonDaysABatch / static_cast<std::size_t>(std::max<std::int64_t>(days, 1)));
}

// The employee's own of punches that are in the order of employees.
std::span<const core::Punch> own(std::span<const core::Punch> punches, core::EmployeeId employee) {
  const auto found = std::ranges::equal_range(punches, employee, {}, &core::Punch::employee);
  return {found.begin(), found.end()};
}

}  // namespace

Timekeeping::Timekeeping(core::CompanyId company, const core::DateRange& dates, core::Policy policy, Sites sites)
    : company_(company), dates_(dates), policy_(std::move(policy)), sites_(std::move(sites)), zones_(sites_.zones()) {}

Result<Timekeeping> Timekeeping::of(core::Transaction& transaction, core::CompanyId company,
                                    const core::DateRange& dates, const std::optional<core::Employee>& one,
                                    ClosedDays closed) {
  Result<core::Company> found = company_of(transaction, company);
  if (!found) return fail(std::move(found));
  Result<Sites> sites = Sites::of(transaction, company);
  if (!sites) return fail(std::move(sites));
  Timekeeping made(company, dates, std::move(found->policy), std::move(*sites));
  Result<void> read = made.read_planning(transaction, one);
  if (!read) return fail(std::move(read));
  if (closed == ClosedDays::anew) return made;
  auto periods = transaction.periods().closed_in(company, dates);
  if (!periods) return fail(std::move(periods));
  made.closed_ = std::move(*periods);
  return made;
}

Result<void> Timekeeping::read_planning(core::Transaction& transaction, const std::optional<core::Employee>& one) {
  // A stay of the first date may serve a shift of the day before, one of the last date a shift of the day after.
  const core::DateRange dates{add_days(dates_.from, -2), add_days(dates_.to, 2)};
  const auto employee = one ? std::optional(one->id) : std::nullopt;
  auto schedules = transaction.schedules().all(company_);
  if (!schedules) return fail(std::move(schedules));
  for (core::Schedule& schedule : *schedules) {
    const core::ScheduleId id = schedule.id;
    planning_.schedules.emplace(id, std::make_shared<const core::Schedule>(std::move(schedule)));
  }
  auto assignments = transaction.schedules().assignments_in(company_, dates, one);
  if (!assignments) return fail(std::move(assignments));
  planning_.assignments = std::move(*assignments);
  auto holidays = transaction.holidays().in(company_, dates, one ? std::optional(one->site) : std::nullopt);
  if (!holidays) return fail(std::move(holidays));
  planning_.holidays = std::move(*holidays);
  auto kinds = transaction.leaves().kinds(company_);
  if (!kinds) return fail(std::move(kinds));
  for (core::LeaveKind& kind : *kinds) planning_.leave_kinds.emplace(kind.id, std::move(kind));
  auto leave = transaction.leaves().approved_in(company_, dates, employee);
  if (!leave) return fail(std::move(leave));
  planning_.leave = std::move(*leave);
  auto grants = transaction.leaves().grants_in(company_, dates, employee);
  if (!grants) return fail(std::move(grants));
  planning_.grants = std::move(*grants);
  return {};
}

core::Window Timekeeping::window() const {
  return core::timesheet_window(dates_.from, dates_.to, zones_, planning_, policy_);
}

Result<Timekeeping::Corrections> Timekeeping::corrections_of(core::Transaction& transaction,
                                                             std::span<const core::Employee> people) const {
  const core::Window when = window();
  Corrections by_person;
  const auto read = [&](std::optional<core::EmployeeId> one) -> Result<void> {
    auto approved = transaction.corrections().approved_in(company_, when.from, when.to, one);
    if (!approved) return fail(std::move(approved));
    for (core::Correction& correction : *approved) {
      const core::EmployeeId employee = correction.employee;
      by_person[employee].push_back(std::move(correction));
    }
    return {};
  };
  if (people.size() > kFewPeople) {
    if (auto done = read(std::nullopt); !done) return fail(std::move(done));
    return by_person;
  }
  for (const core::Employee& person : people)
    if (auto done = read(person.id); !done) return fail(std::move(done));
  return by_person;
}

Result<void> Timekeeping::for_each(core::Transaction& transaction, std::span<const core::Employee> people, Instant now,
                                   const std::function<Result<void>(PersonDays)>& visit) const {
  if (people.empty()) return {};
  const Result<Corrections> corrections = corrections_of(transaction, people);
  if (!corrections) return fail(corrections.error());
  const std::size_t most = batch_size(dates_);
  for (std::size_t begin = 0; begin < people.size(); begin += most) {
    const auto batch = people.subspan(begin, std::min(most, people.size() - begin));
    if (auto done = visit_batch(transaction, batch, *corrections, now, visit); !done) return done;
  }
  return {};
}

Result<void> Timekeeping::visit_batch(core::Transaction& transaction, std::span<const core::Employee> people,
                                      const Corrections& corrections, Instant now,
                                      const std::function<Result<void>(PersonDays)>& visit) const {
  auto told = ToldDays::of(transaction, closed_, dates_, people);
  if (!told) return fail(std::move(told));
  std::vector<core::EmployeeId> to_reckon;
  for (const core::Employee& employee : people)
    if (!told->covers(employee.id)) to_reckon.push_back(employee.id);
  const core::Window when = window();
  const auto punches = transaction.punches().of(company_, to_reckon, when.from, when.to);
  if (!punches) return fail(punches.error());
  const core::WorkPlans plans(planning_);
  for (const core::Employee& employee : people) {
    if (told->covers(employee.id)) {
      auto visited = visit({employee, told->take(employee.id)});
      if (!visited) return visited;
      continue;
    }
    const core::WorkPlan plan = plans.of(employee);
    const auto corrected = corrections.find(employee.id);
    const core::PersonFacts facts{
        .employee = employee,
        .plan = plan,
        .punches = own(*punches, employee.id),
        .corrections = corrected == corrections.end() ? std::span<const core::Correction>{} : corrected->second,
        .zones = zones_};
    auto days = core::timesheet(facts, dates_.from, dates_.to, now, policy_);
    told->lay_over(employee.id, days);
    auto visited = visit({employee, std::move(days)});
    if (!visited) return visited;
  }
  return {};
}

Result<std::vector<core::DayFigures>> Timekeeping::days_of(core::Transaction& transaction,
                                                           const core::Employee& employee, Instant now) const {
  std::vector<core::DayFigures> days;
  Result<void> done = for_each(transaction, std::span(&employee, 1), now, [&](PersonDays person) -> Result<void> {
    days = std::move(person.days);
    return {};
  });
  if (!done) return fail(std::move(done));
  return days;
}

}  // namespace attendsense::service
