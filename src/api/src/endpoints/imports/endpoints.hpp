#pragma once

#include <span>

#include "call.hpp"

namespace attendsense::api::endpoints {

[[nodiscard]] Result<http::Response> import_employees(Call& call);
[[nodiscard]] Result<http::Response> import_schedules(Call& call);
[[nodiscard]] Result<http::Response> import_assignments(Call& call);
[[nodiscard]] Result<http::Response> import_punches(Call& call);
[[nodiscard]] Result<http::Response> import_attendance(Call& call);

[[nodiscard]] std::span<const Route> import_routes();

}  // namespace attendsense::api::endpoints
