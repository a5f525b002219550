#include "attendsense/station/station_event.hpp"

#include <gtest/gtest.h>

#include "testing/events.hpp"

namespace attendsense::station {
namespace {

namespace json = boost::json;
using testing::envelope;
using testing::kKey;

const core::StationId kStation = core::StationId::make(testing::kEventTime);
const core::CaptureId kCapture = core::CaptureId::make(testing::kEventTime);
const core::PassageId kPassage = core::PassageId::make(testing::kEventTime);

std::string refusal(const std::string& type, const std::string& data) {
  const Result<StationEvent> event = read_event(type, data, Secret(kKey));
  return event ? "" : event.error().code;
}

TEST(ReadEvent, reads_a_punch_and_a_sighting) {
  const auto punch = read_event("punch", envelope(testing::punch_payload(kStation, kCapture, kPassage)), Secret(kKey));
  ASSERT_TRUE(punch) << punch.error().text();
  EXPECT_EQ(punch->outcome, core::Outcome::booked);
  EXPECT_EQ(punch->direction, core::Direction::in);
  EXPECT_EQ(punch->greeting, "Hello Ms. Ada Lovelace");
  EXPECT_EQ(punch->capture, kCapture);
  const auto sighting =
      read_event("sighting", envelope(testing::sighting_payload(kStation, kCapture, kPassage)), Secret(kKey));
  ASSERT_TRUE(sighting) << sighting.error().text();
  EXPECT_EQ(sighting->outcome, core::Outcome::unknown);
  EXPECT_EQ(sighting->reason, core::Reason::no_template_near);
}

TEST(ReadEvent, refuses_a_forged_signature_before_it_reads_the_content) {
  const json::object payload = testing::punch_payload(kStation, kCapture, kPassage);
  EXPECT_EQ(refusal("punch", envelope(payload, "another key")), "event_forged");
  std::string changed = envelope(payload);
  changed.replace(changed.find("Lovelace"), 8, "Attacker");
  EXPECT_EQ(refusal("punch", changed), "event_forged");
  EXPECT_EQ(refusal("punch", R"({"payload":"{}","signature":""})"), "event_forged");
  EXPECT_EQ(refusal("punch", R"({"payload":"not json","signature":"zz"})"), "event_forged");
  EXPECT_EQ(refusal("punch", R"({"payload":"{}"})"), "event_malformed");
}

TEST(ReadEvent, is_strict_about_every_field) {
  for (const char* key : {"event_id", "station_id", "capture_id", "passage_id", "direction", "at", "sent_at",
                          "greeting", "display_name"}) {
    json::object payload = testing::punch_payload(kStation, kCapture, kPassage);
    payload.erase(key);
    EXPECT_EQ(refusal("punch", envelope(payload)), "event_malformed") << key;
    payload[key] = 7;
    EXPECT_EQ(refusal("punch", envelope(payload)), "event_malformed") << key;
  }
  json::object payload = testing::punch_payload(kStation, kCapture, kPassage);
  payload["direction"] = "sideways";
  EXPECT_EQ(refusal("punch", envelope(payload)), "event_malformed");
  payload = testing::punch_payload(kStation, kCapture, kPassage);
  payload["greeting"] = std::string(5000, 'x');
  EXPECT_EQ(refusal("punch", envelope(payload)), "event_malformed");
}

TEST(ReadEvent, passes_over_what_a_later_server_may_say) {
  json::object payload = testing::punch_payload(kStation, kCapture, kPassage);
  payload["schema"] = "attendsense.punch.v2";
  EXPECT_EQ(refusal("punch", envelope(payload)), "event_unknown");
  EXPECT_EQ(refusal("weather", envelope(payload)), "event_unknown");
  payload["schema"] = "attendsense.punch.v1";
  payload["a_new_field"] = true;
  EXPECT_EQ(refusal("punch", envelope(payload)), "");
}

TEST(ReadEvent, refuses_garbage) {
  for (const char* data : {"", "{", "[]", "null", "{\"payload\":7}", "\xff\xfe"}) {
    EXPECT_EQ(refusal("punch", data), "event_malformed") << data;
  }
  EXPECT_EQ(refusal("punch", std::string(100'000, '[')), "event_malformed");
}

}  // namespace
}  // namespace attendsense::station
