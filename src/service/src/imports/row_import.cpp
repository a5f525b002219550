#include "imports/row_import.hpp"

#include <memory>
#include <unordered_map>

#include "attendsense/base/sha256.hpp"
#include "attendsense/service/input_check.hpp"
#include "audit_note.hpp"

namespace attendsense::service {
namespace {

// Small enough that a writer keeps no other waiting for long.
constexpr std::size_t kRowsABatch = 500;

std::int64_t& count_of(ImportReport& report, ImportAction action) {
  switch (action) {
    case ImportAction::create:
      return report.created;
    case ImportAction::update:
      return report.updated;
    case ImportAction::unchanged:
      break;
  }
  return report.unchanged;
}

std::string place_of(const ImportRecord& record) {
  return record.where.empty() ? "line " + std::to_string(record.line) : record.where;
}

// Up to a batch of them; fewer: the end.
Result<std::vector<ImportRecord>> next_batch(const Records& records) {
  std::vector<ImportRecord> batch;
  while (batch.size() < kRowsABatch) {
    auto record = records();
    if (!record) return fail(std::move(record));
    if (!*record) break;
    batch.push_back(std::move(**record));
  }
  return batch;
}

// The first reading: what every row would come to.
class Looking {
 public:
  Looking(core::Store& store, RowImport& rows) : store_(store), rows_(rows) {}

  Result<ImportReport> run(const Records& records) {
    for (;;) {
      const auto batch = next_batch(records);
      if (!batch) return fail(batch.error());
      if (batch->empty()) return std::move(report_);
      if (auto done = look_at(*batch); !done) return fail(std::move(done));
      if (report_.rows > kMostImportRows) {
        return fail(Failure::too_large, "import_too_long",
                    "The file has more than " + std::to_string(kMostImportRows) + " rows", "Import it in parts");
      }
    }
  }

 private:
  struct Looked {
    PlannedRow planned;
    std::vector<formats::LineError> errors;
  };

  Result<void> look_at(const std::vector<ImportRecord>& batch) {
    const auto looked =
        core::read_from(store_, [&](core::Transaction& transaction) { return plan(transaction, batch); });
    if (!looked) return fail(looked.error());
    for (std::size_t i = 0; i < batch.size(); ++i) take(batch[i], (*looked)[i]);
    return {};
  }

  Result<std::vector<Looked>> plan(core::Transaction& transaction, const std::vector<ImportRecord>& batch) {
    if (Result<void> begun = rows_.begin(transaction); !begun) return fail(std::move(begun));
    std::vector<Looked> looked;
    for (const ImportRecord& record : batch) {
      Looked& one = looked.emplace_back();
      one.errors = record.errors;
      if (!one.errors.empty()) continue;
      RowErrors errors(record);
      auto planned = rows_.plan(transaction, record, errors);
      if (!planned) return fail(std::move(planned));
      one.planned = std::move(*planned);
      one.errors = std::move(errors.list());
    }
    return looked;
  }

  void take(const ImportRecord& record, Looked looked) {
    ++report_.rows;
    RowErrors repeated(record);
    for (const std::string& identity : looked.planned.identities) {
      const auto [first, is_new] = places_.try_emplace(identity, place_of(record));
      if (!is_new) repeated.add("", "It is about the same as " + first->second);
    }
    for (auto* errors : {&looked.errors, &repeated.list()})
      for (formats::LineError& error : *errors) tell(std::move(error));
    if (!looked.errors.empty() || !repeated.empty()) return;
    ++count_of(report_, looked.planned.told.action);
    if (report_.first_rows.size() < kMostImportedRowsTold) report_.first_rows.push_back(std::move(looked.planned.told));
  }

  void tell(formats::LineError error) {
    report_.errors_truncated = report_.errors.size() >= kMostImportErrors;
    if (!report_.errors_truncated) report_.errors.push_back(std::move(error));
  }

  core::Store& store_;
  RowImport& rows_;
  ImportReport report_;
  std::unordered_map<std::string, std::string> places_;  // where an identity was met first
};

// The second reading.
class CarryingOut {
 public:
  CarryingOut(core::Store& store, RowImport& rows, std::function<Result<void>(core::Transaction&)> note_it)
      : store_(store), rows_(rows), note_it_(std::move(note_it)) {}

  Result<void> run(const Records& records) {
    for (;;) {
      const auto batch = next_batch(records);
      if (!batch) return fail(batch.error());
      if (batch->empty()) return {};
      Result<void> done = store_.write([&](core::Transaction& transaction) { return carry_out(transaction, *batch); });
      if (!done) return done;
      noted_ = true;
    }
  }

 private:
  Result<void> carry_out(core::Transaction& transaction, const std::vector<ImportRecord>& batch) {
    if (!noted_) {
      if (Result<void> done = note_it_(transaction); !done) return done;
    }
    if (Result<void> begun = rows_.begin(transaction); !begun) return begun;
    for (const ImportRecord& record : batch) {
      RowErrors errors(record);
      auto planned = rows_.plan(transaction, record, errors);
      if (!planned) return fail(std::move(planned));
      if (!errors.empty()) return overtaken(record, errors.list().front().message);
      if (!planned->carry_out) continue;
      if (Result<void> done = planned->carry_out(transaction); !done) return of_row(record, std::move(done.error()));
    }
    return {};
  }

  static std::unexpected<Error> overtaken(const ImportRecord& record, const std::string& why) {
    return fail(Failure::conflict, "import_overtaken", place_of(record) + ": " + why,
                "The rows before it are in. Import the file again, which changes nothing of them");
  }

  // A refusal of the store's, such as an e-mail that two rows pass on to each other.
  static Result<void> of_row(const ImportRecord& record, Error error) {
    if (error.failure == Failure::conflict || error.failure == Failure::invalid_input)
      return overtaken(record, error.message);
    return fail(std::move(error));
  }

  core::Store& store_;
  RowImport& rows_;
  std::function<Result<void>(core::Transaction&)> note_it_;
  bool noted_ = false;
};

}  // namespace

std::string_view to_string(ImportAction action) {
  switch (action) {
    case ImportAction::create:
      return "create";
    case ImportAction::update:
      return "update";
    case ImportAction::unchanged:
      break;
  }
  return "unchanged";
}

ImportFile import_file(std::string_view content) {
  return [content] { return formats::source_of(content); };
}

Result<std::string> hash_of(const ImportFile& file) {
  Sha256 hash;
  const formats::Source source = file();
  std::vector<char> piece(std::size_t{64} * 1024);
  for (;;) {
    const Result<std::size_t> size = source(piece);
    if (!size) return fail(size.error());
    if (*size == 0) return to_hex(hash.finish());
    hash.update(as_bytes(std::string_view(piece.data(), *size)));
  }
}

OpenRecords csv_records(const ImportFile& file, std::vector<formats::CsvColumn> columns) {
  return [file, columns = std::move(columns)]() -> Result<Records> {
    auto reader = std::make_shared<formats::CsvReader>(file(), columns);
    return [reader]() -> Result<std::optional<ImportRecord>> {
      auto record = reader->next();
      if (!record) return fail(std::move(record));
      if (!*record) return std::optional<ImportRecord>();
      ImportRecord row{(*record)->line, {}, std::move((*record)->errors), std::move((*record)->values)};
      for (std::string& value : row.values) value = trimmed(value);
      return row;
    };
  };
}

void RowErrors::add(std::string_view column, std::string message) {
  std::string place = record_.where;
  if (place.empty()) place = column;
  errors_.push_back({record_.line, std::move(place), std::move(message)});
}

Result<void> RowErrors::take(const Error& error) {
  const bool refused = error.failure == Failure::invalid_input || error.failure == Failure::conflict ||
                       error.failure == Failure::forbidden || error.failure == Failure::not_found;
  if (!refused) return fail(error);
  for (const FieldError& field : error.fields) add(field.field, "It " + field.message);
  if (error.fields.empty()) add("", error.message);
  return {};
}

Result<ImportReport> run_import(core::Store& store, const Principal& actor, const OpenRecords& open, RowImport& rows,
                                const std::string& action, const std::string& file_hash, bool preview, Instant now) {
  const auto first = open();
  if (!first) return fail(first.error());
  auto report = Looking(store, rows).run(*first);
  if (!report) return report;
  report->preview = preview;
  if (preview || !report->errors.empty() || report->created + report->updated == 0) return report;
  const auto note_it = [&](core::Transaction& transaction) {
    return note(transaction, actor, action, actor.company.to_string(),
                {{"file_sha256", file_hash},
                 {"rows", std::to_string(report->rows)},
                 {"created", std::to_string(report->created)},
                 {"updated", std::to_string(report->updated)}},
                now);
  };
  const auto second = open();
  if (!second) return fail(second.error());
  if (Result<void> done = CarryingOut(store, rows, note_it).run(*second); !done) return fail(std::move(done));
  return report;
}

Result<ImportReport> refused_or(ImportReport report) {
  if (report.preview || report.errors.empty()) return report;
  Error error = formats::to_error(report.errors);
  error.code = "import_refused";
  error.message = "Nothing was imported: " + to_string(report.errors.front());
  if (report.errors.size() > 1) error.message += " (and " + std::to_string(report.errors.size() - 1) + " more)";
  return fail(std::move(error));
}

}  // namespace attendsense::service
