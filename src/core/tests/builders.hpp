#pragma once

// Short ways to say a punch and a moment.

#include "attendsense/base/time_zone.hpp"
#include "attendsense/core/entities.hpp"

namespace attendsense::core::testing {

inline Instant utc(std::string_view text) {
  return parse_rfc3339(text).value();
}

inline TimeZone berlin() {
  return TimeZone::find("Europe/Berlin").value();
}

inline EmployeeId employee(std::uint8_t number) {
  EmployeeId id;
  id.uuid.bytes.back() = number;
  return id;
}

inline Punch punch(Instant at, Direction direction) {
  Punch made{.direction = direction, .at = at};
  made.id = PunchId::make(at);
  return made;
}

inline Punch punch(std::string_view at, Direction direction) {
  return punch(utc(at), direction);
}

inline Punch alternating(Instant at) {
  Punch made = punch(at, Direction::in);
  made.alternating = true;
  return made;
}

}  // namespace attendsense::core::testing
