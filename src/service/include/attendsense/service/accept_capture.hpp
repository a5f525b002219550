#pragma once

#include <chrono>
#include <optional>
#include <string>

#include "attendsense/base/bytes.hpp"
#include "attendsense/service/ports.hpp"
#include "attendsense/service/principal.hpp"

// A station's capture goes into the queue; it has it durably when this returns. The same capture again is "known" and
// goes nowhere. For stations only. Errors: not_found "camera_unknown"; invalid_input "input_invalid",
// "capture_not_sealed", "captured_at_implausible"; forbidden "capture_must_be_sealed" (a bare JPEG that did not come
// over loopback); too_large "picture_bytes", "picture_dimensions"; unsupported "picture_format_unsupported";
// unavailable "queue_full", "queue_away".
namespace attendsense::service::accept_capture {

enum class Format { sealed_jpeg, jpeg };  // a Fernet token under the station's key; a bare picture
enum class Origin { loopback, network };

struct Input {
  Principal actor = {};
  core::CaptureId capture = {};
  core::PassageId passage = {};
  std::string camera = {};                                     // its name at the station
  Instant captured_at = {};                                    // by the station's clock
  std::optional<std::chrono::microseconds> clock_offset = {};  // station minus server, as the station measured it
  std::optional<core::FaceHint> face = {};                     // the one that it tracked
  Format format = Format::sealed_jpeg;
  Origin origin = Origin::network;
  Bytes body = {};
};

struct Output {
  core::CaptureId capture;
  core::Enqueued status = core::Enqueued::added;
};

inline constexpr std::size_t kLargestBody = 8u << 20;
inline constexpr std::chrono::milliseconds kEnqueueDeadline{2000};
inline constexpr std::chrono::days kMostClockOffset{36525};
// Of a face that a station names: how far from the picture's corner it may be, and how large. Pixels.
inline constexpr float kMostFaceHint = 20'000;

[[nodiscard]] Result<void> check(const Input& input);
[[nodiscard]] Result<Output> run(Ports& ports, Input input, Instant now);

}  // namespace attendsense::service::accept_capture
