#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "attendsense/core/entities.hpp"

// What the outbox tells, as contracts/events/ describes it.
namespace attendsense::service {

inline constexpr std::string_view kPunchEvent = "punch";
inline constexpr std::string_view kSightingEvent = "sighting";

// "attendsense.punch.v1". sent_at is `now`, the time of booking: a listener that hears of it much later knows.
[[nodiscard]] core::Event punch_event(const core::Punch& punch, const core::Sighting& sighting,
                                      const core::Employee& employee, std::string_view language, Instant now);
// "attendsense.sighting.v1": a face that was not booked.
[[nodiscard]] core::Event sighting_event(const core::Sighting& sighting, core::SiteId site, Instant now);

// Whose punch an event is; nothing for other events.
[[nodiscard]] std::optional<core::EmployeeId> employee_of_event(const core::Event& event);
// What a station is sent: the body as text with its signature, so that what was signed cannot be written differently.
[[nodiscard]] std::string signed_data(const core::Event& event, std::string_view signature);

}  // namespace attendsense::service
