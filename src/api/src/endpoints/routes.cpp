#include <vector>

#include "endpoints/account/endpoints.hpp"
#include "endpoints/company/endpoints.hpp"
#include "endpoints/corrections/endpoints.hpp"
#include "endpoints/endpoints.hpp"
#include "endpoints/imports/endpoints.hpp"
#include "endpoints/periods/endpoints.hpp"
#include "endpoints/planning/endpoints.hpp"
#include "endpoints/reports/endpoints.hpp"
#include "endpoints/reviews/endpoints.hpp"
#include "endpoints/webhooks/endpoints.hpp"

namespace attendsense::api::endpoints {

namespace {

std::span<const Route> first_routes() {
  using enum Access;
  using enum Runs;
  using enum Limit;
  static constexpr Route kRoutes[] = {
      {"GET", "/api/v1/setup", read_setup, open},
      {"POST", "/api/v1/setup", register_company, open},
      {"POST", "/api/v1/sessions", sign_in, open},
      {"POST", "/api/v1/sessions/refresh", refresh_session, open},
      {"DELETE", "/api/v1/sessions/current", sign_out},
      {"POST", "/api/v1/sessions/password", change_password},

      {"GET", "/api/v1/company", read_company},
      {"GET", "/api/v1/company/policy", read_policy},
      {"PATCH", "/api/v1/company/policy", update_policy},

      {"GET", "/api/v1/employees", list_employees},
      {"POST", "/api/v1/employees", create_employee},
      {"GET", "/api/v1/employees/{employee_id}", read_employee},
      {"PATCH", "/api/v1/employees/{employee_id}", update_employee},
      {"DELETE", "/api/v1/employees/{employee_id}", erase_employee},
      {"GET", "/api/v1/employees/{employee_id}/photos", list_photos},
      {"POST", "/api/v1/employees/{employee_id}/photos", enrol_photo},
      {"DELETE", "/api/v1/employees/{employee_id}/photos/{template_id}", remove_photo},

      {"GET", "/api/v1/stations", list_stations},
      {"POST", "/api/v1/stations", create_station},
      {"GET", "/api/v1/stations/{station_id}", read_station},
      {"DELETE", "/api/v1/stations/{station_id}", revoke_station},
      {"GET", "/api/v1/station", read_own_station},
      {"PUT", "/api/v1/station/report", report_station},
      {"GET", "/api/v1/station/events", stream_station_events},
      {"POST", "/api/v1/captures", send_capture, token, on_worker, captures},

      {"GET", "/api/v1/events", stream_events},
      {"GET", "/api/v1/punches", list_punches},
      {"GET", "/api/v1/attendance/days/{date}", read_day},
      {"GET", "/api/v1/attendance/employees/{employee_id}", read_employee_attendance},
      {"GET", "/api/v1/attendance/hours", read_hours},
      {"GET", "/api/v1/presence", read_presence},

      {"GET", "/api/v1/audit", read_audit},
      {"GET", "/api/v1/audit/verify", verify_audit},
      {"GET", "/api/v1/audit/export", export_audit},

      {"GET", "/api/v1/healthz", read_health, open, at_once, none},
      {"GET", "/api/v1/readyz", read_readiness, open, on_worker, none},
      {"GET", "/api/v1/version", read_version, open, at_once, none},
      {"GET", "/api/v1/metrics", read_metrics, open, at_once, none},
  };
  return kRoutes;
}

}  // namespace

std::span<const Route> routes() {
  static const std::vector<Route> kAll = [] {
    std::vector<Route> all;
    for (const auto& some : {first_routes(), account_routes(), company_routes(), planning_routes(), correction_routes(),
                             review_routes(), period_routes(), reports_routes(), import_routes(), webhook_routes()})
      all.insert(all.end(), some.begin(), some.end());
    return all;
  }();
  return kAll;
}

}  // namespace attendsense::api::endpoints
