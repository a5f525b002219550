#include "attendsense/service/planning/add_holiday.hpp"

#include "audit_note.hpp"
#include "planning/holiday_rules.hpp"

namespace attendsense::service::add_holiday {

Result<void> check(const Input& input) {
  InputCheck check;
  check_holiday(check, input.holiday);
  return check.result();
}

Result<Output> run(Ports& ports, const Input& input, Instant now) {
  if (Result<void> allowed = require(input.actor, core::Permission::manage_schedules); !allowed) {
    return fail(std::move(allowed));
  }
  if (Result<void> checked = check(input); !checked) return fail(std::move(checked));
  const core::Holiday holiday = make_holiday(input.holiday, input.actor.company, now);
  return core::write_to(ports.store, [&](core::Transaction& transaction) -> Result<Output> {
    if (Result<void> known = require_known(transaction, holiday); !known) return fail(std::move(known));
    if (Result<void> added = transaction.holidays().add(holiday); !added) return fail(std::move(added));
    Result<void> noted = note(transaction, input.actor, "holiday.add", holiday.id.to_string(),
                              {{"date", to_string(holiday.date)}, {"kind", std::string(to_string(holiday.kind))}}, now);
    if (!noted) return fail(std::move(noted));
    return holiday;
  });
}

}  // namespace attendsense::service::add_holiday
