#pragma once

#include <map>
#include <vector>

#include "attendsense/base/synchronized.hpp"
#include "attendsense/vision/analyzer.hpp"

namespace attendsense::service::testing {

// A direction in a space of kDimensions. Different people are at right angles.
using Direction = std::vector<float>;
inline constexpr std::size_t kDimensions = 64;
inline constexpr const char* kScriptedModel = "scripted-64";

[[nodiscard]] Direction person(std::size_t number);  // 0..31
// A unit vector whose cosine with person `number` is `similarity`, and 0 with all other people.
[[nodiscard]] Direction near_person(std::size_t number, float similarity);
// Between two people, equally near to both.
[[nodiscard]] Direction between(const Direction& a, const Direction& b);

struct ScriptedFace {
  Direction direction;
  vision::LivenessVerdict liveness = vision::LivenessVerdict::live;
  float liveness_score = 0.9F;
  float surroundings = 4;
  float width = 120;  // pixels
};

enum class Texture { sharp, flat };

// An analyzer that finds in a picture what the test has written for it. Pictures are real JPEG files that the real
// decoder reads and whose quality is really measured; each is told by its width. Safe from several threads.
class ScriptedAnalyzer final : public vision::Analyzer {
 public:
  ScriptedAnalyzer();
  ~ScriptedAnalyzer() override;

  // A JPEG in which these faces are found.
  [[nodiscard]] Bytes picture(std::vector<ScriptedFace> faces, Texture texture = Texture::sharp);

  [[nodiscard]] vision::Detector& detector() override;
  [[nodiscard]] vision::LivenessJudge& liveness() override;
  [[nodiscard]] vision::Embedder& embedder() override;

 private:
  struct Parts;
  std::unique_ptr<Parts> parts_;
};

}  // namespace attendsense::service::testing
