#pragma once

#include <chrono>
#include <memory>
#include <stop_token>
#include <utility>

#include "attendsense/base/synchronized.hpp"
#include "attendsense/station/camera_feed.hpp"
#include "attendsense/station/door.hpp"
#include "attendsense/station/settings.hpp"

namespace attendsense::station {

// One camera and its door. The camera is opened anew each time that it is started.
struct Entrance {
  explicit Entrance(CameraSetting setting_in) : setting(std::move(setting_in)) {}

  struct Control {
    bool is_wanted = true;
    std::stop_source session;  // of the camera that is open now
    FeedCounts counts;         // of those before
  };

  void start() {
    control.with([](Control& now) { now.is_wanted = true; });
  }

  void stop() {
    control.with([](Control& now) {
      now.is_wanted = false;
      now.session.request_stop();
    });
  }

  [[nodiscard]] bool is_wanted() const {
    return control.with([](const Control& now) { return now.is_wanted; });
  }

  // A stop was requested already if the camera is not wanted.
  [[nodiscard]] std::stop_source begin_session() {
    return control.with([](Control& now) {
      now.session = std::stop_source();
      if (!now.is_wanted) now.session.request_stop();
      return now.session;
    });
  }

  const CameraSetting setting;
  std::unique_ptr<Door> door;                  // by the door's thread, once it runs
  std::chrono::microseconds last_position{0};  // likewise
  Synchronized<Control> control;
};

}  // namespace attendsense::station
