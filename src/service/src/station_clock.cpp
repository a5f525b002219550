#include "station_clock.hpp"

#include "attendsense/service/accept_capture.hpp"

namespace attendsense::service {

using accept_capture::kMostClockOffset;

constexpr std::chrono::milliseconds kOffsetWorthWriting{500};

void check_clock_offset(InputCheck& check, std::optional<std::chrono::microseconds> measured) {
  // Compared on both sides: the least offset of all has no absolute value.
  const auto offset = measured.value_or(std::chrono::microseconds{0});
  check.that(offset >= -kMostClockOffset && offset <= kMostClockOffset, "Attendsense-Clock-Offset",
             "must be within a century, in microseconds");
}

bool clock_has_moved(const core::Station& station, std::optional<std::chrono::microseconds> measured) {
  if (!measured) return false;
  return !station.clock_offset || std::chrono::abs(*measured - *station.clock_offset) >= kOffsetWorthWriting;
}

}  // namespace attendsense::service
