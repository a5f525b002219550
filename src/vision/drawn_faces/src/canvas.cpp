#include "canvas.hpp"

#include <algorithm>
#include <cmath>

#include "chance.hpp"

namespace attendsense::vision::drawn_faces {
namespace {

// Position within an ellipse: (u, v) on the unit disc where u*u + v*v = 1 is its edge.
struct Frame {
  explicit Frame(const Ellipse& shape)
      : centre(shape.centre),
        along_x(std::cos(shape.angle) / shape.radius_x),
        along_y(std::sin(shape.angle) / shape.radius_x),
        across_x(-std::sin(shape.angle) / shape.radius_y),
        across_y(std::cos(shape.angle) / shape.radius_y),
        size(std::min(shape.radius_x, shape.radius_y)) {}

  [[nodiscard]] Point place(float x, float y) const {
    const float dx = x - centre.x;
    const float dy = y - centre.y;
    return {dx * along_x + dy * along_y, dx * across_x + dy * across_y};
  }

  // 1 within, 0 outside, between over `softness` pixels.
  [[nodiscard]] float cover(Point at, float softness) const {
    const float distance = (1 - std::sqrt(at.x * at.x + at.y * at.y)) * size;
    return std::clamp(distance / softness + 0.5F, 0.0F, 1.0F);
  }

  Point centre;
  float along_x, along_y, across_x, across_y;
  float size;
};

void lay(float* pixel, const Colour& colour, float brightness, float share) {
  pixel[0] += (colour.blue * brightness - pixel[0]) * share;
  pixel[1] += (colour.green * brightness - pixel[1]) * share;
  pixel[2] += (colour.red * brightness - pixel[2]) * share;
}

// Of a half ball at (u, v); 1 where it faces the light.
float lit(const Light& light, Point at) {
  const float z = std::sqrt(std::max(0.0F, 1 - at.x * at.x - at.y * at.y));
  const float facing = at.x * light.x + at.y * light.y + z * light.z;
  return 0.45F + 0.55F * std::clamp(facing, 0.0F, 1.0F);
}

}  // namespace

Colour scaled(const Colour& colour, float factor) {
  return {colour.blue * factor, colour.green * factor, colour.red * factor};
}

Colour mixed(const Colour& a, const Colour& b, float share_of_b) {
  return {a.blue + (b.blue - a.blue) * share_of_b, a.green + (b.green - a.green) * share_of_b,
          a.red + (b.red - a.red) * share_of_b};
}

Canvas::Canvas(int width, int height)
    : width_(width), height_(height), values_(static_cast<std::size_t>(width) * static_cast<std::size_t>(height) * 3) {}

Canvas::Canvas(ImageView image) : Canvas(image.width, image.height) {
  for (int y = 0; y < height_; ++y) std::copy_n(image.row(y), static_cast<std::size_t>(width_) * 3, pixel(0, y));
}

void Canvas::fill(const Ellipse& shape, const Paint& paint, const std::optional<Ellipse>& clip) {
  const Frame frame(shape);
  const Frame clip_frame(clip.value_or(shape));
  const float reach = std::max(shape.radius_x, shape.radius_y) + paint.softness + 1;
  const int left = std::max(0, static_cast<int>(shape.centre.x - reach));
  const int right = std::min(width_ - 1, static_cast<int>(shape.centre.x + reach));
  const int top = std::max(0, static_cast<int>(shape.centre.y - reach));
  const int bottom = std::min(height_ - 1, static_cast<int>(shape.centre.y + reach));
  for (int y = top; y <= bottom; ++y) {
    for (int x = left; x <= right; ++x) {
      const Point at = frame.place(static_cast<float>(x), static_cast<float>(y));
      float share = frame.cover(at, paint.softness) * paint.opacity;
      if (share <= 0) continue;
      if (clip) share *= clip_frame.cover(clip_frame.place(static_cast<float>(x), static_cast<float>(y)), 1);
      const float brightness = paint.depth > 0 ? 1 + paint.depth * (lit(light_, at) - 1) : 1;
      lay(pixel(x, y), paint.colour, brightness, share);
    }
  }
}

void Canvas::stroke(Point begin, Point bend, Point end, float begin_width, float end_width, const Paint& paint) {
  const float length = std::hypot(end.x - begin.x, end.y - begin.y) + std::hypot(bend.x - begin.x, bend.y - begin.y);
  const int steps = std::max(8, static_cast<int>(length));
  for (int i = 0; i <= steps; ++i) {
    const float t = static_cast<float>(i) / static_cast<float>(steps);
    const float s = 1 - t;
    const Point centre{s * s * begin.x + 2 * s * t * bend.x + t * t * end.x,
                       s * s * begin.y + 2 * s * t * bend.y + t * t * end.y};
    const float radius = std::max(0.4F, (s * begin_width + t * end_width) / 2);
    fill({centre, radius, radius, 0}, paint);
  }
}

void Canvas::rectangle(const Box& box, const Colour& top, const Colour& bottom, float softness) {
  const auto cover = [&](float position, float begin, float size) {
    const float inside = std::min(position - begin, begin + size - position);
    return std::clamp(inside / softness + 0.5F, 0.0F, 1.0F);
  };
  const int first = std::max(0, static_cast<int>(box.y - softness));
  const int last = std::min(height_ - 1, static_cast<int>(box.y + box.height + softness));
  for (int y = first; y <= last; ++y) {
    const auto row = static_cast<float>(y);
    const Colour colour = mixed(top, bottom, std::clamp((row - box.y) / box.height, 0.0F, 1.0F));
    const float row_share = cover(row, box.y, box.height);
    const int right = std::min(width_ - 1, static_cast<int>(box.x + box.width + softness));
    for (int x = std::max(0, static_cast<int>(box.x - softness)); x <= right; ++x) {
      lay(pixel(x, y), colour, 1, row_share * cover(static_cast<float>(x), box.x, box.width));
    }
  }
}

void Canvas::paste(const Canvas& other, int left, int top) {
  for (int y = std::max(0, -top); y < std::min(other.height_, height_ - top); ++y) {
    for (int x = std::max(0, -left); x < std::min(other.width_, width_ - left); ++x) {
      const std::size_t source =
          3 * (static_cast<std::size_t>(y) * static_cast<std::size_t>(other.width_) + static_cast<std::size_t>(x));
      std::copy_n(&other.values_[source], 3, pixel(left + x, top + y));
    }
  }
}

void Canvas::dim(float factor) {
  for (float& value : values_) value *= factor;
}

void Canvas::add_noise(std::uint64_t seed, float deviation) {
  if (deviation <= 0) return;
  Chance chance(seed * 0x2545F4914F6CDD1DULL + 99);
  for (float& value : values_) value += deviation * chance.normal();
}

void Canvas::blur() {
  const std::vector<float> source = values_;
  const auto at = [&](int x, int y, std::size_t c) {
    const auto column = static_cast<std::size_t>(std::clamp(x, 0, width_ - 1));
    const auto row = static_cast<std::size_t>(std::clamp(y, 0, height_ - 1));
    return source[3 * (row * static_cast<std::size_t>(width_) + column) + c];
  };
  for (int y = 0; y < height_; ++y) {
    for (int x = 0; x < width_; ++x) {
      for (std::size_t c = 0; c < 3; ++c) {
        const float corners = at(x - 1, y - 1, c) + at(x + 1, y - 1, c) + at(x - 1, y + 1, c) + at(x + 1, y + 1, c);
        const float sides = at(x, y - 1, c) + at(x, y + 1, c) + at(x - 1, y, c) + at(x + 1, y, c);
        pixel(x, y)[c] = (4 * at(x, y, c) + 2 * sides + corners) / 16;
      }
    }
  }
}

Image Canvas::to_image() const {
  Image image(width_, height_);
  std::ranges::transform(values_, image.row(0),
                         [](float value) { return static_cast<std::uint8_t>(std::clamp(value + 0.5F, 0.0F, 255.0F)); });
  return image;
}

}  // namespace attendsense::vision::drawn_faces
