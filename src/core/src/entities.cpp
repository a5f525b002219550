#include "attendsense/core/entities.hpp"

#include "names.hpp"

namespace attendsense::core {
namespace {

constexpr Names<8> kPermissions{"view_own",       "view_all",         "manage_employees", "manage_stations",
                                "manage_company", "manage_schedules", "approve_requests", "close_periods"};
constexpr Names<6> kHonorifics{"none", "mr", "ms", "mx", "dr", "prof"};
constexpr Names<2> kEmployeeStates{"active", "inactive"};
constexpr Names<2> kStationStates{"active", "revoked"};
constexpr Names<2> kDirections{"in", "out"};
constexpr Names<3> kCameraDirections{"in", "out", "both"};
constexpr Names<6> kOutcomes{"booked", "too_soon", "unknown", "spoof", "unclear", "too_old"};
constexpr Names<14> kReasons{
    "recognised",        "recognised_by_passage", "punched_recently",  "no_template_near", "gallery_empty",
    "not_live",          "liveness_doubtful",     "no_surroundings",   "two_people_alike", "poor_quality",
    "captured_long_ago", "captured_in_future",    "employee_inactive", "no_face"};
constexpr Names<3> kLiveness{"live", "spoof", "unclear"};
constexpr Names<3> kPunchSources{"camera", "manual", "imported"};
constexpr Names<4> kTokenKinds{"access", "refresh", "station", "challenge"};
constexpr Names<2> kSightingVerdicts{"assigned", "dismissed"};
constexpr Names<3> kSecondFactorFor{"none", "administrators", "all"};

// A value added to an enum must get its name.
static_assert(kPermissions.size() == static_cast<std::size_t>(Permission::close_periods) + 1);
static_assert(kHonorifics.size() == static_cast<std::size_t>(Honorific::prof) + 1);
static_assert(kOutcomes.size() == static_cast<std::size_t>(Outcome::too_old) + 1);
static_assert(kReasons.size() == static_cast<std::size_t>(Reason::no_face) + 1);
static_assert(kTokenKinds.size() == static_cast<std::size_t>(TokenKind::challenge) + 1);

}  // namespace

std::string_view to_string(Permission permission) {
  return name_of(permission, kPermissions);
}

std::optional<Permission> parse_permission(std::string_view text) {
  return value_of<Permission>(text, kPermissions);
}

std::string_view to_string(Honorific honorific) {
  return name_of(honorific, kHonorifics);
}

std::optional<Honorific> parse_honorific(std::string_view text) {
  return value_of<Honorific>(text, kHonorifics);
}

std::string_view to_string(EmployeeState state) {
  return name_of(state, kEmployeeStates);
}

std::optional<EmployeeState> parse_employee_state(std::string_view text) {
  return value_of<EmployeeState>(text, kEmployeeStates);
}

std::string_view to_string(StationState state) {
  return name_of(state, kStationStates);
}

std::optional<StationState> parse_station_state(std::string_view text) {
  return value_of<StationState>(text, kStationStates);
}

std::string_view to_string(Direction direction) {
  return name_of(direction, kDirections);
}

std::optional<Direction> parse_direction(std::string_view text) {
  return value_of<Direction>(text, kDirections);
}

std::string_view to_string(CameraDirection direction) {
  return name_of(direction, kCameraDirections);
}

std::optional<CameraDirection> parse_camera_direction(std::string_view text) {
  return value_of<CameraDirection>(text, kCameraDirections);
}

std::string_view to_string(Outcome outcome) {
  return name_of(outcome, kOutcomes);
}

std::optional<Outcome> parse_outcome(std::string_view text) {
  return value_of<Outcome>(text, kOutcomes);
}

std::string_view to_string(Reason reason) {
  return name_of(reason, kReasons);
}

std::optional<Reason> parse_reason(std::string_view text) {
  return value_of<Reason>(text, kReasons);
}

std::string_view to_string(Liveness liveness) {
  return name_of(liveness, kLiveness);
}

std::optional<Liveness> parse_liveness(std::string_view text) {
  return value_of<Liveness>(text, kLiveness);
}

std::string_view to_string(PunchSource source) {
  return name_of(source, kPunchSources);
}

std::optional<PunchSource> parse_punch_source(std::string_view text) {
  return value_of<PunchSource>(text, kPunchSources);
}

std::string_view to_string(SecondFactorFor whom) {
  return name_of(whom, kSecondFactorFor);
}

std::optional<SecondFactorFor> parse_second_factor_for(std::string_view text) {
  return value_of<SecondFactorFor>(text, kSecondFactorFor);
}

std::string_view to_string(SightingVerdict verdict) {
  return name_of(verdict, kSightingVerdicts);
}

std::optional<SightingVerdict> parse_sighting_verdict(std::string_view text) {
  return value_of<SightingVerdict>(text, kSightingVerdicts);
}

bool needs_review(Outcome outcome, Reason reason) {
  switch (outcome) {
    case Outcome::unknown:
    case Outcome::unclear:
    case Outcome::spoof:
    case Outcome::too_old:
      return reason != Reason::no_face;
    case Outcome::booked:
    case Outcome::too_soon:
      break;
  }
  return false;
}

std::string_view to_string(TokenKind kind) {
  return name_of(kind, kTokenKinds);
}

std::optional<TokenKind> parse_token_kind(std::string_view text) {
  return value_of<TokenKind>(text, kTokenKinds);
}

std::string full_name(const Employee& employee) {
  if (employee.given_name.empty()) return employee.family_name;
  if (employee.family_name.empty()) return employee.given_name;
  return employee.given_name + " " + employee.family_name;
}

}  // namespace attendsense::core
