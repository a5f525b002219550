#include "attendsense/service/accept_capture.hpp"

#include <gmock/gmock.h>

#include <limits>

#include "attendsense/crypto/fernet.hpp"
#include "attendsense/service/read_station.hpp"
#include "office.hpp"

namespace attendsense::service::testing {
namespace {

using accept_capture::Format;
using accept_capture::Origin;

struct AcceptCapture : ::testing::Test {
  Office office;
  create_station::Output door = office.open_door(core::CameraDirection::in);
  accept_capture::Input input = sealed();

  accept_capture::Input sealed() {
    const core::CaptureJob job = office.capture(door, {{.direction = person(0)}});
    accept_capture::Input made;
    made.actor = office.principal_of(door);
    made.capture = job.capture;
    made.passage = job.passage;
    made.camera = "gate";
    made.captured_at = office.now();
    made.body = job.body;
    return made;
  }

  auto run() { return accept_capture::run(office.ports(), input, office.now()); }

  std::int64_t waiting() { return expect_value(office.queue->status()).waiting; }
};

TEST_F(AcceptCapture, a_sealed_capture_is_queued) {
  EXPECT_EQ(expect_value(run()).status, core::Enqueued::added);
  const auto leased = expect_value(office.queue->take(std::chrono::seconds{60}, std::chrono::milliseconds{0}));
  ASSERT_TRUE(leased.has_value());
  EXPECT_EQ(leased->job.capture, input.capture);
  EXPECT_EQ(leased->job.camera, door.station.cameras[0].id);
  EXPECT_EQ(leased->job.accepted_at, office.now());
  EXPECT_TRUE(leased->job.sealed);
  EXPECT_EQ(leased->job.body, input.body);
}

TEST_F(AcceptCapture, the_same_again_is_known_before_and_after_it_is_processed) {
  expect_value(run());
  EXPECT_EQ(expect_value(run()).status, core::Enqueued::known);
  EXPECT_EQ(waiting(), 1);
  accept_capture::Input other = sealed();
  expect_value(office.process([&] {
    core::CaptureJob job = office.capture(door, {{.direction = person(0)}});
    job.capture = other.capture;
    return job;
  }()));
  input = other;
  EXPECT_EQ(expect_value(run()).status, core::Enqueued::known);
  EXPECT_EQ(waiting(), 1);
}

TEST_F(AcceptCapture, a_bare_picture_comes_over_loopback_only) {
  input.format = Format::jpeg;
  input.body = office.analyzer.picture({{.direction = person(0)}});
  EXPECT_EQ(code_of(run()), "capture_must_be_sealed");
  input.origin = Origin::loopback;
  EXPECT_EQ(expect_value(run()).status, core::Enqueued::added);
}

TEST_F(AcceptCapture, a_bare_picture_is_judged_by_its_header) {
  input.format = Format::jpeg;
  input.origin = Origin::loopback;
  input.body = to_bytes("GIF89a");
  EXPECT_EQ(code_of(run()), "picture_format_unsupported");
  // The header of a PNG of 100,000 x 100,000 pixels.
  input.body = {0x89, 'P',  'N',  'G', 13, 10,   26,   10, 0, 0, 0, 13, 'I', 'H', 'D', 'R', 0,
                1,    0x86, 0xA0, 0,   1,  0x86, 0xA0, 8,  2, 0, 0, 0,  0,   0,   0,   0};
  EXPECT_EQ(code_of(run()), "picture_format_unsupported");
  EXPECT_EQ(waiting(), 0);
}

TEST_F(AcceptCapture, what_is_not_sealed_is_told_so) {
  input.body = to_bytes(std::string(200, 'x'));
  EXPECT_EQ(code_of(run()), "capture_not_sealed");
  input.body = Bytes(accept_capture::kLargestBody + 1, 'x');
  EXPECT_EQ(code_of(run()), "picture_bytes");
  input.body.clear();
  EXPECT_THAT(fields_of(run()), ::testing::ElementsAre("body"));
}

TEST_F(AcceptCapture, the_camera_must_be_the_stations) {
  input.camera = "roof";
  EXPECT_EQ(code_of(run()), "camera_unknown");
}

TEST_F(AcceptCapture, people_do_not_send_captures) {
  input.actor = office.boss;
  EXPECT_EQ(code_of(run()), "station_token_needed");
}

TEST_F(AcceptCapture, a_wrong_clock_is_refused_unless_it_was_measured) {
  input.captured_at = office.now() + std::chrono::days{300};
  EXPECT_EQ(code_of(run()), "captured_at_implausible");
  input.clock_offset = std::chrono::days{300};
  EXPECT_EQ(expect_value(run()).status, core::Enqueued::added);
  input = sealed();
  input.captured_at = office.now() + std::chrono::days{2};
  EXPECT_EQ(code_of(run()), "captured_at_implausible");
}

TEST_F(AcceptCapture, ids_must_not_be_nil) {
  input.capture = {};
  input.passage = {};
  EXPECT_THAT(fields_of(run()), ::testing::ElementsAre("Attendsense-Capture-Id", "Attendsense-Passage-Id"));
}

TEST_F(AcceptCapture, what_the_station_measured_travels_with_the_capture) {
  input.face = core::FaceHint{-12.5F, 80, 64.25F, 80};
  input.clock_offset = std::chrono::microseconds{-1'500'001};
  expect_value(run());
  input = sealed();
  expect_value(run());
  const auto take = [&] {
    return expect_value(office.queue->take(std::chrono::seconds{60}, std::chrono::milliseconds{0}))->job;
  };
  const core::CaptureJob told = take();
  EXPECT_EQ(told.face, (core::FaceHint{-12.5F, 80, 64.25F, 80}));
  EXPECT_EQ(told.clock_offset, std::chrono::microseconds{-1'500'001});
  const core::CaptureJob untold = take();
  EXPECT_FALSE(untold.face);
  EXPECT_FALSE(untold.clock_offset) << "what is stored of the station is not what was measured for this capture";
}

TEST_F(AcceptCapture, a_face_must_be_one_that_a_picture_can_hold) {
  constexpr float kNan = std::numeric_limits<float>::quiet_NaN();
  constexpr float kInfinity = std::numeric_limits<float>::infinity();
  for (const core::FaceHint& face :
       {core::FaceHint{0, 0, 0, 10}, core::FaceHint{0, 0, 10, -1}, core::FaceHint{kNan, 0, 10, 10},
        core::FaceHint{0, 0, 10, kNan}, core::FaceHint{0, -kInfinity, 10, 10}, core::FaceHint{0, 0, kInfinity, 10},
        core::FaceHint{20'001, 0, 10, 10}, core::FaceHint{0, -20'001, 10, 10}, core::FaceHint{0, 0, 10, 20'001}}) {
    input.face = face;
    EXPECT_THAT(fields_of(run()), ::testing::ElementsAre("Attendsense-Face"));
  }
  input.face = core::FaceHint{-20'000, 20'000, 20'000, 0.01F};
  EXPECT_EQ(expect_value(run()).status, core::Enqueued::added);
}

TEST_F(AcceptCapture, an_offset_of_more_than_a_century_is_no_measurement) {
  for (const std::chrono::microseconds offset :
       {std::chrono::microseconds{service::accept_capture::kMostClockOffset} + std::chrono::microseconds{1},
        -std::chrono::microseconds{service::accept_capture::kMostClockOffset} - std::chrono::microseconds{1},
        std::chrono::microseconds::min(), std::chrono::microseconds::max()}) {
    input.clock_offset = offset;
    EXPECT_THAT(fields_of(run()), ::testing::ElementsAre("Attendsense-Clock-Offset")) << offset.count();
  }
  input.clock_offset = -service::accept_capture::kMostClockOffset;
  input.captured_at = office.now() - service::accept_capture::kMostClockOffset;
  EXPECT_EQ(expect_value(run()).status, core::Enqueued::added);
}

TEST_F(AcceptCapture, the_stations_clock_is_written_down_when_it_moves) {
  input.clock_offset = std::chrono::seconds{7};
  expect_value(run());
  const auto station = [&] {
    return expect_value(read_station::run(office.ports(), {input.actor, std::nullopt}, office.now())).station.station;
  };
  EXPECT_EQ(station().clock_offset, std::chrono::seconds{7});
  input = sealed();
  input.clock_offset = std::chrono::milliseconds{7100};
  expect_value(run());
  EXPECT_EQ(station().clock_offset, std::chrono::seconds{7}) << "a tenth of a second is not worth a write";
}

}  // namespace
}  // namespace attendsense::service::testing
