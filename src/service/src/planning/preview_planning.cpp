#include "attendsense/service/planning/preview_planning.hpp"

#include "attendsense/service/input_check.hpp"
#include "people.hpp"
#include "planning/assignment_rules.hpp"
#include "planning/find_planning.hpp"
#include "planning/holiday_rules.hpp"
#include "timekeeping.hpp"

namespace attendsense::service::preview_planning {
namespace {

// How many days of people are in memory at a time, as they are and as they would be.
constexpr std::size_t kPersonDaysAtOnce = 20'000;

std::string item(const char* list, std::size_t index) {
  return std::string(list) + "[" + std::to_string(index) + "]";
}

// The fields of a failed check, under the name of the item that they are of.
Result<void> within(const std::string& name, Result<void> checked) {
  if (checked || checked.error().fields.empty()) return checked;
  Error error = std::move(checked.error());
  for (FieldError& field : error.fields) field.field = name + "." + field.field;
  return fail(std::move(error));
}

// Lays what is asked for over what the company has decided.
class Changes {
 public:
  Changes(core::Transaction& transaction, const Input& input, Instant now)
      : transaction_(transaction), input_(input), now_(now) {}

  Result<core::Planning> apply(core::Planning planning) const {
    if (Result<void> done = replace_schedule(planning); !done) return fail(std::move(done));
    if (Result<void> done = remove_assignments(planning); !done) return fail(std::move(done));
    if (Result<void> done = add_assignments(planning); !done) return fail(std::move(done));
    if (Result<void> done = add_holidays(planning); !done) return fail(std::move(done));
    return planning;
  }

 private:
  Result<void> replace_schedule(core::Planning& planning) const {
    if (!input_.schedule) return {};
    const auto& [id, definition] = *input_.schedule;
    Result<core::Schedule> schedule = schedule_of(transaction_, input_.actor.company, id);
    if (!schedule) return fail(std::move(schedule));
    service::apply(definition, *schedule);
    planning.schedules[id] = std::make_shared<const core::Schedule>(std::move(*schedule));
    return {};
  }

  Result<void> remove_assignments(core::Planning& planning) const {
    for (const core::AssignmentId id : input_.remove_assignments) {
      Result<core::Assignment> known = assignment_of(transaction_, input_.actor.company, id);
      if (!known) return fail(std::move(known));
      std::erase_if(planning.assignments, [&](const core::Assignment& assignment) { return assignment.id == id; });
    }
    return {};
  }

  Result<void> add_assignments(core::Planning& planning) const {
    for (std::size_t i = 0; i < input_.assignments.size(); ++i) {
      planning.assignments.push_back(make_assignment(input_.assignments[i], input_.actor.company, now_));
      Result<void> known = require_known(transaction_, planning.assignments.back());
      if (!known) return within(item("assignments", i), std::move(known));
    }
    return {};
  }

  Result<void> add_holidays(core::Planning& planning) const {
    for (std::size_t i = 0; i < input_.holidays.size(); ++i) {
      planning.holidays.push_back(make_holiday(input_.holidays[i], input_.actor.company, now_));
      Result<void> known = require_known(transaction_, planning.holidays.back());
      if (!known) return within(item("holidays", i), std::move(known));
    }
    return {};
  }

  core::Transaction& transaction_;
  const Input& input_;
  Instant now_;
};

// Whether a row about it would say anything: a shift of another name alone does not.
bool shows(const core::DayChange& change) {
  const auto shown = [](const core::DayFigures& day) {
    return std::tuple(day.state, day.kind, day.worked, day.expected, day.leave_credit, day.late, day.early,
                      day.overtime, day.overtime_not_granted, day.balance);
  };
  return shown(change.before) != shown(change.after);
}

class Comparison {
 public:
  Comparison(core::Transaction& transaction, const Input& input, Instant now)
      : transaction_(transaction), input_(input), now_(now) {}

  Result<Output> run() {
    const auto people = whom();
    if (!people) return fail(people.error());
    auto closed = transaction_.periods().closed_in(input_.actor.company, {input_.from, input_.to});
    if (!closed) return fail(std::move(closed));
    output_.closed = std::move(*closed);
    const auto before = Timekeeping::of(transaction_, input_.actor.company, {input_.from, input_.to});
    if (!before) return fail(before.error());
    auto planning = Changes(transaction_, input_, now_).apply(before->planning());
    if (!planning) return fail(std::move(planning));
    Timekeeping after = *before;
    after.set_planning(std::move(*planning));
    const auto days = (std::chrono::local_days{input_.to} - std::chrono::local_days{input_.from}).count() + 1;
    const std::size_t most = kPersonDaysAtOnce / static_cast<std::size_t>(days);
    for (std::size_t begin = 0; begin < people->size(); begin += most) {
      const auto some = std::span(*people).subspan(begin, std::min(most, people->size() - begin));
      if (Result<void> done = compare(*before, after, some); !done) return fail(std::move(done));
    }
    return std::move(output_);
  }

 private:
  Result<std::vector<core::Employee>> whom() const {
    if (input_.employee) {
      Result<core::Employee> employee = employee_of(transaction_, input_.actor.company, *input_.employee);
      if (!employee) return fail(std::move(employee));
      if (input_.site && employee->site != *input_.site) return std::vector<core::Employee>{};
      return std::vector<core::Employee>{std::move(*employee)};
    }
    if (input_.site) {
      Result<core::Site> site = site_of(transaction_, input_.actor.company, *input_.site);
      if (!site) return fail(std::move(site));
    }
    auto people = visible_people(transaction_, input_.actor, {.site = input_.site, .role = {}, .search = {}});
    if (people) std::erase_if(*people, [](const auto& who) { return who.state != core::EmployeeState::active; });
    return people;
  }

  Result<void> compare(const Timekeeping& before, const Timekeeping& after, std::span<const core::Employee> people) {
    std::vector<PersonDays> as_it_is;
    const auto keep = [&](PersonDays person) -> Result<void> {
      as_it_is.push_back(std::move(person));
      return {};
    };
    if (Result<void> done = before.for_each(transaction_, people, now_, keep); !done) return done;
    auto same_person = as_it_is.begin();
    return after.for_each(transaction_, people, now_, [&](PersonDays person) -> Result<void> {
      add(before.sites().person(person.employee), core::changes_between((same_person++)->days, person.days));
      return {};
    });
  }

  void add(const PersonView& person, std::vector<core::DayChange> changes) {
    std::erase_if(changes, [&](const core::DayChange& change) { return !shows(change) || is_closed(person, change); });
    if (changes.empty()) return;
    ++output_.people;
    for (core::DayChange& change : changes) {
      ++output_.days;
      output_.before += core::total(std::span(&change.before, 1));
      output_.after += core::total(std::span(&change.after, 1));
      if (output_.rows.size() < kMostRows)
        output_.rows.push_back({person, std::move(change)});
      else
        output_.truncated = true;
    }
  }

  [[nodiscard]] bool is_closed(const PersonView& person, const core::DayChange& change) const {
    return std::ranges::any_of(output_.closed, [&](const core::Period& period) {
      return period.from <= change.date && change.date <= period.to && (!period.site || *period.site == person.site);
    });
  }

  core::Transaction& transaction_;
  const Input& input_;
  Instant now_;
  Output output_;
};

}  // namespace

Result<void> check(const Input& input) {
  InputCheck check;
  check.dates(input.from, input.to, kMostDays);
  const auto few = [&](std::size_t count, const char* field) {
    check.that(count <= kMostChanges, field, "must be at most " + std::to_string(kMostChanges));
  };
  few(input.assignments.size(), "assignments");
  few(input.remove_assignments.size(), "remove_assignments");
  few(input.holidays.size(), "holidays");
  if (input.schedule) check.also(within("schedule", service::check(input.schedule->second)), "schedule");
  for (std::size_t i = 0; i < input.assignments.size(); ++i) {
    InputCheck one;
    check_dates(one, make_assignment(input.assignments[i], input.actor.company, {}));
    check.also(within(item("assignments", i), one.result()), "assignments");
  }
  for (std::size_t i = 0; i < input.holidays.size(); ++i) {
    InputCheck one;
    check_holiday(one, input.holidays[i]);
    check.also(within(item("holidays", i), one.result()), "holidays");
  }
  return check.result();
}

Result<Output> run(Ports& ports, const Input& input, Instant now) {
  for (const core::Permission needed : {core::Permission::manage_schedules, core::Permission::view_all}) {
    if (Result<void> allowed = require(input.actor, needed); !allowed) return fail(std::move(allowed));
  }
  if (Result<void> checked = check(input); !checked) return fail(std::move(checked));
  return core::read_from(ports.store,
                         [&](core::Transaction& transaction) { return Comparison(transaction, input, now).run(); });
}

}  // namespace attendsense::service::preview_planning
