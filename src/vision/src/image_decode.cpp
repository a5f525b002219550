// From a picture file to pixels. JPEG goes through libjpeg-turbo, whose warnings tell a truncated file from a whole
// one; PNG and WebP go through OpenCV.

#include <turbojpeg.h>

#include <opencv2/imgcodecs.hpp>
#include <opencv2/imgproc.hpp>

#include "attendsense/vision/image.hpp"
#include "exif_orientation.hpp"
#include "mat_view.hpp"

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
    return fail(Failure::invalid_input, "picture_too_small",
                "The picture has " + size_text(header) + " pixels; each side needs at least " +
                    std::to_string(limits.min_side),
                "Send a larger picture");
  }
  return {};
}

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
  thread_local JpegDecoder decoder;
  Result<Image> image = decoder.decode(file, header);
  if (!image) return image;
  const Orientation orientation = exif_orientation(file);
  if (orientation.degrees == 0 && orientation.mirror == Mirror::no) return image;
  return rotate(*image, orientation.degrees, orientation.mirror);
}

Image on_white(const cv::Mat& bgra) {
  Image image(bgra.cols, bgra.rows);
  for (int y = 0; y < bgra.rows; ++y) {
    const std::uint8_t* in = bgra.ptr<std::uint8_t>(y);
    std::uint8_t* out = image.row(y);
    for (int x = 0; x < bgra.cols; ++x, in += 4, out += 3) {
      const unsigned alpha = in[3];
      for (std::size_t c = 0; c < 3; ++c) {
        out[c] = static_cast<std::uint8_t>((in[c] * alpha + 255 * (255 - alpha) + 127) / 255);
      }
    }
  }
  return image;
}

Result<Image> decode_other(BytesView file, const ImageHeader& header) {
  cv::Mat decoded;
  try {
    const cv::Mat encoded(1, static_cast<int>(file.size()), CV_8UC1, const_cast<std::uint8_t*>(file.data()));
    decoded = cv::imdecode(encoded, cv::IMREAD_UNCHANGED);
    if (decoded.empty()) return damaged("its data does not decode");
    if (decoded.cols != header.width || decoded.rows != header.height) {
      return damaged("its headers contradict each other");
    }
    if (decoded.depth() == CV_16U) decoded.convertTo(decoded, CV_8U, 1.0 / 257);
    if (decoded.channels() == 4) return on_white(decoded);
    if (decoded.channels() == 1) cv::cvtColor(decoded, decoded, cv::COLOR_GRAY2BGR);
  } catch (const cv::Exception& error) {
    return damaged(error.err);
  }
  if (decoded.type() != CV_8UC3) {
    return fail(Failure::unsupported, "picture_format_unsupported", "The picture's pixel format is not supported",
                "Save it as an 8-bit JPEG or PNG");
  }
  return to_image(decoded);
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
  return header->format == ImageFormat::jpeg ? decode_jpeg(file, *header) : decode_other(file, *header);
}

}  // namespace attendsense::vision
