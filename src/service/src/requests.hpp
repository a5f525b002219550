#pragma once

#include <optional>

#include "attendsense/core/ports/store.hpp"
#include "attendsense/service/principal.hpp"

// Who may see and decide what people ask for: leave, overtime, corrections.
namespace attendsense::service {

// Whose requests a list shows: with approve_requests everybody's (none) or those of `wanted`, else one's own with
// view_own. forbidden "permission_missing".
[[nodiscard]] Result<std::optional<core::EmployeeId>> whose_requests(const Principal& actor,
                                                                     std::optional<core::EmployeeId> wanted);

// Of whom the actor asks for something: `wanted`, or oneself; of others with approve_requests. forbidden
// "permission_missing"; invalid_input for who is nobody's employee and names nobody.
[[nodiscard]] Result<core::EmployeeId> whose_request(const Principal& actor, std::optional<core::EmployeeId> wanted);

// That the actor may ask for things of their own, or decide on those of others. forbidden "permission_missing".
[[nodiscard]] Result<void> require_requests(const Principal& actor);

// That the actor may decide on what concerns this person: approve_requests, and for oneself a policy with
// self-approval. forbidden "permission_missing", "own_request".
[[nodiscard]] Result<void> require_decider(const Principal& actor, core::EmployeeId employee,
                                           const core::Policy& policy);

}  // namespace attendsense::service
