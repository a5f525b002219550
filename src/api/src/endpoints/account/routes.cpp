#include "endpoints/account/endpoints.hpp"

namespace attendsense::api::endpoints {

std::span<const Route> account_routes() {
  using enum Access;
  using enum Runs;
  static constexpr Route kRoutes[] = {
      {"POST", "/api/v1/web/session", begin_web_session, open},
      {"POST", "/api/v1/web/session/renewal", renew_web_session, open},
      {"DELETE", "/api/v1/web/session", end_web_session, open},
      {"POST", "/api/v1/web/session/challenge", answer_web_challenge, open},
      {"POST", "/api/v1/sessions/challenge", answer_challenge, open},
      {"POST", "/api/v1/sessions/challenge/second-factor", begin_demanded_second_factor, open},
      {"GET", "/api/v1/second-factor", read_second_factor},
      {"POST", "/api/v1/second-factor", begin_second_factor},
      {"POST", "/api/v1/second-factor/confirmation", confirm_second_factor},
      {"POST", "/api/v1/second-factor/removal", disable_second_factor},
      {"DELETE", "/api/v1/employees/{employee_id}/second-factor", reset_second_factor},
      {"POST", "/api/v1/consent/withdrawal", withdraw_consent},
      {"GET", "/api/v1/sessions", list_sessions},
      {"DELETE", "/api/v1/sessions/others", end_other_sessions},
      {"DELETE", "/api/v1/sessions/{session_id}", end_session},
      {"GET", "/api/v1/sessions/password", read_password_rules, open, at_once},
      {"POST", "/api/v1/sessions/password/judgement", judge_password},
  };
  return kRoutes;
}

}  // namespace attendsense::api::endpoints
