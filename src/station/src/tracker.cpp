#include "attendsense/station/tracker.hpp"

#include <algorithm>
#include <cmath>

#include "attendsense/vision/overlap.hpp"

namespace attendsense::station {

namespace {

// A speed measured between two detections is mostly jitter; it is smoothed by this share of the newest measurement.
constexpr float kNewestSpeedShare = 0.3F;
// A prediction is trusted for so long; then the person may have turned round.
constexpr float kPredictionSeconds = 0.4F;
// How much farther apart, in face widths a second, two sightings of one person may be than max_distance.
constexpr float kWidthsPerSecond = 1.5F;
constexpr float kMaxReach = 2.0F;

float seconds(std::chrono::microseconds span) {
  return std::chrono::duration<float>(span).count();
}

vision::Point centre(const vision::Box& box) {
  return {box.x + box.width / 2, box.y + box.height / 2};
}

}  // namespace

TrackUpdate Tracker::update(std::span<const vision::Face> faces, std::chrono::microseconds position) {
  std::vector<Pair> pairs = possible_pairs(faces, position);
  std::ranges::sort(pairs, std::greater{}, &Pair::closeness);

  TrackUpdate update;
  std::vector<bool> face_taken(faces.size());
  std::vector<bool> track_seen(tracks_.size());
  for (const Pair& pair : pairs) {
    if (face_taken[pair.face] || track_seen[pair.track]) continue;
    face_taken[pair.face] = track_seen[pair.track] = true;
    Track& track = tracks_[pair.track];
    const vision::Point before = centre(track.box);
    const vision::Point now = centre(faces[pair.face].box);
    if (const float elapsed = seconds(position - track.last_seen); elapsed > 0) {
      track.speed_x += kNewestSpeedShare * ((now.x - before.x) / elapsed - track.speed_x);
      track.speed_y += kNewestSpeedShare * ((now.y - before.y) / elapsed - track.speed_y);
    }
    track.box = faces[pair.face].box;
    track.last_seen = position;
    track.missed = 0;
    update.matches.push_back({.track = track.number, .face = pair.face});
  }
  for (std::size_t i = 0; i < track_seen.size(); ++i) tracks_[i].missed += track_seen[i] ? 0 : 1;
  update.ended = drop_lost(position);
  for (std::size_t i = 0; i < faces.size(); ++i) {
    if (face_taken[i]) continue;
    tracks_.push_back({.number = next_++, .box = faces[i].box, .last_seen = position});
    update.matches.push_back({.track = tracks_.back().number, .face = i, .is_new = true});
  }
  return update;
}

std::vector<Tracker::Pair> Tracker::possible_pairs(std::span<const vision::Face> faces,
                                                   std::chrono::microseconds position) const {
  std::vector<Pair> pairs;
  for (std::size_t t = 0; t < tracks_.size(); ++t) {
    const Track& track = tracks_[t];
    const float unseen = seconds(position - track.last_seen);
    const float ahead = std::min(unseen, kPredictionSeconds);
    vision::Box predicted = track.box;
    predicted.x += track.speed_x * ahead;
    predicted.y += track.speed_y * ahead;
    const float reach = std::min(settings_.max_distance + kWidthsPerSecond * unseen, kMaxReach);
    for (std::size_t f = 0; f < faces.size(); ++f) {
      const vision::Box& box = faces[f].box;
      const float ratio = std::max(box.width, predicted.width) / std::max(1.0F, std::min(box.width, predicted.width));
      if (ratio > settings_.max_size_ratio) continue;
      const vision::Point a = centre(box);
      const vision::Point b = centre(predicted);
      const float distance = std::hypot(a.x - b.x, a.y - b.y) / std::max(box.width, predicted.width);
      const float iou = vision::intersection_over_union(box, predicted);
      if (iou < settings_.min_iou && distance > reach) continue;
      pairs.push_back({.closeness = iou - distance, .track = t, .face = f});
    }
  }
  return pairs;
}

std::vector<TrackNumber> Tracker::drop_lost(std::chrono::microseconds position) {
  std::vector<TrackNumber> ended;
  std::erase_if(tracks_, [&](const Track& track) {
    const bool lost =
        track.missed >= settings_.forget_after_frames && position - track.last_seen >= settings_.forget_after;
    if (lost) ended.push_back(track.number);
    return lost;
  });
  return ended;
}

std::vector<TrackNumber> Tracker::end_all() {
  std::vector<TrackNumber> ended;
  ended.reserve(tracks_.size());
  for (const Track& track : tracks_) ended.push_back(track.number);
  tracks_.clear();
  return ended;
}

}  // namespace attendsense::station
