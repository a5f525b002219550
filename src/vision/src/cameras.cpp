#include <fcntl.h>
#include <linux/videodev2.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include <algorithm>
#include <set>

#include "attendsense/vision/frame_source.hpp"

namespace attendsense::vision {
namespace {

namespace fs = std::filesystem;

class Device {
 public:
  explicit Device(const fs::path& path) : descriptor_(open(path.c_str(), O_RDWR | O_NONBLOCK | O_CLOEXEC)) {}

  ~Device() {
    if (descriptor_ >= 0) close(descriptor_);
  }

  Device(const Device&) = delete;
  Device& operator=(const Device&) = delete;

  template <class Request>
  bool ask(unsigned long what, Request& request) const {
    return descriptor_ >= 0 && ioctl(descriptor_, what, &request) == 0;
  }

 private:
  int descriptor_;
};

std::vector<std::string> resolutions_of(const Device& device) {
  std::set<std::pair<unsigned, unsigned>> sizes;
  v4l2_fmtdesc format{};
  format.type = V4L2_BUF_TYPE_VIDEO_CAPTURE;
  for (; device.ask(VIDIOC_ENUM_FMT, format); ++format.index) {
    v4l2_frmsizeenum size{};
    size.pixel_format = format.pixelformat;
    for (; device.ask(VIDIOC_ENUM_FRAMESIZES, size); ++size.index) {
      if (size.type == V4L2_FRMSIZE_TYPE_DISCRETE) {
        sizes.emplace(size.discrete.width, size.discrete.height);
      } else {  // a range: its largest
        sizes.emplace(size.stepwise.max_width, size.stepwise.max_height);
        break;
      }
    }
  }
  std::vector<std::string> names;
  names.reserve(sizes.size());
  for (const auto& [width, height] : sizes) names.push_back(std::to_string(width) + "x" + std::to_string(height));
  return names;
}

std::optional<CameraInfo> look_at(const fs::path& path) {
  const Device device(path);
  v4l2_capability capability{};
  if (!device.ask(VIDIOC_QUERYCAP, capability)) return std::nullopt;
  const unsigned flags =
      (capability.capabilities & V4L2_CAP_DEVICE_CAPS) != 0 ? capability.device_caps : capability.capabilities;
  // A webcam shows a second device that carries metadata only.
  if ((flags & V4L2_CAP_VIDEO_CAPTURE) == 0) return std::nullopt;
  const auto* name = reinterpret_cast<const char*>(capability.card);
  return CameraInfo{path.string(), std::string(name, strnlen(name, sizeof capability.card)), resolutions_of(device)};
}

}  // namespace

std::vector<CameraInfo> list_cameras() {
  std::vector<fs::path> paths;
  std::error_code error;
  for (fs::directory_iterator entry("/dev", error), end; !error && entry != end; entry.increment(error)) {
    if (entry->path().filename().string().starts_with("video")) paths.push_back(entry->path());
  }
  // video2 before video10.
  std::ranges::sort(paths, {}, [](const fs::path& path) { return std::pair(path.string().size(), path.string()); });
  std::vector<CameraInfo> cameras;
  for (const fs::path& path : paths) {
    if (std::optional<CameraInfo> camera = look_at(path)) cameras.push_back(std::move(*camera));
  }
  return cameras;
}

}  // namespace attendsense::vision
