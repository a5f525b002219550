#pragma once

// The area of reports.

#include <span>

#include "call.hpp"

namespace attendsense::api::endpoints {

[[nodiscard]] Result<http::Response> read_report(Call& call);
[[nodiscard]] Result<http::Response> map_payroll(Call& call);

[[nodiscard]] std::span<const Route> reports_routes();

}  // namespace attendsense::api::endpoints
