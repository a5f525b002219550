#include "attendsense/service/corrections/correct_many.hpp"

#include <algorithm>
#include <array>

#include "attendsense/service/corrections/request_correction.hpp"
#include "attendsense/service/input_check.hpp"
#include "audit_note.hpp"
#include "closed_periods.hpp"
#include "corrections/correction_rules.hpp"
#include "corrections/decide_one.hpp"
#include "corrections/outage.hpp"
#include "requests.hpp"
#include "timekeeping.hpp"

namespace attendsense::service::correct_many {
namespace {

using core::RequestState;

constexpr std::array<std::string_view, 3> kLacks{"entrance", "leave", "presence"};
constexpr std::chrono::minutes kLatestClock{48 * 60};

Instant in_zone(const When& when, const TimeZone& zone) {
  if (const auto* instant = std::get_if<Instant>(&when)) return *instant;
  const auto& [date, clock] = std::get<WallClock>(when);
  return zone.to_instant(LocalTime{std::chrono::local_days{date}} + clock);
}

Outage outage_in(const Input& input, const TimeZone& zone) {
  Outage outage{.from = in_zone(input.from, zone),
                .to = in_zone(input.to, zone),
                .at = {},
                .direction = input.direction,
                .unscheduled = {}};
  if (!input.at) return outage;
  outage.at = in_zone(*input.at, zone);
  if (!input.employees.empty()) outage.unscheduled = zone.date_of(*outage.at);
  return outage;
}

Result<void> check_outage(const Outage& outage, Instant now) {
  return InputCheck()
      .that(outage.from < outage.to, "to", "must be after from")
      .that(outage.to - outage.from <= kLongest, "to", "must be within a week of from")
      .that(outage.to <= now, "to", "must not be in the future")
      .that(!outage.at || (outage.from <= *outage.at && *outage.at <= outage.to), "at", "must be between from and to")
      .result();
}

class Batch {
 public:
  Batch(core::Transaction& transaction, const Input& input, Instant now)
      : transaction_(transaction), input_(input), now_(now) {}

  // Finds what is missing, and writes it unless it is a preview.
  Result<Output> run() {
    if (Result<void> done = read_people(); !done) return fail(std::move(done));
    if (people_.empty()) return Output{};
    if (Result<void> done = find_missing(); !done) return fail(std::move(done));
    if (output_.items.size() > kMostCorrections) {
      return fail(Failure::too_large, "batch_too_large",
                  "That would be " + std::to_string(output_.items.size()) + " corrections; a batch has at most " +
                      std::to_string(kMostCorrections),
                  "Correct one site or role after the other");
    }
    if (Result<void> open = require_all_open(); !open) return fail(std::move(open));
    if (!input_.preview && !output_.items.empty()) {
      if (Result<void> written = write(); !written) return fail(std::move(written));
    }
    return std::move(output_);
  }

 private:
  Result<void> read_people() {
    if (input_.site) {
      if (auto known = site_of(transaction_, input_.actor.company, *input_.site); !known) return fail(std::move(known));
    }
    if (input_.role) {
      if (auto known = role_of(transaction_, input_.actor.company, *input_.role); !known) return fail(std::move(known));
    }
    for (const core::EmployeeId id : input_.employees) {
      if (auto known = employee_of(transaction_, input_.actor.company, id); !known) return fail(std::move(known));
    }
    auto people = all_employees(transaction_, input_.actor.company,
                                {.state = core::EmployeeState::active, .site = input_.site, .role = input_.role});
    if (!people) return fail(std::move(people));
    people_ = std::move(*people);
    if (!input_.employees.empty()) {
      std::erase_if(people_, [&](const core::Employee& employee) {
        return std::ranges::find(input_.employees, employee.id) == input_.employees.end();
      });
    }
    std::ranges::sort(people_, {}, [](const core::Employee& employee) {
      return std::tie(employee.family_name, employee.given_name, employee.id);
    });
    return {};
  }

  Result<void> find_missing() {
    if (Result<void> done = read_outages(); !done) return done;
    if (Result<void> done = read_waiting(); !done) return done;
    const auto timekeeping = Timekeeping::of(transaction_, input_.actor.company, dates_);
    if (!timekeeping) return fail(timekeeping.error());
    policy_ = timekeeping->policy();
    return timekeeping->for_each(transaction_, people_, now_, [&](const PersonDays& person) -> Result<void> {
      add(timekeeping->sites().person(person.employee), person);
      return {};
    });
  }

  // The same time in every zone that somebody is in, and the dates that it touches.
  Result<void> read_outages() {
    const auto sites = Sites::of(transaction_, input_.actor.company);
    if (!sites) return fail(sites.error());
    for (const core::Employee& employee : people_) {
      if (outages_.contains(employee.site)) continue;
      const TimeZone& zone = sites->zone(employee.site);
      const Outage outage = outage_in(input_, zone);
      if (Result<void> checked = check_outage(outage, now_); !checked) return checked;
      const core::DateRange dates{add_days(zone.date_of(outage.from), -1), add_days(zone.date_of(outage.to), 1)};
      dates_ =
          outages_.empty() ? dates : core::DateRange{std::min(dates_.from, dates.from), std::max(dates_.to, dates.to)};
      outages_.emplace(employee.site, outage);
      zones_.emplace(employee.site, zone);
    }
    return {};
  }

  // What was asked for, and is not decided.
  Result<void> read_waiting() {
    for (const RequestState state : {RequestState::requested, RequestState::half_approved}) {
      auto some = all_corrections(transaction_, input_.actor.company, {.state = state});
      if (!some) return fail(std::move(some));
      std::ranges::move(*some, std::back_inserter(waiting_));
    }
    return {};
  }

  void add(const PersonView& view, const PersonDays& person) {
    for (const MissingPunch& missing : missing_punches(person.days, outages_.at(person.employee.site))) {
      if (!was_employed(person.employee, missing.at) || is_waiting(person.employee.id)) continue;
      output_.items.push_back({.person = view,
                               .date = missing.date,
                               .lack = missing.lack,
                               .at = missing.at,
                               .correction = {},
                               .state = state_for(person.employee.id)});
    }
  }

  static bool was_employed(const core::Employee& employee, Instant at) {
    return (!employee.hired_at || *employee.hired_at <= at) && (!employee.left_at || at <= *employee.left_at);
  }

  [[nodiscard]] bool is_waiting(core::EmployeeId employee) const {
    return std::ranges::any_of(waiting_, [&](const core::Correction& correction) {
      if (correction.employee != employee || correction.kind != core::CorrectionKind::add) return false;
      return correction.direction == input_.direction && std::ranges::any_of(outages_, [&](const auto& outage) {
               return outage.second.from <= *correction.at && *correction.at <= outage.second.to;
             });
    });
  }

  // Nobody approves what concerns themselves unless the company allows it.
  [[nodiscard]] RequestState state_for(core::EmployeeId employee) const {
    if (input_.actor.employee == employee && !policy_.self_approval) return RequestState::requested;
    return approved_state(policy_, RequestState::requested);
  }

  Result<void> require_all_open() {
    const auto closed = transaction_.periods().closed_in(input_.actor.company, dates_);
    if (!closed) return fail(closed.error());
    for (const Item& item : output_.items) {
      const LocalDate date = zones_.at(item.person.site).date_of(item.at);
      for (const core::Period& period : *closed) {
        const auto covers = [&](LocalDate one) { return period.from <= one && one <= period.to; };
        const bool concerns = !period.site || *period.site == item.person.site;
        if (concerns && (covers(date) || covers(item.date))) return fail(period_closed(period));
      }
    }
    return {};
  }

  Result<void> write() {
    output_.batch = core::CorrectionBatchId::make(now_);
    for (Item& item : output_.items)
      if (Result<void> written = write(item); !written) return written;
    return note(transaction_, input_.actor, "correction.enter_many", output_.batch->to_string(),
                {{"corrections", std::to_string(output_.items.size())},
                 {"direction", std::string(core::to_string(input_.direction))}},
                now_);
  }

  Result<void> write(Item& item) {
    core::Correction correction;
    correction.id = core::CorrectionId::make(now_);
    correction.company = input_.actor.company;
    correction.employee = item.person.id;
    correction.kind = core::CorrectionKind::add;
    correction.direction = input_.direction;
    correction.at = item.at;
    correction.site = input_.site.value_or(item.person.site);
    correction.reason = trimmed(input_.reason);
    correction.batch = output_.batch;
    correction.requested_by = input_.actor.actor();
    correction.requested_at = now_;
    item.correction = correction.id;
    if (Result<void> added = transaction_.corrections().add(correction); !added) return added;
    if (item.state != RequestState::requested) {
      correction.state = item.state;
      Result<void> decided = write_decision(
          transaction_, {correction.id, item.state, correction.requested_by, now_, ""}, correction, now_);
      if (!decided) return decided;
    }
    const Result<CorrectionView> view = view_of(transaction_, correction);
    if (!view) return fail(view.error());
    return record(transaction_, input_.actor, "correction.enter", *view, now_);
  }

  core::Transaction& transaction_;
  const Input& input_;
  const Instant now_;
  std::vector<core::Employee> people_;
  std::map<core::SiteId, Outage> outages_;
  core::SiteZones zones_;
  core::DateRange dates_;
  core::Policy policy_;
  std::vector<core::Correction> waiting_;
  Output output_;
};

void check_when(InputCheck& check, const When& when, const char* field) {
  const auto* wall = std::get_if<WallClock>(&when);
  if (wall == nullptr) return;
  check.that(wall->date.ok(), "date", "must be a date");
  check.that(wall->clock >= std::chrono::minutes{0} && wall->clock <= kLatestClock, field,
             "must be between 00:00 and 48:00");
}

}  // namespace

std::string_view to_string(Lack lack) {
  return kLacks[static_cast<std::size_t>(lack)];
}

Result<void> check(const Input& input) {
  InputCheck check;
  check.text(input.reason, "reason", request_correction::kShortestReason, request_correction::kLongestReason);
  check.that(input.employees.size() <= kMostPeople, "employee_ids", "must be at most " + std::to_string(kMostPeople));
  check_when(check, input.from, "from");
  check_when(check, input.to, "to");
  if (input.at) check_when(check, *input.at, "at");
  return check.result();
}

Result<Output> run(Ports& ports, const Input& input, Instant now) {
  Result<void> allowed = require(input.actor, core::Permission::approve_requests);
  if (!allowed) return fail(std::move(allowed));
  if (Result<void> checked = check(input); !checked) return fail(std::move(checked));
  const auto work = [&](core::Transaction& transaction) { return Batch(transaction, input, now).run(); };
  if (input.preview) return core::read_from(ports.store, work);
  Result<Output> written = core::write_to(ports.store, work);
  if (written && written->batch) ports.events_written.ring();
  return written;
}

}  // namespace attendsense::service::correct_many
