#include "attendsense/service/planning/grant_overtime.hpp"

#include "attendsense/service/input_check.hpp"
#include "audit_note.hpp"
#include "closed_periods.hpp"
#include "lookup.hpp"
#include "requests.hpp"

namespace attendsense::service::grant_overtime {
namespace {

using namespace std::chrono_literals;

core::OvertimeGrant grant_of(const Input& input, Instant now) {
  core::OvertimeGrant grant;
  grant.id = core::OvertimeGrantId::make(now);
  grant.company = input.actor.company;
  grant.employee = input.employee;
  grant.date = input.date;
  grant.most = input.most;
  grant.reason = trimmed(input.reason);
  grant.granted_by = input.actor.actor();
  grant.granted_at = now;
  return grant;
}

Result<OvertimeGrantView> add(core::Transaction& transaction, const Input& input, const core::OvertimeGrant& grant,
                              Instant now) {
  Result<core::Company> company = company_of(transaction, grant.company);
  if (!company) return fail(std::move(company));
  Result<void> allowed = require_decider(input.actor, grant.employee, company->policy);
  if (!allowed) return fail(std::move(allowed));
  Result<core::Employee> employee = employee_of(transaction, grant.company, grant.employee);
  if (!employee) return fail(std::move(employee));
  Result<void> open = require_open(transaction, grant.company, {grant.date, grant.date}, employee->site);
  if (!open) return fail(std::move(open));
  if (Result<void> added = transaction.leaves().add_grant(grant); !added) return fail(std::move(added));
  Result<void> noted = note(transaction, input.actor, "overtime.grant", grant.id.to_string(),
                            {{"employee", grant.employee.to_string()},
                             {"date", to_string(grant.date)},
                             {"minutes", std::to_string(grant.most.count())}},
                            now);
  if (!noted) return fail(std::move(noted));
  return OvertimeGrantView{grant, full_name(*employee)};
}

}  // namespace

Result<void> check(const Input& input) {
  return InputCheck()
      .that(input.date.ok(), "date", "must be a date")
      .that(input.most >= 1min && input.most <= 16h, "minutes", "must be from 1 to 960")
      .text(input.reason, "reason", 0, 500)
      .result();
}

Result<Output> run(Ports& ports, const Input& input, Instant now) {
  if (Result<void> allowed = require(input.actor, core::Permission::approve_requests); !allowed) {
    return fail(std::move(allowed));
  }
  if (Result<void> checked = check(input); !checked) return fail(std::move(checked));
  const core::OvertimeGrant grant = grant_of(input, now);
  return core::write_to(ports.store,
                        [&](core::Transaction& transaction) { return add(transaction, input, grant, now); });
}

}  // namespace attendsense::service::grant_overtime
