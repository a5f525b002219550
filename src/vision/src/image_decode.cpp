// From a picture file to pixels, by each format's own library: they tell a truncated file from a whole one, and they
// say so to us, not to standard error.

#include <png.h>
#include <turbojpeg.h>
#include <webp/decode.h>

#include "attendsense/vision/image.hpp"
#include "exif_orientation.hpp"

namespace attendsense::vision {
namespace {

std::unexpected<Error> damaged(std::string_view why) {
  return fail(Failure::invalid_input, "picture_damaged", "The picture is damaged: " + std::string(why),
              "Send the complete, undamaged file");
}

std::string size_text(const ImageHeader& header) {
  return std::to_string(header.width) + "x" + std::to_string(header.height);
}

Result<void> check_limits(const ImageHeader& header, const DecodeLimits& limits) {
  if (header.animated) {
    return fail(Failure::unsupported, "picture_format_unsupported", "The picture is an animation",
                "Send a single picture");
  }
  if (std::int64_t{header.width} * header.height > limits.max_pixels) {
    return fail(Failure::too_large, "picture_dimensions",
                "The picture has " + size_text(header) + " pixels; at most " +
                    std::to_string(limits.max_pixels / 1'000'000) + " megapixels are accepted",
                "Send a smaller picture");
  }
  if (std::min(header.width, header.height) < limits.min_side) {
    return fail(
        Failure::invalid_input, "picture_too_small",
        "The picture has " + size_text(header) + " pixels; each side needs at least " + std::to_string(limits.min_side),
        "Send a larger picture");
  }
  return {};
}

// For one picture: a decoder that met damaged data must not be used again.
class JpegDecoder {
 public:
  JpegDecoder() : handle_(tjInitDecompress()) {}

  ~JpegDecoder() {
    if (handle_ != nullptr) tjDestroy(handle_);
  }

  JpegDecoder(const JpegDecoder&) = delete;
  JpegDecoder& operator=(const JpegDecoder&) = delete;

  Result<Image> decode(BytesView file, const ImageHeader& header) {
    if (handle_ == nullptr) return fail(Failure::internal, "jpeg_decoder", "The JPEG decoder cannot be created");
    int width = 0;
    int height = 0;
    int subsampling = 0;
    int colours = 0;
    if (tjDecompressHeader3(handle_, file.data(), file.size(), &width, &height, &subsampling, &colours) != 0) {
      return damaged(tjGetErrorStr2(handle_));
    }
    // The limits were checked on our reading of the header; both readings must agree on what is about to be decoded.
    if (width != header.width || height != header.height) return damaged("its headers contradict each other");
    if (colours == TJCS_CMYK || colours == TJCS_YCCK) return decode_cmyk(file, width, height);
    Image image(width, height);
    if (!pixels(file, image.row(0), width, height, TJPF_BGR)) return damaged(tjGetErrorStr2(handle_));
    return image;
  }

 private:
  // A warning stops too: it means data that ends early or does not decode. Scans are limited because a progressive
  // file of a few kB may hold thousands of them.
  bool pixels(BytesView file, std::uint8_t* target, int width, int height, int format) {
    constexpr int kFlags = TJFLAG_STOPONWARNING | TJFLAG_LIMITSCANS;
    return tjDecompress2(handle_, file.data(), file.size(), target, width, 0, height, format, kFlags) == 0;
  }

  // Adobe stores inks inverted: 255 is no ink.
  Result<Image> decode_cmyk(BytesView file, int width, int height) {
    std::vector<std::uint8_t> inks(static_cast<std::size_t>(width) * static_cast<std::size_t>(height) * 4);
    if (!pixels(file, inks.data(), width, height, TJPF_CMYK)) return damaged(tjGetErrorStr2(handle_));
    Image image(width, height);
    std::uint8_t* out = image.row(0);
    for (std::size_t i = 0; i < inks.size(); i += 4, out += 3) {
      const unsigned key = inks[i + 3];
      for (std::size_t c = 0; c < 3; ++c) out[2 - c] = static_cast<std::uint8_t>((inks[i + c] * key + 127) / 255);
    }
    return image;
  }

  tjhandle handle_;
};

Result<Image> decode_jpeg(BytesView file, const ImageHeader& header) {
  Result<Image> image = JpegDecoder().decode(file, header);
  if (!image) return image;
  const Orientation orientation = exif_orientation(file);
  if (orientation.degrees == 0 && orientation.mirror == Mirror::no) return image;
  return rotate(*image, orientation.degrees, orientation.mirror);
}

// libpng's simplified interface turns every kind of PNG into 8-bit BGR and lays transparency on the background given.
Result<Image> decode_png(BytesView file, const ImageHeader& header) {
  png_image png{};
  png.version = PNG_IMAGE_VERSION;
  const std::unique_ptr<png_image, decltype(&png_image_free)> guard(&png, &png_image_free);
  if (png_image_begin_read_from_memory(&png, file.data(), file.size()) == 0) return damaged(png.message);
  if (png.width != static_cast<unsigned>(header.width) || png.height != static_cast<unsigned>(header.height)) {
    return damaged("its headers contradict each other");
  }
  png.format = PNG_FORMAT_BGR;
  png.flags |= PNG_IMAGE_FLAG_16BIT_sRGB;  // 16-bit pictures of phones and scanners are not linear
  constexpr png_color kWhite{255, 255, 255};
  Image image(header.width, header.height);
  if (png_image_finish_read(&png, &kWhite, image.row(0), header.width * 3, nullptr) == 0) return damaged(png.message);
  return image;
}

void lay_on_white(const std::vector<std::uint8_t>& bgra, Image& image) {
  std::uint8_t* out = image.row(0);
  for (std::size_t i = 0; i < bgra.size(); i += 4, out += 3) {
    const unsigned alpha = bgra[i + 3];
    for (std::size_t c = 0; c < 3; ++c) {
      out[c] = static_cast<std::uint8_t>((bgra[i + c] * alpha + 255 * (255 - alpha) + 127) / 255);
    }
  }
}

Result<Image> decode_webp(BytesView file, const ImageHeader& header) {
  WebPBitstreamFeatures features;
  if (WebPGetFeatures(file.data(), file.size(), &features) != VP8_STATUS_OK) return damaged("its data does not decode");
  if (features.width != header.width || features.height != header.height || features.has_animation != 0) {
    return damaged("its headers contradict each other");
  }
  Image image(header.width, header.height);
  const std::size_t pixels = static_cast<std::size_t>(header.width) * static_cast<std::size_t>(header.height);
  if (features.has_alpha == 0) {
    if (WebPDecodeBGRInto(file.data(), file.size(), image.row(0), pixels * 3, header.width * 3) == nullptr) {
      return damaged("its data does not decode");
    }
    return image;
  }
  std::vector<std::uint8_t> bgra(pixels * 4);
  if (WebPDecodeBGRAInto(file.data(), file.size(), bgra.data(), bgra.size(), header.width * 4) == nullptr) {
    return damaged("its data does not decode");
  }
  lay_on_white(bgra, image);
  return image;
}

}  // namespace

Result<Image> decode_image(BytesView file, const DecodeLimits& limits) {
  if (file.size() > limits.max_bytes) {
    return fail(Failure::too_large, "picture_bytes",
                "The picture has " + std::to_string(file.size()) + " bytes; at most " +
                    std::to_string(limits.max_bytes) + " are accepted",
                "Send a smaller picture");
  }
  const Result<ImageHeader> header = read_image_header(file);
  if (!header) return fail(header.error());
  if (Result<void> checked = check_limits(*header, limits); !checked) return fail(std::move(checked));
  switch (header->format) {
    case ImageFormat::jpeg:
      return decode_jpeg(file, *header);
    case ImageFormat::png:
      return decode_png(file, *header);
    case ImageFormat::webp:
      return decode_webp(file, *header);
  }
  return fail(Failure::internal, "picture_format_unsupported", "The picture's format has no decoder");
}

}  // namespace attendsense::vision
