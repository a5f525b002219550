#include "attendsense/service/periods/close_period.hpp"

#include <algorithm>

#include "attendsense/base/sha256.hpp"
#include "attendsense/service/input_check.hpp"
#include "audit_note.hpp"
#include "periods/open_requests.hpp"
#include "periods/sheet_json.hpp"
#include "timekeeping.hpp"

namespace attendsense::service::close_period {
namespace {

std::unexpected<Error> not_ended(const std::string& why) {
  return fail(Failure::conflict, "period_not_ended", "The period has not ended: " + why,
              "Close it once its last work day is over");
}

class Closing {
 public:
  Closing(core::Transaction& transaction, const Input& input, Instant now)
      : transaction_(transaction), input_(input), now_(now) {}

  Result<core::Period> run() {
    if (Result<void> possible = require_possible(); !possible) return fail(std::move(possible));
    begin();
    if (Result<void> added = transaction_.periods().add(period_); !added) return fail(std::move(added));
    if (Result<void> kept = keep_sheets(); !kept) return fail(std::move(kept));
    period_.hash = to_hex(hashes_.finish());
    if (Result<void> done = transaction_.periods().update(period_); !done) return fail(std::move(done));
    if (Result<void> noted = note_in_audit(); !noted) return fail(std::move(noted));
    return period_;
  }

 private:
  Result<void> require_possible() {
    if (input_.site) {
      if (auto site = site_of(transaction_, input_.actor.company, *input_.site); !site) return fail(std::move(site));
    }
    const auto sites = Sites::of(transaction_, input_.actor.company);
    if (!sites) return fail(sites.error());
    for (const auto& [id, zone] : sites->zones()) {
      if ((!input_.site || id == *input_.site) && zone.date_of(now_) <= input_.to) {
        return not_ended("its last date is not over in " + zone.name());
      }
    }
    if (Result<void> alone = require_alone(); !alone) return alone;
    if (input_.force) return {};
    return require_no_requests(transaction_, input_.actor.company, {input_.from, input_.to}, input_.site, *sites);
  }

  Result<void> require_alone() {
    const auto closed = transaction_.periods().closed_in(input_.actor.company, {input_.from, input_.to});
    if (!closed) return fail(closed.error());
    const auto other = std::ranges::find_if(*closed, [&](const core::Period& period) {
      return !period.site || !input_.site || *period.site == *input_.site;
    });
    if (other == closed->end()) return {};
    return fail(Failure::conflict, "period_overlaps",
                "The period " + other->id.to_string() + " from " + to_string(other->from) + " to " +
                    to_string(other->to) + " is closed already",
                "Choose other dates, or open that period again first");
  }

  void begin() {
    period_.id = core::PeriodId::make(now_);
    period_.company = input_.actor.company;
    period_.site = input_.site;
    period_.from = input_.from;
    period_.to = input_.to;
    period_.closed_by = input_.actor.actor();
    period_.closed_at = now_;
  }

  Result<void> keep_sheets() {
    const auto people = all_employees(transaction_, period_.company, {.site = period_.site});
    if (!people) return fail(people.error());
    const auto timekeeping = Timekeeping::of(transaction_, period_.company, {period_.from, period_.to});
    if (!timekeeping) return fail(timekeeping.error());
    return timekeeping->for_each(transaction_, *people, now_,
                                 [&](PersonDays person) { return keep(std::move(person), timekeeping->sites()); });
  }

  Result<void> keep(PersonDays person, const Sites& sites) {
    const bool was_there = std::ranges::any_of(person.days, [](const core::DayFigures& day) {
      return day.state != core::DayState::not_employed || !day.flags.empty();
    });
    if (!was_there) return {};
    for (const core::DayFigures& day : person.days) {
      if (day.state == core::DayState::in_office || day.state == core::DayState::upcoming) {
        return not_ended("employee " + person.employee.id.to_string() + " may still be at work");
      }
    }
    std::erase_if(person.days, [](const core::DayFigures& day) { return day.period.has_value(); });
    if (person.days.empty()) return {};
    core::PeriodSheet sheet{period_.id, person.employee.id, {}, {}};
    sheet.figures = sheet_text(period_, person.employee, sites.zone(person.employee.site).name(), person.days);
    sheet.hash = hash_of(sheet.figures);
    hashes_.update(as_bytes(sheet.hash));
    ++sheets_;
    return transaction_.periods().add_sheet(sheet);
  }

  Result<void> note_in_audit() {
    return note(transaction_, input_.actor, "period.close", period_.id.to_string(),
                {{"from", to_string(period_.from)},
                 {"to", to_string(period_.to)},
                 {"site", period_.site ? period_.site->to_string() : "every"},
                 {"sheets", std::to_string(sheets_)},
                 {"hash", period_.hash}},
                now_);
  }

  core::Transaction& transaction_;
  const Input& input_;
  const Instant now_;
  core::Period period_;
  Sha256 hashes_;
  int sheets_ = 0;
};

}  // namespace

Result<void> check(const Input& input) {
  return InputCheck().dates(input.from, input.to, kMostDays).result();
}

Result<Output> run(Ports& ports, const Input& input, Instant now) {
  Result<void> allowed = require(input.actor, core::Permission::close_periods);
  if (!allowed) return fail(std::move(allowed));
  if (Result<void> checked = check(input); !checked) return fail(std::move(checked));
  return core::write_to(ports.store,
                        [&](core::Transaction& transaction) { return Closing(transaction, input, now).run(); });
}

}  // namespace attendsense::service::close_period
