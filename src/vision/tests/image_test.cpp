#include <cmath>
#include <opencv2/imgcodecs.hpp>

#include "mat_view.hpp"
#include "support.hpp"

namespace attendsense::vision {
namespace {

// Left half red, right half blue, with a green upper left corner: every turn and mirroring looks different.
Image sample(int width, int height) {
  Image image(width, height);
  for (int y = 0; y < height; ++y) {
    for (int x = 0; x < width; ++x) {
      std::uint8_t* pixel = image.row(y) + 3 * x;
      const bool is_corner = x < width / 4 && y < height / 4;
      pixel[0] = x >= width / 2 ? 255 : 0;
      pixel[1] = is_corner ? 255 : 0;
      pixel[2] = x < width / 2 && !is_corner ? 255 : 0;
    }
  }
  return image;
}

Bytes encoded(const cv::Mat& pixels, const std::string& ending) {
  Bytes file;
  EXPECT_TRUE(cv::imencode(ending, pixels, file));
  return file;
}

std::string code_of(BytesView file, const DecodeLimits& limits = {}) {
  const Result<Image> image = decode_image(file, limits);
  return image ? "decoded" : image.error().code;
}

void expect_pixel(const Image& image, int x, int y, int blue, int green, int red, int tolerance = 40) {
  const std::uint8_t* pixel = image.row(y) + 3 * x;
  EXPECT_NEAR(pixel[0], blue, tolerance) << x << "," << y;
  EXPECT_NEAR(pixel[1], green, tolerance) << x << "," << y;
  EXPECT_NEAR(pixel[2], red, tolerance) << x << "," << y;
}

// A JPEG with an EXIF segment that holds nothing but an orientation.
Bytes with_orientation(const Bytes& jpeg, std::uint8_t orientation) {
  const Bytes segment{0xFF, 0xE1, 0, 34, 'E', 'x', 'i', 'f', 0, 0, 'M', 'M',         0, 42, 0, 0, 0, 8,
                      0,    1,    1, 18, 0,   3,   0,   0,   0, 1, 0,   orientation, 0, 0,  0, 0, 0, 0};
  Bytes file(jpeg.begin(), jpeg.begin() + 2);
  file.insert(file.end(), segment.begin(), segment.end());
  file.insert(file.end(), jpeg.begin() + 2, jpeg.end());
  return file;
}

TEST(ImageHeader, is_read_from_each_format) {
  Image image = sample(64, 48);
  for (const auto& [ending, format] : {std::pair{".jpg", ImageFormat::jpeg}, std::pair{".png", ImageFormat::png},
                                       std::pair{".webp", ImageFormat::webp}}) {
    const Bytes file = encoded(as_mat(image), ending);
    const Result<ImageHeader> header = read_image_header(file);
    ASSERT_TRUE(header) << ending << ": " << header.error().text();
    EXPECT_EQ(header->format, format);
    EXPECT_EQ(header->width, 64);
    EXPECT_EQ(header->height, 48);
    EXPECT_FALSE(header->animated);
  }
}

TEST(ImageHeader, knows_what_is_not_a_picture) {
  EXPECT_EQ(code_of({}), "picture_format_unsupported");
  EXPECT_EQ(code_of(as_bytes("GIF89a and so on")), "picture_format_unsupported");
  EXPECT_EQ(code_of(as_bytes("<html></html>")), "picture_format_unsupported");
  EXPECT_EQ(code_of(Bytes{0xFF, 0xD8}), "picture_damaged");
  EXPECT_EQ(code_of(Bytes{0xFF, 0xD8, 0xFF, 0xC0, 0, 17}), "picture_damaged");
  EXPECT_EQ(code_of(Bytes{0xFF, 0xD8, 0xFF, 0xD9, 0, 0}), "picture_damaged");
}

TEST(DecodeImage, survives_a_cut_anywhere) {
  Image image = sample(80, 60);
  for (const char* ending : {".jpg", ".png", ".webp"}) {
    const Bytes file = encoded(as_mat(image), ending);
    ASSERT_EQ(code_of(file), "decoded") << ending;
    // A PNG without its end mark (12 bytes, behind 4 of checksum) has all its pixels, a JPEG without its one as well.
    const std::size_t end_mark = std::string_view(ending) == ".png" ? 16 : 2;
    for (std::size_t size = 0; size + end_mark < file.size(); ++size) {
      const std::string code = code_of(BytesView(file).first(size));
      EXPECT_TRUE(code == "picture_damaged" || code == "picture_format_unsupported") << ending << " " << size << code;
    }
  }
}

TEST(DecodeImage, survives_any_changed_byte) {
  Image image = sample(40, 40);
  for (const char* ending : {".jpg", ".png", ".webp"}) {
    const Bytes file = encoded(as_mat(image), ending);
    for (std::size_t at = 0; at < file.size(); ++at) {
      Bytes changed = file;
      changed[at] ^= 0xFF;
      (void)code_of(changed);  // any answer; under the sanitizers also no mistake
    }
  }
}

TEST(DecodeImage, limits_are_decided_before_decoding) {
  // A PNG header that claims 60,000 x 60,000 pixels, and nothing behind it.
  Bytes bomb{0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n', 0, 0, 0, 13, 'I', 'H', 'D', 'R'};
  for (int i = 0; i < 2; ++i) bomb.insert(bomb.end(), {0, 0, 0xEA, 0x60});
  bomb.insert(bomb.end(), {8, 2, 0, 0, 0, 0, 0, 0, 0});
  EXPECT_EQ(code_of(bomb), "picture_dimensions");
  const Bytes file = encode_jpeg(sample(64, 64), 90);
  EXPECT_EQ(code_of(file, {.max_bytes = file.size() - 1}), "picture_bytes");
  EXPECT_EQ(code_of(file, {.max_pixels = 64 * 64 - 1}), "picture_dimensions");
  EXPECT_EQ(code_of(encode_jpeg(sample(64, 15), 90)), "picture_too_small");
}

TEST(DecodeImage, refuses_animations) {
  Image image = sample(32, 32);
  Bytes png = encoded(as_mat(image), ".png");
  const Bytes control{0, 0, 0, 8, 'a', 'c', 'T', 'L', 0, 0, 0, 2, 0, 0, 0, 0, 0, 0, 0, 0};
  png.insert(png.begin() + 33, control.begin(), control.end());
  EXPECT_EQ(code_of(png), "picture_format_unsupported");
  Bytes webp = to_bytes("RIFF____WEBPVP8X");
  webp.insert(webp.end(), {10, 0, 0, 0, 0x02, 0, 0, 0, 31, 0, 0, 31, 0, 0, 0, 0});
  EXPECT_EQ(code_of(webp), "picture_format_unsupported");
}

TEST(DecodeImage, turns_upright_as_exif_says) {
  const Image image = sample(64, 32);
  const Bytes jpeg = encode_jpeg(image, 95);
  // Where the green corner is after turning (TIFF 6.0: stored row 0 and column 0 belong there).
  const std::array<std::array<bool, 2>, 8> is_right_is_bottom{{{false, false},
                                                               {true, false},
                                                               {true, true},
                                                               {false, true},
                                                               {false, false},
                                                               {true, false},
                                                               {true, true},
                                                               {false, true}}};
  for (std::uint8_t orientation = 1; orientation <= 8; ++orientation) {
    const Result<Image> upright = decode_image(with_orientation(jpeg, orientation));
    ASSERT_TRUE(upright) << upright.error().text();
    EXPECT_EQ(upright->width(), orientation < 5 ? 64 : 32);
    const auto [is_right, is_bottom] = is_right_is_bottom[orientation - 1U];
    SCOPED_TRACE(int{orientation});
    expect_pixel(*upright, is_right ? upright->width() - 3 : 2, is_bottom ? upright->height() - 3 : 2, 0, 255, 0, 70);
  }
}

TEST(DecodeImage, turns_every_pixel_format_into_bgr) {
  const cv::Mat grey(20, 20, CV_8UC1, cv::Scalar(77));
  for (const char* ending : {".jpg", ".png"}) {
    const Result<Image> image = decode_image(encoded(grey, ending));
    ASSERT_TRUE(image) << image.error().text();
    expect_pixel(*image, 10, 10, 77, 77, 77, 2);
  }
  const cv::Mat deep(20, 20, CV_16UC3, cv::Scalar(0, 257 * 100, 65535));
  const Result<Image> from_deep = decode_image(encoded(deep, ".png"));
  ASSERT_TRUE(from_deep);
  expect_pixel(*from_deep, 3, 3, 0, 100, 255, 1);
  const cv::Mat glass(20, 20, CV_8UC4, cv::Scalar(0, 0, 0, 51));
  for (const char* ending : {".png", ".webp"}) {
    const Result<Image> on_white = decode_image(encoded(glass, ending));
    ASSERT_TRUE(on_white) << ending;
    expect_pixel(*on_white, 3, 3, 217, 217, 217, 15);  // 204 mixed in stored values, 231 in linear light
  }
}

TEST(EncodeJpeg, keeps_the_picture) {
  const Image image = sample(120, 90);
  const Result<Image> again = decode_image(encode_jpeg(image, 95));
  ASSERT_TRUE(again) << again.error().text();
  expect_pixel(*again, 5, 5, 0, 255, 0);
  expect_pixel(*again, 30, 80, 0, 0, 255);
  expect_pixel(*again, 100, 50, 255, 0, 0);
  EXPECT_TRUE(encode_jpeg(Image{}, 90).empty());
}

TEST(Crop, keeps_what_lies_within) {
  const Image image = sample(40, 40);
  const Image corner = crop(image, {-10, -10, 15, 15});
  EXPECT_EQ(corner.width(), 5);
  EXPECT_EQ(corner.height(), 5);
  expect_pixel(corner, 4, 4, 0, 255, 0, 0);
  EXPECT_TRUE(crop(image, {40, 0, 10, 10}).empty());
  EXPECT_TRUE(crop(image, {5, 5, -3, 10}).empty());
}

TEST(Resize, shrinks_by_area) {
  Image stripes(4, 4);
  for (int y = 0; y < 4; ++y) {
    for (int x = 0; x < 12; ++x) stripes.row(y)[x] = x / 3 % 2 == 0 ? 0 : 200;
  }
  const Image small = resize(stripes, 2, 2);
  EXPECT_EQ(small.row(0)[0], 100);
  EXPECT_EQ(resize(stripes, 8, 8).width(), 8);
  EXPECT_TRUE(resize(stripes, 0, 3).empty());
}

}  // namespace
}  // namespace attendsense::vision
