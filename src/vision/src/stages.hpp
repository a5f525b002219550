#pragma once

// How the stages are made: load_analyzer() puts them together from a models folder.

#include "attendsense/vision/analyzer.hpp"
#include "attendsense/vision/infer/engine.hpp"

namespace attendsense::vision {

using Network = std::shared_ptr<const infer::Model>;

[[nodiscard]] std::unique_ptr<Detector> make_yunet(const Network& network, const AnalyzerOptions& options);
[[nodiscard]] std::unique_ptr<LivenessJudge> make_minifasnet(Network at_2_7, Network at_4_0,
                                                             const LivenessLimits& limits);
[[nodiscard]] std::unique_ptr<Embedder> make_reid_0095(Network network, AnalyzerOptions::Flip flip);

}  // namespace attendsense::vision
