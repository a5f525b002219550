#pragma once

// What the server tells a station: a punch was booked, or a face led to none. contracts/events/ has the schemas.

#include <string>
#include <string_view>

#include "attendsense/base/clock.hpp"
#include "attendsense/base/secret.hpp"
#include "attendsense/core/entities.hpp"

namespace attendsense::station {

struct StationEvent {
  core::EventId id;  // the same event may come more than once
  core::StationId station;
  core::CaptureId capture;
  core::PassageId passage;
  core::Outcome outcome = core::Outcome::booked;
  core::Reason reason = core::Reason::recognised;
  Instant at;       // when the picture was taken
  Instant sent_at;  // by the server's clock
  // Of a punch only.
  std::string display_name;
  core::Direction direction = core::Direction::in;
  std::string greeting;  // "Hello Ms. Ada Lovelace"
  std::string payload;   // the JSON text as it was signed
};

// The envelope's signature is checked before its content is looked at. `type` is the event's name on the stream, `data`
// the envelope, `key` the text of the station's Fernet key.
// Errors: invalid_input "event_malformed", forbidden "event_forged", unsupported "event_unknown" (a type or schema of a
// later server, which is to be passed over).
[[nodiscard]] Result<StationEvent> read_event(std::string_view type, std::string_view data, const Secret& key);

}  // namespace attendsense::station
