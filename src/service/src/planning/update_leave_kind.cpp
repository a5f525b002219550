#include "attendsense/service/planning/update_leave_kind.hpp"

#include "attendsense/service/input_check.hpp"
#include "audit_note.hpp"
#include "planning/find_planning.hpp"

namespace attendsense::service::update_leave_kind {
namespace {

Result<core::LeaveKind> change(core::Transaction& transaction, const Input& input, Instant now) {
  Result<core::LeaveKind> kind = leave_kind_of(transaction, input.actor.company, input.kind);
  if (!kind) return kind;
  if (Result<void> met = require(input.precondition, *kind); !met) return fail(std::move(met));
  if (input.name) kind->name = trimmed(*input.name);
  kind->paid = input.paid.value_or(kind->paid);
  kind->active = input.active.value_or(kind->active);
  if (Result<void> updated = transaction.leaves().update_kind(*kind); !updated) return fail(std::move(updated));
  Result<void> noted = note(transaction, input.actor, "leave_kind.update", kind->id.to_string(),
                            {{"paid", kind->paid ? "yes" : "no"}, {"active", kind->active ? "yes" : "no"}}, now);
  if (!noted) return fail(std::move(noted));
  return kind;
}

}  // namespace

Result<void> check(const Input& input) {
  InputCheck check;
  if (input.name) check.name(*input.name, "name");
  return check.result();
}

Result<Output> run(Ports& ports, const Input& input, Instant now) {
  if (Result<void> allowed = require(input.actor, core::Permission::manage_schedules); !allowed) {
    return fail(std::move(allowed));
  }
  if (Result<void> checked = check(input); !checked) return fail(std::move(checked));
  return core::write_to(ports.store, [&](core::Transaction& transaction) { return change(transaction, input, now); });
}

}  // namespace attendsense::service::update_leave_kind
