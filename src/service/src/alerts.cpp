#include "alerts.hpp"

#include <boost/json.hpp>

#include "event_bodies.hpp"

namespace attendsense::service {
namespace {

core::Event event_at(core::CompanyId company, core::SiteId site, Instant at, Instant now) {
  core::Event event;
  event.id = core::EventId::make(now);
  event.company = company;
  event.site = site;
  event.type = std::string(kAlertEvent);
  event.at = at;
  return event;
}

// Every alert has every field; what does not apply is null.
boost::json::object body_of(const core::Event& event, std::string_view kind, std::string_view state, Instant now) {
  return {{"schema", "attendsense.alert.v1"},
          {"event_id", event.id.to_string()},
          {"kind", kind},
          {"state", state},
          {"site_id", event.site.is_nil() ? boost::json::value(nullptr) : boost::json::value(event.site.to_string())},
          {"station_id", nullptr},
          {"capture_id", nullptr},
          {"employee_id", nullptr},
          {"period_id", nullptr},
          {"webhook_id", nullptr},
          {"reason", nullptr},
          {"at", to_rfc3339(event.at)},
          {"sent_at", to_rfc3339(now)}};
}

core::Event with_body(core::Event event, const boost::json::object& body) {
  event.body = boost::json::serialize(body);
  return event;
}

}  // namespace

core::Event spoof_alert(const core::Sighting& sighting, core::SiteId site, Instant now) {
  core::Event event = event_at(sighting.company, site, sighting.captured_at, now);
  boost::json::object body = body_of(event, "spoof", "once", now);
  body["station_id"] = sighting.station.to_string();
  body["capture_id"] = sighting.capture.to_string();
  body["reason"] = core::to_string(sighting.reason);
  return with_body(std::move(event), body);
}

core::Event period_changed_alert(const core::Period& period, const core::Punch& punch, Instant now) {
  core::Event event = event_at(period.company, punch.site, punch.at, now);
  boost::json::object body = body_of(event, "period_changed", "once", now);
  body["employee_id"] = punch.employee.to_string();
  body["period_id"] = period.id.to_string();
  return with_body(std::move(event), body);
}

core::Event incident_alert(const core::Incident& incident, const core::Station& station,
                           std::optional<Instant> ended_at, Instant now) {
  core::Event event = event_at(incident.company, station.site, ended_at.value_or(incident.since), now);
  boost::json::object body = body_of(event, core::to_string(incident.kind), ended_at ? "ended" : "began", now);
  body["station_id"] = incident.station.to_string();
  return with_body(std::move(event), body);
}

core::Event webhook_disabled_alert(const core::Webhook& webhook, Instant now) {
  core::Event event = event_at(webhook.company, {}, now, now);
  boost::json::object body = body_of(event, "webhook_disabled", "once", now);
  body["webhook_id"] = webhook.id.to_string();
  body["reason"] = core::to_string(webhook.state);
  return with_body(std::move(event), body);
}

Result<void> tell(core::Transaction& transaction, const core::Event& event) {
  Result<std::int64_t> sequence = transaction.outbox().add(event);
  if (!sequence) return fail(std::move(sequence));
  return {};
}

}  // namespace attendsense::service
