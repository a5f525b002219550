#include "attendsense/service/planning/list_assignments.hpp"

#include "lookup.hpp"
#include "planning/assignment_rules.hpp"
#include "planning/find_planning.hpp"

namespace attendsense::service::list_assignments {

Result<void> check(const Input& input) {
  return InputCheck().page(input.after, input.limit).result();
}

Result<Output> run(Ports& ports, const Input& input, Instant /*now*/) {
  if (Result<void> allowed = require_person(input.actor); !allowed) return fail(std::move(allowed));
  if (Result<void> checked = check(input); !checked) return fail(std::move(checked));
  return core::read_from(ports.store, [&](core::Transaction& transaction) -> Result<Output> {
    if (input.schedule) {
      Result<core::Schedule> schedule = schedule_of(transaction, input.actor.company, *input.schedule);
      if (!schedule) return fail(std::move(schedule));
    }
    Result<std::vector<core::Assignment>> items =
        transaction.schedules().list_assignments(input.actor.company, input.schedule, {input.after, input.limit + 1});
    if (!items) return fail(std::move(items));
    Output output;
    if (cut_to_page(*items, input.limit)) output.next = items->back().id.to_string();
    std::erase_if(*items, [&](const core::Assignment& assignment) { return !may_see(input.actor, assignment); });
    output.items = std::move(*items);
    return output;
  });
}

}  // namespace attendsense::service::list_assignments
