#include "planning/leave_rules.hpp"

#include "event_bodies.hpp"
#include "lookup.hpp"
#include "planning/find_planning.hpp"

namespace attendsense::service {
namespace {

constexpr int kMostAtOnce = 500;

bool meet(const core::Leave& one, const core::Leave& other) {
  const bool same_dates = one.from <= other.to && other.from <= one.to;
  const bool halves = one.part != core::DayPart::whole && other.part != core::DayPart::whole;
  return same_dates && !(halves && one.part != other.part);
}

}  // namespace

Result<void> require_no_overlap(core::Transaction& transaction, const core::Leave& leave) {
  for (const core::RequestState state : {core::RequestState::requested, core::RequestState::approved}) {
    // Of those that touch the same dates only few can stand side by side.
    Result<std::vector<core::Leave>> others = transaction.leaves().list(
        leave.company, {leave.employee, state, core::DateRange{leave.from, leave.to}}, {"", kMostAtOnce});
    if (!others) return fail(std::move(others));
    for (const core::Leave& other : *others) {
      if (other.id == leave.id || !meet(leave, other)) continue;
      return fail(Failure::conflict, "leave_overlaps",
                  "There is leave " + other.id.to_string() + " from " + to_string(other.from) + " to " +
                      to_string(other.to) + ", which is " + std::string(core::to_string(other.state)),
                  "Withdraw it first, or choose other dates");
    }
  }
  return {};
}

Result<LeaveView> view_of(core::Transaction& transaction, const core::Leave& leave) {
  Result<core::Employee> employee = employee_of(transaction, leave.company, leave.employee);
  if (!employee) return fail(std::move(employee));
  Result<core::LeaveKind> kind = leave_kind_of(transaction, leave.company, leave.kind);
  if (!kind) return fail(std::move(kind));
  return LeaveView{leave, full_name(*employee), std::move(*kind), employee->site};
}

Result<void> announce(core::Transaction& transaction, const LeaveView& view, Instant now) {
  Result<std::int64_t> sequence = transaction.outbox().add(leave_event(view, now));
  if (!sequence) return fail(std::move(sequence));
  return {};
}

}  // namespace attendsense::service
