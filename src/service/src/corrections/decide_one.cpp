#include "corrections/decide_one.hpp"

#include <algorithm>

#include "attendsense/service/input_check.hpp"
#include "corrections/closed_figures.hpp"
#include "corrections/correction_rules.hpp"
#include "requests.hpp"

namespace attendsense::service {
namespace {

using core::RequestState;
using decide_correction::Verdict;

RequestState state_after(Verdict verdict, RequestState before, const core::Policy& policy) {
  switch (verdict) {
    case Verdict::approve:
      return approved_state(policy, before);
    case Verdict::refuse:
      return RequestState::refused;
    case Verdict::withdraw:
      return RequestState::withdrawn;
    case Verdict::undo:
      return RequestState::undone;
  }
  return before;
}

bool is_own_withdrawal(const Decision& decision, const core::Correction& correction) {
  const bool asked =
      decision.actor.employee == correction.employee || decision.actor.actor() == correction.requested_by;
  return decision.verdict == Verdict::withdraw && asked;
}

Result<void> require_undecided(const Decision& decision, const core::Correction& correction) {
  if (is_open_to(decision.verdict, correction.state)) return {};
  return fail(Failure::conflict, "request_decided",
              "The correction is " + std::string(core::to_string(correction.state)),
              "What waits can be approved, refused or withdrawn; what is approved can be undone");
}

// The second approval is somebody else's.
Result<void> require_another(core::Transaction& transaction, const Decision& decision,
                             const core::Correction& correction) {
  if (decision.verdict != Verdict::approve || correction.state != RequestState::half_approved) return {};
  const auto decisions = transaction.corrections().decisions(correction.id);
  if (!decisions) return fail(decisions.error());
  const std::string actor = decision.actor.actor();
  const bool repeated = std::ranges::any_of(*decisions, [&](const core::CorrectionDecision& before) {
    return before.verdict == RequestState::half_approved && before.by == actor;
  });
  if (!repeated) return {};
  return fail(Failure::forbidden, "second_approver_needed", "The second approval must be another person's",
              "Ask somebody else who may approve requests");
}

Result<void> require_possible(core::Transaction& transaction, const Decision& decision,
                              const core::Correction& correction, const core::Policy& policy) {
  if (!is_own_withdrawal(decision, correction)) {
    Result<void> allowed = require_decider(decision.actor, correction.employee, policy);
    if (!allowed) return allowed;
  }
  if (Result<void> undecided = require_undecided(decision, correction); !undecided) return undecided;
  return require_another(transaction, decision, correction);
}

bool may_change_figures(RequestState verdict) {
  return verdict == RequestState::half_approved || verdict == RequestState::approved || verdict == RequestState::undone;
}

}  // namespace

bool is_open_to(Verdict verdict, RequestState state) {
  if (verdict == Verdict::undo) return state == RequestState::approved;
  return state == RequestState::requested || state == RequestState::half_approved;
}

Result<void> write_decision(core::Transaction& transaction, const core::CorrectionDecision& decision,
                            const core::Correction& correction, Instant now) {
  if (!may_change_figures(decision.verdict)) return transaction.corrections().decide(decision);
  if (Result<void> open = require_open(transaction, correction); !open) return open;
  const auto closed = ClosedFigures::around(transaction, correction, now);
  if (!closed) return fail(closed.error());
  if (Result<void> written = transaction.corrections().decide(decision); !written) return written;
  return closed->require_same(transaction, now);
}

Result<CorrectionView> decide_one(core::Transaction& transaction, const Decision& decision, core::Correction correction,
                                  const core::Policy& policy, Instant now) {
  Result<void> possible = require_possible(transaction, decision, correction, policy);
  if (!possible) return fail(std::move(possible));
  correction.state = state_after(decision.verdict, correction.state, policy);
  Result<void> written = write_decision(
      transaction, {correction.id, correction.state, decision.actor.actor(), now, trimmed(decision.note)}, correction,
      now);
  if (!written) return fail(std::move(written));
  Result<CorrectionView> view = view_of(transaction, correction);
  if (!view) return view;
  const std::string action = "correction." + std::string(decide_correction::to_string(decision.verdict));
  Result<void> recorded = record(transaction, decision.actor, action, *view, now);
  if (!recorded) return fail(std::move(recorded));
  return view;
}

}  // namespace attendsense::service
