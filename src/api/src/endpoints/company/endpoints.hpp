#pragma once

// Endpoints of a company's name, sites and roles; see endpoints/endpoints.hpp.

#include <span>

#include "call.hpp"

namespace attendsense::api::endpoints {

[[nodiscard]] Result<http::Response> rename_company(Call& call);
[[nodiscard]] Result<http::Response> create_site(Call& call);
[[nodiscard]] Result<http::Response> update_site(Call& call);
[[nodiscard]] Result<http::Response> create_role(Call& call);
[[nodiscard]] Result<http::Response> update_role(Call& call);

[[nodiscard]] std::span<const Route> company_routes();

}  // namespace attendsense::api::endpoints
