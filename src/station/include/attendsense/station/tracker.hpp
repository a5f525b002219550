#pragma once

// Which faces of consecutive frames belong to one person walking past.

#include <chrono>
#include <cstdint>
#include <span>
#include <vector>

#include "attendsense/vision/face.hpp"

namespace attendsense::station {

struct TrackerSettings {
  float min_iou = 0.25F;      // overlap with the predicted box that is enough by itself
  float max_distance = 0.7F;  // else: centres apart at most, in face widths; grows with the time since it was last seen
  float max_size_ratio = 1.7F;
  std::chrono::milliseconds forget_after{1200};  // a track ends when it was not seen for so long ...
  int forget_after_frames = 8;                   // ... and missing from at least so many looks
};

using TrackNumber = std::uint64_t;

// What an update found out: for each face that was given, its track; and the tracks that are over.
struct TrackUpdate {
  struct Match {
    TrackNumber track = 0;
    std::size_t face = 0;  // index into what was given
    bool is_new = false;
  };

  std::vector<Match> matches;
  std::vector<TrackNumber> ended;
};

// Pairs faces with tracks greedily, the nearest pair first, with each track moved on at its last speed. One thread.
class Tracker {
 public:
  explicit Tracker(const TrackerSettings& settings = {}) : settings_(settings) {}

  [[nodiscard]] TrackUpdate update(std::span<const vision::Face> faces, std::chrono::microseconds position);
  // All tracks are over: another scene, or the end of the clip.
  [[nodiscard]] std::vector<TrackNumber> end_all();

  [[nodiscard]] std::size_t alive() const { return tracks_.size(); }

 private:
  struct Track {
    TrackNumber number = 0;
    vision::Box box;
    float speed_x = 0;  // pixels a second, of the centre
    float speed_y = 0;
    std::chrono::microseconds last_seen{0};
    int missed = 0;
  };

  struct Pair {
    float closeness = 0;
    std::size_t track = 0;
    std::size_t face = 0;
  };

  [[nodiscard]] std::vector<Pair> possible_pairs(std::span<const vision::Face> faces,
                                                 std::chrono::microseconds position) const;
  [[nodiscard]] std::vector<TrackNumber> drop_lost(std::chrono::microseconds position);

  TrackerSettings settings_;
  std::vector<Track> tracks_;
  TrackNumber next_ = 1;
};

}  // namespace attendsense::station
