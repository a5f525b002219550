#include "attendsense/service/day_attendance.hpp"

#include "attendsense/service/input_check.hpp"
#include "people.hpp"
#include "timekeeping.hpp"

namespace attendsense::service::day_attendance {
namespace {

bool is_asked_for(const Input& input, const core::Employee& employee, const core::DayFigures& day) {
  if (input.schedule && day.schedule != input.schedule) return false;
  if (input.state && day.state != *input.state) return false;
  return employee.state == core::EmployeeState::active || !day.stays.empty();
}

}  // namespace

Result<void> check(const Input& input) {
  return InputCheck().that(input.date.ok(), "date", "must be a date").search(input.search, "search").result();
}

Result<Output> run(Ports& ports, const Input& input, Instant now) {
  if (Result<void> checked = check(input); !checked) return fail(std::move(checked));
  return core::read_from(ports.store, [&](core::Transaction& transaction) -> Result<Output> {
    const auto people = visible_people(transaction, input.actor, {input.site, input.role, input.search});
    if (!people) return fail(people.error());
    const auto timekeeping = Timekeeping::of(transaction, input.actor.company, {input.date, input.date});
    if (!timekeeping) return fail(timekeeping.error());
    Output output{input.date, {}};
    output.items.reserve(people->size());
    const auto add = [&](PersonDays person) -> Result<void> {
      core::DayFigures& day = person.days.front();
      if (is_asked_for(input, person.employee, day))
        output.items.push_back({timekeeping->sites().person(person.employee), std::move(day)});
      return {};
    };
    if (Result<void> done = timekeeping->for_each(transaction, *people, now, add); !done) return fail(std::move(done));
    return output;
  });
}

}  // namespace attendsense::service::day_attendance
