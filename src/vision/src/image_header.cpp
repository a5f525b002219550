// What a picture file says about itself in its first bytes. Nothing is decoded and nothing is allocated here, so that
// a file that claims to be huge costs nothing.

#include <algorithm>
#include <array>
#include <optional>

#include "attendsense/vision/image.hpp"

namespace attendsense::vision {
namespace {

constexpr std::array<std::uint8_t, 8> kPngSignature{0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n'};

std::uint32_t big_endian(BytesView bytes, std::size_t at, std::size_t count) {
  std::uint32_t value = 0;
  for (std::size_t i = 0; i < count; ++i) value = (value << 8) | bytes[at + i];
  return value;
}

std::uint32_t little_endian(BytesView bytes, std::size_t at, std::size_t count) {
  std::uint32_t value = 0;
  for (std::size_t i = count; i-- > 0;) value = (value << 8) | bytes[at + i];
  return value;
}

bool says(BytesView bytes, std::size_t at, std::string_view text) {
  return bytes.size() >= at + text.size() && as_text(bytes.subspan(at, text.size())) == text;
}

std::unexpected<Error> damaged(std::string_view format) {
  return fail(Failure::invalid_input, "picture_damaged", "The header of the " + std::string(format) + " is cut short",
              "Send the complete file");
}

Result<ImageHeader> header_of(ImageFormat format, std::uint32_t width, std::uint32_t height, bool animated = false) {
  constexpr std::uint32_t kLargest = 1u << 30;
  if (width == 0 || height == 0 || width > kLargest || height > kLargest) {
    return fail(Failure::invalid_input, "picture_damaged", "The picture's header states an impossible size",
                "Save the picture again");
  }
  return ImageHeader{format, static_cast<int>(width), static_cast<int>(height), animated};
}

// Walks the marker segments up to the frame header (ITU T.81, annex B).
Result<ImageHeader> jpeg_header(BytesView file) {
  std::size_t at = 2;
  while (at + 4 <= file.size()) {
    if (file[at] != 0xFF) {
      return fail(Failure::invalid_input, "picture_damaged", "The JPEG has no frame header where one must be",
                  "Save the picture again");
    }
    const std::uint8_t marker = file[at + 1];
    if (marker == 0xFF) {  // fill byte
      ++at;
      continue;
    }
    const bool stands_alone = marker == 0x01 || (marker >= 0xD0 && marker <= 0xD8);
    if (stands_alone) {
      at += 2;
      continue;
    }
    if (marker == 0xD9 || marker == 0xDA) return damaged("JPEG");  // its end or its data, before any frame header
    const bool is_frame = marker >= 0xC0 && marker <= 0xCF && marker != 0xC4 && marker != 0xC8 && marker != 0xCC;
    if (is_frame) {
      if (at + 9 > file.size()) return damaged("JPEG");
      return header_of(ImageFormat::jpeg, big_endian(file, at + 7, 2), big_endian(file, at + 5, 2));
    }
    at += 2 + std::max<std::size_t>(2, big_endian(file, at + 2, 2));
  }
  return damaged("JPEG");
}

// An animated PNG carries an acTL chunk before its first IDAT.
bool png_is_animated(BytesView file) {
  std::size_t at = kPngSignature.size();
  while (at + 8 <= file.size() && !says(file, at + 4, "IDAT")) {
    if (says(file, at + 4, "acTL")) return true;
    at += 12 + std::size_t{big_endian(file, at, 4)};
  }
  return false;
}

Result<ImageHeader> png_header(BytesView file) {
  if (file.size() < 33 || !says(file, 12, "IHDR")) return damaged("PNG");
  return header_of(ImageFormat::png, big_endian(file, 16, 4), big_endian(file, 20, 4), png_is_animated(file));
}

// RIFF container with one of three first chunks: "VP8 " (lossy), "VP8L" (lossless), "VP8X" (extended).
Result<ImageHeader> webp_header(BytesView file) {
  if (file.size() < 30) return damaged("WebP");
  if (says(file, 12, "VP8 ")) {
    if (!says(file, 23, "\x9d\x01\x2a")) return damaged("WebP");
    return header_of(ImageFormat::webp, little_endian(file, 26, 2) & 0x3FFF, little_endian(file, 28, 2) & 0x3FFF);
  }
  if (says(file, 12, "VP8L")) {
    if (file[20] != 0x2F) return damaged("WebP");
    const std::uint32_t bits = little_endian(file, 21, 4);
    return header_of(ImageFormat::webp, (bits & 0x3FFF) + 1, ((bits >> 14) & 0x3FFF) + 1);
  }
  if (says(file, 12, "VP8X")) {
    const bool animated = (file[20] & 0x02) != 0;
    return header_of(ImageFormat::webp, little_endian(file, 24, 3) + 1, little_endian(file, 27, 3) + 1, animated);
  }
  return damaged("WebP");
}

}  // namespace

Result<ImageHeader> read_image_header(BytesView file) {
  if (file.size() >= 2 && file[0] == 0xFF && file[1] == 0xD8) return jpeg_header(file);
  if (file.size() >= kPngSignature.size() && std::ranges::equal(file.first(kPngSignature.size()), kPngSignature)) {
    return png_header(file);
  }
  if (says(file, 0, "RIFF") && says(file, 8, "WEBP")) return webp_header(file);
  return fail(Failure::unsupported, "picture_format_unsupported", "The file is not a JPEG, PNG or WebP picture",
              "Send a JPEG, PNG or WebP picture");
}

}  // namespace attendsense::vision
