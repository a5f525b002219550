#pragma once

// Endpoints of schedules, holidays, leave and overtime; see endpoints/endpoints.hpp.

#include <span>

#include "call.hpp"

namespace attendsense::api::endpoints {

[[nodiscard]] Result<http::Response> list_schedules(Call& call);
[[nodiscard]] Result<http::Response> create_schedule(Call& call);
[[nodiscard]] Result<http::Response> preview_planning(Call& call);
[[nodiscard]] Result<http::Response> read_schedule(Call& call);
[[nodiscard]] Result<http::Response> update_schedule(Call& call);
[[nodiscard]] Result<http::Response> remove_schedule(Call& call);

[[nodiscard]] Result<http::Response> list_assignments(Call& call);
[[nodiscard]] Result<http::Response> create_assignment(Call& call);
[[nodiscard]] Result<http::Response> read_assignment(Call& call);
[[nodiscard]] Result<http::Response> update_assignment(Call& call);
[[nodiscard]] Result<http::Response> remove_assignment(Call& call);

[[nodiscard]] Result<http::Response> list_holidays(Call& call);
[[nodiscard]] Result<http::Response> add_holiday(Call& call);
[[nodiscard]] Result<http::Response> import_holidays(Call& call);
[[nodiscard]] Result<http::Response> remove_holiday(Call& call);

[[nodiscard]] Result<http::Response> list_leave_kinds(Call& call);
[[nodiscard]] Result<http::Response> create_leave_kind(Call& call);
[[nodiscard]] Result<http::Response> update_leave_kind(Call& call);
[[nodiscard]] Result<http::Response> list_leaves(Call& call);
[[nodiscard]] Result<http::Response> request_leave(Call& call);
[[nodiscard]] Result<http::Response> read_leave(Call& call);
[[nodiscard]] Result<http::Response> decide_leave(Call& call);

[[nodiscard]] Result<http::Response> list_overtime_grants(Call& call);
[[nodiscard]] Result<http::Response> grant_overtime(Call& call);
[[nodiscard]] Result<http::Response> revoke_overtime(Call& call);

[[nodiscard]] std::span<const Route> planning_routes();

}  // namespace attendsense::api::endpoints
