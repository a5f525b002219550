#include "attendsense/service/planning/create_assignment.hpp"

#include "audit_note.hpp"
#include "planning/assignment_rules.hpp"

namespace attendsense::service::create_assignment {

Result<void> check(const Input& input) {
  InputCheck check;
  check_dates(check, make_assignment(input.assignment, input.actor.company, {}));
  return check.result();
}

Result<Output> run(Ports& ports, const Input& input, Instant now) {
  if (Result<void> allowed = require(input.actor, core::Permission::manage_schedules); !allowed) {
    return fail(std::move(allowed));
  }
  if (Result<void> checked = check(input); !checked) return fail(std::move(checked));
  const core::Assignment assignment = make_assignment(input.assignment, input.actor.company, now);
  return core::write_to(ports.store, [&](core::Transaction& transaction) -> Result<Output> {
    if (Result<void> known = require_known(transaction, assignment); !known) return fail(std::move(known));
    Result<void> added = transaction.schedules().add_assignment(assignment);
    if (!added) return fail(std::move(added));
    Result<void> noted =
        note(transaction, input.actor, "assignment.create", assignment.id.to_string(),
             {{"schedule", assignment.schedule.to_string()}, {"whom", whom_in_words(assignment)}}, now);
    if (!noted) return fail(std::move(noted));
    return assignment;
  });
}

}  // namespace attendsense::service::create_assignment
