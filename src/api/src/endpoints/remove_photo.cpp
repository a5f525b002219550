#include "attendsense/service/remove_photo.hpp"

#include "endpoints/endpoints.hpp"

namespace attendsense::api::endpoints {

Result<http::Response> remove_photo(Call& call) {
  const auto employee = call.id<core::EmployeeId>("employee_id");
  if (!employee) return fail(employee.error());
  const auto photo = call.id<core::TemplateId>("template_id");
  if (!photo) return fail(photo.error());
  const auto done = service::remove_photo::run(call.ports(), {call.principal, *employee, *photo}, call.now);
  if (!done) return fail(done.error());
  return empty_response();
}

}  // namespace attendsense::api::endpoints
