#include "attendsense/service/periods/period_changes.hpp"

#include <algorithm>
#include <map>

#include "periods/find_period.hpp"
#include "periods/sheet_json.hpp"
#include "periods/told_days.hpp"
#include "timekeeping.hpp"

namespace attendsense::service::period_changes {
namespace {

using Days = std::vector<core::DayFigures>;

class Comparison {
 public:
  Comparison(core::Transaction& transaction, const Input& input, core::Period period, Instant now)
      : transaction_(transaction), input_(input), now_(now), dates_{period.from, period.to} {
    output_.period = std::move(period);
  }

  Result<Output> run() {
    auto people = transaction_.employees().list(input_.actor.company, {}, {input_.after, input_.limit + 1});
    if (!people) return fail(std::move(people));
    if (cut_to_page(*people, input_.limit)) output_.next = people->back().id.to_string();
    if (Result<void> done = read_told(*people); !done) return fail(std::move(done));
    std::erase_if(*people, [&](const core::Employee& employee) { return !concerns(employee); });
    const auto timekeeping =
        Timekeeping::of(transaction_, input_.actor.company, dates_, std::nullopt, Timekeeping::ClosedDays::anew);
    if (!timekeeping) return fail(timekeeping.error());
    Result<void> done = timekeeping->for_each(transaction_, *people, now_, [&](PersonDays person) -> Result<void> {
      add(timekeeping->sites().person(person.employee), person.days);
      return {};
    });
    if (!done) return fail(std::move(done));
    return std::move(output_);
  }

 private:
  Result<void> read_told(const std::vector<core::Employee>& people) {
    std::vector<core::EmployeeId> ids;
    ids.reserve(people.size());
    for (const core::Employee& employee : people) ids.push_back(employee.id);
    const auto sheets = transaction_.periods().sheets_of(std::span(&output_.period.id, 1), ids);
    if (!sheets) return fail(sheets.error());
    for (const core::PeriodSheet& sheet : *sheets) {
      auto days = sheet_days(sheet, dates_);
      if (!days) return fail(std::move(days));
      for (core::DayFigures& day : *days) day.period.reset();
      told_.emplace(sheet.employee, std::move(*days));
    }
    return read_told_elsewhere(people);
  }

  // Of who came from another site.
  Result<void> read_told_elsewhere(const std::vector<core::Employee>& people) {
    auto others = transaction_.periods().closed_in(input_.actor.company, dates_);
    if (!others) return fail(std::move(others));
    std::erase_if(*others, [&](const core::Period& period) { return period.id == output_.period.id; });
    auto elsewhere = ToldDays::of(transaction_, *others, dates_, people);
    if (!elsewhere) return fail(std::move(elsewhere));
    told_elsewhere_ = std::move(*elsewhere);
    return {};
  }

  [[nodiscard]] bool concerns(const core::Employee& employee) const {
    const std::optional<core::SiteId>& site = output_.period.site;
    return told_.contains(employee.id) || !site || employee.site == *site;
  }

  void add(const PersonView& view, Days& days) {
    const auto told = told_.find(view.id);
    if (told == told_.end()) return add_newcomer(view, std::move(days));
    for (core::DayChange& change : core::changes_between(told->second, days))
      output_.items.push_back({view, change.date, std::move(change.before), std::move(change.after)});
  }

  // Who came into it afterwards: what they were there for, or should have been.
  void add_newcomer(const PersonView& view, Days days) {
    for (core::DayFigures& day : days) {
      const bool was_there = day.state != core::DayState::not_employed || !day.flags.empty();
      if (!was_there || told_elsewhere_.has(view.id, day.date)) continue;
      const LocalDate date = day.date;
      output_.items.push_back({view, date, std::nullopt, std::move(day)});
    }
  }

  core::Transaction& transaction_;
  const Input& input_;
  const Instant now_;
  const core::DateRange dates_;
  std::map<core::EmployeeId, Days> told_;
  ToldDays told_elsewhere_;
  Output output_;
};

}  // namespace

Result<void> check(const Input& input) {
  return InputCheck().page(input.after, input.limit).result();
}

Result<Output> run(Ports& ports, const Input& input, Instant now) {
  Result<void> allowed = require(input.actor, core::Permission::close_periods);
  if (!allowed) return fail(std::move(allowed));
  if (Result<void> checked = check(input); !checked) return fail(std::move(checked));
  return core::read_from(ports.store, [&](core::Transaction& transaction) -> Result<Output> {
    Result<core::Period> period = period_of(transaction, input.actor.company, input.period);
    if (!period) return fail(std::move(period));
    return Comparison(transaction, input, std::move(*period), now).run();
  });
}

}  // namespace attendsense::service::period_changes
