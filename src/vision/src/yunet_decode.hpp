#pragma once

#include <span>
#include <vector>

#include "attendsense/vision/face.hpp"

namespace attendsense::vision {

// One level of YuNet's answer: for each cell of `stride` pixels, row by row, a class and an object probability, four
// box numbers and ten landmark numbers.
struct YunetLevel {
  int stride = 0;
  int columns = 0;
  int rows = 0;
  std::span<const float> classes;
  std::span<const float> objects;
  std::span<const float> boxes;
  std::span<const float> landmarks;
};

// Appends the cells of at least `threshold`, in pixels of the network's input.
void decode_level(const YunetLevel& level, float threshold, std::vector<Face>& faces);

// Keeps the best of each heap of boxes that overlap by more than `max_iou`; best first.
[[nodiscard]] std::vector<Face> suppress_overlaps(std::vector<Face> faces, float max_iou);

}  // namespace attendsense::vision
