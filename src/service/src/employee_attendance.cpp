#include "attendsense/service/employee_attendance.hpp"

#include "attendsense/service/input_check.hpp"
#include "lookup.hpp"

namespace attendsense::service::employee_attendance {
namespace {

// The days of the range, with those that nobody punched on.
std::vector<core::DaySummary> every_date(const std::vector<core::DaySummary>& days, LocalDate from, LocalDate to) {
  std::vector<core::DaySummary> all;
  for (LocalDate date = from; date <= to; date = add_days(date, 1)) {
    const auto found = std::ranges::find(days, date, &core::DaySummary::date);
    core::DaySummary absent;
    absent.date = date;
    all.push_back(found == days.end() ? absent : *found);
  }
  return all;
}

Result<Output> summarise(core::Transaction& transaction, const Input& input, Instant now) {
  Result<core::Employee> employee = employee_of(transaction, input.actor.company, input.employee);
  if (!employee) return fail(std::move(employee));
  Result<core::Company> company = company_of(transaction, input.actor.company);
  if (!company) return fail(std::move(company));
  Result<Sites> sites = Sites::of(transaction, input.actor.company);
  if (!sites) return fail(std::move(sites));
  const TimeZone& zone = sites->zone(employee->site);
  const core::Window window = core::punch_window(input.from, input.to, zone, company->policy);
  Result<std::vector<core::Punch>> punches =
      all_punches(transaction, input.actor.company, {employee->id, window.from, window.to});
  if (!punches) return fail(std::move(punches));
  const auto days = core::summarise_days(*punches, zone, now, company->policy);
  return Output{sites->person(*employee), every_date(days, input.from, input.to)};
}

}  // namespace

Result<void> check(const Input& input) {
  InputCheck check;
  check.that(input.from.ok(), "from", "must be a date");
  check.that(input.to.ok(), "to", "must be a date");
  if (!input.from.ok() || !input.to.ok()) return check.result();
  const auto days = (std::chrono::local_days(input.to) - std::chrono::local_days(input.from)).count() + 1;
  check.that(days >= 1, "to", "must not be before 'from'");
  check.that(days <= kMostDays, "to", "must be within " + std::to_string(kMostDays) + " days of 'from'");
  return check.result();
}

Result<Output> run(Ports& ports, const Input& input, Instant now) {
  Result<void> allowed = require_self_or(input.actor, input.employee, core::Permission::view_all);
  if (!allowed) return fail(std::move(allowed));
  if (Result<void> checked = check(input); !checked) return fail(std::move(checked));
  return core::read_from(ports.store,
                         [&](core::Transaction& transaction) { return summarise(transaction, input, now); });
}

}  // namespace attendsense::service::employee_attendance
