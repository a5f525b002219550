#include "attendsense/station/motion_gate.hpp"

#include <algorithm>
#include <cmath>
#include <cstdlib>

namespace attendsense::station {

namespace {

// The small copy has this many cells a row; a face of 40 pixels in a picture of 640 covers five of them.
constexpr int kCellsAcross = 80;
// Samples a cell and axis: enough to average the sensor's noise away.
constexpr int kSamples = 4;
// How fast the background follows: where nothing moves, and where something does, so that a person who stands still is
// not painted into it before the detector has had its look.
constexpr float kQuietSeconds = 2.0F;
constexpr float kBusySeconds = 15.0F;

std::uint8_t cell_mean(const vision::ImageView& frame, int left, int top, int side) {
  int sum = 0;
  for (int i = 0; i < kSamples; ++i) {
    const std::uint8_t* row = frame.row(std::min(top + i * side / kSamples, frame.height - 1));
    for (int j = 0; j < kSamples; ++j) {
      // Green stands for grey: it carries most of the light and none of the sums of a conversion.
      sum += row[3 * std::min(left + j * side / kSamples, frame.width - 1) + 1];
    }
  }
  return static_cast<std::uint8_t>(sum / (kSamples * kSamples));
}

std::vector<std::uint8_t> small_grey(const vision::ImageView& frame) {
  const int side = std::max(1, frame.width / kCellsAcross);
  const int across = std::max(1, frame.width / side);
  const int down = std::max(1, frame.height / side);
  std::vector<std::uint8_t> cells;
  cells.reserve(static_cast<std::size_t>(across) * static_cast<std::size_t>(down));
  for (int y = 0; y < down; ++y) {
    for (int x = 0; x < across; ++x) cells.push_back(cell_mean(frame, x * side, y * side, side));
  }
  return cells;
}

float share(std::size_t changed, std::size_t all) {
  return static_cast<float>(changed) / static_cast<float>(all);
}

}  // namespace

Motion MotionGate::look(vision::ImageView frame, std::chrono::microseconds position) {
  if (frame.empty()) return {};
  std::vector<std::uint8_t> cells = small_grey(frame);
  if (cells.size() != background_.size()) {
    const bool first = background_.empty();
    restart(std::move(cells), position);
    return {.open = true, .scene_cut = !first, .changed_share = 1};
  }

  std::size_t changed = 0;
  std::size_t jumped = 0;
  const auto noise = static_cast<float>(settings_.noise);
  for (std::size_t i = 0; i < cells.size(); ++i) {
    changed += std::abs(static_cast<float>(cells[i]) - background_[i]) > noise ? 1 : 0;
    jumped += std::abs(cells[i] - previous_[i]) > 2 * settings_.noise ? 1 : 0;
  }
  Motion motion{.changed_share = share(changed, cells.size())};
  motion.scene_cut = share(jumped, cells.size()) >= settings_.scene_cut_share;
  if (motion.scene_cut) {
    restart(std::move(cells), position);
    motion.open = true;
    return motion;
  }

  if (motion.changed_share >= settings_.min_changed_share) last_movement_ = position;
  motion.open = last_movement_ == position || position - last_movement_ <= settings_.linger ||
                position - last_opened_ >= settings_.let_through;
  if (motion.open) last_opened_ = position;
  adapt(cells, position - last_frame_);
  previous_ = std::move(cells);
  last_frame_ = position;
  return motion;
}

void MotionGate::restart(std::vector<std::uint8_t> cells, std::chrono::microseconds position) {
  background_.assign(cells.begin(), cells.end());
  previous_ = std::move(cells);
  last_frame_ = last_movement_ = last_opened_ = position;
}

void MotionGate::adapt(const std::vector<std::uint8_t>& cells, std::chrono::microseconds elapsed) {
  const float seconds = std::clamp(std::chrono::duration<float>(elapsed).count(), 0.0F, 1.0F);
  const float quiet = seconds / kQuietSeconds;
  const float busy = seconds / kBusySeconds;
  const auto noise = static_cast<float>(settings_.noise);
  for (std::size_t i = 0; i < cells.size(); ++i) {
    const float difference = static_cast<float>(cells[i]) - background_[i];
    background_[i] += difference * (std::abs(difference) > noise ? busy : quiet);
  }
}

}  // namespace attendsense::station
