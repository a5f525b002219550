#pragma once

#include "attendsense/service/reports/export_payroll.hpp"
#include "http/message.hpp"

namespace attendsense::api::endpoints {

// The file with its digest (RFC 9530), and the hashes of the closed periods that it is of.
[[nodiscard]] Result<http::Response> payroll_response(Result<service::export_payroll::Output> file);

}  // namespace attendsense::api::endpoints
