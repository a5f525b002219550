#include "attendsense/base/time_zone.hpp"

#include <date/tz.h>
#include <fmt/format.h>

namespace attendsense {

namespace {

using Micros = std::chrono::microseconds;

const date::time_zone& zone_of(const void* zone) {
  return *static_cast<const date::time_zone*>(zone);
}

// The library speaks its own local_time; both count from the same epoch.
date::local_time<Micros> to_date(LocalTime local) {
  return date::local_time<Micros>{local.time_since_epoch()};
}

}  // namespace

TimeZone::TimeZone() : zone_(date::locate_zone("Etc/UTC")) {}

Result<TimeZone> TimeZone::find(std::string_view name) {
  try {
    return TimeZone(date::locate_zone(std::string(name)));
  } catch (const std::exception&) {
    return fail(Failure::invalid_input, "time_zone_unknown", "There is no time zone '" + std::string(name) + "'",
                "Use an IANA name such as Europe/Berlin");
  }
}

const std::string& TimeZone::name() const {
  return zone_of(zone_).name();
}

LocalTime TimeZone::to_local(Instant instant) const {
  return LocalTime{zone_of(zone_).to_local(instant).time_since_epoch()};
}

Instant TimeZone::to_instant(LocalTime local) const {
  // choose::earliest does both: the first of two, and the instant of the change for one that does not exist.
  return zone_of(zone_).to_sys(to_date(local), date::choose::earliest);
}

LocalDate TimeZone::date_of(Instant instant) const {
  return LocalDate{std::chrono::floor<std::chrono::days>(to_local(instant))};
}

Instant TimeZone::begin_of(LocalDate date) const {
  return to_instant(LocalTime{std::chrono::local_days{date}});
}

std::chrono::minutes TimeZone::offset_at(Instant instant) const {
  return std::chrono::duration_cast<std::chrono::minutes>(to_local(instant).time_since_epoch() -
                                                          instant.time_since_epoch());
}

std::string to_string(LocalDate date) {
  return fmt::format("{:04}-{:02}-{:02}", static_cast<int>(date.year()), static_cast<unsigned>(date.month()),
                     static_cast<unsigned>(date.day()));
}

Result<LocalDate> parse_date(std::string_view text) {
  const auto digits = [&](std::size_t at, std::size_t count) {
    int value = 0;
    for (std::size_t i = at; i < at + count; ++i) {
      if (text[i] < '0' || text[i] > '9') return -1;
      value = value * 10 + (text[i] - '0');
    }
    return value;
  };
  if (text.size() == 10 && text[4] == '-' && text[7] == '-') {
    const int year = digits(0, 4);
    const int month = digits(5, 2);
    const int day = digits(8, 2);
    const LocalDate date{std::chrono::year{year}, std::chrono::month{static_cast<unsigned>(month)},
                         std::chrono::day{static_cast<unsigned>(day)}};
    if (year >= 0 && month >= 0 && day >= 0 && date.ok()) return date;
  }
  return fail(Failure::invalid_input, "date_malformed", "This is not a date", "Give one such as 2026-03-29");
}

LocalDate add_days(LocalDate date, int days) {
  return LocalDate{std::chrono::local_days{date} + std::chrono::days{days}};
}

}  // namespace attendsense
