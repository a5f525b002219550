#include "corrections/correction_rules.hpp"

#include "audit_note.hpp"
#include "closed_periods.hpp"
#include "event_bodies.hpp"
#include "lookup.hpp"

namespace attendsense::service {
namespace {

std::string told(const std::optional<Instant>& at, const std::optional<core::Direction>& direction) {
  if (!at) return "none";
  return to_rfc3339(*at) + (direction ? " " + std::string(core::to_string(*direction)) : "");
}

}  // namespace

Error correction_unknown(core::CorrectionId id) {
  return {Failure::not_found, "correction_unknown", "There is no correction " + id.to_string(),
          "List them with GET /api/v1/corrections"};
}

Result<core::Correction> visible_correction(core::Transaction& transaction, const Principal& actor,
                                            core::CorrectionId id) {
  Result<std::optional<core::Correction>> found = transaction.corrections().find(id);
  if (!found) return fail(std::move(found));
  const bool known = *found && (**found).company == actor.company;
  const bool visible = known && ((**found).employee == actor.employee || actor.may(core::Permission::approve_requests));
  if (!visible) return fail(correction_unknown(id));
  return std::move(**found);
}

Result<void> require_open(core::Transaction& transaction, const core::Correction& correction) {
  Result<core::Employee> employee = employee_of(transaction, correction.company, correction.employee);
  if (!employee) return fail(std::move(employee));
  Result<Sites> sites = Sites::of(transaction, correction.company);
  if (!sites) return fail(std::move(sites));
  const TimeZone& zone = sites->zone(employee->site);
  for (const std::optional<Instant>& moment : {correction.punch_at, correction.at}) {
    if (!moment) continue;
    const LocalDate date = zone.date_of(*moment);
    Result<void> open = require_open(transaction, correction.company, {date, date}, employee->site);
    if (!open) return open;
  }
  return {};
}

core::RequestState approved_state(const core::Policy& policy, core::RequestState before) {
  const bool needs_another = policy.second_approver && before == core::RequestState::requested;
  return needs_another ? core::RequestState::half_approved : core::RequestState::approved;
}

Result<CorrectionView> view_of(core::Transaction& transaction, const core::Correction& correction) {
  Result<core::Employee> employee = employee_of(transaction, correction.company, correction.employee);
  if (!employee) return fail(std::move(employee));
  CorrectionView view{correction, full_name(*employee), employee->site, {}, {}};
  if (correction.punch) {
    Result<std::optional<core::Punch>> original = transaction.punches().find(*correction.punch);
    if (!original) return fail(std::move(original));
    view.original = *original;
  }
  Result<std::vector<core::CorrectionDecision>> decisions = transaction.corrections().decisions(correction.id);
  if (!decisions) return fail(std::move(decisions));
  view.decisions = std::move(*decisions);
  return view;
}

Result<void> record(core::Transaction& transaction, const Principal& actor, std::string_view action,
                    const CorrectionView& view, Instant now) {
  const core::Correction& correction = view.correction;
  const auto before = view.original ? std::optional(view.original->direction) : std::nullopt;
  Result<void> noted = note(transaction, actor, action, correction.id.to_string(),
                            {{"employee", correction.employee.to_string()},
                             {"kind", std::string(core::to_string(correction.kind))},
                             {"before", told(correction.punch_at, before)},
                             {"after", told(correction.at, correction.direction)},
                             {"state", std::string(core::to_string(correction.state))}},
                            now);
  if (!noted) return noted;
  Result<std::int64_t> sequence = transaction.outbox().add(correction_event(view, now));
  if (!sequence) return fail(std::move(sequence));
  return {};
}

}  // namespace attendsense::service
