#include <cmath>
#include <opencv2/videoio.hpp>

#include "mat_view.hpp"
#include "sources.hpp"

namespace attendsense::vision {
namespace {

class VideoFileSource final : public FrameSource {
 public:
  VideoFileSource(std::filesystem::path path, const cv::VideoCapture& capture)
      : path_(std::move(path)), capture_(capture), rate_(capture_.get(cv::CAP_PROP_FPS)) {
    if (!(rate_ > 0 && rate_ < 1000)) rate_ = 25;
  }

  Result<std::optional<Frame>> next(std::chrono::milliseconds) override {
    cv::Mat pixels;
    try {
      if (!capture_.read(pixels) || pixels.empty()) return std::optional<Frame>{};
    } catch (const cv::Exception& error) {
      return fail(Failure::unsupported, "video_unreadable", path_.string() + ": " + error.err);
    }
    Frame frame{to_image(pixels), position_of(number_), number_};
    ++number_;
    return frame;
  }

  bool is_live() const override { return false; }

  std::string description() const override { return "video " + path_.string(); }

 private:
  // The file's own clock where it has one that moves on, else the frame rate.
  std::chrono::microseconds position_of(std::uint64_t number) {
    const double stated = capture_.get(cv::CAP_PROP_POS_MSEC);
    const auto by_rate = std::llround(static_cast<double>(number) * 1e6 / rate_);
    auto position =
        std::chrono::microseconds{std::isfinite(stated) && stated > 0 ? std::llround(stated * 1e3) : by_rate};
    if (number > 0 && position <= last_) position = last_ + std::chrono::microseconds{std::llround(1e6 / rate_)};
    return last_ = position;
  }

  std::filesystem::path path_;
  cv::VideoCapture capture_;
  double rate_;
  std::uint64_t number_ = 0;
  std::chrono::microseconds last_{0};
};

}  // namespace

Result<std::unique_ptr<FrameSource>> open_video_file(const std::filesystem::path& path) {
  // "file:" keeps a name such as "concat:x" from being taken for a protocol.
  const std::string address = "file:" + path.string();
  cv::VideoCapture capture;
  try {
    capture.open(address, cv::CAP_FFMPEG);
  } catch (const cv::Exception&) {
    capture.release();
  }
  if (!capture.isOpened()) {
    return fail(Failure::unsupported, "video_unreadable",
                "The file " + path.string() + " is not a video that can be played", "Convert it to MP4 (H.264)");
  }
  return std::make_unique<VideoFileSource>(path, capture);
}

}  // namespace attendsense::vision
