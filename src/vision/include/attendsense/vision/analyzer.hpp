#pragma once

// The vision pipeline as its users see it. Each stage is an interface of its own; Analyzer makes the real ones from a
// models folder. All of them load their networks once and are safe to use from several threads: each call borrows a
// compiled session from a small pool, so N threads compute in parallel.

#include <filesystem>
#include <memory>
#include <vector>

#include "attendsense/base/result.hpp"
#include "attendsense/vision/embedding.hpp"
#include "attendsense/vision/face.hpp"
#include "attendsense/vision/image.hpp"

namespace attendsense::vision {

class Detector {
 public:
  virtual ~Detector() = default;
  // All faces, the largest box first. Any picture size from 16x16; a picture whose longer side exceeds `max_side` is
  // detected on a reduced copy and the results scaled back.
  [[nodiscard]] virtual Result<std::vector<Face>> detect(ImageView image) = 0;
  [[nodiscard]] virtual const std::string& model() const = 0;
};

class LivenessJudge {
 public:
  virtual ~LivenessJudge() = default;
  [[nodiscard]] virtual Result<Liveness> judge(ImageView image, const Face& face) = 0;
  [[nodiscard]] virtual const std::string& model() const = 0;
};

class Embedder {
 public:
  virtual ~Embedder() = default;
  [[nodiscard]] virtual Result<Embedding> embed(ImageView image, const Face& face) = 0;
  [[nodiscard]] virtual const std::string& model() const = 0;
  [[nodiscard]] virtual std::size_t dimensions() const = 0;
};

// Pixel measures only, no network. Safe from any thread.
[[nodiscard]] Quality measure_quality(ImageView image, const Face& face);

// The face turned and scaled to the embedder's template: 128x128, bilinear, black beyond the picture.
[[nodiscard]] Image align_face(ImageView image, const Landmarks& landmarks);

struct AnalyzerOptions {
  float detection_threshold = 0.7F;
  float nms_iou = 0.3F;
  int max_side = 1280;
  LivenessLimits liveness;
  enum class Flip { off, average } flip = Flip::off;  // average the embedding with that of the mirrored face
};

class Analyzer {
 public:
  // Errors: those of find_model_file(), and of reading a network.
  [[nodiscard]] static Result<std::unique_ptr<Analyzer>> load(const std::filesystem::path& models,
                                                              const AnalyzerOptions& options = {});
  virtual ~Analyzer() = default;
  [[nodiscard]] virtual Detector& detector() = 0;
  [[nodiscard]] virtual LivenessJudge& liveness() = 0;
  [[nodiscard]] virtual Embedder& embedder() = 0;
};

// The detector alone, for a station: 230 kB of weights in place of 6 MB.
[[nodiscard]] Result<std::unique_ptr<Detector>> load_detector(const std::filesystem::path& models,
                                                              const AnalyzerOptions& options = {});

}  // namespace attendsense::vision
