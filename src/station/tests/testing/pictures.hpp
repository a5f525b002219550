#pragma once

// Pictures without people in them, and things that stand in for detectors and cameras.

#include <deque>
#include <functional>
#include <memory>
#include <mutex>

#include "attendsense/station/camera_feed.hpp"
#include "attendsense/vision/analyzer.hpp"

namespace attendsense::station::testing {

[[nodiscard]] vision::Image plain(int width, int height, int grey);
void fill(vision::Image& image, int x, int y, int width, int height, int grey);
// Every pixel wanders by at most `amplitude`; the same seed gives the same noise.
void add_noise(vision::Image& image, int amplitude, unsigned seed);
// A chequered patch: crisp, of middling brightness, so that it passes for a well lit face.
void draw_patch(vision::Image& image, const vision::Box& box);

// A face that looks straight at the camera.
[[nodiscard]] vision::Face frontal_face(const vision::Box& box);
[[nodiscard]] vision::Face turned_face(const vision::Box& box);

// Finds the faces that the test puts into it.
class ToldDetector final : public vision::Detector {
 public:
  [[nodiscard]] Result<std::vector<vision::Face>> detect(vision::ImageView image) override;

  [[nodiscard]] const std::string& model() const override { return model_; }

  std::vector<vision::Face> faces;
  int looks = 0;

 private:
  std::string model_ = "told";
};

// Gives the frames that the test has made, then what `at_end` says: nothing (the end of a file) or an error.
class MadeSource final : public vision::FrameSource {
 public:
  MadeSource(std::deque<vision::Frame> frames, bool is_live, std::optional<Error> at_end = std::nullopt)
      : frames_(std::move(frames)), is_live_(is_live), at_end_(std::move(at_end)) {}

  [[nodiscard]] Result<std::optional<vision::Frame>> next(std::chrono::milliseconds timeout) override;

  [[nodiscard]] bool is_live() const override { return is_live_; }

  [[nodiscard]] std::string description() const override { return "made"; }

 private:
  std::deque<vision::Frame> frames_;
  bool is_live_;
  std::optional<Error> at_end_;
};

// So many grey frames, `apart` from one another.
[[nodiscard]] std::deque<vision::Frame> grey_frames(int count, std::chrono::milliseconds apart);

}  // namespace attendsense::station::testing
