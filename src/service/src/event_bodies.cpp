#include "event_bodies.hpp"

#include <boost/json.hpp>

#include "attendsense/core/greeting.hpp"

namespace attendsense::service {
namespace {

core::Event event_of(const core::Sighting& sighting, core::SiteId site, std::string_view type, Instant now) {
  core::Event event;
  event.id = core::EventId::make(now);
  event.company = sighting.company;
  event.site = site;
  event.station = sighting.station;
  event.type = std::string(type);
  event.at = sighting.captured_at;
  return event;
}

boost::json::object payload(std::string_view schema, const core::Event& event, const core::Sighting& sighting,
                            Instant now) {
  return {{"schema", schema},
          {"event_id", event.id.to_string()},
          {"station_id", event.station.to_string()},
          {"capture_id", sighting.capture.to_string()},
          {"passage_id", sighting.passage.to_string()},
          {"at", to_rfc3339(sighting.captured_at)},
          {"sent_at", to_rfc3339(now)}};
}

}  // namespace

core::Event punch_event(const core::Punch& punch, const core::Sighting& sighting, const core::Employee& employee,
                        const core::Policy& policy, Instant now) {
  core::Event event = event_of(sighting, punch.site, kPunchEvent, now);
  boost::json::object body = payload("attendsense.punch.v1", event, sighting, now);
  body["employee_id"] = punch.employee.to_string();
  body["display_name"] = full_name(employee);
  body["direction"] = core::to_string(punch.direction);
  body["greeting"] = core::greeting(employee, punch.direction, policy);
  event.body = boost::json::serialize(body);
  return event;
}

core::Event sighting_event(const core::Sighting& sighting, core::SiteId site, Instant now) {
  core::Event event = event_of(sighting, site, kSightingEvent, now);
  boost::json::object body = payload("attendsense.sighting.v1", event, sighting, now);
  body["outcome"] = core::to_string(sighting.outcome);
  body["reason"] = core::to_string(sighting.reason);
  event.body = boost::json::serialize(body);
  return event;
}

core::Event leave_event(const LeaveView& view, Instant now) {
  const core::Leave& leave = view.leave;
  core::Event event;
  event.id = core::EventId::make(now);
  event.company = leave.company;
  event.site = view.site;
  event.type = std::string(kLeaveEvent);
  event.at = leave.decided_at.value_or(leave.requested_at);
  event.body = boost::json::serialize(boost::json::object{{"schema", "attendsense.leave.v1"},
                                                          {"event_id", event.id.to_string()},
                                                          {"leave_id", leave.id.to_string()},
                                                          {"employee_id", leave.employee.to_string()},
                                                          {"display_name", view.name},
                                                          {"leave_kind_id", leave.kind.to_string()},
                                                          {"from", to_string(leave.from)},
                                                          {"to", to_string(leave.to)},
                                                          {"part", core::to_string(leave.part)},
                                                          {"state", core::to_string(leave.state)},
                                                          {"at", to_rfc3339(event.at)},
                                                          {"sent_at", to_rfc3339(now)}});
  return event;
}

core::Event correction_event(const CorrectionView& view, Instant now) {
  const core::Correction& correction = view.correction;
  const auto time = [](const std::optional<Instant>& at) {
    return at ? boost::json::value(to_rfc3339(*at)) : boost::json::value(nullptr);
  };
  core::Event event;
  event.id = core::EventId::make(now);
  event.company = correction.company;
  event.site = view.site;
  event.type = std::string(kCorrectionEvent);
  event.at = view.decisions.empty() ? correction.requested_at : view.decisions.back().at;
  boost::json::object body{{"schema", "attendsense.correction.v1"},
                           {"event_id", event.id.to_string()},
                           {"correction_id", correction.id.to_string()},
                           {"employee_id", correction.employee.to_string()},
                           {"display_name", view.name},
                           {"kind", core::to_string(correction.kind)},
                           {"punch_at", time(correction.punch_at)},
                           {"corrected_at", time(correction.at)},
                           {"direction", nullptr},
                           {"state", core::to_string(correction.state)},
                           {"at", to_rfc3339(event.at)},
                           {"sent_at", to_rfc3339(now)}};
  if (correction.direction) body["direction"] = core::to_string(*correction.direction);
  event.body = boost::json::serialize(body);
  return event;
}

core::Event test_event(const core::Webhook& webhook, Instant now) {
  core::Event event;
  event.id = core::EventId::make(now);
  event.company = webhook.company;
  event.type = std::string(kTestEvent);
  event.at = now;
  event.body = boost::json::serialize(boost::json::object{{"schema", "attendsense.test.v1"},
                                                          {"event_id", event.id.to_string()},
                                                          {"webhook_id", webhook.id.to_string()},
                                                          {"at", to_rfc3339(now)},
                                                          {"sent_at", to_rfc3339(now)}});
  return event;
}

bool is_of_request(const core::Event& event) {
  return event.type == kLeaveEvent || event.type == kCorrectionEvent;
}

std::optional<core::EmployeeId> employee_of_event(const core::Event& event) {
  if (event.type == kSightingEvent) return std::nullopt;
  boost::system::error_code error;
  const boost::json::value body = boost::json::parse(event.body, error);
  if (error || !body.is_object()) return std::nullopt;
  const boost::json::value* id = body.get_object().if_contains("employee_id");
  if (id == nullptr || !id->is_string()) return std::nullopt;
  const Result<core::EmployeeId> parsed = core::EmployeeId::parse(std::string_view(id->get_string()));
  return parsed ? std::optional(*parsed) : std::nullopt;
}

std::string signed_data(const core::Event& event, std::string_view signature) {
  return boost::json::serialize(boost::json::object{{"payload", event.body}, {"signature", signature}});
}

}  // namespace attendsense::service
