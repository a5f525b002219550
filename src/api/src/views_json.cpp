#include "views_json.hpp"

#include <boost/json/parse.hpp>
#include <cmath>

namespace attendsense::api {
namespace {

namespace json = boost::json;

// JSON has no way to write what is not finite.
double finite(float value) {
  return std::isfinite(value) ? static_cast<double>(value) : 0.0;
}

// 0.52, where the nearest double to the stored float would read 0.5199999809265137.
double as_decimal(float value) {
  return std::round(finite(value) * 1e6) / 1e6;
}

}  // namespace

json::value to_json(const std::optional<Instant>& time) {
  return time ? json::value(to_rfc3339(*time)) : json::value(nullptr);
}

json::value to_json(const std::optional<std::string>& text) {
  return text ? json::value(*text) : json::value(nullptr);
}

json::object to_json(const service::read_company::Output& view) {
  const core::Company& company = view.company;
  return {{"id", company.id.to_string()},
          {"name", company.name},
          {"created_at", to_rfc3339(company.created_at)},
          {"policy", to_json(company.policy)},
          {"sites", list_to_json(view.sites)},
          {"roles", list_to_json(view.roles)}};
}

json::object to_json(const core::Policy& policy) {
  return {{"match_threshold", as_decimal(policy.match_threshold)},
          {"match_margin", as_decimal(policy.match_margin)},
          {"too_soon_seconds", policy.too_soon.count()},
          {"too_old_hours", policy.too_old.count()},
          {"future_tolerance_seconds", policy.future_tolerance.count()},
          {"work_day_gap_hours", policy.work_day_gap.count()},
          {"keep_crops", policy.keep_crops},
          {"crop_days", policy.crop_days.count()},
          {"sighting_days", policy.sighting_days.count()},
          {"language", policy.language},
          {"greeting_in", policy.greeting_in},
          {"greeting_out", policy.greeting_out},
          {"correction_deadline_days", policy.correction_deadline.count()},
          {"second_approver", policy.second_approver},
          {"self_approval", policy.self_approval},
          {"second_factor_for", core::to_string(policy.second_factor_for)}};
}

json::object to_json(const core::Site& site) {
  return {{"id", site.id.to_string()}, {"name", site.name}, {"time_zone", site.time_zone}};
}

json::object to_json(const core::Role& role) {
  json::array permissions;
  for (const core::Permission permission : role.permissions) permissions.emplace_back(to_string(permission));
  return {{"id", role.id.to_string()}, {"name", role.name}, {"permissions", std::move(permissions)}};
}

json::object to_json(const core::Camera& camera) {
  return {{"id", camera.id.to_string()}, {"name", camera.name}, {"direction", to_string(camera.direction)}};
}

json::object to_json(const core::AuditEntry& entry) {
  boost::system::error_code failed;
  json::value details = json::parse(entry.details, failed);
  return {{"sequence", entry.sequence},
          {"at", to_rfc3339(entry.at)},
          {"actor", entry.actor},
          {"action", entry.action},
          {"subject", entry.subject},
          {"details", !failed && details.is_object() ? std::move(details) : json::value(json::object{})},
          {"previous_hash", entry.previous_hash},
          {"hash", entry.hash}};
}

json::object to_json(const service::PhotoView& photo) {
  return {{"template_id", photo.id.to_string()},
          {"quality", as_decimal(photo.quality)},
          {"model", photo.model},
          {"created_at", to_rfc3339(photo.created_at)}};
}

json::object to_json(const service::EnrolledPhoto& photo) {
  return {{"template_id", photo.id.to_string()},
          {"quality", as_decimal(photo.quality.score)},
          {"model", photo.model},
          {"created_at", to_rfc3339(photo.created_at)},
          {"face_width", as_decimal(photo.quality.face_width)}};
}

json::object to_json(const service::EmployeeView& view) {
  const core::Employee& employee = view.employee;
  return {{"id", employee.id.to_string()},
          {"email", employee.email},
          {"given_name", employee.given_name},
          {"family_name", employee.family_name},
          {"honorific", to_string(employee.honorific)},
          {"display_name", core::full_name(employee)},
          {"site_id", employee.site.to_string()},
          {"role", to_json(view.role)},
          {"state", to_string(employee.state)},
          {"personnel_number", employee.personnel_number},
          {"hired_at", to_json(employee.hired_at)},
          {"left_at", to_json(employee.left_at)},
          {"consent_at", to_json(employee.biometric_consent_at)},
          {"photos", list_to_json(view.photos)},
          {"created_at", to_rfc3339(employee.created_at)}};
}

json::object to_json(const service::PersonView& person) {
  return {{"id", person.id.to_string()},
          {"display_name", person.name},
          {"state", to_string(person.state)},
          {"site_id", person.site.to_string()},
          {"time_zone", person.time_zone}};
}

json::object to_json(const core::CameraReport& camera) {
  return {{"name", camera.name}, {"state", to_string(camera.state)}, {"why", camera.why}};
}

json::object to_json(const core::ToldStationReport& told) {
  const core::StationReport& report = told.report;
  return {{"version", report.version},
          {"waiting", report.waiting},
          {"set_aside", report.set_aside},
          {"dropped", report.dropped},
          {"cameras", list_to_json(report.cameras)},
          {"since", to_rfc3339(told.at)}};
}

json::object to_json(const service::StationView& view) {
  const core::Station& station = view.station;
  return {{"id", station.id.to_string()},
          {"name", station.name},
          {"company_id", station.company.to_string()},
          {"site_id", station.site.to_string()},
          {"state", to_string(station.state)},
          {"cameras", list_to_json(view.cameras)},
          {"last_seen_at", to_json(station.last_seen)},
          {"clock_offset_us", station.clock_offset ? json::value(station.clock_offset->count()) : json::value(nullptr)},
          {"report", view.report ? json::value(to_json(*view.report)) : json::value(nullptr)},
          {"created_at", to_rfc3339(station.created_at)}};
}

json::object to_json(const service::PunchView& view) {
  const core::Punch& punch = view.punch;
  return {{"id", punch.id.to_string()},
          {"employee_id", punch.employee.to_string()},
          {"display_name", view.name},
          {"site_id", punch.site.to_string()},
          {"direction", to_string(punch.direction)},
          {"at", to_rfc3339(punch.at)},
          {"source", to_string(punch.source)},
          {"sighting_id", optional_id(punch.sighting)},
          {"booked_at", to_rfc3339(punch.booked_at)}};
}

json::value review_of(const service::SightingView& view) {
  if (!view.decision) return nullptr;
  const core::SightingDecision& decision = *view.decision;
  return json::object{{"verdict", to_string(decision.verdict)},
                      {"employee_id", optional_id(decision.employee)},
                      {"display_name", to_json(view.decided_name)},
                      {"correction_id", optional_id(decision.correction)},
                      {"note", decision.note},
                      {"by", decision.by},
                      {"at", to_rfc3339(decision.at)}};
}

json::object to_json(const service::SightingView& view) {
  const core::Sighting& sighting = view.sighting;
  return {{"id", sighting.id.to_string()},
          {"capture_id", sighting.capture.to_string()},
          {"face_index", sighting.face_index},
          {"passage_id", sighting.passage.to_string()},
          {"station_id", sighting.station.to_string()},
          {"station_name", view.station},
          {"camera_id", sighting.camera.to_string()},
          {"camera_name", view.camera},
          {"captured_at", to_rfc3339(sighting.captured_at)},
          {"processed_at", to_rfc3339(sighting.processed_at)},
          {"outcome", to_string(sighting.outcome)},
          {"reason", to_string(sighting.reason)},
          {"best_employee_id", optional_id(sighting.best)},
          {"best_display_name", to_json(view.name)},
          {"best_similarity", as_decimal(sighting.best_similarity)},
          {"second_similarity", as_decimal(sighting.second_similarity)},
          {"liveness", to_string(sighting.liveness)},
          {"liveness_score", as_decimal(sighting.liveness_score)},
          {"quality", as_decimal(sighting.quality)},
          {"face_width", as_decimal(sighting.face_width)},
          {"crop", view.crop},
          {"review", review_of(view)}};
}

json::object to_json(const service::Session& session) {
  return {{"access_token", session.access_token.reveal()},
          {"refresh_token", session.refresh_token.reveal()},
          {"expires_in", session.expires_in.count()},
          {"employee", to_json(session.employee)}};
}

}  // namespace attendsense::api
