#include "reports/report_run.hpp"

#include "people.hpp"
#include "reports/payroll_report.hpp"

namespace attendsense::service::reports {
namespace {

// As many rows of a report of days are in memory at once, some hundred bytes each.
constexpr int kMostPersonDays = 10'000;

core::DateRange dates_of(const Query& query) {
  if (query.report == Report::balances) return {query.since.value_or(query.from), query.to};
  // A stay of the day before may last into the first hour; people of other zones may be on another date.
  if (query.report == Report::presence) return {add_days(query.from, -1), add_days(query.to, 1)};
  return {query.from, query.to};
}

Result<std::vector<core::Employee>> people_of(core::Transaction& transaction, const Query& query) {
  if (query.employee) {
    Result<void> allowed = require_self_or(query.actor, *query.employee, core::Permission::view_all);
    if (!allowed) return fail(std::move(allowed));
    Result<core::Employee> found = employee_of(transaction, query.actor.company, *query.employee);
    if (!found) return fail(std::move(found));
  }
  auto people = visible_people(transaction, query.actor, {.site = query.site, .role = query.role, .search = {}});
  if (people && query.employee) std::erase_if(*people, [&](const auto& one) { return one.id != *query.employee; });
  return people;
}

// Whose zone the hours of a day are in.
Result<core::SiteId> zone_giver(core::Transaction& transaction, const Query& query) {
  if (query.site) {
    Result<core::Site> site = site_of(transaction, query.actor.company, *query.site);
    if (!site) return fail(std::move(site));
    return site->id;
  }
  Result<std::vector<core::Site>> sites = transaction.companies().sites(query.actor.company);
  if (!sites) return fail(std::move(sites));
  if (!sites->empty()) return sites->front().id;
  return fail(Failure::not_found, "site_unknown", "The company has no site", "Open one with POST /api/v1/sites");
}

}  // namespace

void check_query(const Query& query, InputCheck& check) {
  const bool by_hour = query.report == Report::presence;
  check.dates(query.from, query.to, by_hour ? kMostDaysOfPresence : kMostDays);
  if (!query.since) return;
  check.that(query.report == Report::balances, "since", "is for the report balances only");
  check.dates(*query.since, query.to, kMostDays, "since", "to");
  check.that(*query.since <= query.from, "since", "must not be after from");
}

ReportRun::ReportRun(Ports& ports, Query query, Instant now, Timekeeping timekeeping)
    : ports_(&ports), query_(std::move(query)), now_(now), timekeeping_(std::move(timekeeping)) {}

Result<ReportRun> ReportRun::of(Ports& ports, const Query& query, Instant now) {
  return of(ports, query, now, make_row_maker(query.report));
}

Result<ReportRun> ReportRun::of(Ports& ports, const Query& query, Instant now, std::unique_ptr<RowMaker> maker) {
  auto run = core::read_from(ports.store, [&](core::Transaction& transaction) -> Result<ReportRun> {
    auto people = people_of(transaction, query);
    if (!people) return fail(std::move(people));
    const auto one = people->size() == 1 ? std::optional(people->front()) : std::nullopt;
    auto timekeeping = Timekeeping::of(transaction, query.actor.company, dates_of(query), one);
    if (!timekeeping) return fail(std::move(timekeeping));
    ReportRun fresh(ports, query, now, std::move(*timekeeping));
    fresh.people_ = std::move(*people);
    if (Result<void> done = fresh.read(transaction); !done) return fail(std::move(done));
    return fresh;
  });
  if (run) run->maker_ = std::move(maker);
  return run;
}

Result<void> ReportRun::read(core::Transaction& transaction) {
  auto closed = transaction.periods().closed_in(query_.actor.company, {query_.from, query_.to});
  if (!closed) return fail(std::move(closed));
  closed_ = std::move(*closed);
  std::ranges::sort(closed_, {}, [](const core::Period& period) { return std::tie(period.from, period.id); });
  auto giver = zone_giver(transaction, query_);
  if (!giver) return fail(std::move(giver));
  zone_giver_ = *giver;
  // Points into the planning's vector, which stays where it is when the planning is moved.
  const core::Planning& planning = timekeeping_.planning();
  for (const core::Leave& leave : planning.leave) {
    const auto kind = planning.leave_kinds.find(leave.kind);
    if (kind != planning.leave_kinds.end() && !kind->second.paid) unpaid_leave_.emplace(leave.employee, &leave);
  }
  return {};
}

Context ReportRun::context() const {
  return {query_, timekeeping_, closed_, unpaid_leave_, zone_giver_, now_};
}

// Who is inactive without a day of leaving shows only where they were.
void ReportRun::leave_out(PersonDays& person) const {
  const bool expected = person.employee.state == core::EmployeeState::active || person.employee.left_at;
  std::erase_if(person.days, [&](const core::DayFigures& day) {
    return (day.state == core::DayState::not_employed && day.flags.empty()) || (!expected && day.stays.empty()) ||
           (query_.schedule && day.schedule != *query_.schedule);
  });
}

Result<void> ReportRun::add(std::span<const core::Employee> people, std::vector<Row>& rows) {
  auto read = core::read_from(ports_->store, [&](core::Transaction& transaction) -> Result<std::vector<PersonDays>> {
    std::vector<PersonDays> together;
    const auto keep = [&](PersonDays person) -> Result<void> {
      leave_out(person);
      if (!person.days.empty()) together.push_back(std::move(person));
      return {};
    };
    if (auto done = timekeeping_.for_each(transaction, people, now_, keep); !done) return fail(std::move(done));
    return together;
  });
  if (!read) return fail(std::move(read));
  const Context all = context();
  for (const PersonDays& person : *read) maker_->add({all, person.employee, person.days}, rows);
  return {};
}

void ReportRun::finish(std::vector<Row>& rows) {
  maker_->finish(context(), rows);
}

std::vector<std::string> ReportRun::period_hashes() const {
  std::vector<std::string> hashes;
  for (const core::Period* period : closing(context(), query_.site)) hashes.push_back(period->hash);
  return hashes;
}

int ReportRun::days() const {
  const core::DateRange dates = dates_of(query_);
  return static_cast<int>((std::chrono::local_days{dates.to} - std::chrono::local_days{dates.from}).count()) + 1;
}

std::size_t ReportRun::lot() const {
  return static_cast<std::size_t>(std::max(1, kMostPersonDays / days()));
}

}  // namespace attendsense::service::reports
