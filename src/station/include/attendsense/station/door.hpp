#pragma once

// What happens to the frames of one camera: has something moved, are there faces, whose are they, which look at each
// person is worth sending.

#include <cstdint>
#include <functional>
#include <map>
#include <span>
#include <string>

#include "attendsense/base/synchronized.hpp"
#include "attendsense/station/best_shot.hpp"
#include "attendsense/station/camera_feed.hpp"
#include "attendsense/station/capture.hpp"
#include "attendsense/station/face_gate.hpp"
#include "attendsense/station/motion_gate.hpp"
#include "attendsense/station/tracker.hpp"

namespace attendsense::station {

struct DoorSettings {
  MotionSettings motion;
  FaceGateSettings face;
  TrackerSettings tracker;
  BestShotSettings best_shot;
  CaptureSettings capture;
  double looks_per_second = 15;  // the detector sees at most so many frames a second
  float min_tracked_width = 20;  // pixels; smaller faces are not followed
  // A person who stays before the camera and was not recognised gets another passage, hence two more pictures, after so
  // long, and then each time after twice as long. One who was booked never does: a camera for both ways would book them
  // out again.
  std::chrono::seconds renew_after{60};
  // Somebody may be gone before the server has answered. The best look that was not sent is kept so long, by this
  // machine's clock, and goes out if the answer leaves it open who they were.
  std::chrono::milliseconds keep_last_look{6000};
};

// What the server has made of a passage.
struct PassageOpinion {
  std::function<Answer(core::PassageId)> answer = [](core::PassageId) { return Answer::none; };
  std::function<bool(core::PassageId)> has_settled = [](core::PassageId) { return false; };
};

// A face that is followed, as it was found last.
struct SeenFace {
  vision::Box box;  // pixels of the frame
  core::PassageId passage;
};

struct DoorCounts {
  std::uint64_t frames = 0;
  std::uint64_t looks = 0;     // frames that the detector saw
  std::uint64_t tracks = 0;    // faces that were followed, also those never good enough
  std::uint64_t passages = 0;  // of these, with at least one good look
  std::uint64_t shots = 0;
  int most_shots = 0;  // of one passage
};

class Door {
 public:
  // Called on the thread that calls look() and end().
  using Send = std::function<void(const Shot&, core::PassageId)>;

  Door(vision::Detector& detector, PassageOpinion opinion, Send send, const DoorSettings& settings = {});

  // Called for each frame that is looked at, on the same thread, with those who are before the camera: what a window
  // shows. Must return soon.
  using Show = std::function<void(const TimedFrame&, std::span<const SeenFace>)>;

  void show_to(Show show) { show_ = std::move(show); }

  void look(const TimedFrame& frame);
  // Everybody is gone: the clip is over, or the camera.
  void end();
  // Sends what the server's answers have decided since, of passages that are over; look() does so too. True when
  // nothing is kept back any more.
  bool resolve();
  // From any thread.
  [[nodiscard]] DoorCounts counts() const;

 private:
  struct Passage {
    core::PassageId id;
    BestShot shots;
    std::optional<Shot> candidate;
    std::chrono::microseconds began{0};
    bool has_good_look = false;
    std::chrono::seconds renew_after{60};
  };

  void search(const TimedFrame& frame);
  [[nodiscard]] bool is_worth_a_look(const TimedFrame& frame, const Motion& motion);
  void consider(Passage& passage, const TimedFrame& frame, const vision::Face& face);
  void send(Passage& passage, std::chrono::microseconds position);

  struct LastLook {
    Passage passage;
    std::chrono::steady_clock::time_point until;
  };

  void finish(TrackNumber track, std::chrono::microseconds position);
  [[nodiscard]] Passage fresh_passage(const TimedFrame& frame, std::chrono::seconds renew_after) const;
  void begin_passage(TrackNumber track, const TimedFrame& frame);

  vision::Detector& detector_;
  PassageOpinion opinion_;
  Send send_;
  Show show_;
  DoorSettings settings_;
  MotionGate motion_;
  FaceGate face_gate_;
  Tracker tracker_;
  std::map<TrackNumber, Passage> passages_;
  std::vector<SeenFace> seen_;
  std::vector<LastLook> last_looks_;
  std::optional<std::chrono::microseconds> last_look_;
  std::chrono::microseconds last_position_{0};
  bool detector_failed_ = false;
  Synchronized<DoorCounts> counts_;
};

}  // namespace attendsense::station
