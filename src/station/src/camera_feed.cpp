#include "attendsense/station/camera_feed.hpp"

#include "attendsense/base/mailbox.hpp"

namespace attendsense::station {

namespace {

using std::chrono::duration_cast;
using std::chrono::microseconds;
using std::chrono::milliseconds;
using std::chrono::steady_clock;
using SourcePointer = std::unique_ptr<vision::FrameSource>;

// A thread reads, the mailbox holds the newest frame: who looks slowly sees fewer frames, not older ones.
class ThreadedFeed final : public CameraFeed {
 public:
  ThreadedFeed(Open open, bool is_file, const Clock& clock, Instant start, StateChanged state_changed,
               const FeedSettings& settings)
      : open_(std::move(open)),
        is_file_(is_file),
        clock_(clock),
        start_(start),
        state_changed_(std::move(state_changed)),
        settings_(settings),
        reader_([this](const std::stop_token& stop) { read(stop); }) {}

  std::optional<TimedFrame> next(const std::stop_token& stop) override { return newest_.take(stop); }

  FeedCounts counts() const override { return {.frames = frames_, .dropped = newest_.dropped(), .losses = losses_}; }

 private:
  void read(const std::stop_token& stop) {
    Backoff backoff(settings_.backoff);
    while (!stop.stop_requested()) {
      state_changed_(CameraState::opening, "");
      const std::string why = read_once(stop, backoff);
      if (stop.stop_requested()) break;
      if (is_file_) {
        state_changed_(why.empty() ? CameraState::ended : CameraState::failed, why);
        break;
      }
      ++losses_;
      state_changed_(CameraState::lost, why.empty() ? "the stream ended" : why);
      sleep_unless_stopped(stop, backoff.next());
    }
    newest_.close();
  }

  // From opening to the end; says what went wrong.
  std::string read_once(const std::stop_token& stop, Backoff& backoff) {
    Result<SourcePointer> source = open_();
    if (!source) return source.error().text();
    for (bool is_first = true; !stop.stop_requested(); is_first = false) {
      Result<std::optional<vision::Frame>> frame = (*source)->next(settings_.silence);
      if (!frame) return frame.error().text();
      if (!*frame) return "";
      if (is_first) {
        backoff.reset();
        state_changed_(CameraState::running, (*source)->description());
      }
      pass_on(std::move(**frame), stop);
    }
    return "";
  }

  void pass_on(vision::Frame frame, const std::stop_token& stop) {
    TimedFrame timed;
    timed.image = std::move(frame.image);
    if (is_file_) {
      const auto due = began_ + frame.position;
      if (!sleep_unless_stopped(stop, std::chrono::ceil<milliseconds>(due - steady_clock::now()))) return;
      timed.position = frame.position;
      timed.captured_at = start_ + frame.position;
    } else {
      timed.position = duration_cast<microseconds>(steady_clock::now() - began_);
      timed.captured_at = clock_.now();
    }
    timed.seen_at = steady_clock::now();
    ++frames_;
    newest_.put(std::move(timed));
  }

  Open open_;
  const bool is_file_;
  const Clock& clock_;
  const Instant start_;
  StateChanged state_changed_;
  const FeedSettings settings_;
  const steady_clock::time_point began_ = steady_clock::now();
  Mailbox<TimedFrame> newest_{1};
  std::atomic<std::uint64_t> frames_{0};
  std::atomic<std::uint64_t> losses_{0};
  std::jthread reader_;  // last: it uses all of the above
};

// Reads when asked: no frame is dropped, and none waits.
class PulledFeed final : public CameraFeed {
 public:
  PulledFeed(Open open, Instant start, StateChanged state_changed, const FeedSettings& settings)
      : open_(std::move(open)), start_(start), state_changed_(std::move(state_changed)), settings_(settings) {}

  std::optional<TimedFrame> next(const std::stop_token& stop) override {
    if (has_ended_ || stop.stop_requested() || !open_if_needed()) return std::nullopt;
    Result<std::optional<vision::Frame>> frame = source_->next(settings_.silence);
    if (!frame) return end(CameraState::failed, frame.error().text());
    if (!*frame) return end(CameraState::ended, "");
    ++frames_;
    return TimedFrame{.image = std::move((*frame)->image),
                      .position = (*frame)->position,
                      .captured_at = start_ + (*frame)->position,
                      .seen_at = steady_clock::now()};
  }

  FeedCounts counts() const override { return {.frames = frames_}; }

 private:
  bool open_if_needed() {
    if (source_) return true;
    state_changed_(CameraState::opening, "");
    Result<SourcePointer> source = open_();
    if (!source) {
      static_cast<void>(end(CameraState::failed, source.error().text()));
      return false;
    }
    source_ = std::move(*source);
    state_changed_(CameraState::running, source_->description());
    return true;
  }

  std::optional<TimedFrame> end(CameraState state, const std::string& why) {
    has_ended_ = true;
    source_.reset();
    state_changed_(state, why);
    return std::nullopt;
  }

  Open open_;
  const Instant start_;
  StateChanged state_changed_;
  const FeedSettings settings_;
  SourcePointer source_;
  bool has_ended_ = false;
  std::atomic<std::uint64_t> frames_{0};
};

}  // namespace

bool names_a_file(const std::string& address) {
  const bool is_number = !address.empty() && address.find_first_not_of("0123456789") == std::string::npos;
  return !is_number && !address.starts_with("/dev/") && address.find("://") == std::string::npos;
}

std::unique_ptr<CameraFeed> make_feed(CameraFeed::Open open, bool is_file, const Clock& clock, Instant start,
                                      CameraFeed::StateChanged state_changed, const FeedSettings& settings) {
  if (is_file && settings.pace == Pace::as_fast_as_possible) {
    return std::make_unique<PulledFeed>(std::move(open), start, std::move(state_changed), settings);
  }
  return std::make_unique<ThreadedFeed>(std::move(open), is_file, clock, start, std::move(state_changed), settings);
}

std::unique_ptr<CameraFeed> make_feed(const std::string& address, const Clock& clock, Instant start,
                                      CameraFeed::StateChanged state_changed, const FeedSettings& settings) {
  auto open = [address, options = settings.source] { return vision::open_source(address, options); };
  return make_feed(std::move(open), names_a_file(address), clock, start, std::move(state_changed), settings);
}

}  // namespace attendsense::station
