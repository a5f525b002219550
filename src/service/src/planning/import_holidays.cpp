#include "attendsense/service/planning/import_holidays.hpp"

#include <set>

#include "attendsense/formats/calendar_reader.hpp"
#include "attendsense/service/input_check.hpp"
#include "audit_note.hpp"
#include "lookup.hpp"
#include "planning/find_planning.hpp"

namespace attendsense::service::import_holidays {
namespace {

// What the file says: each date of each event, and what cannot be a holiday.
struct Wanted {
  std::set<Day> days;
  std::vector<Skipped> skipped;
};

Result<Wanted> read(const Input& input) {
  formats::CalendarLimits limits;
  limits.holidays = kMostImported;
  Result<formats::Calendar> calendar = formats::read_calendar(input.calendar, {input.from, input.to}, limits);
  if (!calendar) return fail(std::move(calendar));
  Wanted wanted;
  for (formats::SkippedEvent& event : calendar->skipped) {
    wanted.skipped.push_back({event.line, std::move(event.name), std::move(event.why)});
  }
  for (const formats::CalendarDay& event : calendar->days) {
    if (!InputCheck().name(event.name, "name").result()) {
      wanted.skipped.push_back({0, event.name.substr(0, 100), "Its name is empty, too long or cannot be shown"});
      continue;
    }
    const LocalDate last = std::min(event.last, input.to);
    for (LocalDate date = std::max(event.first, input.from); date <= last; date = add_days(date, 1)) {
      wanted.days.insert({date, trimmed(event.name)});
    }
  }
  if (wanted.days.size() > kMostImported) {
    return fail(Failure::too_large, "calendar_too_large",
                "The calendar has more than " + std::to_string(kMostImported) + " days within these dates",
                "Import fewer years at a time");
  }
  return wanted;
}

Result<std::set<Day>> known_days(core::Transaction& transaction, const Input& input) {
  Result<std::vector<core::Holiday>> holidays =
      transaction.holidays().in(input.actor.company, {input.from, input.to}, input.site);
  if (!holidays) return fail(std::move(holidays));
  std::set<Day> known;
  for (const core::Holiday& holiday : *holidays) {
    // For every site, what only some sites have is not known yet.
    if (input.site || !holiday.site) known.insert({holiday.date, holiday.name});
  }
  return known;
}

Result<Output> sort_out(core::Transaction& transaction, const Input& input, const Wanted& wanted) {
  if (input.site) {
    Result<core::Site> site = chosen(site_of(transaction, input.actor.company, *input.site), "site_id");
    if (!site) return fail(std::move(site));
  }
  const Result<std::set<Day>> known = known_days(transaction, input);
  if (!known) return fail(known.error());
  Output output;
  output.skipped = wanted.skipped;
  for (const Day& day : wanted.days) (known->contains(day) ? output.known : output.added).push_back(day);
  return output;
}

Result<Output> import(core::Transaction& transaction, const Input& input, const Wanted& wanted, Instant now) {
  Result<Output> output = sort_out(transaction, input, wanted);
  if (!output || output->added.empty()) return output;
  for (const Day& day : output->added) {
    Result<void> added = transaction.holidays().add({core::HolidayId::make(now), input.actor.company, input.site,
                                                     day.date, day.name, input.kind, core::DayPart::whole});
    if (!added) return fail(std::move(added));
  }
  Result<void> noted = note(transaction, input.actor, "holiday.import", input.actor.company.to_string(),
                            {{"from", to_string(input.from)},
                             {"to", to_string(input.to)},
                             {"site", input.site ? input.site->to_string() : "every"},
                             {"added", std::to_string(output->added.size())}},
                            now);
  if (!noted) return fail(std::move(noted));
  return output;
}

}  // namespace

Result<void> check(const Input& input) {
  return InputCheck().dates(input.from, input.to, kMostImportDays).result();
}

Result<Output> run(Ports& ports, const Input& input, Instant now) {
  if (Result<void> allowed = require(input.actor, core::Permission::manage_schedules); !allowed) {
    return fail(std::move(allowed));
  }
  if (Result<void> checked = check(input); !checked) return fail(std::move(checked));
  const Result<Wanted> wanted = read(input);
  if (!wanted) return fail(wanted.error());
  if (input.preview) {
    return core::read_from(ports.store,
                           [&](core::Transaction& transaction) { return sort_out(transaction, input, *wanted); });
  }
  return core::write_to(ports.store,
                        [&](core::Transaction& transaction) { return import(transaction, input, *wanted, now); });
}

}  // namespace attendsense::service::import_holidays
