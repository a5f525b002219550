// Cameras: a thread of its own reads without pause and keeps only the newest frame, so that a slow consumer sees the
// present, not a queue of the past. Frame numbers count every frame, so that a gap shows what was dropped.

#include <condition_variable>
#include <opencv2/videoio.hpp>

#include "attendsense/base/log.hpp"
#include "mat_view.hpp"
#include "sources.hpp"

namespace attendsense::vision {
namespace {

using std::chrono::milliseconds;
using std::chrono::steady_clock;

class LiveSource final : public FrameSource {
 public:
  LiveSource(std::string description, LiveKind kind, const cv::VideoCapture& capture)
      : description_(std::move(description)),
        kind_(kind),
        capture_(capture),
        reader_([this](const std::stop_token& stop) { read_until(stop); }) {}

  Result<std::optional<Frame>> next(milliseconds timeout) override {
    std::unique_lock lock(mutex_);
    const bool arrived = changed_.wait_for(lock, timeout, [&] { return newest_.has_value() || lost_; });
    if (newest_) return std::exchange(newest_, std::nullopt);
    return fail(Failure::unavailable, "camera_lost",
                arrived ? "The camera is gone: " + description_ : "The camera is silent: " + description_,
                "Check its cable, power and network");
  }

  bool is_live() const override { return true; }

  std::string description() const override { return description_; }

 private:
  void read_until(const std::stop_token& stop) {
    const steady_clock::time_point begun = steady_clock::now();
    try {
      for (std::uint64_t number = 0; !stop.stop_requested();) {
        if (!wait_for_frame()) continue;
        cv::Mat pixels;
        if (!capture_.read(pixels) || pixels.empty()) break;
        const auto age = std::chrono::duration_cast<std::chrono::microseconds>(steady_clock::now() - begun);
        publish({to_image(pixels), age, number++});
      }
    } catch (const cv::Exception& exception) {
      // A device that vanished in the middle of a call: lost like any other.
      log::debug("camera_call_failed", {{"camera", description_}, {"error", exception.what()}});
    }
    const std::scoped_lock lock(mutex_);
    lost_ = true;
    changed_.notify_all();
  }

  // V4L2's own read would block for ten seconds, deaf to a stop; network streams have their time limit set.
  bool wait_for_frame() {
    if (kind_ != LiveKind::v4l2) return true;
    constexpr std::int64_t kSliceNanoseconds = 200'000'000;
    std::vector<int> ready;
    return cv::VideoCapture::waitAny({capture_}, ready, kSliceNanoseconds) && !ready.empty();
  }

  void publish(Frame frame) {
    const std::scoped_lock lock(mutex_);
    newest_ = std::move(frame);
    changed_.notify_one();
  }

  std::string description_;
  LiveKind kind_;
  cv::VideoCapture capture_;
  std::mutex mutex_;
  std::condition_variable changed_;
  std::optional<Frame> newest_;
  bool lost_ = false;
  std::jthread reader_;  // last: it uses all of the above and stops first
};

cv::VideoCapture open_capture(const std::string& address, LiveKind kind, const SourceOptions& options) {
  cv::VideoCapture capture;
  const auto limit = static_cast<int>(options.open_timeout.count());
  try {
    if (kind == LiveKind::v4l2) {
      capture.open(address, cv::CAP_V4L2,
                   {cv::CAP_PROP_FRAME_WIDTH, options.width, cv::CAP_PROP_FRAME_HEIGHT, options.height});
    } else {
      capture.open(address, cv::CAP_FFMPEG,
                   {cv::CAP_PROP_OPEN_TIMEOUT_MSEC, limit, cv::CAP_PROP_READ_TIMEOUT_MSEC, limit});
    }
  } catch (const cv::Exception&) {
    capture.release();
  }
  return capture;
}

}  // namespace

Result<std::unique_ptr<FrameSource>> open_live(const std::string& address, LiveKind kind,
                                               const SourceOptions& options) {
  const std::string shown = "camera " + without_credentials(address);
  std::error_code error;
  if (kind == LiveKind::v4l2 && !std::filesystem::exists(address, error)) {
    return fail(Failure::not_found, "camera_not_found", "There is no " + shown,
                "See the cameras with: attendsense-station --list-cameras");
  }
  cv::VideoCapture capture = open_capture(address, kind, options);
  if (!capture.isOpened()) {
    return fail(Failure::unavailable, "camera_unreachable", "Cannot open " + shown,
                kind == LiveKind::v4l2 ? "Check that no other program uses it and that you may read the device"
                                       : "Check the address, the name and password, and the network");
  }
  return std::make_unique<LiveSource>(shown, kind, capture);
}

}  // namespace attendsense::vision
