#include "attendsense/service/read_employee.hpp"

#include "conditional.hpp"
#include "endpoints/endpoints.hpp"
#include "views_json.hpp"

namespace attendsense::api::endpoints {

Result<http::Response> read_employee(Call& call) {
  const auto id = call.id<core::EmployeeId>("employee_id");
  if (!id) return fail(id.error());
  const auto employee = service::read_employee::run(call.ports(), {call.principal, *id}, call.now);
  if (!employee) return fail(employee.error());
  return tagged_json_response(200, to_json(*employee));
}

}  // namespace attendsense::api::endpoints
