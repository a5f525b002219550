#pragma once

#include <opencv2/core.hpp>
#include <span>

#include "mat_view.hpp"

namespace attendsense::vision {

// Writes a BGR picture as float32 planes (CHW, 0..255) into the upper left of `planes`, whose planes have
// `plane_width` x `plane_height` values. What lies beyond the picture is left as it is.
inline void write_planes(const cv::Mat& bgr, std::span<float> planes, int plane_width, int plane_height) {
  thread_local std::vector<cv::Mat> channels;
  cv::split(bgr, channels);
  const auto plane_size = static_cast<std::size_t>(plane_width) * static_cast<std::size_t>(plane_height);
  for (std::size_t c = 0; c < 3; ++c) {
    cv::Mat plane(plane_height, plane_width, CV_32FC1, planes.data() + c * plane_size);
    cv::Mat part = plane(cv::Rect(0, 0, bgr.cols, bgr.rows));
    channels[c].convertTo(part, CV_32F);
  }
}

}  // namespace attendsense::vision
