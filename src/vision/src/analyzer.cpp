#include "attendsense/vision/analyzer.hpp"

#include "attendsense/vision/models.hpp"
#include "stages.hpp"

namespace attendsense::vision {
namespace {

constexpr std::string_view kYunet = "face_detection_yunet_2023mar.onnx";
constexpr std::string_view kMinifasnet27 = "2.7_80x80_MiniFASNetV2.onnx";
constexpr std::string_view kMinifasnet40 = "4_0_0_80x80_MiniFASNetV1SE.onnx";
constexpr std::string_view kReid0095 = "face-reidentification-retail-0095.xml";
constexpr std::string_view kReid0095Weights = "face-reidentification-retail-0095.bin";

Result<Network> load_network(const std::filesystem::path& folder, std::string_view name) {
  const Result<std::filesystem::path> path = find_model_file(folder, name);
  if (!path) return fail(path.error());
  return infer::Model::load(*path);
}

class LoadedAnalyzer final : public Analyzer {
 public:
  LoadedAnalyzer(std::unique_ptr<Detector> detector, std::unique_ptr<LivenessJudge> liveness,
                 std::unique_ptr<Embedder> embedder)
      : detector_(std::move(detector)), liveness_(std::move(liveness)), embedder_(std::move(embedder)) {}

  Detector& detector() override { return *detector_; }

  LivenessJudge& liveness() override { return *liveness_; }

  Embedder& embedder() override { return *embedder_; }

 private:
  std::unique_ptr<Detector> detector_;
  std::unique_ptr<LivenessJudge> liveness_;
  std::unique_ptr<Embedder> embedder_;
};

}  // namespace

Result<std::unique_ptr<Analyzer>> Analyzer::load(const std::filesystem::path& models, const AnalyzerOptions& options) {
  Result<std::unique_ptr<Detector>> detector = load_detector(models, options);
  if (!detector) return fail(std::move(detector));
  Result<Network> at_2_7 = load_network(models, kMinifasnet27);
  if (!at_2_7) return fail(std::move(at_2_7));
  Result<Network> at_4_0 = load_network(models, kMinifasnet40);
  if (!at_4_0) return fail(std::move(at_4_0));
  // The reader takes the weights that lie beside the network: they are verified like it.
  if (const auto weights = find_model_file(models, kReid0095Weights); !weights) return fail(weights.error());
  Result<Network> reid = load_network(models, kReid0095);
  if (!reid) return fail(std::move(reid));
  return std::make_unique<LoadedAnalyzer>(std::move(*detector),
                                          make_minifasnet(std::move(*at_2_7), std::move(*at_4_0), options.liveness),
                                          make_reid_0095(std::move(*reid), options.flip));
}

Result<std::unique_ptr<Detector>> load_detector(const std::filesystem::path& models, const AnalyzerOptions& options) {
  Result<Network> network = load_network(models, kYunet);
  if (!network) return fail(std::move(network));
  return make_yunet(*network, options);
}

}  // namespace attendsense::vision
