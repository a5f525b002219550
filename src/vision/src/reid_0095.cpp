// face-reidentification-retail-0095: a face aligned to 128x128 becomes 256 numbers whose direction is the person.

#include "session_pool.hpp"
#include "stages.hpp"
#include "tensor.hpp"

namespace attendsense::vision {
namespace {

constexpr int kSide = 128;
constexpr std::size_t kDimensions = 256;
constexpr std::size_t kMaxIdleSessions = 16;

class Reid0095 final : public Embedder {
 public:
  Reid0095(Network network, AnalyzerOptions::Flip flip)
      : flip_(flip), sessions_(std::move(network), kMaxIdleSessions) {}

  Result<Embedding> embed(ImageView image, const Face& face) override {
    if (image.empty()) return fail(Failure::invalid_input, "picture_too_small", "There is no picture to look at");
    Result<SessionPool::Lease> session = sessions_.borrow({1, 3, kSide, kSide});
    if (!session) return fail(std::move(session));
    const Image aligned = align_face(image, face.landmarks);
    std::vector<float> values = run(**session, aligned);
    if (flip_ == AnalyzerOptions::Flip::off) return Embedding::normalised(std::move(values), model_);
    return averaged(std::move(values), run(**session, rotate(aligned, 0, Mirror::yes)));
  }

  const std::string& model() const override { return model_; }

  std::size_t dimensions() const override { return kDimensions; }

 private:
  static std::vector<float> run(infer::Session& session, ImageView aligned) {
    write_planes(as_mat(aligned), session.input(), kSide, kSide);
    session.run();
    const std::span<const float> output = session.output(0);
    return {output.begin(), output.end()};
  }

  // The two directions count alike, however long the vectors are.
  [[nodiscard]] Result<Embedding> averaged(std::vector<float> picture, std::vector<float> mirror) const {
    const Result<Embedding> first = Embedding::normalised(std::move(picture), model_);
    if (!first) return fail(first.error());
    const Result<Embedding> second = Embedding::normalised(std::move(mirror), model_);
    if (!second) return fail(second.error());
    std::vector<float> sum(first->values().begin(), first->values().end());
    for (std::size_t i = 0; i < sum.size(); ++i) sum[i] += second->values()[i];
    return Embedding::normalised(std::move(sum), model_);
  }

  std::string model_ = "face-reidentification-retail-0095";
  AnalyzerOptions::Flip flip_;
  SessionPool sessions_;
};

}  // namespace

std::unique_ptr<Embedder> make_reid_0095(Network network, AnalyzerOptions::Flip flip) {
  return std::make_unique<Reid0095>(std::move(network), flip);
}

}  // namespace attendsense::vision
