#include "attendsense/station/tracker.hpp"

#include <gtest/gtest.h>

#include <set>

#include "testing/pictures.hpp"

namespace attendsense::station {
namespace {

using namespace std::chrono_literals;
using testing::frontal_face;

std::vector<vision::Face> faces(std::initializer_list<vision::Box> boxes) {
  std::vector<vision::Face> all;
  for (const vision::Box& box : boxes) all.push_back(frontal_face(box));
  return all;
}

TrackNumber track_of(const TrackUpdate& update, std::size_t face) {
  for (const auto& match : update.matches) {
    if (match.face == face) return match.track;
  }
  return 0;
}

TEST(Tracker, follows_a_person_who_walks_and_grows) {
  Tracker tracker;
  std::set<TrackNumber> seen;
  for (int i = 0; i < 40; ++i) {
    const float size = 40.0F + static_cast<float>(i);
    seen.insert(
        track_of(tracker.update(faces({{100.0F + 9.0F * static_cast<float>(i), 80, size, 1.2F * size}}), i * 66ms), 0));
  }
  EXPECT_EQ(seen.size(), 1U);
}

TEST(Tracker, tells_two_people_apart_who_pass_side_by_side) {
  Tracker tracker;
  std::set<TrackNumber> left;
  std::set<TrackNumber> right;
  for (int i = 0; i < 20; ++i) {
    const float x = 5.0F * static_cast<float>(i);
    const TrackUpdate update = tracker.update(faces({{100 + x, 80, 60, 70}, {200 + x, 85, 58, 70}}), i * 66ms);
    left.insert(track_of(update, 0));
    right.insert(track_of(update, 1));
  }
  EXPECT_EQ(left.size(), 1U);
  EXPECT_EQ(right.size(), 1U);
  EXPECT_NE(left, right);
}

TEST(Tracker, survives_a_gap_in_the_detections) {
  Tracker tracker;
  const TrackNumber before = track_of(tracker.update(faces({{100, 80, 60, 70}}), 0ms), 0);
  for (int i = 1; i < 8; ++i) EXPECT_TRUE(tracker.update({}, i * 66ms).ended.empty());
  EXPECT_EQ(track_of(tracker.update(faces({{140, 84, 62, 72}}), 8 * 66ms), 0), before);
}

TEST(Tracker, survives_a_slow_machine) {
  Tracker tracker;
  const TrackNumber before = track_of(tracker.update(faces({{100, 80, 60, 70}}), 0ms), 0);
  EXPECT_EQ(track_of(tracker.update(faces({{150, 84, 64, 72}}), 400ms), 0), before);
  EXPECT_EQ(track_of(tracker.update(faces({{200, 84, 68, 74}}), 800ms), 0), before);
}

TEST(Tracker, ends_a_track_when_the_person_is_gone) {
  Tracker tracker;
  const TrackNumber track = track_of(tracker.update(faces({{100, 80, 60, 70}}), 0ms), 0);
  std::vector<TrackNumber> ended;
  for (int i = 1; i < 30; ++i) {
    const auto now = tracker.update({}, i * 66ms).ended;
    ended.insert(ended.end(), now.begin(), now.end());
  }
  EXPECT_EQ(ended, std::vector<TrackNumber>{track});
  EXPECT_EQ(tracker.alive(), 0U);
}

TEST(Tracker, does_not_take_a_face_of_quite_another_size_for_the_same) {
  Tracker tracker;
  const TrackNumber small = track_of(tracker.update(faces({{100, 80, 40, 50}}), 0ms), 0);
  EXPECT_NE(track_of(tracker.update(faces({{80, 60, 120, 150}}), 66ms), 0), small);
}

TEST(Tracker, ends_all_at_a_cut) {
  Tracker tracker;
  static_cast<void>(tracker.update(faces({{100, 80, 40, 50}, {300, 80, 40, 50}}), 0ms));
  EXPECT_EQ(tracker.end_all().size(), 2U);
  EXPECT_TRUE(tracker.update(faces({{100, 80, 40, 50}}), 66ms).matches[0].is_new);
}

}  // namespace
}  // namespace attendsense::station
