#pragma once

#include <chrono>
#include <string>
#include <string_view>

#include "attendsense/base/clock.hpp"
#include "attendsense/base/result.hpp"

namespace attendsense {

using LocalTime = std::chrono::local_time<std::chrono::microseconds>;
using LocalDate = std::chrono::year_month_day;

// An IANA time zone, a small value to copy. Safe from any thread.
class TimeZone {
 public:
  // UTC.
  TimeZone();
  // "Europe/Berlin". Unknown: invalid_input "time_zone_unknown". Reads the system's zone files at first use.
  [[nodiscard]] static Result<TimeZone> find(std::string_view name);

  [[nodiscard]] const std::string& name() const;
  [[nodiscard]] LocalTime to_local(Instant instant) const;
  // A local time that occurs twice (clocks set back) is its first occurrence; one that never occurs (clocks set
  // forward) is the instant of the change.
  [[nodiscard]] Instant to_instant(LocalTime local) const;
  [[nodiscard]] LocalDate date_of(Instant instant) const;
  // The instants at which a calendar date begins and the next one begins: 23, 24 or 25 hours apart.
  [[nodiscard]] Instant begin_of(LocalDate date) const;
  // Difference to UTC at an instant, in minutes east.
  [[nodiscard]] std::chrono::minutes offset_at(Instant instant) const;

  bool operator==(const TimeZone& other) const { return zone_ == other.zone_; }

 private:
  explicit TimeZone(const void* zone) : zone_(zone) {}

  const void* zone_;  // a date::time_zone of the process-wide database, which is never freed
};

// "2026-03-29". Parsing is strict; an impossible date is invalid_input "date_malformed".
[[nodiscard]] std::string to_string(LocalDate date);
[[nodiscard]] Result<LocalDate> parse_date(std::string_view text);
// Day arithmetic over month and year ends.
[[nodiscard]] LocalDate add_days(LocalDate date, int days);

}  // namespace attendsense
