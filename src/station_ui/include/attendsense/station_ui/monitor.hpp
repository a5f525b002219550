#pragma once

// What the station's threads tell, kept for the window to look at when it has time. Knows nothing of Qt.

#include <chrono>
#include <cstdint>
#include <deque>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "attendsense/base/synchronized.hpp"
#include "attendsense/station/station.hpp"

namespace attendsense::station_ui {

// What is known of a face that is before the camera now.
enum class Standing { followed, asked, booked, too_soon, unknown, refused, unclear };

struct SeenPerson {
  vision::Box box;  // pixels of the picture
  Standing standing = Standing::followed;
  std::string name;  // of one who was booked
};

// A frame as it is shown.
struct Picture : NonLoggable {
  vision::Image image;
  std::vector<SeenPerson> people;
};

struct CameraView {
  std::string name;
  station::CameraState state = station::CameraState::opening;
  std::string why;
  std::shared_ptr<const Picture> picture;  // none before the first frame and while the camera is closed
};

struct Trouble {
  Error error;
  std::chrono::steady_clock::time_point since;
};

enum class Phase {
  starting,
  running,
  failed,  // could not start; tried again by itself
};

// Everything that the window shows, as of one moment.
struct View {
  Phase phase = Phase::starting;
  std::optional<Error> failure;  // why it could not start
  station::StationProfile profile;
  std::vector<CameraView> cameras;
  std::deque<station::StationObserver::Heard> heard;  // the newest first, kHeardKept at most
  std::uint64_t heard_in_all = 0;
  station::LinkState link = station::LinkState::connecting;
  std::string link_why;
  std::optional<Trouble> trouble;  // the newest
  station::Vitals vitals;
};

// Safe from any thread. What it is told costs it at most the copy of a frame, and that at most sixteen times a second
// a camera.
class Monitor final : public station::StationObserver {
 public:
  // `changed` is called on whichever thread brought the news, once; then not again before the next view().
  explicit Monitor(std::function<void()> changed = [] {}) : changed_(std::move(changed)) {}

  void heard(const Heard& heard) override;
  void camera_changed(const std::string& camera, station::CameraState state, const std::string& why) override;
  void link_changed(station::LinkState state, const std::string& why) override;
  void profile_known(const station::StationProfile& profile) override;
  void captured(const std::string& camera, const station::Capture& capture) override;
  void looked(const std::string& camera, const station::TimedFrame& frame,
              std::span<const station::SeenFace> faces) override;
  void trouble(const Error& error) override;

  void phase_changed(Phase phase, std::optional<Error> failure = std::nullopt);
  void cameras_known(const std::vector<std::string>& names);
  // Sooner than the vitals say it: somebody has just pressed the button.
  void speech_switched(bool is_silent);
  void vitals_changed(const station::Vitals& vitals);
  // Replaces the function of the constructor; nobody is told by the old one once this has returned.
  void tell(std::function<void()> changed);

  [[nodiscard]] View view() const;

  static constexpr std::size_t kHeardKept = 20;

 private:
  struct Known {
    Standing standing = Standing::asked;
    std::string name;
  };

  struct Book {
    View view;
    std::map<core::PassageId, Known> passages;  // ids grow with time: the first is the oldest
    std::map<std::string, std::chrono::steady_clock::time_point> shown_at;
  };

  [[nodiscard]] static CameraView& camera_of(View& view, const std::string& name);
  static void note(Book& book, core::PassageId passage, Known known);
  template <class Change>
  void change(Change&& change);

  Synchronized<std::function<void()>> changed_;
  mutable std::atomic<bool> is_told_{false};
  Synchronized<Book> book_;
};

}  // namespace attendsense::station_ui
