#include "requests.hpp"

#include "attendsense/service/input_check.hpp"

namespace attendsense::service {

Result<std::optional<core::EmployeeId>> whose_requests(const Principal& actor, std::optional<core::EmployeeId> wanted) {
  if (actor.may(core::Permission::approve_requests)) return wanted;
  if (!wanted) wanted = actor.employee;
  if (!wanted) return fail(require(actor, core::Permission::approve_requests));
  Result<void> allowed = require_self_or(actor, *wanted, core::Permission::approve_requests);
  if (!allowed) return fail(std::move(allowed));
  return wanted;
}

Result<core::EmployeeId> whose_request(const Principal& actor, std::optional<core::EmployeeId> wanted) {
  if (!wanted) wanted = actor.employee;
  Result<void> allowed = wanted ? require_self_or(actor, *wanted, core::Permission::approve_requests)
                                : require(actor, core::Permission::approve_requests);
  if (!allowed) return fail(std::move(allowed));
  if (!wanted) return fail(InputCheck().that(false, "employee_id", "must be given").result());
  return *wanted;
}

Result<void> require_requests(const Principal& actor) {
  if (actor.employee && actor.may(core::Permission::view_own)) return {};
  return require(actor, core::Permission::approve_requests);
}

Result<void> require_decider(const Principal& actor, core::EmployeeId employee, const core::Policy& policy) {
  Result<void> allowed = require(actor, core::Permission::approve_requests);
  if (!allowed || actor.employee != employee || policy.self_approval) return allowed;
  return fail(Failure::forbidden, "own_request", "Nobody decides on what concerns themselves",
              "Ask somebody else who may approve requests, or allow self-approval in the company's policy");
}

}  // namespace attendsense::service
