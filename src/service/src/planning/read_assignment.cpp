#include "attendsense/service/planning/read_assignment.hpp"

#include "planning/assignment_rules.hpp"
#include "planning/find_planning.hpp"

namespace attendsense::service::read_assignment {

Result<Output> run(Ports& ports, const Input& input, Instant /*now*/) {
  if (Result<void> allowed = require_person(input.actor); !allowed) return fail(std::move(allowed));
  Result<core::Assignment> assignment = core::read_from(ports.store, [&](core::Transaction& transaction) {
    return assignment_of(transaction, input.actor.company, input.assignment);
  });
  if (assignment && !may_see(input.actor, *assignment)) return fail(assignment_unknown(input.assignment));
  return assignment;
}

}  // namespace attendsense::service::read_assignment
