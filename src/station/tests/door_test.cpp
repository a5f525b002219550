#include "attendsense/station/door.hpp"

#include <gtest/gtest.h>

#include <map>

#include "testing/pictures.hpp"

namespace attendsense::station {
namespace {

using namespace std::chrono_literals;
using testing::frontal_face;

constexpr auto kFrame = 66ms;
const Instant kStart = Instant{std::chrono::sys_days{std::chrono::year{2026} / 3 / 1}};

// A door whose detector sees what the test says, and a server that answers at once what the test says.
class DoorTest : public ::testing::Test {
 protected:
  void show(const std::vector<vision::Face>& faces) {
    detector_.faces = faces;
    vision::Image image = testing::plain(640, 480, 110);
    for (const vision::Face& face : faces) testing::draw_patch(image, face.box);
    door_.look({.image = std::move(image),
                .position = now_,
                .captured_at = kStart + now_,
                .seen_at = std::chrono::steady_clock::now()});
    now_ += kFrame;
  }

  void show_nobody(int frames) {
    for (int i = 0; i < frames; ++i) show({});
  }

  Answer answer_ = Answer::settled;
  bool has_settled_ = true;
  testing::ToldDetector detector_;
  std::map<core::PassageId, int> sent_;
  std::vector<float> widths_;
  std::chrono::microseconds now_{0};
  Door door_{detector_,
             {.answer = [this](core::PassageId id) { return sent_.contains(id) ? answer_ : Answer::none; },
              .has_settled = [this](core::PassageId) { return has_settled_; }},
             [this](const Shot& shot, core::PassageId id) {
               ++sent_[id];
               widths_.push_back(shot.face.width);
             }};
};

TEST_F(DoorTest, an_empty_corridor_costs_hardly_a_look) {
  show_nobody(300);
  EXPECT_EQ(door_.counts().frames, 300U);
  EXPECT_LE(door_.counts().looks, 25U);
  EXPECT_TRUE(sent_.empty());
}

TEST_F(DoorTest, shows_each_frame_with_those_who_are_in_it) {
  int frames = 0;
  std::vector<SeenFace> last;
  door_.show_to([&](const TimedFrame&, std::span<const SeenFace> faces) {
    ++frames;
    last.assign(faces.begin(), faces.end());
  });
  show_nobody(30);
  EXPECT_EQ(frames, 30);
  EXPECT_TRUE(last.empty());
  for (int i = 0; i < 30; ++i) show({frontal_face({200, 120, 90, 108})});
  ASSERT_EQ(last.size(), 1U);
  EXPECT_EQ(last[0].box.width, 90);
  ASSERT_EQ(sent_.size(), 1U);
  EXPECT_EQ(last[0].passage, sent_.begin()->first);
  show_nobody(60);
  EXPECT_EQ(frames, 120);
  EXPECT_TRUE(last.empty());
}

TEST_F(DoorTest, a_person_who_walks_up_is_sent_once_and_not_again_once_booked) {
  show_nobody(30);
  for (int i = 0; i < 60; ++i) {
    const float size = 40.0F + static_cast<float>(i);
    show({frontal_face({100.0F + 4.0F * static_cast<float>(i), 120, size, 1.2F * size})});
  }
  show_nobody(40);
  ASSERT_EQ(sent_.size(), 1U);
  EXPECT_EQ(sent_.begin()->second, 1);
  EXPECT_EQ(door_.counts().passages, 1U);
}

TEST_F(DoorTest, somebody_unknown_is_sent_twice_however_long_they_stay_within_the_minute) {
  answer_ = Answer::open;
  has_settled_ = false;
  for (int i = 0; i < 700; ++i) show({frontal_face({200, 120, 90, 108})});
  ASSERT_EQ(sent_.size(), 1U);
  EXPECT_EQ(sent_.begin()->second, 2);
}

TEST_F(DoorTest, somebody_unknown_who_stays_gets_another_chance_ever_more_seldom) {
  answer_ = Answer::open;
  has_settled_ = false;
  for (int i = 0; i < 15 * 500; ++i) show({frontal_face({200, 120, 90, 108})});
  // 500 s: after 60, 120 and 240 seconds.
  EXPECT_EQ(sent_.size(), 4U);
  EXPECT_EQ(door_.counts().most_shots, 2);
}

TEST_F(DoorTest, somebody_booked_who_stays_does_not) {
  for (int i = 0; i < 15 * 200; ++i) show({frontal_face({200, 120, 90, 108})});
  ASSERT_EQ(sent_.size(), 1U);
  EXPECT_EQ(sent_.begin()->second, 1);
}

TEST_F(DoorTest, two_people_are_two_passages) {
  for (int i = 0; i < 40; ++i) show({frontal_face({100, 120, 80, 96}), frontal_face({400, 120, 70, 84})});
  EXPECT_EQ(sent_.size(), 2U);
}

TEST_F(DoorTest, a_small_face_is_followed_but_not_sent) {
  for (int i = 0; i < 100; ++i) show({frontal_face({300, 120, 30, 36})});
  door_.end();
  EXPECT_TRUE(sent_.empty());
  EXPECT_EQ(door_.counts().tracks, 1U);
  EXPECT_EQ(door_.counts().passages, 0U);
}

TEST_F(DoorTest, somebody_who_never_turns_to_the_camera_is_sent_once_at_the_end) {
  for (int i = 0; i < 40; ++i) show({testing::turned_face({200, 120, 90, 108})});
  EXPECT_TRUE(sent_.empty());
  door_.end();
  ASSERT_EQ(sent_.size(), 1U);
  EXPECT_EQ(sent_.begin()->second, 1);
}

TEST_F(DoorTest, somebody_who_is_gone_before_the_answer_is_sent_again_if_it_leaves_them_open) {
  for (const Answer answer : {Answer::open, Answer::settled}) {
    sent_.clear();
    answer_ = Answer::none;
    for (int i = 0; i < 40; ++i) show({frontal_face({200, 120, 90, 108})});
    show_nobody(30);
    ASSERT_EQ(sent_.size(), 1U);
    EXPECT_EQ(sent_.begin()->second, 1);
    EXPECT_FALSE(door_.resolve());
    answer_ = answer;
    EXPECT_TRUE(door_.resolve());
    EXPECT_EQ(sent_.begin()->second, answer == Answer::open ? 2 : 1);
  }
}

TEST_F(DoorTest, another_scene_ends_the_passages) {
  for (int i = 0; i < 40; ++i) show({frontal_face({200, 120, 90, 108})});
  detector_.faces = {};
  door_.look({.image = testing::plain(640, 480, 250), .position = now_, .captured_at = kStart + now_, .seen_at = {}});
  now_ += kFrame;
  for (int i = 0; i < 40; ++i) show({frontal_face({200, 120, 90, 108})});
  EXPECT_EQ(sent_.size(), 2U);
}

}  // namespace
}  // namespace attendsense::station
