#include "attendsense/service/planning/remove_holiday.hpp"

#include "audit_note.hpp"
#include "planning/find_planning.hpp"

namespace attendsense::service::remove_holiday {

Result<void> run(Ports& ports, const Input& input, Instant now) {
  Result<void> allowed = require(input.actor, core::Permission::manage_schedules);
  if (!allowed) return allowed;
  return ports.store.write([&](core::Transaction& transaction) -> Result<void> {
    Result<core::Holiday> holiday = holiday_of(transaction, input.actor.company, input.holiday);
    if (!holiday) return fail(std::move(holiday));
    if (Result<bool> removed = transaction.holidays().remove(holiday->id); !removed) return fail(std::move(removed));
    return note(transaction, input.actor, "holiday.remove", holiday->id.to_string(),
                {{"date", to_string(holiday->date)}}, now);
  });
}

}  // namespace attendsense::service::remove_holiday
