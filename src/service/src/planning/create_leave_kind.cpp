#include "attendsense/service/planning/create_leave_kind.hpp"

#include "attendsense/service/input_check.hpp"
#include "audit_note.hpp"

namespace attendsense::service::create_leave_kind {

Result<void> check(const Input& input) {
  return InputCheck().name(input.name, "name").result();
}

Result<Output> run(Ports& ports, const Input& input, Instant now) {
  if (Result<void> allowed = require(input.actor, core::Permission::manage_schedules); !allowed) {
    return fail(std::move(allowed));
  }
  if (Result<void> checked = check(input); !checked) return fail(std::move(checked));
  const core::LeaveKind kind{core::LeaveKindId::make(now), input.actor.company, trimmed(input.name), input.paid, true};
  return core::write_to(ports.store, [&](core::Transaction& transaction) -> Result<Output> {
    if (Result<void> added = transaction.leaves().add_kind(kind); !added) return fail(std::move(added));
    Result<void> noted = note(transaction, input.actor, "leave_kind.create", kind.id.to_string(),
                              {{"paid", kind.paid ? "yes" : "no"}}, now);
    if (!noted) return fail(std::move(noted));
    return kind;
  });
}

}  // namespace attendsense::service::create_leave_kind
