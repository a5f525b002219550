#pragma once

#include "attendsense/service/ports.hpp"
#include "attendsense/service/principal.hpp"

namespace attendsense::service {

// Whose account the caller's is. forbidden "person_needed" for a station or the installation: they have none.
[[nodiscard]] Result<core::EmployeeId> account_of(const Principal& actor);

// That this is the password of the principal, an employee. Takes about 50 ms of one core.
// Errors: unauthenticated "password_wrong"; throttled "too_many_attempts".
[[nodiscard]] Result<void> verify_own_password(Ports& ports, const Principal& actor, const Secret& password,
                                               Instant now);

}  // namespace attendsense::service
