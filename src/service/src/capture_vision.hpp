#pragma once

#include <chrono>
#include <vector>

#include "attendsense/core/decision.hpp"
#include "attendsense/service/process_capture.hpp"

namespace attendsense::service::process_capture {

// What vision has to say of one face of a capture.
struct SeenFace : NonLoggable {
  float width = 0;    // pixels
  float quality = 0;  // 0..1
  bool good_quality = false;
  core::Liveness liveness = core::Liveness::unclear;
  float liveness_score = 0;
  bool surroundings = true;
  std::vector<vision::Match> people;  // the best two, best first
  Bytes crop;                         // a JPEG of it, for a person to look at; empty where none is to be kept
};

// Adds the time between its making and its end to one stage.
class Stopwatch {
 public:
  explicit Stopwatch(std::chrono::microseconds& total) : total_(total), begin_(std::chrono::steady_clock::now()) {}

  ~Stopwatch() {
    total_ += std::chrono::duration_cast<std::chrono::microseconds>(std::chrono::steady_clock::now() - begin_);
  }

  Stopwatch(const Stopwatch&) = delete;
  Stopwatch& operator=(const Stopwatch&) = delete;

 private:
  std::chrono::microseconds& total_;
  std::chrono::steady_clock::time_point begin_;
};

// Every face of a picture, at most kMostFaces: the one that the station tracked first when it is found again
// (kTrackedOverlap), then the largest first.
enum class Crops { none, keep };
[[nodiscard]] Result<std::vector<SeenFace>> look_at_faces(Ports& ports, BytesView jpeg,
                                                          const std::optional<core::FaceHint>& tracked, Crops crops,
                                                          Timings& timings);

}  // namespace attendsense::service::process_capture
