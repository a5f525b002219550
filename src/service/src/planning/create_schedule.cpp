#include "attendsense/service/planning/create_schedule.hpp"

#include "audit_note.hpp"

namespace attendsense::service::create_schedule {

Result<void> check(const Input& input) {
  return service::check(input.definition);
}

Result<Output> run(Ports& ports, const Input& input, Instant now) {
  if (Result<void> allowed = require(input.actor, core::Permission::manage_schedules); !allowed) {
    return fail(std::move(allowed));
  }
  if (Result<void> checked = check(input); !checked) return fail(std::move(checked));
  core::Schedule schedule;
  schedule.id = core::ScheduleId::make(now);
  schedule.company = input.actor.company;
  schedule.created_at = now;
  apply(input.definition, schedule);
  return core::write_to(ports.store, [&](core::Transaction& transaction) -> Result<Output> {
    if (Result<void> added = transaction.schedules().add(schedule); !added) return fail(std::move(added));
    Result<void> noted = note(
        transaction, input.actor, "schedule.create", schedule.id.to_string(),
        {{"rhythm", std::string(core::to_string(schedule.rhythm))}, {"days", std::to_string(schedule.cycle.size())}},
        now);
    if (!noted) return fail(std::move(noted));
    return schedule;
  });
}

}  // namespace attendsense::service::create_schedule
