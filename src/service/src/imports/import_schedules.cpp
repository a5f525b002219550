#include "attendsense/service/imports/import_schedules.hpp"

#include <algorithm>

#include "attendsense/service/input_check.hpp"
#include "audit_note.hpp"
#include "imports/schedule_rows.hpp"

namespace attendsense::service::import_schedules {
namespace {

struct Change {
  core::Schedule schedule;
  ImportAction action = ImportAction::unchanged;
};

std::string in_words(const core::Schedule& schedule) {
  std::size_t shifts = 0;
  for (const auto& day : schedule.cycle) shifts += day.size();
  return std::to_string(schedule.cycle.size()) + " days, " + std::to_string(shifts) + " shifts";
}

class Import {
 public:
  Import(const Input& input, std::string hash, Instant now) : input_(input), hash_(std::move(hash)), now_(now) {}

  Result<ImportReport> run(core::Store& store) {
    if (Result<void> done = read_file(); !done) return fail(std::move(done));
    const bool carry_out = !input_.preview && report_.errors.empty();
    const auto work = [&](core::Transaction& transaction) -> Result<ImportReport> {
      auto changes = plan(transaction);
      if (!changes) return fail(std::move(changes));
      ImportReport report = report_;
      tell(*changes, report);
      if (!carry_out) return report;
      if (Result<void> done = write(transaction, *changes, report); !done) return fail(std::move(done));
      return report;
    };
    return carry_out ? core::write_to(store, work) : core::read_from(store, work);
  }

 private:
  Result<void> read_file() {
    report_.preview = input_.preview;
    ScheduleRows rows;
    const auto records = csv_records(input_.file, ScheduleRows::columns())();
    if (!records) return fail(records.error());
    for (;;) {
      const auto record = (*records)();
      if (!record) return fail(record.error());
      if (!*record) break;
      if (++report_.rows > static_cast<std::int64_t>(kMostScheduleRows)) {
        return fail(Failure::too_large, "import_too_long",
                    "The file has more than " + std::to_string(kMostScheduleRows) + " rows", "Import it in parts");
      }
      rows.add(**record);
    }
    made_ = rows.finish();
    report_.errors = rows.errors();
    std::ranges::stable_sort(report_.errors, {}, &formats::LineError::line);
    report_.errors_truncated = report_.errors.size() > kMostImportErrors;
    if (report_.errors_truncated) report_.errors.resize(kMostImportErrors);
    return {};
  }

  Result<std::vector<Change>> plan(core::Transaction& transaction) const {
    const auto there = transaction.schedules().all(input_.actor.company);
    if (!there) return fail(there.error());
    std::vector<Change> changes;
    for (const ScheduleRows::Made& made : made_) {
      const auto same_name = [&](const core::Schedule& schedule) {
        return normalised_email(schedule.name) == normalised_email(made.definition.name);
      };
      const auto found = std::ranges::find_if(*there, same_name);
      Change& change = changes.emplace_back();
      if (found == there->end()) {
        change.schedule.id = core::ScheduleId::make(now_);
        change.schedule.company = input_.actor.company;
        change.schedule.created_at = now_;
        change.action = ImportAction::create;
        apply(made.definition, change.schedule);
        continue;
      }
      change.schedule = *found;
      ScheduleDefinition definition = made.definition;
      definition.rules = found->rules;
      definition.name = found->name;
      apply(definition, change.schedule);
      const bool differs = change.schedule.cycle != found->cycle || change.schedule.rhythm != found->rhythm;
      change.action = differs ? ImportAction::update : ImportAction::unchanged;
    }
    return changes;
  }

  void tell(const std::vector<Change>& changes, ImportReport& report) const {
    for (std::size_t i = 0; i < changes.size(); ++i) {
      const Change& change = changes[i];
      report.created += change.action == ImportAction::create ? 1 : 0;
      report.updated += change.action == ImportAction::update ? 1 : 0;
      report.unchanged += change.action == ImportAction::unchanged ? 1 : 0;
      if (report.first_rows.size() >= kMostImportedRowsTold) continue;
      ImportedRow& row = report.first_rows.emplace_back();
      row.line = made_[i].line;
      row.action = change.action;
      row.subject = change.schedule.name;
      if (change.action != ImportAction::unchanged) row.changes = {{"days", "", in_words(change.schedule)}};
    }
  }

  Result<void> write(core::Transaction& transaction, const std::vector<Change>& changes,
                     const ImportReport& report) const {
    if (report.created + report.updated == 0) return {};
    for (const Change& change : changes) {
      if (change.action == ImportAction::unchanged) continue;
      const bool is_new = change.action == ImportAction::create;
      Result<void> kept =
          is_new ? transaction.schedules().add(change.schedule) : transaction.schedules().update(change.schedule);
      if (!kept) return kept;
      Result<void> noted = note(transaction, input_.actor, is_new ? "schedule.create" : "schedule.update",
                                change.schedule.id.to_string(), {{"fields", "rhythm cycle"}}, now_);
      if (!noted) return noted;
    }
    return note(transaction, input_.actor, "schedules.import", input_.actor.company.to_string(),
                {{"file_sha256", hash_},
                 {"rows", std::to_string(report.rows)},
                 {"created", std::to_string(report.created)},
                 {"updated", std::to_string(report.updated)}},
                now_);
  }

  const Input& input_;
  const std::string hash_;
  const Instant now_;
  ImportReport report_;
  std::vector<ScheduleRows::Made> made_;
};

}  // namespace

Result<Output> run(core::Store& store, const Input& input, Instant now) {
  if (Result<void> allowed = require(input.actor, core::Permission::manage_schedules); !allowed) {
    return fail(std::move(allowed));
  }
  const auto hash = hash_of(input.file);
  if (!hash) return fail(hash.error());
  auto report = Import(input, *hash, now).run(store);
  if (!report) return report;
  return refused_or(std::move(*report));
}

}  // namespace attendsense::service::import_schedules
