#pragma once

#include "attendsense/core/schedule.hpp"
#include "attendsense/service/ports.hpp"
#include "attendsense/service/principal.hpp"

// Takes a grant back; it stays in the list as revoked, and doing it twice is the same as once. Needs approve_requests.
// Errors: not_found "overtime_grant_unknown"; conflict "period_closed".
namespace attendsense::service::revoke_overtime {

struct Input {
  Principal actor = {};
  core::OvertimeGrantId grant = {};
};

[[nodiscard]] Result<void> run(Ports& ports, const Input& input, Instant now);

}  // namespace attendsense::service::revoke_overtime
