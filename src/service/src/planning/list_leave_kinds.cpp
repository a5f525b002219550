#include "attendsense/service/planning/list_leave_kinds.hpp"

namespace attendsense::service::list_leave_kinds {

Result<Output> run(Ports& ports, const Input& input, Instant /*now*/) {
  if (Result<void> allowed = require_person(input.actor); !allowed) return fail(std::move(allowed));
  return core::read_from(
      ports.store, [&](core::Transaction& transaction) { return transaction.leaves().kinds(input.actor.company); });
}

}  // namespace attendsense::service::list_leave_kinds
