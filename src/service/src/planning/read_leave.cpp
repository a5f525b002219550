#include "attendsense/service/planning/read_leave.hpp"

#include "planning/find_planning.hpp"
#include "planning/leave_rules.hpp"
#include "requests.hpp"

namespace attendsense::service::read_leave {

Result<Output> run(Ports& ports, const Input& input, Instant /*now*/) {
  // Whoever may see none at all is told so, whether this one is there or not.
  Result<void> allowed = require_requests(input.actor);
  if (!allowed) return fail(std::move(allowed));
  return core::read_from(ports.store, [&](core::Transaction& transaction) -> Result<Output> {
    Result<core::Leave> leave = leave_of(transaction, input.actor.company, input.leave);
    if (!leave) return fail(std::move(leave));
    const bool visible = leave->employee == input.actor.employee || input.actor.may(core::Permission::approve_requests);
    if (!visible) return fail(leave_unknown(input.leave));
    return view_of(transaction, *leave);
  });
}

}  // namespace attendsense::service::read_leave
