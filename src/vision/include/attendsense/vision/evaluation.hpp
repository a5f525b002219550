#pragma once

// How well the models do on labelled pictures: verification after LFW's protocol, liveness after ISO/IEC 30107-3.

#include <cstddef>
#include <filesystem>
#include <functional>
#include <string>
#include <vector>

#include "attendsense/base/result.hpp"
#include "attendsense/vision/analyzer.hpp"

namespace attendsense::vision {

struct EvaluationOptions {
  unsigned threads = 0;  // 0: one for each processor
  // Pictures or clips done, of how many. Called from any of the threads, one at a time.
  std::function<void(std::size_t done, std::size_t total)> progress;
};

// A pair of pictures and whether they show one person; folds are numbered from 0.
struct VerificationPair {
  std::string a;  // relative to the data root
  std::string b;
  bool is_same = false;
  int fold = 0;
};

// A csv file with the head "a,b,same,fold". Errors: not_found; invalid_input "pairs_malformed", naming the line.
[[nodiscard]] Result<std::vector<VerificationPair>> read_pairs(const std::filesystem::path& csv);

struct VerificationReport {
  std::string model;
  std::size_t pairs = 0;
  std::size_t pictures = 0;
  std::vector<std::string> faces_not_found;  // pictures; every pair with one of them counts as an error
  double accuracy = 0;                       // mean over the folds, each with the threshold that suits the others best
  double accuracy_deviation = 0;             // standard deviation over the folds
  double threshold = 0;                      // mean of the folds' thresholds
  double equal_error_rate = 0;
  double tar_at_fmr_1e3 = 0;  // share of genuine pairs accepted where at most 1 impostor pair in 1,000 is
  double tar_at_fmr_1e4 = 0;
  double seconds = 0;
};

// Looks for the face nearest to the middle of each picture. Errors: those of reading pictures and of the analyzer;
// invalid_input "pairs_malformed" when there are not at least two folds with both kinds of pair.
[[nodiscard]] Result<VerificationReport> evaluate_verification(Analyzer& analyzer,
                                                               const std::vector<VerificationPair>& pairs,
                                                               const std::filesystem::path& data_root,
                                                               const EvaluationOptions& options = {});

// How one kind of presentation came out.
struct LivenessCounts {
  std::size_t presentations = 0;  // pictures or frames
  std::size_t no_face = 0;
  std::size_t without_surroundings = 0;  // unclear because the picture is a tight crop: not judged
  std::size_t live = 0;
  std::size_t spoof = 0;
  std::size_t unclear = 0;  // by score

  [[nodiscard]] std::size_t judged() const { return live + spoof + unclear; }
};

// One source of recordings. Rates are over what was judged; negative when nothing was. Sources are never pooled: their
// cameras and screens differ more than the people on them.
struct LivenessSource {
  std::string name;
  LivenessCounts real;
  LivenessCounts fake;
  [[nodiscard]] double apcer() const;  // share of attacks taken for live
  [[nodiscard]] double bpcer() const;  // share of live people not taken for live
  [[nodiscard]] double acer() const;   // mean of the two
};

struct LivenessReport {
  std::string model;
  std::vector<LivenessSource> sources;
  double seconds = 0;
};

// Pictures in <data_root>/pad/<source>/{real,fake}/ and clips <data_root>/pad_videos/<source>_{real,fake}.mp4, every
// third frame of them; the largest face of each. Errors: not_found "evaluation_data_missing" when there are neither.
[[nodiscard]] Result<LivenessReport> evaluate_liveness(Analyzer& analyzer, const std::filesystem::path& data_root,
                                                       const EvaluationOptions& options = {});

// For a terminal, several lines; for machines, one JSON object.
[[nodiscard]] std::string to_text(const VerificationReport& report);
[[nodiscard]] std::string to_text(const LivenessReport& report);
[[nodiscard]] std::string to_json(const VerificationReport& report);
[[nodiscard]] std::string to_json(const LivenessReport& report);

}  // namespace attendsense::vision
