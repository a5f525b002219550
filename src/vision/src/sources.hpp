#pragma once

// The kinds of frame source; open_source() chooses by the address.

#include "attendsense/vision/frame_source.hpp"

namespace attendsense::vision {

// V4L2: `address` is "/dev/videoN". Network: an rtsp, rtsps, http or https address.
enum class LiveKind { v4l2, network };
[[nodiscard]] Result<std::unique_ptr<FrameSource>> open_live(const std::string& address, LiveKind kind,
                                                             const SourceOptions& options);
[[nodiscard]] Result<std::unique_ptr<FrameSource>> open_video_file(const std::filesystem::path& path);
[[nodiscard]] Result<std::unique_ptr<FrameSource>> open_folder(const std::filesystem::path& path, double rate);

// "rtsp://user:secret@host/x" -> "rtsp://host/x". What is shown and logged.
[[nodiscard]] std::string without_credentials(const std::string& address);

}  // namespace attendsense::vision
