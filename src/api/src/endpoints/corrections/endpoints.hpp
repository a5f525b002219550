#pragma once

// Corrections of punches. One source file each, named like its function.

#include <span>

#include "call.hpp"

namespace attendsense::api::endpoints {

[[nodiscard]] Result<http::Response> list_corrections(Call& call);
[[nodiscard]] Result<http::Response> request_correction(Call& call);
[[nodiscard]] Result<http::Response> read_correction(Call& call);
[[nodiscard]] Result<http::Response> decide_correction(Call& call);
[[nodiscard]] Result<http::Response> correct_many(Call& call);
[[nodiscard]] Result<http::Response> decide_batch(Call& call);

[[nodiscard]] std::span<const Route> correction_routes();

}  // namespace attendsense::api::endpoints
