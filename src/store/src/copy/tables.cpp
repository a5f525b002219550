#include "copy/tables.hpp"

#include <fmt/format.h>

#include "failed.hpp"

namespace attendsense::store::copy {
namespace {

const std::vector<Table> kTables{
    {"sealing", {{"id", Kind::number32}, {"key_fingerprint", Kind::text}}, "id"},
    {"setting", {{"key", Kind::text}, {"value", Kind::text}}, "key"},
    {"company", {{"id", Kind::uuid}, {"name", Kind::text}, {"policy", Kind::text}, {"created_at", Kind::time}}, "id"},
    {"site", {{"id", Kind::uuid}, {"company", Kind::uuid}, {"name", Kind::text}, {"time_zone", Kind::text}}, "id"},
    {"role", {{"id", Kind::uuid}, {"company", Kind::uuid}, {"name", Kind::text}, {"permissions", Kind::text}}, "id"},
    {"employee",
     {{"id", Kind::uuid},
      {"company", Kind::uuid},
      {"site", Kind::uuid},
      {"role", Kind::uuid},
      {"email", Kind::text},
      {"email_key", Kind::text},
      {"search_key", Kind::text},
      {"given_name", Kind::text},
      {"family_name", Kind::text},
      {"honorific", Kind::text},
      {"state", Kind::text},
      {"biometric_consent_at", Kind::time},
      {"created_at", Kind::time},
      {"personnel_number", Kind::text},
      {"hired_at", Kind::time},
      {"left_at", Kind::time}},
     "id"},
    {"employee_password",
     {{"employee", Kind::uuid}, {"hash", Kind::text}},
     "employee",
     "(SELECT id AS employee, password_hash AS hash FROM employee WHERE password_hash IS NOT NULL)"},
    {"template",
     {{"place", Kind::number64},
      {"id", Kind::uuid},
      {"employee", Kind::uuid},
      {"model", Kind::text},
      {"quality", Kind::real},
      {"created_at", Kind::time},
      {"sealed_vector", Kind::bytes}},
     "place",
     "",
     true},
    {"template_change",
     {{"version", Kind::number64}, {"template", Kind::uuid}, {"employee", Kind::uuid}, {"removed", Kind::boolean}},
     "version"},
    {"station",
     {{"id", Kind::uuid},
      {"company", Kind::uuid},
      {"site", Kind::uuid},
      {"name", Kind::text},
      {"state", Kind::text},
      {"sealed_key", Kind::bytes},
      {"last_seen", Kind::time},
      {"clock_offset", Kind::number64},
      {"created_at", Kind::time}},
     "id"},
    {"station_report", {{"station", Kind::uuid}, {"report", Kind::text}, {"told_at", Kind::time}}, "station"},
    {"camera", {{"id", Kind::uuid}, {"station", Kind::uuid}, {"name", Kind::text}, {"direction", Kind::text}}, "id"},
    {"sighting",
     {{"id", Kind::uuid},
      {"company", Kind::uuid},
      {"capture", Kind::uuid},
      {"face_index", Kind::number32},
      {"passage", Kind::uuid},
      {"station", Kind::uuid},
      {"camera", Kind::uuid},
      {"captured_at", Kind::time},
      {"processed_at", Kind::time},
      {"outcome", Kind::text},
      {"reason", Kind::text},
      {"best", Kind::uuid},
      {"best_similarity", Kind::real},
      {"second_similarity", Kind::real},
      {"liveness", Kind::text},
      {"liveness_score", Kind::real},
      {"quality", Kind::real},
      {"face_width", Kind::real}},
     "id"},
    {"punch",
     {{"id", Kind::uuid},
      {"company", Kind::uuid},
      {"employee", Kind::uuid},
      {"site", Kind::uuid},
      {"direction", Kind::text},
      {"alternating", Kind::boolean},
      {"at", Kind::time},
      {"source", Kind::text},
      {"sighting", Kind::uuid},
      {"booked_at", Kind::time}},
     "id"},
    {"schedule",
     {{"id", Kind::uuid},
      {"company", Kind::uuid},
      {"name", Kind::text},
      {"name_key", Kind::text},
      {"definition", Kind::text},
      {"created_at", Kind::time}},
     "id"},
    {"assignment",
     {{"id", Kind::uuid},
      {"company", Kind::uuid},
      {"schedule", Kind::uuid},
      {"employee", Kind::uuid},
      {"role", Kind::uuid},
      {"site", Kind::uuid},
      {"first_date", Kind::date},
      {"last_date", Kind::date},
      {"cycle_start", Kind::date},
      {"created_at", Kind::time}},
     "id"},
    {"holiday",
     {{"id", Kind::uuid},
      {"company", Kind::uuid},
      {"site", Kind::uuid},
      {"date", Kind::date},
      {"name", Kind::text},
      {"kind", Kind::text},
      {"part", Kind::text}},
     "id"},
    {"leave_kind",
     {{"id", Kind::uuid},
      {"company", Kind::uuid},
      {"name", Kind::text},
      {"name_key", Kind::text},
      {"paid", Kind::boolean},
      {"active", Kind::boolean}},
     "id"},
    {"leave",
     {{"id", Kind::uuid},
      {"company", Kind::uuid},
      {"employee", Kind::uuid},
      {"kind", Kind::uuid},
      {"first_date", Kind::date},
      {"last_date", Kind::date},
      {"part", Kind::text},
      {"state", Kind::text},
      {"reason", Kind::text},
      {"requested_by", Kind::text},
      {"requested_at", Kind::time},
      {"decided_by", Kind::text},
      {"decided_at", Kind::time},
      {"note", Kind::text}},
     "id"},
    {"overtime_grant",
     {{"id", Kind::uuid},
      {"company", Kind::uuid},
      {"employee", Kind::uuid},
      {"date", Kind::date},
      {"most_minutes", Kind::number64},
      {"reason", Kind::text},
      {"granted_by", Kind::text},
      {"granted_at", Kind::time},
      {"revoked_at", Kind::time}},
     "id"},
    {"correction",
     {{"id", Kind::uuid},
      {"company", Kind::uuid},
      {"employee", Kind::uuid},
      {"kind", Kind::text},
      {"punch", Kind::uuid},
      {"punch_at", Kind::time},
      {"direction", Kind::text},
      {"at", Kind::time},
      {"site", Kind::uuid},
      {"reason", Kind::text},
      {"batch", Kind::uuid},
      {"state", Kind::text},
      {"requested_by", Kind::text},
      {"requested_at", Kind::time}},
     "id"},
    {"correction_decision",
     {{"correction", Kind::uuid},
      {"sequence", Kind::number64},
      {"verdict", Kind::text},
      {"decided_by", Kind::text},
      {"decided_at", Kind::time},
      {"note", Kind::text}},
     "correction, sequence"},
    {"sighting_decision",
     {{"sighting", Kind::uuid},
      {"company", Kind::uuid},
      {"verdict", Kind::text},
      {"employee", Kind::uuid},
      {"correction", Kind::uuid},
      {"note", Kind::text},
      {"decided_by", Kind::text},
      {"decided_at", Kind::time}},
     "sighting"},
    {"sighting_crop",
     {{"sighting", Kind::uuid}, {"company", Kind::uuid}, {"kept_at", Kind::time}, {"sealed_jpeg", Kind::bytes}},
     "sighting"},
    {"period",
     {{"id", Kind::uuid},
      {"company", Kind::uuid},
      {"site", Kind::uuid},
      {"first_date", Kind::date},
      {"last_date", Kind::date},
      {"state", Kind::text},
      {"hash", Kind::text},
      {"closed_by", Kind::text},
      {"closed_at", Kind::time},
      {"reopened_by", Kind::text},
      {"reopened_at", Kind::time},
      {"reason", Kind::text}},
     "id"},
    {"period_sheet",
     {{"period", Kind::uuid}, {"employee", Kind::uuid}, {"figures", Kind::text}, {"hash", Kind::text}},
     "period, employee"},
    {"token",
     {{"id", Kind::uuid},
      {"kind", Kind::text},
      {"company", Kind::uuid},
      {"employee", Kind::uuid},
      {"station", Kind::uuid},
      {"family", Kind::uuid},
      {"hash", Kind::text},
      {"expires_at", Kind::time},
      {"revoked_at", Kind::time},
      {"created_at", Kind::time}},
     "id"},
    {"session",
     {{"id", Kind::uuid},
      {"company", Kind::uuid},
      {"employee", Kind::uuid},
      {"client", Kind::text},
      {"address", Kind::text},
      {"begun_at", Kind::time},
      {"last_used_at", Kind::time},
      {"expires_at", Kind::time}},
     "id"},
    {"second_factor",
     {{"employee", Kind::uuid},
      {"sealed_key", Kind::bytes},
      {"created_at", Kind::time},
      {"confirmed_at", Kind::time},
      {"spent_step", Kind::number64}},
     "employee"},
    {"recovery_code", {{"employee", Kind::uuid}, {"hash", Kind::text}}, "employee, hash"},
    {"reply",
     {{"requester", Kind::uuid},
      {"key", Kind::text},
      {"company", Kind::uuid},
      {"fingerprint", Kind::text},
      {"state", Kind::text},
      {"begun_at", Kind::time},
      {"expires_at", Kind::time},
      {"status", Kind::number32},
      {"content_type", Kind::text},
      {"sealed_body", Kind::bytes}},
     "requester, key"},
    {"webhook",
     {{"id", Kind::uuid},
      {"company", Kind::uuid},
      {"name", Kind::text},
      {"url", Kind::text},
      {"events", Kind::text},
      {"state", Kind::text},
      {"sealed_secret", Kind::bytes},
      {"sealed_previous_secret", Kind::bytes},
      {"previous_until", Kind::time},
      {"after_event", Kind::number64},
      {"failing_since", Kind::time},
      {"created_at", Kind::time}},
     "id"},
    {"webhook_delivery",
     {{"id", Kind::uuid},
      {"company", Kind::uuid},
      {"webhook", Kind::uuid},
      {"event", Kind::uuid},
      {"type", Kind::text},
      {"employee", Kind::uuid},
      {"body", Kind::text},
      {"created_at", Kind::time},
      {"state", Kind::text},
      {"attempts", Kind::number32},
      {"next_at", Kind::time},
      {"last_at", Kind::time},
      {"last_status", Kind::number32},
      {"last_error", Kind::text}},
     "id"},
    {"incident",
     {{"station", Kind::uuid}, {"kind", Kind::text}, {"company", Kind::uuid}, {"since", Kind::time}},
     "station, kind"},
    {"outbox",
     {{"sequence", Kind::number64},
      {"id", Kind::uuid},
      {"company", Kind::uuid},
      {"site", Kind::uuid},
      {"station", Kind::uuid},
      {"type", Kind::text},
      {"body", Kind::text},
      {"at", Kind::time}},
     "sequence",
     "",
     true},
    {"audit",
     {{"company", Kind::uuid},
      {"sequence", Kind::number64},
      {"at", Kind::time},
      {"actor", Kind::text},
      {"action", Kind::text},
      {"subject", Kind::text},
      {"details", Kind::text},
      {"previous_hash", Kind::text},
      {"hash", Kind::text}},
     "company, sequence"},
};

template <class Unsigned>
void append_number(Bytes& out, Unsigned value) {
  for (std::size_t i = sizeof(Unsigned); i-- > 0;) out.push_back(static_cast<std::uint8_t>(value >> (8 * i)));
}

template <class Unsigned>
void append_field(Bytes& out, Unsigned value) {
  append_number(out, static_cast<std::uint32_t>(sizeof(Unsigned)));
  append_number(out, value);
}

void append_field(Bytes& out, BytesView value) {
  append_number(out, static_cast<std::uint32_t>(value.size()));
  out.insert(out.end(), value.begin(), value.end());
}

void append_null(Bytes& out) {
  append_number(out, std::uint32_t{0xffff'ffff});
}

// Each was a float when it was stored.
std::uint32_t bits_of(double value, const Table& table, const Column& column) {
  const auto narrow = static_cast<float>(value);
  if (static_cast<double>(narrow) != value) throw_corrupt(fmt::format("{}.{}", table.name, column.name));
  return std::bit_cast<std::uint32_t>(narrow);
}

void append_value(Bytes& out, const Table& table, const Column& column, sqlite::Query& row, int index) {
  const auto number = [&] { return static_cast<std::uint64_t>(row.column<std::int64_t>(index)); };
  switch (column.kind) {
    case Kind::uuid:
    case Kind::bytes:
      return append_field(out, row.column<BytesView>(index));
    case Kind::text:
      return append_field(out, as_bytes(row.column<std::string>(index)));
    case Kind::number32:
      return append_field(out, static_cast<std::uint32_t>(number()));
    case Kind::number64:
      return append_field(out, number());
    case Kind::boolean:
      return append_field(out, static_cast<std::uint8_t>(number()));
    case Kind::real:
      return append_field(out, bits_of(row.column<double>(index), table, column));
    case Kind::time:
      return append_field(out, static_cast<std::uint64_t>(postgres::to_postgres(row.column<Instant>(index))));
    case Kind::date:
      return append_field(out,
                          static_cast<std::uint32_t>(days_of(row.column<LocalDate>(index)) - postgres::kEpochDays));
  }
}

}  // namespace

std::span<const Table> tables() {
  return kTables;
}

std::string Table::column_names() const {
  std::string names;
  for (const Column& column : columns) names += (names.empty() ? "" : ", ") + std::string(column.name);
  return names;
}

std::string Table::from_source() const {
  return fmt::format("FROM {}", source.empty() ? name : source);
}

void append_row(Bytes& out, const Table& table, sqlite::Query& row) {
  append_number(out, static_cast<std::uint16_t>(table.columns.size()));
  for (int index = 0; const Column& column : table.columns) {
    if (row.is_null(index)) {
      append_null(out);
    } else {
      append_value(out, table, column, row, index);
    }
    ++index;
  }
}

void append_row(Bytes& out, const Table& table, const postgres::Query& row) {
  append_number(out, static_cast<std::uint16_t>(table.columns.size()));
  for (int index = 0; index < std::ssize(table.columns); ++index) {
    if (row.is_null(index)) {
      append_null(out);
    } else {
      append_field(out, row.raw(index));
    }
  }
}

}  // namespace attendsense::store::copy
