#pragma once

// Our pictures as OpenCV sees them, without copying. OpenCV stays behind this door: no public header names it.

#include <opencv2/core.hpp>

#include "attendsense/vision/image.hpp"

namespace attendsense::vision {

// Shares the pixels. OpenCV has no read-only matrix: a matrix made from a view must not be written to.
inline cv::Mat as_mat(ImageView view) {
  return {view.height, view.width, CV_8UC3, const_cast<std::uint8_t*>(view.pixels),
          static_cast<std::size_t>(view.stride)};
}

inline cv::Mat as_mat(Image& image) {
  return {image.height(), image.width(), CV_8UC3, image.row(0), static_cast<std::size_t>(image.width()) * 3};
}

// Copies. `mat` is 8-bit BGR.
inline Image to_image(const cv::Mat& mat) {
  Image image(mat.cols, mat.rows);
  if (!image.empty()) {
    cv::Mat target = as_mat(image);
    mat.copyTo(target);
  }
  return image;
}

}  // namespace attendsense::vision
