#include "testing/pictures.hpp"

#include <random>

namespace attendsense::station::testing {

vision::Image plain(int width, int height, int grey) {
  vision::Image image(width, height);
  fill(image, 0, 0, width, height, grey);
  return image;
}

void fill(vision::Image& image, int x, int y, int width, int height, int grey) {
  for (int row = std::max(0, y); row < std::min(image.height(), y + height); ++row) {
    const int begin = std::max(0, x);
    const int end = std::min(image.width(), x + width);
    if (begin < end) std::memset(image.row(row) + 3 * begin, grey, static_cast<std::size_t>(3 * (end - begin)));
  }
}

void add_noise(vision::Image& image, int amplitude, unsigned seed) {
  std::mt19937 random(seed);
  std::uniform_int_distribution<int> wander(-amplitude, amplitude);
  for (int y = 0; y < image.height(); ++y) {
    std::uint8_t* row = image.row(y);
    for (int i = 0; i < 3 * image.width(); ++i)
      row[i] = static_cast<std::uint8_t>(std::clamp(row[i] + wander(random), 0, 255));
  }
}

void draw_patch(vision::Image& image, const vision::Box& box) {
  const int cell = std::max(2, static_cast<int>(box.width / 10));
  for (int y = 0; y < static_cast<int>(box.height); y += cell) {
    for (int x = 0; x < static_cast<int>(box.width); x += cell) {
      const int grey = (x / cell + y / cell) % 2 == 0 ? 80 : 170;
      fill(image, static_cast<int>(box.x) + x, static_cast<int>(box.y) + y, cell, cell, grey);
    }
  }
}

vision::Face frontal_face(const vision::Box& box) {
  const auto at = [&](float x, float y) { return vision::Point{box.x + x * box.width, box.y + y * box.height}; };
  return {.box = box,
          .landmarks = {at(0.31F, 0.38F), at(0.69F, 0.38F), at(0.5F, 0.571F), at(0.35F, 0.77F), at(0.65F, 0.77F)},
          .score = 0.9F,
          .model = "told"};
}

vision::Face turned_face(const vision::Box& box) {
  vision::Face face = frontal_face(box);
  face.landmarks[2].x += 0.3F * box.width;
  return face;
}

Result<std::vector<vision::Face>> ToldDetector::detect(vision::ImageView image) {
  static_cast<void>(image);
  ++looks;
  return faces;
}

Result<std::optional<vision::Frame>> MadeSource::next(std::chrono::milliseconds timeout) {
  static_cast<void>(timeout);
  if (frames_.empty()) {
    if (at_end_) return fail(*at_end_);
    return std::nullopt;
  }
  vision::Frame frame = std::move(frames_.front());
  frames_.pop_front();
  return frame;
}

std::deque<vision::Frame> grey_frames(int count, std::chrono::milliseconds apart) {
  std::deque<vision::Frame> frames;
  for (int i = 0; i < count; ++i) {
    frames.push_back({.image = plain(64, 48, 100), .position = i * apart, .number = static_cast<std::uint64_t>(i)});
  }
  return frames;
}

}  // namespace attendsense::station::testing
