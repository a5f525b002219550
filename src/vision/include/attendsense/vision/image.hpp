#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "attendsense/base/bytes.hpp"
#include "attendsense/base/result.hpp"
#include "attendsense/base/secret.hpp"

namespace attendsense::vision {

// A picture to look at: 8-bit BGR, rows top to bottom, `stride` bytes from row to row. Does not own its pixels.
struct ImageView : NonLoggable {
  const std::uint8_t* pixels = nullptr;
  int width = 0;
  int height = 0;
  std::ptrdiff_t stride = 0;

  [[nodiscard]] bool empty() const { return width <= 0 || height <= 0; }

  [[nodiscard]] const std::uint8_t* row(int y) const { return pixels + y * stride; }
};

// A picture that owns its pixels: 8-bit BGR, dense rows.
class Image : NonLoggable {
 public:
  Image() = default;

  Image(int width, int height)
      : width_(width),
        height_(height),
        pixels_(static_cast<std::size_t>(width) * static_cast<std::size_t>(height) * 3) {}

  [[nodiscard]] int width() const { return width_; }

  [[nodiscard]] int height() const { return height_; }

  [[nodiscard]] bool empty() const { return pixels_.empty(); }

  [[nodiscard]] std::uint8_t* row(int y) { return pixels_.data() + static_cast<std::ptrdiff_t>(y) * width_ * 3; }

  [[nodiscard]] const std::uint8_t* row(int y) const {
    return pixels_.data() + static_cast<std::ptrdiff_t>(y) * width_ * 3;
  }

  [[nodiscard]] ImageView view() const {
    return {{}, pixels_.data(), width_, height_, static_cast<std::ptrdiff_t>(width_) * 3};
  }

  // Implicit on purpose: everything that looks at pictures takes a view.
  operator ImageView() const { return view(); }  // NOLINT(google-explicit-constructor)

 private:
  int width_ = 0;
  int height_ = 0;
  std::vector<std::uint8_t> pixels_;
};

// Pixels, not normalised; the right and bottom edges are exclusive. May reach beyond the picture.
struct Box {
  float x = 0;
  float y = 0;
  float width = 0;
  float height = 0;
};

struct Point {
  float x = 0;
  float y = 0;
};

enum class ImageFormat { jpeg, png, webp };

struct ImageHeader {
  ImageFormat format = ImageFormat::jpeg;
  int width = 0;  // as stored, before an EXIF rotation
  int height = 0;
  bool animated = false;
};

// What is read from the first bytes alone, before anything is decoded.
// Errors: unsupported "picture_format_unsupported"; invalid_input "picture_damaged" when the header is cut short.
[[nodiscard]] Result<ImageHeader> read_image_header(BytesView file);

struct DecodeLimits {
  std::size_t max_bytes = 8u << 20;
  std::int64_t max_pixels = 50'000'000;
  int min_side = 16;
};

// JPEG (grey, YCbCr and CMYK too), PNG and WebP to BGR, turned upright as EXIF says; transparency is laid on white.
// Errors, decided before decoding: too_large "picture_bytes" or "picture_dimensions", invalid_input
// "picture_too_small", unsupported "picture_format_unsupported" (also animations); afterwards invalid_input
// "picture_damaged". A JPEG whose data ends early is damaged: half a face is not evidence. Safe from any thread.
[[nodiscard]] Result<Image> decode_image(BytesView file, const DecodeLimits& limits = {});

// quality: 1 to 100. Safe from any thread.
[[nodiscard]] Bytes encode_jpeg(ImageView image, int quality);

// A copy of the part of `box` that lies within the picture. Empty when none does.
[[nodiscard]] Image crop(ImageView image, const Box& box);
// Area interpolation when shrinking, bilinear when enlarging.
[[nodiscard]] Image resize(ImageView image, int width, int height);
// Degrees clockwise: 0, 90, 180, 270; then mirrored left to right if asked for.
enum class Mirror { no, yes };
[[nodiscard]] Image rotate(ImageView image, int degrees, Mirror mirror = Mirror::no);

}  // namespace attendsense::vision
