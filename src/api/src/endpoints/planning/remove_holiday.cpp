#include "attendsense/service/planning/remove_holiday.hpp"

#include "endpoints/planning/endpoints.hpp"

namespace attendsense::api::endpoints {

namespace use_case = service::remove_holiday;

Result<http::Response> remove_holiday(Call& call) {
  const auto id = call.id<core::HolidayId>("holiday_id");
  if (!id) return fail(id.error());
  const auto done = use_case::run(call.ports(), {call.principal, *id}, call.now);
  if (!done) return fail(done.error());
  return empty_response();
}

}  // namespace attendsense::api::endpoints
