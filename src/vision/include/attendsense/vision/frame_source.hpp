#pragma once

// Where frames come from. One interface over cameras, network streams, files and folders.

#include <chrono>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "attendsense/base/clock.hpp"
#include "attendsense/base/result.hpp"
#include "attendsense/vision/image.hpp"

namespace attendsense::vision {

struct Frame {
  Image image;
  std::chrono::microseconds position{0};  // since the source began: the file's own clock, or the time of arrival
  std::uint64_t number = 0;
};

class FrameSource {
 public:
  virtual ~FrameSource() = default;
  // Blocks for the next frame, at most until `timeout`. End of a file: an empty optional. A camera that is gone or
  // silent: unavailable "camera_lost"; the caller closes it and opens it again.
  [[nodiscard]] virtual Result<std::optional<Frame>> next(std::chrono::milliseconds timeout) = 0;
  [[nodiscard]] virtual bool is_live() const = 0;  // false: a file or folder, which ends and has its own clock
  [[nodiscard]] virtual std::string description() const = 0;  // without credentials
};

// address: "0" or "/dev/video0" (V4L2), "rtsp://…", "http(s)://…" (MJPEG), a video file, or a folder of pictures
// (sorted by name, at `folder_rate` pictures a second).
// Errors: not_found "camera_not_found", unavailable "camera_unreachable", unsupported "video_unreadable".
struct SourceOptions {
  int width = 640;
  int height = 480;
  double folder_rate = 10;
  std::chrono::milliseconds open_timeout{5000};
};

[[nodiscard]] Result<std::unique_ptr<FrameSource>> open_source(const std::string& address,
                                                               const SourceOptions& options = {});

struct CameraInfo {
  std::string device;                    // "/dev/video0"
  std::string name;                      // as the driver tells it
  std::vector<std::string> resolutions;  // "640x480"
};

// The video capture devices of this machine.
[[nodiscard]] std::vector<CameraInfo> list_cameras();

}  // namespace attendsense::vision
