#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "attendsense/core/entities.hpp"
#include "attendsense/core/webhook.hpp"
#include "attendsense/service/corrections/correction_view.hpp"
#include "attendsense/service/planning/leave_view.hpp"

// What the outbox tells, as contracts/events/ describes it.
namespace attendsense::service {

inline constexpr std::string_view kPunchEvent = "punch";
inline constexpr std::string_view kSightingEvent = "sighting";
inline constexpr std::string_view kLeaveEvent = "leave";
inline constexpr std::string_view kCorrectionEvent = "correction";
inline constexpr std::string_view kAlertEvent = "alert";  // alerts.hpp
inline constexpr std::string_view kTestEvent = "test";

// "attendsense.punch.v1". sent_at is `now`, the time of booking: a listener that hears of it much later knows.
[[nodiscard]] core::Event punch_event(const core::Punch& punch, const core::Sighting& sighting,
                                      const core::Employee& employee, const core::Policy& policy, Instant now);
// "attendsense.sighting.v1": a face that was not booked.
[[nodiscard]] core::Event sighting_event(const core::Sighting& sighting, core::SiteId site, Instant now);

// "attendsense.leave.v1": leave was asked for or decided on. Of no station.
[[nodiscard]] core::Event leave_event(const LeaveView& view, Instant now);

// "attendsense.correction.v1": a correction was asked for or decided on. Of no station.
[[nodiscard]] core::Event correction_event(const CorrectionView& view, Instant now);

// "attendsense.test.v1": for one webhook, never in the outbox.
[[nodiscard]] core::Event test_event(const core::Webhook& webhook, Instant now);

// Whether it tells of a request: for the person and for those who decide, not for everybody who may see attendance.
[[nodiscard]] bool is_of_request(const core::Event& event);
// Whom an event is about; nothing for a face that is nobody's.
[[nodiscard]] std::optional<core::EmployeeId> employee_of_event(const core::Event& event);
// What a station is sent: the body as text with its signature, so that what was signed cannot be written differently.
[[nodiscard]] std::string signed_data(const core::Event& event, std::string_view signature);

}  // namespace attendsense::service
