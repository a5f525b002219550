#include "attendsense/station/motion_gate.hpp"

#include <gtest/gtest.h>

#include "testing/pictures.hpp"

namespace attendsense::station {
namespace {

using namespace std::chrono_literals;
using testing::add_noise;
using testing::fill;
using testing::plain;

constexpr auto kFrame = 66ms;

// An empty corridor with the noise of a cheap sensor.
vision::Image corridor(unsigned seed) {
  vision::Image image = plain(640, 480, 110);
  fill(image, 300, 0, 40, 480, 60);
  add_noise(image, 15, seed);
  return image;
}

TEST(MotionGate, opens_once_in_a_while_when_nothing_moves) {
  MotionGate gate;
  int open = 0;
  for (int i = 0; i < 150; ++i) open += gate.look(corridor(static_cast<unsigned>(i)), i * kFrame).open ? 1 : 0;
  // Ten seconds, every two seconds one frame; the first one and what lingers after it besides.
  EXPECT_GE(open, 5);
  EXPECT_LE(open, 16);
}

TEST(MotionGate, a_face_of_forty_pixels_that_appears_opens_it) {
  MotionGate gate;
  for (int i = 0; i < 40; ++i) static_cast<void>(gate.look(corridor(static_cast<unsigned>(i)), i * kFrame));
  vision::Image image = corridor(99);
  fill(image, 100, 200, 40, 40, 180);
  const Motion motion = gate.look(image, 40 * kFrame);
  EXPECT_TRUE(motion.open);
  EXPECT_FALSE(motion.scene_cut);
}

TEST(MotionGate, the_background_follows_the_light_of_the_day) {
  MotionGate gate;
  int open = 0;
  for (int i = 0; i < 900; ++i) {
    vision::Image image = plain(320, 240, 100 + i / 15);  // one grey level a second
    add_noise(image, 5, static_cast<unsigned>(i));
    open += gate.look(image, i * kFrame).open ? 1 : 0;
  }
  EXPECT_LE(open, 900 / 10);
}

TEST(MotionGate, something_new_that_stays_becomes_background) {
  MotionGate gate;
  for (int i = 0; i < 40; ++i) static_cast<void>(gate.look(plain(640, 480, 100), i * kFrame));
  vision::Image image = plain(640, 480, 100);
  fill(image, 0, 0, 200, 200, 200);
  EXPECT_TRUE(gate.look(image, 40 * kFrame).open);
  int open = 0;
  for (int i = 41; i < 1500; ++i) {
    const bool is_open = gate.look(image, i * kFrame).open;
    if (i > 1000) open += is_open ? 1 : 0;
  }
  EXPECT_LE(open, 20);
}

TEST(MotionGate, another_scene_is_a_cut_and_a_movement_is_none) {
  MotionGate gate;
  static_cast<void>(gate.look(plain(640, 480, 100), 0ms));
  vision::Image near = plain(640, 480, 100);
  fill(near, 0, 0, 320, 480, 200);  // somebody covers half of the picture
  EXPECT_FALSE(gate.look(near, kFrame).scene_cut);
  EXPECT_TRUE(gate.look(plain(640, 480, 20), 2 * kFrame).scene_cut);
}

TEST(MotionGate, another_frame_size_is_another_scene_and_odd_sizes_work) {
  MotionGate gate;
  static_cast<void>(gate.look(plain(640, 480, 100), 0ms));
  EXPECT_TRUE(gate.look(plain(1280, 721, 100), kFrame).scene_cut);
  EXPECT_TRUE(gate.look(plain(17, 5, 100), 2 * kFrame).open);
  EXPECT_FALSE(gate.look(vision::ImageView{}, 3 * kFrame).open);
}

}  // namespace
}  // namespace attendsense::station
