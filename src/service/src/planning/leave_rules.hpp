#pragma once

#include "attendsense/core/ports/store.hpp"
#include "attendsense/service/planning/leave_view.hpp"

namespace attendsense::service {

// That nothing else that is requested or approved for the person falls on the same dates. Two different halves of one
// date do not meet. conflict "leave_overlaps" naming the other.
[[nodiscard]] Result<void> require_no_overlap(core::Transaction& transaction, const core::Leave& leave);

[[nodiscard]] Result<LeaveView> view_of(core::Transaction& transaction, const core::Leave& leave);

// Tells listeners what became of it.
[[nodiscard]] Result<void> announce(core::Transaction& transaction, const LeaveView& view, Instant now);

}  // namespace attendsense::service
