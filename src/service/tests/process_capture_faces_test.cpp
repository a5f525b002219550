#include <gmock/gmock.h>

#include <map>
#include <ranges>

#include "attendsense/service/update_employee.hpp"
#include "attendsense/service/update_policy.hpp"
#include "office.hpp"

// What becomes of which face.

namespace attendsense::service::testing {
namespace {

using core::Outcome;
using core::Reason;
using vision::LivenessVerdict;

struct Faces : ::testing::Test {
  Office office;
  core::EmployeeId ada = office.hire("Ada", "Lovelace", person(1));
  create_station::Output door = office.open_door(core::CameraDirection::in);

  void expect_nothing_booked(const process_capture::FaceOutcome& face, Outcome outcome, Reason reason) {
    EXPECT_EQ(core::to_string(face.outcome), core::to_string(outcome));
    EXPECT_EQ(core::to_string(face.reason), core::to_string(reason));
    EXPECT_TRUE(office.punches().empty());
    ASSERT_EQ(office.sightings().size(), 1U) << "whatever it is, it is written down";
    const bool alarms = outcome == Outcome::spoof;
    ASSERT_EQ(office.events().size(), alarms ? 2U : 1U);
    EXPECT_EQ(office.events()[0].type, "sighting");
  }
};

TEST_F(Faces, a_spoof_books_nothing) {
  expect_nothing_booked(
      office.see(door, {.direction = person(1), .liveness = LivenessVerdict::spoof, .liveness_score = 0.02F}),
      Outcome::spoof, Reason::not_live);
  EXPECT_EQ(office.sightings()[0].best, ada) << "whose picture it was is known";
}

TEST_F(Faces, a_stranger_is_unknown) {
  expect_nothing_booked(office.see(door, {.direction = near_person(9, 0.9F)}), Outcome::unknown,
                        Reason::no_template_near);
}

TEST_F(Faces, twins_are_unclear_never_a_guess) {
  office.hire("Augusta", "Lovelace", near_person(1, 0.9F), AlikeFace::is_another_person);
  expect_nothing_booked(office.see(door, {.direction = between(person(1), near_person(1, 0.9F))}), Outcome::unclear,
                        Reason::two_people_alike);
}

TEST_F(Faces, a_tight_crop_is_unclear) {
  expect_nothing_booked(office.see(door, {.direction = person(1),
                                          .liveness = LivenessVerdict::unclear,
                                          .surroundings = vision::LivenessLimits{}.min_surroundings - 0.1F}),
                        Outcome::unclear, Reason::no_surroundings);
}

TEST_F(Faces, doubtful_liveness_is_unclear) {
  expect_nothing_booked(
      office.see(door, {.direction = person(1), .liveness = LivenessVerdict::unclear, .liveness_score = 0.35F}),
      Outcome::unclear, Reason::liveness_doubtful);
}

TEST_F(Faces, a_tiny_face_is_of_poor_quality) {
  expect_nothing_booked(office.see(door, {.direction = person(1), .width = 25}), Outcome::unclear,
                        Reason::poor_quality);
}

TEST_F(Faces, nobody_in_the_picture_is_written_down_once) {
  const auto output = expect_value(office.process(office.capture(door, std::vector<ScriptedFace>{})));
  ASSERT_EQ(output.faces.size(), 1U);
  expect_nothing_booked(output.faces[0], Outcome::unknown, Reason::no_face);
}

TEST_F(Faces, an_inactive_employee_is_not_booked) {
  update_employee::Input leave{.actor = office.boss, .employee = ada};
  leave.state = core::EmployeeState::inactive;
  expect_value(update_employee::run(office.ports(), leave, office.now()));
  expect_nothing_booked(office.see(door, {.direction = person(1)}), Outcome::unknown, Reason::employee_inactive);
}

TEST_F(Faces, a_capture_from_long_ago_is_too_old) {
  core::CaptureJob job = office.capture(door, {{.direction = person(1)}});
  job.captured_at -= std::chrono::days{8};
  expect_nothing_booked(expect_value(office.process(job)).faces.at(0), Outcome::too_old, Reason::captured_long_ago);
}

TEST_F(Faces, the_same_person_again_is_too_soon) {
  office.see(door, {.direction = person(1)});
  office.clock.advance(std::chrono::seconds{119});
  EXPECT_EQ(office.see(door, {.direction = person(1)}).outcome, Outcome::too_soon);
  office.clock.advance(std::chrono::seconds{1});
  EXPECT_EQ(office.see(door, {.direction = person(1)}).outcome, Outcome::booked);
}

TEST_F(Faces, everybody_in_the_picture_is_looked_at_the_largest_first) {
  const auto output = expect_value(office.process(office.capture(door, {{.direction = person(9), .width = 60},
                                                                        {.direction = person(1), .width = 100},
                                                                        {.direction = person(0), .width = 180}})));
  ASSERT_EQ(output.faces.size(), 3U);
  EXPECT_EQ(output.faces[0].outcome, Outcome::booked);
  EXPECT_EQ(output.faces[1].outcome, Outcome::booked);
  EXPECT_EQ(output.faces[2].outcome, Outcome::unknown);
  std::map<int, std::optional<core::EmployeeId>> best;
  for (const core::Sighting& sighting : office.sightings()) best[sighting.face_index] = sighting.best;
  EXPECT_EQ(best[0], office.administrator);
  EXPECT_EQ(best[1], ada);
}

// A stranger of 60 pixels, Ada of 100 and Charles of 180; where the analyzer finds them: side by side.
struct TrackedFace : Faces {
  const std::vector<ScriptedFace> three{{.direction = person(9), .width = 60},
                                        {.direction = person(1), .width = 100},
                                        {.direction = person(0), .width = 180}};
  static constexpr core::FaceHint kStranger{10, 100, 60, 72};
  static constexpr core::FaceHint kAda{80, 100, 100, 120};

  // Whom the sightings are of, told by their faces' widths: by face_index.
  std::vector<float> widths(const std::optional<core::FaceHint>& hint) {
    core::CaptureJob job = office.capture(door, three);
    job.face = hint;
    expect_value(office.process(job));
    std::map<int, float> width;
    for (const core::Sighting& sighting : office.sightings()) {
      if (sighting.capture == job.capture) width[sighting.face_index] = sighting.face_width;
    }
    const auto values = width | std::views::values;
    return {values.begin(), values.end()};
  }
};

TEST_F(TrackedFace, is_the_first_and_the_others_follow_by_size) {
  EXPECT_THAT(widths(kAda), ::testing::ElementsAre(100, 180, 60));
  EXPECT_THAT(widths(kStranger), ::testing::ElementsAre(60, 180, 100));
  EXPECT_THAT(widths(std::nullopt), ::testing::ElementsAre(180, 100, 60));
}

TEST_F(TrackedFace, is_the_one_that_the_hint_overlaps_best) {
  // From Ada's left edge over a part of Charles, who is larger: half of the union with Ada, a fifth with him.
  EXPECT_EQ(widths(core::FaceHint{80, 100, 200, 120}).at(0), 100);
}

TEST_F(TrackedFace, is_none_where_the_hint_fits_too_little) {
  EXPECT_EQ(widths(core::FaceHint{80, 100, 29, 120}).at(0), 180) << "0.29 of Ada";
  EXPECT_EQ(widths(core::FaceHint{80, 100, 31, 120}).at(0), 100) << "0.31 of Ada";
  EXPECT_EQ(widths(core::FaceHint{-500, 4000, 31, 120}).at(0), 180) << "beside the picture";
}

TEST_F(TrackedFace, is_looked_at_however_small_it_is_among_many) {
  std::vector<ScriptedFace> crowd(process_capture::kMostFaces + 3, {.direction = person(9), .width = 130});
  crowd.insert(crowd.begin(), {.direction = person(1), .width = 100});
  core::CaptureJob job = office.capture(door, crowd);
  job.face = core::FaceHint{10, 100, 100, 120};
  const auto output = expect_value(office.process(job));
  EXPECT_EQ(output.faces.size(), process_capture::kMostFaces);
  EXPECT_EQ(output.faces.at(0).outcome, Outcome::booked);
}

TEST_F(TrackedFace, changes_nothing_where_there_is_nobody) {
  core::CaptureJob job = office.capture(door, std::vector<ScriptedFace>{});
  job.face = kAda;
  expect_nothing_booked(expect_value(office.process(job)).faces.at(0), Outcome::unknown, Reason::no_face);
}

TEST_F(Faces, nobody_is_booked_twice_in_one_picture_even_without_an_interval) {
  update_policy::Input policy{.actor = office.boss};
  policy.too_soon = std::chrono::seconds{0};
  expect_value(update_policy::run(office.ports(), policy, office.now()));
  const auto output = expect_value(
      office.process(office.capture(door, {{.direction = person(1)}, {.direction = person(1), .width = 80}})));
  EXPECT_EQ(output.faces.at(0).outcome, Outcome::booked);
  EXPECT_EQ(output.faces.at(1).outcome, Outcome::too_soon);
  EXPECT_EQ(office.punches().size(), 1U);
}

TEST_F(Faces, a_passage_adds_up) {
  const auto doubtful =
      ScriptedFace{.direction = near_person(1, 0.9F), .liveness = LivenessVerdict::unclear, .liveness_score = 0.45F};
  core::CaptureJob first = office.capture(door, {doubtful});
  EXPECT_EQ(expect_value(office.process(first)).faces.at(0).outcome, Outcome::unclear);
  ScriptedFace better = doubtful;
  better.liveness_score = 0.49F;
  better.direction = near_person(1, 0.8F);
  core::CaptureJob second = office.capture(door, {better});
  second.passage = first.passage;
  EXPECT_EQ(expect_value(office.process(second)).faces.at(0).outcome, Outcome::unclear) << "the means are below 0.5";
  ScriptedFace best = doubtful;
  best.liveness = LivenessVerdict::live;
  best.liveness_score = 0.7F;
  best.direction = near_person(1, 0.51F);
  core::CaptureJob third = office.capture(door, {best});
  third.passage = first.passage;
  const auto decided = expect_value(office.process(third)).faces.at(0);
  EXPECT_EQ(decided.outcome, Outcome::booked);
  EXPECT_EQ(decided.reason, Reason::recognised_by_passage);
}

TEST_F(Faces, a_passage_of_another_station_is_no_evidence) {
  const auto other = office.open_door(core::CameraDirection::in, "Back door");
  const core::CaptureJob there =
      office.capture(other, {{.direction = person(1), .liveness = LivenessVerdict::spoof, .liveness_score = 0.0F}});
  expect_value(office.process(there));
  core::CaptureJob here = office.capture(door, {{.direction = person(1)}});
  here.passage = there.passage;
  EXPECT_EQ(expect_value(office.process(here)).faces.at(0).outcome, Outcome::booked);
}

TEST_F(Faces, a_door_for_both_ways_alternates) {
  const auto both = office.open_door(core::CameraDirection::both, "Side door");
  office.see(both, {.direction = person(1)});
  office.clock.advance(std::chrono::hours{8});
  office.see(both, {.direction = person(1)});
  const auto punches = office.punches();
  ASSERT_EQ(punches.size(), 2U);
  EXPECT_EQ(punches[0].direction, core::Direction::in);
  EXPECT_EQ(punches[1].direction, core::Direction::out);
  EXPECT_TRUE(punches[0].alternating);
}

}  // namespace
}  // namespace attendsense::service::testing
