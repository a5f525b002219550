#pragma once

#include <optional>
#include <vector>

#include "attendsense/vision/drawn_faces/drawn_faces.hpp"

namespace attendsense::vision::drawn_faces {

struct Ellipse {
  Point centre;
  float radius_x = 1;
  float radius_y = 1;
  float angle = 0;  // radians, clockwise
};

// How a surface looks. `depth` 0: flat; 1: lit like a half ball.
struct Paint {
  Colour colour;
  float depth = 0;
  float opacity = 1;
  float softness = 1;  // width of the edge, pixels
};

// Where light comes from, as a direction; x to the right, y down, z to the viewer.
struct Light {
  float x = -0.3F;
  float y = -0.5F;
  float z = 0.8F;
};

// A picture in floating point that shapes are laid on.
class Canvas {
 public:
  Canvas(int width, int height);
  explicit Canvas(ImageView image);

  [[nodiscard]] int width() const { return width_; }

  [[nodiscard]] int height() const { return height_; }

  void set_light(const Light& light) { light_ = light; }

  // Only what lies within `clip` is painted, if there is one.
  void fill(const Ellipse& shape, const Paint& paint, const std::optional<Ellipse>& clip = std::nullopt);
  // From `begin` by way of `bend` to `end` (a quadratic Bézier curve), tapering from one width to the other.
  void stroke(Point begin, Point bend, Point end, float begin_width, float end_width, const Paint& paint);
  // Upright rectangle with a vertical gradient.
  void rectangle(const Box& box, const Colour& top, const Colour& bottom, float softness = 1);
  // Lays another picture on this one; what lies beyond the edge is cut off.
  void paste(const Canvas& other, int left, int top);
  // Multiplies everything.
  void dim(float factor);
  void add_noise(std::uint64_t seed, float deviation);
  // A 3x3 binomial filter: the lens.
  void blur();
  [[nodiscard]] Image to_image() const;

 private:
  float* pixel(int x, int y) {
    return &values_[3 * (static_cast<std::size_t>(y) * static_cast<std::size_t>(width_) + static_cast<std::size_t>(x))];
  }

  int width_;
  int height_;
  std::vector<float> values_;  // BGR
  Light light_;
};

[[nodiscard]] Colour scaled(const Colour& colour, float factor);
[[nodiscard]] Colour mixed(const Colour& a, const Colour& b, float share_of_b);

}  // namespace attendsense::vision::drawn_faces
