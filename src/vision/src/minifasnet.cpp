// Liveness by two MiniFASNets (Minivision, Silent-Face-Anti-Spoofing), which look at the face with different amounts
// of surroundings: an edge of a phone or of a photo is what gives a presentation attack away.

#include <cmath>
#include <opencv2/imgproc.hpp>

#include "liveness_crop.hpp"
#include "session_pool.hpp"
#include "stages.hpp"
#include "tensor.hpp"

namespace attendsense::vision {
namespace {

constexpr int kSide = 80;
constexpr std::size_t kClasses = 3;
constexpr std::size_t kLiveClass = 1;
constexpr float kWidestScale = 4.0F;
constexpr std::size_t kMaxIdleSessions = 16;

float live_probability(std::span<const float> logits) {
  const float largest = std::max({logits[0], logits[1], logits[2]});
  float sum = 0;
  for (std::size_t i = 0; i < kClasses; ++i) sum += std::exp(logits[i] - largest);
  return std::exp(logits[kLiveClass] - largest) / sum;
}

LivenessVerdict verdict_of(float score, float surroundings, const LivenessLimits& limits) {
  if (surroundings < limits.min_surroundings) return LivenessVerdict::unclear;
  if (score >= limits.live_from) return LivenessVerdict::live;
  return score < limits.spoof_below ? LivenessVerdict::spoof : LivenessVerdict::unclear;
}

class Minifasnet final : public LivenessJudge {
 public:
  Minifasnet(Network at_2_7, Network at_4_0, const LivenessLimits& limits)
      : limits_(limits),
        nets_{{{2.7F, {std::move(at_2_7), kMaxIdleSessions}}, {kWidestScale, {std::move(at_4_0), kMaxIdleSessions}}}} {}

  Result<Liveness> judge(ImageView image, const Face& face) override {
    if (image.empty() || !(face.box.width > 0) || !(face.box.height > 0)) {
      return fail(Failure::invalid_input, "face_box_invalid", "Liveness needs a picture and a face box in it");
    }
    const Box box = retinaface_box(face.box);
    float sum = 0;
    for (Net& net : nets_) {
      const Result<float> score = ask(net, image, box);
      if (!score) return fail(score.error());
      sum += *score;
    }
    const float score = sum / static_cast<float>(nets_.size());
    const float surroundings = feasible_scale(image, box, kWidestScale);
    return Liveness{verdict_of(score, surroundings, limits_), score, surroundings, model_};
  }

  const std::string& model() const override { return model_; }

 private:
  struct Net {
    float scale;
    SessionPool sessions;
  };

  static Result<float> ask(Net& net, ImageView image, const Box& box) {
    Result<SessionPool::Lease> session = net.sessions.borrow({1, 3, kSide, kSide});
    if (!session) return fail(std::move(session));
    const CropWindow window = liveness_window(image, box, net.scale);
    cv::Mat reduced;
    cv::resize(as_mat(image)(cv::Rect(window.x, window.y, window.width, window.height)), reduced, {kSide, kSide});
    write_planes(reduced, (*session)->input(), kSide, kSide);
    (*session)->run();
    return live_probability((*session)->output(0));
  }

  std::string model_ = "minifasnet-v2-2.7+minifasnet-v1se-4.0";
  LivenessLimits limits_;
  std::array<Net, 2> nets_;
};

}  // namespace

std::string_view to_string(LivenessVerdict verdict) {
  switch (verdict) {
    case LivenessVerdict::live:
      return "live";
    case LivenessVerdict::spoof:
      return "spoof";
    case LivenessVerdict::unclear:
      return "unclear";
  }
  return "unclear";
}

std::unique_ptr<LivenessJudge> make_minifasnet(Network at_2_7, Network at_4_0, const LivenessLimits& limits) {
  return std::make_unique<Minifasnet>(std::move(at_2_7), std::move(at_4_0), limits);
}

}  // namespace attendsense::vision
