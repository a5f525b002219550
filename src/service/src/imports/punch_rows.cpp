#include "imports/punch_rows.hpp"

#include <algorithm>
#include <charconv>

#include "attendsense/base/sha256.hpp"
#include "attendsense/service/input_check.hpp"

namespace attendsense::service {
namespace {

// The same punch has the same id each time that it is imported: SHA-256 of what makes it that punch, as a UUID of
// version 8 (RFC 9562, section 5.8).
core::PunchId id_of(const core::Punch& punch, const std::string& foreign_id) {
  std::string text = "imported punch\n" + punch.company.to_string() + '\n' + punch.employee.to_string() + '\n';
  if (foreign_id.empty()) {
    text += to_rfc3339(punch.at) + '\n' + std::string(core::to_string(punch.direction));
  } else {
    text += "id\n" + foreign_id;
  }
  const Sha256Digest digest = sha256(as_bytes(text));
  core::PunchId id;
  std::ranges::copy_n(digest.begin(), 16, id.uuid.bytes.begin());
  id.uuid.bytes[6] = static_cast<std::uint8_t>((id.uuid.bytes[6] & 0x0F) | 0x80);
  id.uuid.bytes[8] = static_cast<std::uint8_t>((id.uuid.bytes[8] & 0x3F) | 0x80);
  return id;
}

std::optional<int> number(std::string_view text, int most) {
  int value = 0;
  const auto [end, failed] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (failed != std::errc() || end != text.data() + text.size() || value < 0 || value > most) return std::nullopt;
  return value;
}

// "2026-03-29 08:30", "2026-03-29T08:30:15".
std::optional<LocalTime> clock_time(std::string_view text) {
  if (text.size() != 16 && text.size() != 19) return std::nullopt;
  const auto date = parse_date(text.substr(0, 10));
  if (!date || (text[10] != ' ' && text[10] != 'T') || text[13] != ':') return std::nullopt;
  const auto hour = number(text.substr(11, 2), 23);
  const auto minute = number(text.substr(14, 2), 59);
  const auto second = text.size() == 19 && text[16] == ':' ? number(text.substr(17), 59) : std::optional(0);
  if (!hour || !minute || !second || (text.size() == 19 && text[16] != ':')) return std::nullopt;
  return std::chrono::local_days{*date} + std::chrono::hours{*hour} + std::chrono::minutes{*minute} +
         std::chrono::seconds{*second};
}

// Clocks are set back by up to three hours in the zones that there are.
bool shown_twice(Instant first, LocalTime local, const TimeZone& zone) {
  const auto back = zone.offset_at(first) - zone.offset_at(first + std::chrono::hours{3});
  return back > std::chrono::minutes{0} && zone.to_local(first + back) == local;
}

}  // namespace

Result<void> PunchRows::begin(core::Transaction& transaction) {
  auto zones = Sites::of(transaction, actor_.company);
  if (!zones) return fail(std::move(zones));
  zones_ = std::move(*zones);
  auto sites = transaction.companies().sites(actor_.company);
  if (!sites) return fail(std::move(sites));
  sites_ = std::move(*sites);
  people_.clear();
  closed_.clear();
  return {};
}

Result<PlannedRow> PunchRows::plan(core::Transaction& transaction, const ImportRecord& record, RowErrors& errors) {
  PlannedRow row;
  const auto employee = who(transaction, record, errors);
  if (!employee) return fail(employee.error());
  const auto towards = core::parse_direction(record.values[direction]);
  if (!towards) errors.add("direction", "It must be in or out");
  if (*employee == nullptr) return row;
  const auto place = where(record, **employee, errors);
  if (!place) return row;
  const auto at = when(record.values[time], zones_->zone(*place), errors);
  if (!at) return row;
  if (auto done = require_possible(transaction, **employee, *at, errors); !done) return fail(std::move(done));
  if (!errors.empty()) return row;

  core::Punch punch{.id = {},
                    .company = actor_.company,
                    .employee = (*employee)->id,
                    .site = *place,
                    .direction = *towards,
                    .alternating = false,
                    .at = *at,
                    .source = core::PunchSource::imported,
                    .sighting = {},
                    .booked_at = now_};
  punch.id = id_of(punch, record.values[id]);
  const auto is_known = known(transaction, punch, errors);
  if (!is_known) return fail(is_known.error());
  row.told.line = record.line;
  row.told.where = record.where;
  row.told.subject = (*employee)->email;
  row.identities.push_back("punch " + punch.id.to_string());
  if (*is_known) return row;
  row.told.action = ImportAction::create;
  row.told.changes = {{"time", "", to_rfc3339(punch.at)},
                      {"direction", "", std::string(core::to_string(punch.direction))},
                      {"site", "", zones_->site(punch.site).name}};
  row.carry_out = [punch](core::Transaction& writing) -> Result<void> {
    auto added = writing.punches().add_new(punch);
    return added ? Result<void>() : fail(std::move(added));
  };
  return row;
}

Result<const core::Employee*> PunchRows::who(core::Transaction& transaction, const ImportRecord& record,
                                             RowErrors& errors) {
  const std::string& number = record.values[personnel_number];
  const std::string address = normalised_email(record.values[email]);
  if (number.empty() && address.empty()) {
    errors.add("personnel_number", "A personnel_number or an email is needed");
    return nullptr;
  }
  const std::string key = number.empty() ? "email " + address : "personnel_number " + number;
  auto found = people_.find(key);
  if (found == people_.end()) {
    std::optional<core::Employee> employee;
    if (number.empty()) {
      auto people = transaction.employees().find_by_email(address);
      if (!people) return fail(std::move(people));
      const auto own = std::ranges::find(*people, actor_.company, &core::Employee::company);
      if (own != people->end()) employee = *own;
    } else {
      auto person = transaction.employees().find_by_personnel_number(actor_.company, number);
      if (!person) return fail(std::move(person));
      employee = std::move(*person);
    }
    found = people_.emplace(key, std::move(employee)).first;
  }
  if (!found->second) {
    errors.add(number.empty() ? "email" : "personnel_number", "Nobody of the company has it");
    return nullptr;
  }
  if (!number.empty() && !address.empty() && found->second->email != address) {
    errors.add("email", "It is not that of the personnel number");
    return nullptr;
  }
  return &*found->second;
}

std::optional<core::SiteId> PunchRows::where(const ImportRecord& record, const core::Employee& employee,
                                             RowErrors& errors) const {
  const std::string& text = record.values[site];
  if (text.empty()) return employee.site;
  for (const core::Site& one : sites_)
    if (one.name == text || one.id.to_string() == text) return one.id;
  errors.add("site", "It is none of the company's sites");
  return std::nullopt;
}

std::optional<Instant> PunchRows::when(const std::string& text, const TimeZone& zone, RowErrors& errors) const {
  const auto local = clock_time(text);
  if (!local) {
    if (const auto exact = parse_rfc3339(text)) return *exact;
    errors.add("time", "It must be a time such as 2026-03-29 08:30 or 2026-03-29T08:30:00+02:00");
    return std::nullopt;
  }
  const Instant at = zone.to_instant(*local);
  if (zone.to_local(at) != *local) {
    errors.add("time", "The clocks of " + zone.name() + " were set forward over it: there was no such time");
    return std::nullopt;
  }
  if (twice_ == Twice::refuse && shown_twice(at, *local, zone)) {
    errors.add("time", "The clocks of " + zone.name() +
                           " showed it twice: write it with its offset, such as 2026-10-25T02:30:00+01:00");
    return std::nullopt;
  }
  return at;
}

Result<void> PunchRows::require_possible(core::Transaction& transaction, const core::Employee& employee, Instant at,
                                         RowErrors& errors) {
  if (at > now_) errors.add("time", "It is in the future");
  if (employee.hired_at && at < *employee.hired_at) errors.add("time", "It is before the person was hired");
  if (employee.left_at && at >= *employee.left_at) errors.add("time", "It is after the person left");
  const LocalDate date = zones_->zone(employee.site).date_of(at);
  auto found = closed_.find(date);
  if (found == closed_.end()) {
    auto periods = transaction.periods().closed_in(actor_.company, {date, date});
    if (!periods) return fail(std::move(periods));
    found = closed_.emplace(date, std::move(*periods)).first;
  }
  for (const core::Period& period : found->second) {
    if (period.site && *period.site != employee.site) continue;
    errors.add("time", "The period from " + attendsense::to_string(period.from) + " to " +
                           attendsense::to_string(period.to) + " is closed: open it again first");
    break;
  }
  return {};
}

Result<bool> PunchRows::known(core::Transaction& transaction, const core::Punch& punch, RowErrors& errors) const {
  const auto same_id = transaction.punches().find(punch.id);
  if (!same_id) return fail(same_id.error());
  if (*same_id) {
    if ((*same_id)->at != punch.at || (*same_id)->direction != punch.direction) {
      errors.add("id", "It was imported before as " + std::string(core::to_string((*same_id)->direction)) + " at " +
                           to_rfc3339((*same_id)->at) + ": correct that punch instead");
    }
    return true;
  }
  const auto same_time = transaction.punches().list(
      actor_.company, {punch.employee, punch.at, punch.at + std::chrono::microseconds{1}}, {});
  if (!same_time) return fail(same_time.error());
  return std::ranges::find(*same_time, punch.direction, &core::Punch::direction) != same_time->end();
}

}  // namespace attendsense::service
