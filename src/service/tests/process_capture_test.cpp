#include "attendsense/service/process_capture.hpp"

#include <gmock/gmock.h>

#include <boost/json.hpp>
#include <thread>

#include "attendsense/service/accept_capture.hpp"
#include "attendsense/service/read_station.hpp"
#include "attendsense/service/update_policy.hpp"
#include "office.hpp"

// One capture as a whole: opened, decided, written once. What becomes of which face is in process_capture_faces_test.

namespace attendsense::service::testing {
namespace {

struct ProcessCapture : ::testing::Test {
  Office office;
  core::EmployeeId ada = office.hire("Ada", "Lovelace", person(1));
  create_station::Output door = office.open_door(core::CameraDirection::in);
};

TEST_F(ProcessCapture, a_known_live_face_is_booked_with_everything_that_belongs_to_it) {
  const core::CaptureJob job = office.capture(door, {{.direction = near_person(1, 0.7F)}});
  office.clock.advance(std::chrono::seconds{1});
  const auto output = expect_value(office.process(job));
  ASSERT_EQ(output.faces.size(), 1U);
  EXPECT_EQ(output.faces[0].outcome, core::Outcome::booked);
  EXPECT_EQ(output.faces[0].reason, core::Reason::recognised);

  const auto punches = office.punches();
  ASSERT_EQ(punches.size(), 1U);
  EXPECT_EQ(punches[0].employee, ada);
  EXPECT_EQ(punches[0].at, job.captured_at);
  EXPECT_EQ(punches[0].booked_at, office.now());
  EXPECT_EQ(punches[0].direction, core::Direction::in);
  const auto sightings = office.sightings();
  ASSERT_EQ(sightings.size(), 1U);
  EXPECT_EQ(punches[0].sighting, sightings[0].id);
  EXPECT_NEAR(sightings[0].best_similarity, 0.7F, 1e-3);
  EXPECT_EQ(office.audit_actions().back(), "punch.book");
}

TEST_F(ProcessCapture, the_punch_event_greets) {
  office.see(door, {.direction = person(1)});
  const auto events = office.events();
  ASSERT_EQ(events.size(), 1U);
  EXPECT_EQ(events[0].type, "punch");
  EXPECT_EQ(events[0].station, door.station.station.id);
  const boost::json::object body = boost::json::parse(events[0].body).as_object();
  EXPECT_EQ(body.at("schema").as_string(), "attendsense.punch.v1");
  EXPECT_EQ(body.at("event_id").as_string(), events[0].id.to_string());
  EXPECT_EQ(body.at("employee_id").as_string(), ada.to_string());
  EXPECT_EQ(body.at("display_name").as_string(), "Ada Lovelace");
  EXPECT_EQ(body.at("greeting").as_string(), "Hello Ada Lovelace");
  EXPECT_EQ(body.at("direction").as_string(), "in");
  EXPECT_EQ(body.at("at").as_string(), to_rfc3339(office.now()));
}

TEST_F(ProcessCapture, the_punch_event_greets_as_the_company_wrote_it) {
  expect_value(update_policy::run(
      office.ports(), {.actor = office.boss, .greeting_in = "Good to see you, {given_name}"}, office.now()));
  office.see(door, {.direction = person(1)});
  const auto body = boost::json::parse(office.events().at(0).body).as_object();
  EXPECT_EQ(body.at("greeting").as_string(), "Good to see you, Ada");
}

TEST_F(ProcessCapture, a_replay_changes_nothing) {
  const core::CaptureJob job = office.capture(door, {{.direction = person(1)}});
  EXPECT_FALSE(expect_value(office.process(job)).known);
  office.clock.advance(std::chrono::hours{1});
  for (int i = 0; i < 3; ++i) EXPECT_TRUE(expect_value(office.process(job)).known);
  EXPECT_EQ(office.punches().size(), 1U);
  EXPECT_EQ(office.sightings().size(), 1U);
  EXPECT_EQ(office.events().size(), 1U);
}

TEST_F(ProcessCapture, two_workers_on_one_capture_book_it_once) {
  for (int round = 0; round < 10; ++round) {
    office.clock.advance(std::chrono::hours{1});
    const core::CaptureJob job = office.capture(door, {{.direction = person(1)}, {.direction = person(0)}});
    std::array<bool, 2> known{};
    {
      const auto work = [&](std::size_t i) { known.at(i) = expect_value(office.process(job)).known; };
      const std::jthread one(work, 0);
      const std::jthread other(work, 1);
    }
    EXPECT_NE(known[0], known[1]);
  }
  EXPECT_EQ(office.punches().size(), 20U);
  EXPECT_EQ(office.sightings().size(), 20U);
}

TEST_F(ProcessCapture, a_capture_sealed_with_another_key_is_hopeless) {
  const auto other = office.open_door(core::CameraDirection::in, "Back door");
  core::CaptureJob job = office.capture(other, {{.direction = person(1)}});
  job.station = door.station.station.id;
  job.camera = door.station.cameras[0].id;
  const auto failed = office.process(job);
  EXPECT_EQ(code_of(failed), "fernet_signature");
  EXPECT_TRUE(process_capture::is_hopeless(failed.error()));
  EXPECT_TRUE(office.sightings().empty());
}

TEST_F(ProcessCapture, bytes_that_are_no_picture_are_hopeless) {
  Bytes cut = office.analyzer.picture({{.direction = person(1)}});
  cut.resize(cut.size() / 2);
  for (const Bytes& body : {to_bytes("no picture at all"), cut, Bytes{}}) {
    const auto failed = office.process(office.capture(door, body));
    ASSERT_FALSE(failed.has_value());
    EXPECT_TRUE(process_capture::is_hopeless(failed.error())) << failed.error().code;
  }
}

TEST_F(ProcessCapture, a_station_that_is_not_there_is_hopeless) {
  core::CaptureJob job = office.capture(door, {{.direction = person(1)}});
  job.station = core::StationId::make(office.now());
  EXPECT_EQ(code_of(office.process(job)), "station_unknown");
}

TEST_F(ProcessCapture, what_passes_is_worth_another_try) {
  for (const Failure failure :
       {Failure::unavailable, Failure::in_doubt, Failure::throttled, Failure::internal, Failure::corrupt}) {
    EXPECT_FALSE(process_capture::is_hopeless(Error{failure, "x", "", ""}));
  }
}

TEST_F(ProcessCapture, a_bare_picture_is_processed_too) {
  core::CaptureJob job = office.capture(door, {{.direction = person(1)}});
  job.sealed = false;
  job.body = office.analyzer.picture({{.direction = person(1)}});
  EXPECT_EQ(expect_value(office.process(job)).faces.at(0).outcome, core::Outcome::booked);
}

TEST_F(ProcessCapture, the_stations_clock_error_is_taken_out_of_the_time) {
  accept_capture::Input input;
  const core::CaptureJob job = office.capture(door, {{.direction = person(1)}});
  input.actor = office.principal_of(door);
  input.capture = job.capture;
  input.passage = job.passage;
  input.camera = "gate";
  input.clock_offset = std::chrono::minutes{10};
  input.captured_at = office.now() + std::chrono::minutes{10};
  input.body = job.body;
  expect_value(accept_capture::run(office.ports(), input, office.now()));
  const auto leased = expect_value(office.queue->take(std::chrono::seconds{60}, std::chrono::milliseconds{0}));
  expect_value(office.process(leased->job));
  EXPECT_EQ(office.punches().at(0).at, office.now());
}

TEST_F(ProcessCapture, what_was_measured_for_a_capture_counts_more_than_what_is_stored_of_its_station) {
  const Instant passed = office.now() - std::chrono::hours{1};
  core::CaptureJob job = office.capture(door, {{.direction = person(1)}});
  ASSERT_TRUE(office.store->write([&](core::Transaction& transaction) -> Result<void> {
    core::Station station = transaction.stations().find(door.station.station.id).value().value();
    station.clock_offset = std::chrono::minutes{10};
    return transaction.stations().update(station);
  }));
  job.clock_offset = std::chrono::minutes{-3};
  job.captured_at = passed - std::chrono::minutes{3};
  expect_value(office.process(job));
  EXPECT_EQ(office.punches().at(0).at, passed);

  core::CaptureJob unmeasured = office.capture(door, {{.direction = person(0)}});
  unmeasured.captured_at = passed + std::chrono::minutes{10};
  expect_value(office.process(unmeasured));
  ASSERT_EQ(office.punches().size(), 2U);
  for (const core::Punch& punch : office.punches()) EXPECT_EQ(punch.at, passed);
}

TEST_F(ProcessCapture, an_offset_within_what_can_be_measured_is_left_in) {
  core::CaptureJob tolerated = office.capture(door, {{.direction = person(1)}});
  tolerated.clock_offset = -process_capture::kToleratedClockOffset;
  expect_value(office.process(tolerated));
  EXPECT_EQ(office.punches().at(0).at, office.now());

  core::CaptureJob beyond = office.capture(door, {{.direction = person(0)}});
  beyond.clock_offset = process_capture::kToleratedClockOffset + std::chrono::microseconds{1};
  expect_value(office.process(beyond));
  const auto punches = office.punches();
  EXPECT_EQ(std::ranges::count(punches, office.now() - *beyond.clock_offset, &core::Punch::at), 1);
}

TEST_F(ProcessCapture, a_station_is_seen_at_most_every_half_minute) {
  const auto last_seen = [&] {
    return expect_value(read_station::run(office.ports(), {office.boss, door.station.station.id}, office.now()))
        .station.station.last_seen;
  };
  EXPECT_FALSE(last_seen().has_value());
  office.see(door, {.direction = person(1)});
  const Instant first = office.now();
  EXPECT_EQ(last_seen(), first);
  office.clock.advance(std::chrono::seconds{29});
  office.see(door, {.direction = person(1)});
  EXPECT_EQ(last_seen(), first);
  office.clock.advance(std::chrono::seconds{1});
  office.see(door, {.direction = person(1)});
  EXPECT_EQ(last_seen(), office.now());
}

}  // namespace
}  // namespace attendsense::service::testing
