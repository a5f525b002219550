#include <algorithm>
#include <array>

#include "sources.hpp"

namespace attendsense::vision {
namespace {

namespace fs = std::filesystem;

// Only what cameras speak: the library behind knows more schemes, some of which read local files.
bool is_network_address(const std::string& address) {
  constexpr std::array<std::string_view, 4> kSchemes{"rtsp://", "rtsps://", "http://", "https://"};
  return std::ranges::any_of(kSchemes, [&](std::string_view scheme) { return address.starts_with(scheme); });
}

bool is_number(const std::string& text) {
  return !text.empty() && text.size() <= 3 && std::ranges::all_of(text, [](char c) { return c >= '0' && c <= '9'; });
}

}  // namespace

std::string without_credentials(const std::string& address) {
  const std::size_t scheme = address.find("://");
  if (scheme == std::string::npos) return address;
  const std::size_t host = scheme + 3;
  const std::size_t path = std::min(address.find_first_of("/?#", host), address.size());
  // The last @ before the path: a password may hold one itself.
  const std::size_t at = address.rfind('@', path == 0 ? 0 : path - 1);
  if (at == std::string::npos || at < host) return address;
  return address.substr(0, host) + address.substr(at + 1);
}

Result<std::unique_ptr<FrameSource>> open_source(const std::string& address, const SourceOptions& options) {
  if (is_number(address)) return open_live("/dev/video" + address, LiveKind::v4l2, options);
  if (address.starts_with("/dev/video")) return open_live(address, LiveKind::v4l2, options);
  if (is_network_address(address)) return open_live(address, LiveKind::network, options);
  std::error_code error;
  if (fs::is_directory(address, error)) return open_folder(address, options.folder_rate);
  if (fs::is_regular_file(address, error)) return open_video_file(address);
  return fail(Failure::not_found, "camera_not_found",
              "There is no camera, video or folder '" + without_credentials(address) + "'",
              "Name a camera (0, /dev/video0), an rtsp:// or http:// address, a video file or a folder of pictures");
}

}  // namespace attendsense::vision
