#include "attendsense/service/periods/reopen_period.hpp"

#include "attendsense/service/input_check.hpp"
#include "audit_note.hpp"
#include "periods/find_period.hpp"

namespace attendsense::service::reopen_period {
namespace {

Result<core::Period> reopen(core::Transaction& transaction, const Input& input, Instant now) {
  Result<core::Period> period = period_of(transaction, input.actor.company, input.period);
  if (!period) return period;
  if (period->state == core::PeriodState::reopened) {
    return fail(Failure::conflict, "period_reopened", "The period is open again already",
                "Close the dates anew with POST /api/v1/periods");
  }
  period->state = core::PeriodState::reopened;
  period->reopened_by = input.actor.actor();
  period->reopened_at = now;
  period->reason = trimmed(input.reason);
  if (Result<void> updated = transaction.periods().update(*period); !updated) return fail(std::move(updated));
  Result<void> noted = note(transaction, input.actor, "period.reopen", period->id.to_string(),
                            {{"from", to_string(period->from)}, {"to", to_string(period->to)}}, now);
  if (!noted) return fail(std::move(noted));
  return period;
}

}  // namespace

Result<void> check(const Input& input) {
  return InputCheck().text(input.reason, "reason", 3, 500).result();
}

Result<Output> run(Ports& ports, const Input& input, Instant now) {
  Result<void> allowed = require(input.actor, core::Permission::close_periods);
  if (!allowed) return fail(std::move(allowed));
  if (Result<void> checked = check(input); !checked) return fail(std::move(checked));
  return core::write_to(ports.store, [&](core::Transaction& transaction) { return reopen(transaction, input, now); });
}

}  // namespace attendsense::service::reopen_period
