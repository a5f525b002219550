#pragma once

// A whole station: cameras, doors, spool, uplink, events and voice, put together and run.

#include <memory>
#include <mutex>
#include <optional>
#include <span>
#include <stop_token>
#include <string>
#include <vector>

#include "attendsense/station/credentials.hpp"
#include "attendsense/station/event_stream.hpp"
#include "attendsense/station/journal.hpp"
#include "attendsense/station/settings.hpp"
#include "attendsense/station/uplink.hpp"
#include "attendsense/vision/analyzer.hpp"

namespace attendsense::station {

// What happened, for a terminal or a window. Called from the station's threads, one call at a time; must return soon.
class StationObserver {
 public:
  virtual ~StationObserver() = default;

  struct Heard {
    StationEvent event;
    std::optional<std::chrono::milliseconds> after_frame;  // known for captures of this run
    bool is_late = false;                                  // too old to greet anybody
  };

  virtual void heard(const Heard& heard) { static_cast<void>(heard); }

  virtual void camera_changed(const std::string& camera, CameraState state, const std::string& why) {
    static_cast<void>(camera), static_cast<void>(state), static_cast<void>(why);
  }

  virtual void link_changed(LinkState state, const std::string& why) {
    static_cast<void>(state), static_cast<void>(why);
  }

  virtual void profile_known(const StationProfile& profile) { static_cast<void>(profile); }

  virtual void captured(const std::string& camera, const Capture& capture) {
    static_cast<void>(camera), static_cast<void>(capture);
  }

  // A frame of a camera and who is in it, about as often as the camera gives one.
  virtual void looked(const std::string& camera, const TimedFrame& frame, std::span<const SeenFace> faces) {
    static_cast<void>(camera), static_cast<void>(frame), static_cast<void>(faces);
  }

  // Something is wrong that a person should mend; the station goes on.
  virtual void trouble(const Error& error) { static_cast<void>(error); }
};

struct Summary {
  std::uint64_t frames = 0;
  std::uint64_t frames_dropped = 0;
  std::uint64_t looks = 0;
  std::uint64_t passages = 0;  // with at least one good look
  Journal::Figures figures;
  UplinkCounts uplink;
  SpoolCounts spool;
  EventStreamCounts events;
  std::size_t unanswered = 0;      // captures that no event came for
  std::size_t failed_sources = 0;  // files that could not be read
  std::int64_t lost = 0;           // captures that the spool could not take
};

// How the station is at this moment.
struct Vitals {
  LinkState link = LinkState::connecting;
  bool hears_events = false;
  SpoolCounts spool;
  UplinkCounts uplink;
  std::optional<std::chrono::microseconds> clock_offset;  // station minus server; nothing before the first answer
  bool is_clock_wrong = false;
  bool is_silent = false;
};

enum class Ending {
  never,      // until stop is requested
  when_idle,  // also when every source has ended and every capture is delivered and answered, or time is up
};

class Station {
 public:
  // Opens the spool and the voice. Errors: conflict "station_running" when another station uses the data folder, and
  // those of Spool::open(). A missing sound device is reported to the observer, not an error.
  [[nodiscard]] static Result<std::unique_ptr<Station>> open(Settings settings, Credentials credentials,
                                                             std::unique_ptr<vision::Detector> detector,
                                                             StationObserver& observer, const Clock& clock);
  ~Station();
  Station(const Station&) = delete;
  Station& operator=(const Station&) = delete;

  // Once. What is not delivered when it returns waits in the spool for the next run.
  [[nodiscard]] Summary run(const std::stop_token& stop, Ending ending);

  // All below from any thread, before, during and after run().
  // Closes the camera, so that its light goes out, until it is started again; all are started at first. Names that no
  // camera has change nothing. A file is played from its beginning.
  void stop_camera(const std::string& name);
  void start_camera(const std::string& name);
  void be_silent();
  void speak();
  [[nodiscard]] Vitals vitals() const;

 private:
  struct Parts;
  explicit Station(std::unique_ptr<Parts> parts);
  std::unique_ptr<Parts> parts_;
};

}  // namespace attendsense::station
