#include "attendsense/service/corrections/request_correction.hpp"

#include "attendsense/service/input_check.hpp"
#include "corrections/correction_rules.hpp"
#include "corrections/decide_one.hpp"
#include "corrections/enter_correction.hpp"
#include "lookup.hpp"
#include "requests.hpp"

namespace attendsense::service {
namespace {

using core::CorrectionKind;
using request_correction::Input;

core::Correction correction_of(const Input& input, core::EmployeeId employee, Instant now) {
  core::Correction correction;
  correction.id = core::CorrectionId::make(now);
  correction.company = input.actor.company;
  correction.employee = employee;
  correction.kind = input.kind;
  correction.punch = input.punch;
  correction.direction = input.direction;
  correction.at = input.at;
  correction.reason = trimmed(input.reason);
  correction.requested_by = input.actor.actor();
  correction.requested_at = now;
  return correction;
}

// What the correction takes from the punch that it is of, which must be the person's and not be under correction.
Result<void> take_original(core::Transaction& transaction, core::Correction& correction) {
  Result<std::optional<core::Punch>> punch = transaction.punches().find(*correction.punch);
  if (!punch) return fail(std::move(punch));
  const bool own = *punch && (**punch).company == correction.company && (**punch).employee == correction.employee;
  if (!own)
    return fail(Failure::not_found, "punch_unknown", "The employee has no punch " + correction.punch->to_string(),
                "List them with GET /api/v1/punches");
  Result<std::vector<core::Correction>> others = transaction.corrections().open_of_punch(*correction.punch);
  if (!others) return fail(std::move(others));
  if (!others->empty())
    return fail(Failure::conflict, "punch_already_corrected",
                "The punch has the correction " + others->front().id.to_string() + ", which is " +
                    std::string(core::to_string(others->front().state)),
                "Withdraw or undo that one first");
  correction.punch_at = (**punch).at;
  if (correction.kind == CorrectionKind::remove) return {};
  // What a change leaves out stays as it was.
  correction.site = (**punch).site;
  if (!correction.at) correction.at = (**punch).at;
  if (!correction.direction) correction.direction = (**punch).direction;
  return {};
}

// That the moment is one at which the person can have punched.
Result<void> check_moment(const core::Correction& correction, const core::Employee& employee, Instant now) {
  if (!correction.at) return {};
  return InputCheck()
      .that(*correction.at <= now, "at", "must not be in the future")
      .that(!employee.hired_at || *correction.at >= *employee.hired_at, "at", "must not be before the employment")
      .that(!employee.left_at || *correction.at <= *employee.left_at, "at", "must not be after the employment")
      .result();
}

// The deadline is for those who ask, not for those who decide.
Result<void> check_deadline(const Input& input, const core::Correction& correction, const core::Policy& policy,
                            Instant now) {
  if (policy.correction_deadline.count() == 0 || input.actor.may(core::Permission::approve_requests)) return {};
  const Instant earliest = now - (policy.correction_deadline + std::chrono::days{1});
  const Instant moment = std::min(correction.at.value_or(now), correction.punch_at.value_or(now));
  if (moment >= earliest) return {};
  return fail(Failure::conflict, "correction_too_late",
              "Corrections can be asked for within " + std::to_string(policy.correction_deadline.count()) + " days",
              "Ask somebody who may approve requests to enter it");
}

Result<void> complete(core::Transaction& transaction, const Input& input, core::Correction& correction, Instant now) {
  Result<core::Company> company = company_of(transaction, correction.company);
  if (!company) return fail(std::move(company));
  Result<core::Employee> employee = employee_of(transaction, correction.company, correction.employee);
  if (!employee) return fail(std::move(employee));
  if (input.approve) {
    Result<void> allowed = require_decider(input.actor, correction.employee, company->policy);
    if (!allowed) return allowed;
  }
  if (correction.kind == CorrectionKind::add) {
    const std::optional<core::SiteId> site = input.site ? input.site : std::optional(employee->site);
    Result<core::Site> chosen = chosen_site(transaction, correction.company, site);
    if (!chosen) return fail(std::move(chosen));
    correction.site = chosen->id;
  } else if (Result<void> taken = take_original(transaction, correction); !taken) {
    return taken;
  }
  if (Result<void> checked = check_moment(correction, *employee, now); !checked) return checked;
  if (Result<void> timely = check_deadline(input, correction, company->policy, now); !timely) return timely;
  return require_open(transaction, correction);
}

}  // namespace

Result<CorrectionView> enter_correction(core::Transaction& transaction, const Input& input, core::EmployeeId employee,
                                        Instant now) {
  core::Correction correction = correction_of(input, employee, now);
  if (Result<void> possible = complete(transaction, input, correction, now); !possible)
    return fail(std::move(possible));
  if (Result<void> added = transaction.corrections().add(correction); !added) return fail(std::move(added));
  if (input.approve) {
    Result<core::Company> company = company_of(transaction, correction.company);
    if (!company) return fail(std::move(company));
    correction.state = approved_state(company->policy, correction.state);
    Result<void> decided =
        write_decision(transaction, {correction.id, correction.state, input.actor.actor(), now, ""}, correction, now);
    if (!decided) return fail(std::move(decided));
  }
  Result<CorrectionView> view = view_of(transaction, correction);
  if (!view) return view;
  Result<void> recorded =
      record(transaction, input.actor, input.approve ? "correction.enter" : "correction.request", *view, now);
  if (!recorded) return fail(std::move(recorded));
  return view;
}

namespace request_correction {

Result<void> check(const Input& input) {
  InputCheck check;
  check.text(input.reason, "reason", kShortestReason, kLongestReason);
  const bool adds = input.kind == CorrectionKind::add;
  check.that(adds == !input.punch, "punch_id", adds ? "is for a punch that is there" : "is missing");
  check.that(adds || !input.site, "site_id", "is for an added punch");
  if (adds) {
    check.that(input.at.has_value(), "at", "is missing").that(input.direction.has_value(), "direction", "is missing");
  } else if (input.kind == CorrectionKind::remove) {
    check.that(!input.at, "at", "is not for a punch that is removed");
    check.that(!input.direction, "direction", "is not for a punch that is removed");
  } else {
    check.that(input.at || input.direction, "at", "or 'direction' must be given for a change");
  }
  return check.result();
}

Result<Output> run(Ports& ports, const Input& input, Instant now) {
  const Result<core::EmployeeId> employee = whose_request(input.actor, input.employee);
  if (!employee) return fail(employee.error());
  if (Result<void> checked = check(input); !checked) return fail(std::move(checked));
  Result<Output> added = core::write_to(ports.store, [&](core::Transaction& transaction) {
    return enter_correction(transaction, input, *employee, now);
  });
  if (added) ports.events_written.ring();
  return added;
}

}  // namespace request_correction
}  // namespace attendsense::service
