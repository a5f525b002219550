#include "attendsense/service/periods/read_sheet.hpp"
#include "content_digest.hpp"
#include "endpoints/periods/endpoints.hpp"

namespace attendsense::api::endpoints {

// The bytes that were kept, so that anybody can reckon their hash.
Result<http::Response> read_period_sheet(Call& call) {
  const auto period = call.id<core::PeriodId>("period_id");
  if (!period) return fail(period.error());
  const auto employee = call.id<core::EmployeeId>("employee_id");
  if (!employee) return fail(employee.error());
  auto sheet = service::read_sheet::run(call.ports(), {call.principal, *period, *employee}, call.now);
  if (!sheet) return fail(std::move(sheet));
  http::Response response;
  response.headers.add("Content-Type", "application/json");
  response.headers.add("Content-Digest", content_digest(sheet->figures));
  response.body = std::move(sheet->figures);
  return response;
}

}  // namespace attendsense::api::endpoints
