#pragma once

// Periods that payroll was told of. One source file each, named like its function.

#include <span>

#include "call.hpp"

namespace attendsense::api::endpoints {

[[nodiscard]] Result<http::Response> list_periods(Call& call);
[[nodiscard]] Result<http::Response> close_period(Call& call);
[[nodiscard]] Result<http::Response> read_period(Call& call);
[[nodiscard]] Result<http::Response> reopen_period(Call& call);
[[nodiscard]] Result<http::Response> verify_period(Call& call);
[[nodiscard]] Result<http::Response> list_period_changes(Call& call);
[[nodiscard]] Result<http::Response> read_period_sheet(Call& call);

[[nodiscard]] std::span<const Route> period_routes();

}  // namespace attendsense::api::endpoints
