#pragma once

#include <span>
#include <vector>

namespace attendsense::vision {

// A comparison that was made. A face that was not found counts as an error whatever the threshold: the score is minus
// infinity for a genuine pair and plus infinity for an impostor pair.
struct Comparison {
  double score = 0;
  bool is_same = false;
  int fold = 0;
};

// The threshold (accepted from it on) with the most right answers; between the scores around it.
[[nodiscard]] double best_threshold(std::vector<Comparison> comparisons);
[[nodiscard]] double accuracy_at(std::span<const Comparison> comparisons, double threshold);

struct FoldedAccuracy {
  double mean = 0;
  double deviation = 0;
  double threshold = 0;
};

// Each fold judged with the best threshold of all others.
[[nodiscard]] FoldedAccuracy folded_accuracy(std::span<const Comparison> comparisons);

// Where the shares of genuine pairs refused and of impostor pairs accepted cross; between them when they jump.
[[nodiscard]] double equal_error_rate(std::span<const Comparison> comparisons);

// Share of genuine pairs accepted at the lowest threshold that accepts at most `fmr` of the impostor pairs.
[[nodiscard]] double true_accept_rate(std::span<const Comparison> comparisons, double fmr);

}  // namespace attendsense::vision
