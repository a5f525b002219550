#include "attendsense/service/planning/remove_assignment.hpp"

#include "audit_note.hpp"
#include "planning/assignment_rules.hpp"
#include "planning/find_planning.hpp"

namespace attendsense::service::remove_assignment {

Result<void> run(Ports& ports, const Input& input, Instant now) {
  Result<void> allowed = require(input.actor, core::Permission::manage_schedules);
  if (!allowed) return allowed;
  return ports.store.write([&](core::Transaction& transaction) -> Result<void> {
    Result<core::Assignment> assignment = assignment_of(transaction, input.actor.company, input.assignment);
    if (!assignment) return fail(std::move(assignment));
    if (Result<void> met = require(input.precondition, *assignment); !met) return met;
    Result<bool> removed = transaction.schedules().remove_assignment(assignment->id);
    if (!removed) return fail(std::move(removed));
    return note(transaction, input.actor, "assignment.remove", assignment->id.to_string(),
                {{"schedule", assignment->schedule.to_string()}, {"whom", whom_in_words(*assignment)}}, now);
  });
}

}  // namespace attendsense::service::remove_assignment
