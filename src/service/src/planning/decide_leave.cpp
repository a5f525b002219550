#include "attendsense/service/planning/decide_leave.hpp"

#include "attendsense/service/input_check.hpp"
#include "audit_note.hpp"
#include "closed_periods.hpp"
#include "lookup.hpp"
#include "planning/find_planning.hpp"
#include "planning/leave_rules.hpp"
#include "requests.hpp"

namespace attendsense::service::decide_leave {
namespace {

using core::RequestState;

constexpr std::array<std::string_view, 3> kVerdicts{"approve", "refuse", "withdraw"};

RequestState state_after(Verdict verdict) {
  switch (verdict) {
    case Verdict::approve:
      return RequestState::approved;
    case Verdict::refuse:
      return RequestState::refused;
    case Verdict::withdraw:
      return RequestState::withdrawn;
  }
  return RequestState::withdrawn;
}

bool is_own_withdrawal(const Input& input, const core::Leave& leave) {
  return input.verdict == Verdict::withdraw && leave.state == RequestState::requested &&
         input.actor.employee == leave.employee && input.actor.may(core::Permission::view_own);
}

Result<void> require_undecided(const Input& input, const core::Leave& leave) {
  const bool decidable = leave.state == RequestState::requested ||
                         (leave.state == RequestState::approved && input.verdict == Verdict::withdraw);
  if (decidable) return {};
  return fail(Failure::conflict, "request_decided",
              "The leave is " + std::string(core::to_string(leave.state)) + " already",
              "Only what is requested can be approved or refused; what is approved can be withdrawn");
}

// That the actor may say this of that leave as it is.
Result<void> require_possible(core::Transaction& transaction, const Input& input, const core::Leave& leave) {
  if (!is_own_withdrawal(input, leave)) {
    Result<core::Company> company = company_of(transaction, leave.company);
    if (!company) return fail(std::move(company));
    Result<void> allowed = require_decider(input.actor, leave.employee, company->policy);
    if (!allowed) return allowed;
  }
  if (Result<void> undecided = require_undecided(input, leave); !undecided) return undecided;
  const bool changes_figures = input.verdict == Verdict::approve || leave.state == RequestState::approved;
  if (!changes_figures) return {};
  Result<core::Employee> employee = employee_of(transaction, leave.company, leave.employee);
  if (!employee) return fail(std::move(employee));
  return require_open(transaction, leave.company, {leave.from, leave.to}, employee->site);
}

Result<LeaveView> decide(core::Transaction& transaction, const Input& input, Instant now) {
  Result<core::Leave> leave = leave_of(transaction, input.actor.company, input.leave);
  if (!leave) return fail(std::move(leave));
  // Somebody else's leave is not there for who may not decide.
  const bool visible = leave->employee == input.actor.employee || input.actor.may(core::Permission::approve_requests);
  if (!visible) return fail(leave_unknown(input.leave));
  if (Result<void> possible = require_possible(transaction, input, *leave); !possible) return fail(std::move(possible));
  const RequestState before = leave->state;
  leave->state = state_after(input.verdict);
  leave->decided_by = input.actor.actor();
  leave->decided_at = now;
  leave->note = trimmed(input.note);
  if (Result<void> decided = transaction.leaves().decide(*leave); !decided) return fail(std::move(decided));
  Result<void> noted =
      note(transaction, input.actor, "leave." + std::string(to_string(input.verdict)), leave->id.to_string(),
           {{"employee", leave->employee.to_string()},
            {"from", attendsense::to_string(leave->from)},
            {"to", attendsense::to_string(leave->to)},
            {"before", std::string(core::to_string(before))}},
           now);
  if (!noted) return fail(std::move(noted));
  Result<LeaveView> view = view_of(transaction, *leave);
  if (!view) return view;
  if (Result<void> told = announce(transaction, *view, now); !told) return fail(std::move(told));
  return view;
}

}  // namespace

std::string_view to_string(Verdict verdict) {
  return kVerdicts[static_cast<std::size_t>(verdict)];
}

std::optional<Verdict> parse_verdict(std::string_view text) {
  const auto found = std::ranges::find(kVerdicts, text);
  if (found == kVerdicts.end()) return std::nullopt;
  return static_cast<Verdict>(found - kVerdicts.begin());
}

Result<void> check(const Input& input) {
  return InputCheck().text(input.note, "note", 0, 500).result();
}

Result<Output> run(Ports& ports, const Input& input, Instant now) {
  Result<void> allowed = require_requests(input.actor);
  if (!allowed) return fail(std::move(allowed));
  if (Result<void> checked = check(input); !checked) return fail(std::move(checked));
  Result<Output> decided =
      core::write_to(ports.store, [&](core::Transaction& transaction) { return decide(transaction, input, now); });
  if (decided) ports.events_written.ring();
  return decided;
}

}  // namespace attendsense::service::decide_leave
