#pragma once

// Frames of one camera or file, at the pace at which they can be looked at.

#include <chrono>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <stop_token>
#include <string>

#include "attendsense/base/clock.hpp"
#include "attendsense/core/station_report.hpp"
#include "attendsense/station/backoff.hpp"
#include "attendsense/vision/frame_source.hpp"

namespace attendsense::station {

struct TimedFrame {
  vision::Image image;
  std::chrono::microseconds position{0};  // never runs backwards, also when the camera was away meanwhile
  Instant captured_at;
  std::chrono::steady_clock::time_point seen_at;  // when it reached this process
};

using core::CameraState;

enum class Pace {
  real_time,            // a file plays by its own clock; like a camera's, its frames are dropped when nobody is ready
  as_fast_as_possible,  // every frame of a file, without waiting
};

struct FeedSettings {
  Pace pace = Pace::real_time;
  std::chrono::milliseconds silence{5000};  // a camera without a frame for so long is lost
  BackoffSettings backoff{.first = std::chrono::milliseconds{500}, .longest = std::chrono::milliseconds{15'000}};
  vision::SourceOptions source = {};
};

struct FeedCounts {
  std::uint64_t frames = 0;   // that came
  std::uint64_t dropped = 0;  // of these, made room for newer ones before anybody looked
  std::uint64_t losses = 0;   // times that the camera was away
};

class CameraFeed {
 public:
  using Open = std::function<Result<std::unique_ptr<vision::FrameSource>>()>;
  using StateChanged = std::function<void(CameraState, const std::string& why)>;

  virtual ~CameraFeed() = default;
  // The newest frame, waiting for one. Nothing: the file has ended or cannot be read, or stop was requested. A camera
  // never ends: it is opened again, with back-off, as often as it is lost. One thread.
  [[nodiscard]] virtual std::optional<TimedFrame> next(const std::stop_token& stop) = 0;
  [[nodiscard]] virtual FeedCounts counts() const = 0;
};

// Whether an address names a file or folder (which ends) and not a device or stream (which is waited for).
[[nodiscard]] bool names_a_file(const std::string& address);

// `start`: the time that position 0 of a file stands for. A camera's frames carry the time of their arrival.
// `state_changed` is called on the thread that reads the source.
[[nodiscard]] std::unique_ptr<CameraFeed> make_feed(const std::string& address, const Clock& clock, Instant start,
                                                    CameraFeed::StateChanged state_changed,
                                                    const FeedSettings& settings = {});
// The same with another way to open the source.
[[nodiscard]] std::unique_ptr<CameraFeed> make_feed(CameraFeed::Open open, bool is_file, const Clock& clock,
                                                    Instant start, CameraFeed::StateChanged state_changed,
                                                    const FeedSettings& settings = {});

}  // namespace attendsense::station
