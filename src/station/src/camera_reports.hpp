#pragma once

// What the station reports of its cameras. Safe from any thread.

#include <map>
#include <string>
#include <utility>
#include <vector>

#include "attendsense/base/synchronized.hpp"
#include "attendsense/core/station_report.hpp"

namespace attendsense::station {

class CameraReports {
 public:
  // One that is to be opened.
  void add(const std::string& name) {
    cameras_.with([&](auto& all) { all[name] = {.name = name, .state = core::CameraState::opening, .why = ""}; });
  }

  // Whether that is news. A camera that is lost stays so, and why, while it is being opened again: it is every few
  // seconds, and nobody is helped by hearing of that.
  bool note(const std::string& name, core::CameraState state, const std::string& why) {
    using enum core::CameraState;
    return cameras_.with([&](auto& all) {
      core::CameraReport& camera = all[name];
      if (state == opening && camera.state == lost) return false;
      const core::CameraReport now{.name = name, .state = state, .why = state == lost || state == failed ? why : ""};
      return std::exchange(camera, now) != now;
    });
  }

  // By name.
  [[nodiscard]] std::vector<core::CameraReport> all() const {
    return cameras_.with([](const auto& all) {
      std::vector<core::CameraReport> reports;
      reports.reserve(all.size());
      for (const auto& [name, camera] : all) reports.push_back(camera);
      return reports;
    });
  }

 private:
  Synchronized<std::map<std::string, core::CameraReport>> cameras_;
};

}  // namespace attendsense::station
