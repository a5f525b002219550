#include "attendsense/station/capture.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <random>

#include "testing/pictures.hpp"

namespace attendsense::station {
namespace {

const Instant kNow = Instant{std::chrono::sys_days{std::chrono::year{2026} / 3 / 1}};

// What the liveness nets look at, by the recipe: the corners of the square around a face, enlarged four times but no
// more than fits, and moved into the picture.
struct Square {
  double left, top, right, bottom;
};

Square liveness_square(const vision::Box& face, int width, int height) {
  const double side = std::sqrt(static_cast<double>(face.width) * face.height);
  const double w = 1.003 * side;
  const double h = 1.03 * side;
  const double scale = std::min({4.0, (width - 1) / w, (height - 1) / h});
  Square square{.left = face.x + face.width / 2.0 - w * scale / 2,
                .top = face.y + face.height * 0.5625 - h * scale / 2,
                .right = 0,
                .bottom = 0};
  square.left = std::clamp(square.left, 0.0, std::max(0.0, width - 1 - w * scale));
  square.top = std::clamp(square.top, 0.0, std::max(0.0, height - 1 - h * scale));
  square.right = square.left + w * scale;
  square.bottom = square.top + h * scale;
  return square;
}

TEST(RegionAround, holds_four_times_the_box_where_the_frame_does) {
  const Region region = region_around({.x = 900, .y = 500, .width = 80, .height = 100}, 1920, 1080);
  EXPECT_GE(region.width, 4 * 80);
  EXPECT_GE(region.height, 4 * 100);
  EXPECT_LE(region.x, 900 - 120);
  EXPECT_LE(region.y, 500 - 150);
}

TEST(RegionAround, never_holds_less_than_the_liveness_nets_would_see_in_the_frame) {
  std::mt19937 random(5);
  std::uniform_real_distribution<float> part(0, 1);
  for (int round = 0; round < 5000; ++round) {
    const int width = 160 + static_cast<int>(part(random) * 1800);
    const int height = 120 + static_cast<int>(part(random) * 1000);
    const float size = 20 + part(random) * 300;
    // Also faces that reach beyond the frame's edges.
    const vision::Box face{(part(random) * 1.2F - 0.1F) * static_cast<float>(width) - size / 2,
                           (part(random) * 1.2F - 0.1F) * static_cast<float>(height) - size / 2, size,
                           size * (0.9F + 0.6F * part(random))};
    const Region region = region_around(face, width, height);
    ASSERT_GE(region.x, 0);
    ASSERT_GE(region.y, 0);
    ASSERT_LE(region.x + region.width, width);
    ASSERT_LE(region.y + region.height, height);
    const Square square = liveness_square(face, width, height);
    EXPECT_LE(region.x, square.left + 1) << "round " << round;
    EXPECT_LE(region.y, square.top + 1) << "round " << round;
    EXPECT_GE(region.x + region.width, square.right) << "round " << round;
    EXPECT_GE(region.y + region.height, square.bottom) << "round " << round;
  }
}

TEST(TakeShot, says_where_the_face_is_in_the_picture) {
  vision::Image frame = testing::plain(1280, 720, 100);
  testing::fill(frame, 600, 300, 60, 70, 250);
  const Shot shot = take_shot(frame, {600, 300, 60, 70}, kNow, {}, {});
  EXPECT_FLOAT_EQ(shot.face.width, 60);
  const auto x = static_cast<int>(shot.face.x);
  const auto y = static_cast<int>(shot.face.y);
  EXPECT_EQ(shot.picture.row(y)[3 * x], 250);
  EXPECT_EQ(shot.picture.row(y)[3 * (x - 1)], 100);
  EXPECT_EQ(shot.picture.row(y + 69)[3 * (x + 59)], 250);
}

TEST(TakeShot, bounds_the_picture_and_scales_the_face_with_it) {
  const vision::Image frame = testing::plain(3840, 2160, 100);
  const Shot shot = take_shot(frame, {1500, 800, 400, 480}, kNow, {}, {});
  EXPECT_EQ(std::max(shot.picture.width(), shot.picture.height()), 1280);
  EXPECT_GE(shot.face.width, kFaceWidthKept);
  EXPECT_NEAR(shot.face.height / shot.face.width, 1.2, 0.02);
}

TEST(TakeShot, never_makes_a_face_smaller_than_the_embedder_wants) {
  const vision::Image frame = testing::plain(3840, 2160, 100);
  const Shot shot = take_shot(frame, {1500, 800, 120, 150}, kNow, {}, {.longest_side = 320});
  EXPECT_NEAR(shot.face.width, kFaceWidthKept, 1);
  const Shot small = take_shot(frame, {1500, 800, 60, 75}, kNow, {}, {.longest_side = 200});
  EXPECT_FLOAT_EQ(small.face.width, 60);
}

TEST(SealCapture, seals_a_jpeg_that_only_the_key_opens) {
  const crypto::FernetKey key = crypto::FernetKey::generate();
  const Shot shot = take_shot(testing::plain(640, 480, 100), {300, 200, 60, 70}, kNow, {}, {});
  const Capture capture = seal_capture(shot, core::PassageId::make(kNow), "gate", key, kNow, {});
  EXPECT_EQ(capture.sealed.find("JFIF"), std::string::npos);
  const Result<Bytes> jpeg = crypto::fernet_decrypt(key, capture.sealed, kNow);
  ASSERT_TRUE(jpeg) << jpeg.error().text();
  const Result<vision::Image> picture = vision::decode_image(*jpeg);
  ASSERT_TRUE(picture);
  EXPECT_EQ(picture->width(), shot.picture.width());
  EXPECT_EQ(picture->height(), shot.picture.height());
  EXPECT_FALSE(crypto::fernet_decrypt(crypto::FernetKey::generate(), capture.sealed, kNow));
}

}  // namespace
}  // namespace attendsense::station
