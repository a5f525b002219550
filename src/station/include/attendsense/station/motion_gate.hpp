#pragma once

// The first and cheapest question about a frame: has anything moved? A door with nobody before it costs almost nothing.

#include <chrono>
#include <cstdint>
#include <vector>

#include "attendsense/vision/image.hpp"

namespace attendsense::station {

struct MotionSettings {
  int noise = 12;                    // grey levels (0..255) that a cell may wander without counting as changed
  float min_changed_share = 0.002F;  // share of the cells that must have changed
  float scene_cut_share = 0.65F;     // so many cells changed from one frame to the next: another scene, not a movement
  std::chrono::milliseconds linger{500};        // the gate stays open so long after the last movement
  std::chrono::milliseconds let_through{2000};  // and opens once in so long even when nothing moves
};

struct Motion {
  bool open = false;        // the frame deserves a look
  bool scene_cut = false;   // the picture has nothing to do with the one before
  float changed_share = 0;  // of the cells, against the background
};

// Compares a small grey copy of each frame with a running background that follows slow changes of light. One thread.
class MotionGate {
 public:
  explicit MotionGate(const MotionSettings& settings = {}) : settings_(settings) {}

  // `position` must not run backwards. The first frame, and the first of another size, is let through.
  [[nodiscard]] Motion look(vision::ImageView frame, std::chrono::microseconds position);

 private:
  void restart(std::vector<std::uint8_t> cells, std::chrono::microseconds position);
  void adapt(const std::vector<std::uint8_t>& cells, std::chrono::microseconds elapsed);

  MotionSettings settings_;
  std::vector<float> background_;
  std::vector<std::uint8_t> previous_;
  std::chrono::microseconds last_frame_{0};
  std::chrono::microseconds last_movement_{0};
  std::chrono::microseconds last_opened_{0};
};

}  // namespace attendsense::station
