#include "attendsense/station/face_gate.hpp"

#include <gtest/gtest.h>

#include "testing/pictures.hpp"

namespace attendsense::station {
namespace {

using testing::frontal_face;
using testing::turned_face;

vision::Image with_patch(const vision::Box& box) {
  vision::Image image = testing::plain(640, 480, 110);
  testing::draw_patch(image, box);
  return image;
}

TEST(FaceGate, lets_a_large_crisp_frontal_face_through) {
  const vision::Box box{200, 150, 90, 110};
  const FaceVerdict verdict = FaceGate{}.judge(with_patch(box), frontal_face(box));
  EXPECT_EQ(verdict.fault, vision::QualityFault::none);
  EXPECT_GT(verdict.merit, 60);
  EXPECT_LE(verdict.merit, 90);
}

TEST(FaceGate, refuses_what_is_too_small_whatever_else_it_is) {
  const vision::Box box{200, 150, 39, 48};
  const FaceVerdict verdict = FaceGate{}.judge(with_patch(box), frontal_face(box));
  EXPECT_EQ(verdict.fault, vision::QualityFault::too_small);
  EXPECT_EQ(verdict.merit, 0);
}

TEST(FaceGate, refuses_a_face_that_is_turned_away_but_knows_its_merit) {
  const vision::Box box{200, 150, 90, 110};
  const FaceVerdict verdict = FaceGate{}.judge(with_patch(box), turned_face(box));
  EXPECT_EQ(verdict.fault, vision::QualityFault::turned_away);
  EXPECT_GT(verdict.merit, 0);
}

TEST(FaceGate, a_black_rectangle_is_of_no_use_at_all) {
  const vision::Box box{200, 150, 90, 110};
  const FaceVerdict verdict = FaceGate{}.judge(testing::plain(640, 480, 5), frontal_face(box));
  EXPECT_EQ(verdict.fault, vision::QualityFault::too_dark);
  EXPECT_EQ(verdict.merit, 0);
}

TEST(Merit, grows_with_size_up_to_what_the_embedder_can_use) {
  vision::Quality quality;
  quality.face_width = 50;
  quality.sharpness = 200;
  const float small = merit_of(quality);
  quality.face_width = 100;
  EXPECT_FLOAT_EQ(merit_of(quality), 2 * small);
  quality.face_width = 128;
  const float full = merit_of(quality);
  quality.face_width = 400;
  EXPECT_FLOAT_EQ(merit_of(quality), full);
}

TEST(Merit, prefers_a_frontal_face_to_a_somewhat_larger_one_in_profile) {
  vision::Quality frontal;
  frontal.face_width = 80;
  frontal.sharpness = 100;
  vision::Quality profile = frontal;
  profile.face_width = 95;
  profile.pose.yaw = 38;
  EXPECT_GT(merit_of(frontal), merit_of(profile));
}

}  // namespace
}  // namespace attendsense::station
