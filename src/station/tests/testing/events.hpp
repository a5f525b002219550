#pragma once

#include <boost/json.hpp>
#include <string>

#include "attendsense/base/sha256.hpp"
#include "attendsense/core/ids.hpp"
#include "attendsense/crypto/signature.hpp"

namespace attendsense::station::testing {

inline constexpr const char* kKey = "cw_0x689RpI-jtRR7oE8h_eQsKImvJapLeSbXpwF4e4=";  // the Fernet specification's own

inline const Instant kEventTime = Instant{std::chrono::sys_days{std::chrono::year{2026} / 3 / 1}};

inline boost::json::object punch_payload(core::StationId station, core::CaptureId capture, core::PassageId passage,
                                         Instant at = kEventTime) {
  return {{"schema", "attendsense.punch.v1"},
          {"event_id", core::EventId::make(at).to_string()},
          {"station_id", station.to_string()},
          {"capture_id", capture.to_string()},
          {"passage_id", passage.to_string()},
          {"employee_id", core::EmployeeId::make(at).to_string()},
          {"display_name", "Ada Lovelace"},
          {"direction", "in"},
          {"at", to_rfc3339(at)},
          {"sent_at", to_rfc3339(at)},
          {"greeting", "Hello Ms. Ada Lovelace"}};
}

inline boost::json::object sighting_payload(core::StationId station, core::CaptureId capture, core::PassageId passage,
                                            Instant at = kEventTime) {
  return {{"schema", "attendsense.sighting.v1"},
          {"event_id", core::EventId::make(at).to_string()},
          {"station_id", station.to_string()},
          {"capture_id", capture.to_string()},
          {"passage_id", passage.to_string()},
          {"outcome", "unknown"},
          {"reason", "no_template_near"},
          {"at", to_rfc3339(at)},
          {"sent_at", to_rfc3339(at)}};
}

// As the server signs it.
inline std::string envelope(const boost::json::object& payload, const std::string& key = kKey) {
  const std::string text = boost::json::serialize(payload);
  const crypto::Signature signature = crypto::hmac_sha256(as_bytes(key), as_bytes(text));
  return boost::json::serialize(boost::json::object{{"payload", text}, {"signature", to_hex(signature)}});
}

inline std::string sse(int id, const std::string& type, const std::string& data) {
  return "id: " + std::to_string(id) + "\nevent: " + type + "\ndata: " + data + "\n\n";
}

}  // namespace attendsense::station::testing
