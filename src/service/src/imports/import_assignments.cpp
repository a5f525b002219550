#include "attendsense/service/imports/import_assignments.hpp"

#include <algorithm>
#include <map>

#include "attendsense/service/input_check.hpp"
#include "audit_note.hpp"
#include "imports/row_import.hpp"
#include "planning/assignment_rules.hpp"

namespace attendsense::service::import_assignments {
namespace {

enum Column { schedule, personnel_number, email, role, site, from, until, cycle_start };

std::vector<formats::CsvColumn> columns() {
  using enum formats::ColumnNeed;
  return {{"schedule"},        {"personnel_number", optional},
          {"email", optional}, {"role", optional},
          {"site", optional},  {"from"},
          {"until", optional}, {"cycle_start", optional}};
}

using Whom = decltype(core::Assignment::whom);

class AssignmentRows final : public RowImport {
 public:
  AssignmentRows(Principal actor, Instant now) : actor_(std::move(actor)), now_(now) {}

  Result<void> begin(core::Transaction& transaction) override {
    auto schedules = transaction.schedules().all(actor_.company);
    if (!schedules) return fail(std::move(schedules));
    schedules_ = std::move(*schedules);
    auto roles = transaction.companies().roles(actor_.company);
    if (!roles) return fail(std::move(roles));
    roles_ = std::move(*roles);
    auto sites = transaction.companies().sites(actor_.company);
    if (!sites) return fail(std::move(sites));
    sites_ = std::move(*sites);
    there_.clear();
    return {};
  }

  Result<PlannedRow> plan(core::Transaction& transaction, const ImportRecord& record, RowErrors& errors) override {
    const auto whom = whom_of(transaction, record, errors);
    if (!whom) return fail(whom.error());
    NewAssignment wanted;
    const auto followed = std::ranges::find_if(schedules_, [&](const core::Schedule& one) {
      return normalised_email(one.name) == normalised_email(record.values[schedule]);
    });
    if (followed == schedules_.end()) errors.add("schedule", "There is no schedule of this name");
    wanted.from = date_of(record.values[from], "from", errors).value_or(LocalDate{});
    if (!record.values[until].empty()) wanted.until = date_of(record.values[until], "until", errors);
    if (!record.values[cycle_start].empty())
      wanted.cycle_start = date_of(record.values[cycle_start], "cycle_start", errors);
    if (!errors.empty() || !*whom) return PlannedRow{};
    wanted.schedule = followed->id;
    wanted.whom = **whom;
    const core::Assignment made = make_assignment(wanted, actor_.company, now_);
    InputCheck check;
    check_dates(check, made);
    if (Result<void> checked = check.result(); !checked) {
      if (Result<void> taken = errors.take(checked.error()); !taken) return fail(std::move(taken));
      return PlannedRow{};
    }
    return planned(transaction, record, made);
  }

 private:
  // The one that the row names; nobody with an error.
  Result<std::optional<Whom>> whom_of(core::Transaction& transaction, const ImportRecord& record, RowErrors& errors) {
    const auto named = std::ranges::count_if(std::array{personnel_number, email, role, site},
                                             [&](Column column) { return !record.values[column].empty(); });
    if (named != 1) {
      errors.add("", "It must name exactly one of personnel_number, email, role and site");
      return std::optional<Whom>();
    }
    if (!record.values[role].empty()) return one_of(roles_, record.values[role], "role", errors);
    if (!record.values[site].empty()) return one_of(sites_, record.values[site], "site", errors);
    if (!record.values[email].empty()) {
      const auto found = transaction.employees().find_by_email(normalised_email(record.values[email]));
      if (!found) return fail(found.error());
      const auto own = std::ranges::find(*found, actor_.company, &core::Employee::company);
      if (own != found->end()) return std::optional<Whom>(own->id);
    } else {
      const auto found =
          transaction.employees().find_by_personnel_number(actor_.company, record.values[personnel_number]);
      if (!found) return fail(found.error());
      if (*found) return std::optional<Whom>((*found)->id);
    }
    errors.add(record.values[email].empty() ? "personnel_number" : "email", "Nobody of the company has it");
    return std::optional<Whom>();
  }

  template <class Thing>
  static std::optional<Whom> one_of(const std::vector<Thing>& things, const std::string& name, const char* column,
                                    RowErrors& errors) {
    for (const Thing& thing : things)
      if (thing.name == name || thing.id.to_string() == name) return thing.id;
    errors.add(column, "It is none of the company's");
    return std::nullopt;
  }

  static std::optional<LocalDate> date_of(const std::string& text, const char* column, RowErrors& errors) {
    const auto date = parse_date(text);
    if (date) return *date;
    errors.add(column, "It must be a date such as 2026-03-29");
    return std::nullopt;
  }

  Result<PlannedRow> planned(core::Transaction& transaction, const ImportRecord& record, const core::Assignment& made) {
    const auto there = of_schedule(transaction, made.schedule);
    if (!there) return fail(there.error());
    const auto same = std::ranges::find_if(
        **there, [&](const core::Assignment& one) { return one.whom == made.whom && one.from == made.from; });
    PlannedRow row;
    row.told.line = record.line;
    row.told.subject = record.values[schedule];
    const std::string whom = whom_in_words(made);
    row.identities = {"assignment " + made.schedule.to_string() + whom + attendsense::to_string(made.from)};
    const bool is_new = same == (*there)->end();
    if (!is_new && same->until == made.until && same->cycle_start == made.cycle_start) return row;
    row.told.action = is_new ? ImportAction::create : ImportAction::update;
    const auto tell = [&](const char* field, const std::string& before, const std::string& after) {
      if (before != after) row.told.changes.push_back({field, before, after});
    };
    tell("whom", is_new ? "" : whom, whom);
    tell("from", is_new ? "" : attendsense::to_string(made.from), attendsense::to_string(made.from));
    tell("until", is_new ? "" : last_in_words(same->until), last_in_words(made.until));
    tell("cycle_start", is_new ? "" : attendsense::to_string(same->cycle_start),
         attendsense::to_string(made.cycle_start));
    core::Assignment kept = is_new ? made : *same;
    kept.until = made.until;
    kept.cycle_start = made.cycle_start;
    row.carry_out = [kept, is_new, whom, actor = actor_, now = now_](core::Transaction& writing) -> Result<void> {
      Result<void> done =
          is_new ? writing.schedules().add_assignment(kept) : writing.schedules().update_assignment(kept);
      if (!done) return done;
      return note(writing, actor, is_new ? "assignment.create" : "assignment.update", kept.id.to_string(),
                  {{"schedule", kept.schedule.to_string()}, {"whom", whom}}, now);
    };
    return row;
  }

  static std::string last_in_words(const std::optional<LocalDate>& date) {
    return date ? attendsense::to_string(*date) : "";
  }

  Result<const std::vector<core::Assignment>*> of_schedule(core::Transaction& transaction, core::ScheduleId id) {
    const auto found = there_.find(id);
    if (found != there_.end()) return &found->second;
    constexpr int kAtOnce = 500;
    std::vector<core::Assignment> all;
    core::Page page{.after = {}, .limit = kAtOnce};
    for (;;) {
      const auto some = transaction.schedules().list_assignments(actor_.company, id, page);
      if (!some) return fail(some.error());
      all.insert(all.end(), some->begin(), some->end());
      if (some->size() < kAtOnce) break;
      page.after = some->back().id.to_string();
    }
    return &there_.emplace(id, std::move(all)).first->second;
  }

  const Principal actor_;
  const Instant now_;
  std::vector<core::Schedule> schedules_;
  std::vector<core::Role> roles_;
  std::vector<core::Site> sites_;
  std::map<core::ScheduleId, std::vector<core::Assignment>> there_;
};

}  // namespace

Result<Output> run(core::Store& store, const Input& input, Instant now) {
  if (Result<void> allowed = require(input.actor, core::Permission::manage_schedules); !allowed) {
    return fail(std::move(allowed));
  }
  const auto hash = hash_of(input.file);
  if (!hash) return fail(hash.error());
  AssignmentRows rows(input.actor, now);
  auto report = run_import(store, input.actor, csv_records(input.file, columns()), rows, "assignments.import", *hash,
                           input.preview, now);
  if (!report) return report;
  return refused_or(std::move(*report));
}

}  // namespace attendsense::service::import_assignments
