#include "attendsense/service/read_employee.hpp"
#include "endpoints/endpoints.hpp"
#include "views_json.hpp"

namespace attendsense::api::endpoints {

Result<http::Response> list_photos(Call& call) {
  const auto id = call.id<core::EmployeeId>("employee_id");
  if (!id) return fail(id.error());
  const auto employee = service::read_employee::run(call.ports(), {call.principal, *id}, call.now);
  if (!employee) return fail(employee.error());
  return json_response(200, {{"items", list_to_json(employee->photos)}});
}

}  // namespace attendsense::api::endpoints
