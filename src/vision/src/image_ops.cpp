#include <turbojpeg.h>

#include <cmath>
#include <opencv2/imgproc.hpp>
#include <stdexcept>

#include "attendsense/vision/image.hpp"
#include "mat_view.hpp"

namespace attendsense::vision {

Bytes encode_jpeg(ImageView image, int quality) {
  if (image.empty()) return {};
  const std::unique_ptr<void, int (*)(tjhandle)> encoder(tjInitCompress(), &tjDestroy);
  if (!encoder) throw std::bad_alloc();
  Bytes file(tjBufSize(image.width, image.height, TJSAMP_420));
  unsigned char* target = file.data();
  unsigned long size = file.size();
  const int status = tjCompress2(encoder.get(), image.pixels, image.width, static_cast<int>(image.stride), image.height,
                                 TJPF_BGR, &target, &size, TJSAMP_420, std::clamp(quality, 1, 100), TJFLAG_NOREALLOC);
  // With a buffer of the worst size and a picture that is not empty there is nothing left that can fail.
  if (status != 0) throw std::logic_error(tjGetErrorStr2(encoder.get()));
  file.resize(size);
  return file;
}

Image crop(ImageView image, const Box& box) {
  const auto edge = [](float value, int limit) {
    return static_cast<int>(std::clamp(std::lround(value), 0L, static_cast<long>(limit)));
  };
  const int left = edge(box.x, image.width);
  const int top = edge(box.y, image.height);
  const int right = edge(box.x + box.width, image.width);
  const int bottom = edge(box.y + box.height, image.height);
  if (right <= left || bottom <= top) return {};
  return to_image(as_mat(image)(cv::Rect(left, top, right - left, bottom - top)));
}

Image resize(ImageView image, int width, int height) {
  if (image.empty() || width <= 0 || height <= 0) return {};
  if (image.width == width && image.height == height) return to_image(as_mat(image));
  Image resized(width, height);
  cv::Mat target = as_mat(resized);
  const bool shrinks = width <= image.width && height <= image.height;
  cv::resize(as_mat(image), target, target.size(), 0, 0, shrinks ? cv::INTER_AREA : cv::INTER_LINEAR);
  return resized;
}

Image rotate(ImageView image, int degrees, Mirror mirror) {
  if (image.empty()) return {};
  const int turns = ((degrees / 90) % 4 + 4) % 4;
  Image upright = turns % 2 == 0 ? Image(image.width, image.height) : Image(image.height, image.width);
  cv::Mat target = as_mat(upright);
  switch (turns) {
    case 1:
      cv::rotate(as_mat(image), target, cv::ROTATE_90_CLOCKWISE);
      break;
    case 2:
      cv::rotate(as_mat(image), target, cv::ROTATE_180);
      break;
    case 3:
      cv::rotate(as_mat(image), target, cv::ROTATE_90_COUNTERCLOCKWISE);
      break;
    default:
      as_mat(image).copyTo(target);
      break;
  }
  if (mirror == Mirror::yes) cv::flip(target, target, 1);
  return upright;
}

}  // namespace attendsense::vision
