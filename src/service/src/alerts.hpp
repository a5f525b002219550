#pragma once

#include <optional>

#include "attendsense/core/ports/store.hpp"

// What somebody should look at, as events of the type "alert" (contracts/events/alert.v1.json). They are of no station,
// also when they are about one: stations are not told.
namespace attendsense::service {

// A photo or a screen was held before a camera.
[[nodiscard]] core::Event spoof_alert(const core::Sighting& sighting, core::SiteId site, Instant now);

// A capture was booked into a period that payroll was told of.
[[nodiscard]] core::Event period_changed_alert(const core::Period& period, const core::Punch& punch, Instant now);

// An incident began, or `ended_at`.
[[nodiscard]] core::Event incident_alert(const core::Incident& incident, const core::Station& station,
                                         std::optional<Instant> ended_at, Instant now);

[[nodiscard]] core::Event webhook_disabled_alert(const core::Webhook& webhook, Instant now);

// Adds it to the outbox.
[[nodiscard]] Result<void> tell(core::Transaction& transaction, const core::Event& event);

}  // namespace attendsense::service
