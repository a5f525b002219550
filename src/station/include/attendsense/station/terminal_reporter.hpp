#pragma once

#include <iosfwd>
#include <span>
#include <string>

#include "attendsense/station/station.hpp"
#include "attendsense/vision/frame_source.hpp"

namespace attendsense::station {

enum class ReportAs { lines, json_lines };
enum class Colour { no, yes };

// What happens at the station as lines that a person reads, or as JSON lines for a program:
//   09:04:12  in   Hello Ms. Ada Lovelace   (0.41 s)
class TerminalReporter final : public StationObserver {
 public:
  // `out` gets punches and sightings, `err` cameras, connection and troubles. Both must outlive it.
  TerminalReporter(std::ostream& out, std::ostream& err, ReportAs form, Colour colour)
      : out_(out), err_(err), form_(form), colour_(colour) {}

  void heard(const Heard& heard) override;
  void camera_changed(const std::string& camera, CameraState state, const std::string& why) override;
  void link_changed(LinkState state, const std::string& why) override;
  void profile_known(const StationProfile& profile) override;
  void captured(const std::string& camera, const Capture& capture) override;
  void trouble(const Error& error) override;

  void summarise(const Summary& summary);

 private:
  void note(const std::string& text);

  std::ostream& out_;
  std::ostream& err_;
  ReportAs form_;
  Colour colour_;
  std::string last_trouble_;
};

// The cameras of this machine as a table, or as a JSON array. Without any: advice on what to look at.
[[nodiscard]] std::string describe_cameras(std::span<const vision::CameraInfo> cameras, ReportAs form);

}  // namespace attendsense::station
