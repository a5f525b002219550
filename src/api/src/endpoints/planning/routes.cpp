#include "endpoints/planning/endpoints.hpp"

namespace attendsense::api::endpoints {

std::span<const Route> planning_routes() {
  static constexpr Route kRoutes[] = {
      {"GET", "/api/v1/schedules", list_schedules},
      {"POST", "/api/v1/schedules", create_schedule},
      {"POST", "/api/v1/schedules/preview", preview_planning},
      {"GET", "/api/v1/schedules/{schedule_id}", read_schedule},
      {"PUT", "/api/v1/schedules/{schedule_id}", update_schedule},
      {"DELETE", "/api/v1/schedules/{schedule_id}", remove_schedule},

      {"GET", "/api/v1/assignments", list_assignments},
      {"POST", "/api/v1/assignments", create_assignment},
      {"GET", "/api/v1/assignments/{assignment_id}", read_assignment},
      {"PATCH", "/api/v1/assignments/{assignment_id}", update_assignment},
      {"DELETE", "/api/v1/assignments/{assignment_id}", remove_assignment},

      {"GET", "/api/v1/holidays", list_holidays},
      {"POST", "/api/v1/holidays", add_holiday},
      {"POST", "/api/v1/holidays/import", import_holidays},
      {"DELETE", "/api/v1/holidays/{holiday_id}", remove_holiday},

      {"GET", "/api/v1/leave-kinds", list_leave_kinds},
      {"POST", "/api/v1/leave-kinds", create_leave_kind},
      {"PATCH", "/api/v1/leave-kinds/{leave_kind_id}", update_leave_kind},
      {"GET", "/api/v1/leaves", list_leaves},
      {"POST", "/api/v1/leaves", request_leave},
      {"GET", "/api/v1/leaves/{leave_id}", read_leave},
      {"POST", "/api/v1/leaves/{leave_id}/decision", decide_leave},

      {"GET", "/api/v1/overtime-grants", list_overtime_grants},
      {"POST", "/api/v1/overtime-grants", grant_overtime},
      {"DELETE", "/api/v1/overtime-grants/{grant_id}", revoke_overtime},
  };
  return kRoutes;
}

}  // namespace attendsense::api::endpoints
