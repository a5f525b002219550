#include "attendsense/station/station_event.hpp"

#include <boost/json.hpp>

#include "attendsense/base/sha256.hpp"
#include "attendsense/crypto/signature.hpp"
#include "attendsense/crypto/token.hpp"

namespace attendsense::station {

namespace {

namespace json = boost::json;

constexpr std::string_view kPunchSchema = "attendsense.punch.v1";
constexpr std::string_view kSightingSchema = "attendsense.sighting.v1";
constexpr std::size_t kMaxText = 1000;  // of one field

std::unexpected<Error> malformed(std::string_view what) {
  return fail(Failure::invalid_input, "event_malformed", "An event of the server is malformed: " + std::string(what),
              "Station and server may be of different versions");
}

Result<json::object> parse_object(std::string_view text) {
  json::parse_options strict;
  strict.max_depth = 8;
  boost::system::error_code failed;
  json::value value = json::parse(text, failed, {}, strict);
  if (failed || !value.is_object()) return malformed("no JSON object");
  return std::move(value.get_object());
}

Result<std::string> text_at(const json::object& object, std::string_view key) {
  const json::value* value = object.if_contains(key);
  if (value == nullptr || !value->is_string()) return malformed(std::string(key) + " is no text");
  const json::string& text = value->get_string();
  if (key != "payload" && text.size() > kMaxText) return malformed(std::string(key) + " is too long");
  return std::string(text);
}

// Reads the fields of one payload; the first thing that is wrong is kept.
class Reader {
 public:
  explicit Reader(const json::object& object) : object_(object) {}

  std::string text(std::string_view key) {
    Result<std::string> found = text_at(object_, key);
    if (!found) {
      note(key);
      return {};
    }
    return std::move(*found);
  }

  template <class Id>
  Id id(std::string_view key) {
    return parsed<Id>(key, Id::parse(text(key)));
  }

  Instant time(std::string_view key) { return parsed<Instant>(key, parse_rfc3339(text(key))); }

  template <class Value>
  Value word(std::string_view key, std::optional<Value> (*parse)(std::string_view)) {
    const std::optional<Value> value = parse(text(key));
    if (!value) note(key);
    return value.value_or(Value{});
  }

  [[nodiscard]] const std::string& wrong() const { return wrong_; }

 private:
  template <class Value>
  Value parsed(std::string_view key, Result<Value> value) {
    if (!value) note(key);
    return value.value_or(Value{});
  }

  void note(std::string_view key) {
    if (wrong_.empty()) wrong_ = key;
  }

  const json::object& object_;
  std::string wrong_;
};

Result<std::string> verified_payload(const json::object& envelope, const Secret& key) {
  Result<std::string> payload = text_at(envelope, "payload");
  if (!payload) return payload;
  const Result<std::string> signature = text_at(envelope, "signature");
  if (!signature) return malformed("it is not signed");
  const Result<Bytes> given = from_hex(*signature);
  const crypto::Signature expected = crypto::hmac_sha256(as_bytes(key.reveal()), as_bytes(*payload));
  if (!given || !crypto::equal_in_constant_time(BytesView(*given), BytesView(expected))) {
    return fail(Failure::forbidden, "event_forged", "An event was not signed with this station's key",
                "If this goes on, make the station's credentials anew on the server");
  }
  return payload;
}

}  // namespace

Result<StationEvent> read_event(std::string_view type, std::string_view data, const Secret& key) {
  const bool is_punch = type == "punch";
  if (!is_punch && type != "sighting") {
    return fail(Failure::unsupported, "event_unknown", "The server sent an event that this station does not know");
  }
  const Result<json::object> envelope = parse_object(data);
  if (!envelope) return fail(envelope.error());
  Result<std::string> payload = verified_payload(*envelope, key);
  if (!payload) return fail(std::move(payload));
  const Result<json::object> fields = parse_object(*payload);
  if (!fields) return fail(fields.error());

  Reader reader(*fields);
  if (reader.text("schema") != (is_punch ? kPunchSchema : kSightingSchema)) {
    return fail(Failure::unsupported, "event_unknown", "The server sent an event of another version");
  }
  StationEvent event;
  event.id = reader.id<core::EventId>("event_id");
  event.station = reader.id<core::StationId>("station_id");
  event.capture = reader.id<core::CaptureId>("capture_id");
  event.passage = reader.id<core::PassageId>("passage_id");
  event.at = reader.time("at");
  event.sent_at = reader.time("sent_at");
  if (is_punch) {
    event.display_name = reader.text("display_name");
    event.direction = reader.word("direction", &core::parse_direction);
    event.greeting = reader.text("greeting");
  } else {
    event.outcome = reader.word("outcome", &core::parse_outcome);
    event.reason = reader.word("reason", &core::parse_reason);
  }
  if (!reader.wrong().empty()) return malformed(reader.wrong());
  event.payload = std::move(*payload);
  return event;
}

}  // namespace attendsense::station
