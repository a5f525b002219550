#include "attendsense/service/planning/remove_schedule.hpp"

#include "audit_note.hpp"
#include "planning/find_planning.hpp"

namespace attendsense::service::remove_schedule {

Result<void> run(Ports& ports, const Input& input, Instant now) {
  Result<void> allowed = require(input.actor, core::Permission::manage_schedules);
  if (!allowed) return allowed;
  return ports.store.write([&](core::Transaction& transaction) -> Result<void> {
    Result<core::Schedule> schedule = schedule_of(transaction, input.actor.company, input.schedule);
    if (!schedule) return fail(std::move(schedule));
    if (Result<void> met = require(input.precondition, *schedule); !met) return met;
    if (Result<bool> removed = transaction.schedules().remove(schedule->id); !removed) return fail(std::move(removed));
    return note(transaction, input.actor, "schedule.remove", schedule->id.to_string(), {}, now);
  });
}

}  // namespace attendsense::service::remove_schedule
