#include "verification_measures.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <set>

namespace attendsense::vision {
namespace {

constexpr double kInfinity = std::numeric_limits<double>::infinity();

std::vector<double> scores_of(std::span<const Comparison> comparisons, bool is_same) {
  std::vector<double> scores;
  for (const Comparison& comparison : comparisons) {
    if (comparison.is_same == is_same) scores.push_back(comparison.score);
  }
  std::ranges::sort(scores);
  return scores;
}

double share_from(const std::vector<double>& sorted, double threshold) {
  const auto from = std::ranges::lower_bound(sorted, threshold);
  return sorted.empty() ? 0 : static_cast<double>(sorted.end() - from) / static_cast<double>(sorted.size());
}

// Halfway to the next lower score, so that scores to come that are a hair lower fall on the same side.
double between(double lower, double upper) {
  return std::isfinite(lower) && std::isfinite(upper) ? (lower + upper) / 2 : upper;
}

}  // namespace

double best_threshold(std::vector<Comparison> comparisons) {
  std::ranges::sort(comparisons, std::ranges::less{}, &Comparison::score);
  // From "accept all" upwards: each genuine score passed costs one right answer, each impostor score brings one.
  std::ptrdiff_t gain = 0;
  std::ptrdiff_t best_gain = 0;
  double best = comparisons.empty() ? 0 : comparisons.front().score;
  for (std::size_t i = 0; i < comparisons.size(); ++i) {
    gain += comparisons[i].is_same ? -1 : 1;
    const bool is_last = i + 1 == comparisons.size();
    if (!is_last && comparisons[i + 1].score == comparisons[i].score) continue;
    if (gain <= best_gain) continue;
    best_gain = gain;
    best = is_last ? kInfinity : between(comparisons[i].score, comparisons[i + 1].score);
  }
  return best;
}

double accuracy_at(std::span<const Comparison> comparisons, double threshold) {
  const auto right = std::ranges::count_if(comparisons, [&](const Comparison& comparison) {
    if (std::isinf(comparison.score)) return false;  // no face: an error at every threshold
    return (comparison.score >= threshold) == comparison.is_same;
  });
  return comparisons.empty() ? 0 : static_cast<double>(right) / static_cast<double>(comparisons.size());
}

FoldedAccuracy folded_accuracy(std::span<const Comparison> comparisons) {
  std::set<int> folds;
  for (const Comparison& comparison : comparisons) folds.insert(comparison.fold);
  std::vector<double> accuracies;
  FoldedAccuracy result;
  for (const int fold : folds) {
    std::vector<Comparison> others;
    std::vector<Comparison> own;
    for (const Comparison& comparison : comparisons) (comparison.fold == fold ? own : others).push_back(comparison);
    const double threshold = best_threshold(others);
    accuracies.push_back(accuracy_at(own, threshold));
    result.mean += accuracies.back() / static_cast<double>(folds.size());
    result.threshold += threshold / static_cast<double>(folds.size());
  }
  double squares = 0;
  for (const double accuracy : accuracies) squares += (accuracy - result.mean) * (accuracy - result.mean);
  if (accuracies.size() > 1) result.deviation = std::sqrt(squares / static_cast<double>(accuracies.size() - 1));
  return result;
}

double equal_error_rate(std::span<const Comparison> comparisons) {
  const std::vector<double> genuine = scores_of(comparisons, true);
  const std::vector<double> impostors = scores_of(comparisons, false);
  std::vector<double> thresholds = genuine;
  thresholds.insert(thresholds.end(), impostors.begin(), impostors.end());
  std::ranges::sort(thresholds);
  double least_gap = kInfinity;
  double rate = 1;
  for (const double threshold : thresholds) {
    const double refused = 1 - share_from(genuine, threshold);
    const double accepted = share_from(impostors, threshold);
    if (std::abs(refused - accepted) >= least_gap) continue;
    least_gap = std::abs(refused - accepted);
    rate = (refused + accepted) / 2;
  }
  return rate;
}

double true_accept_rate(std::span<const Comparison> comparisons, double fmr) {
  const std::vector<double> genuine = scores_of(comparisons, true);
  const std::vector<double> impostors = scores_of(comparisons, false);
  const auto allowed = static_cast<std::size_t>(fmr * static_cast<double>(impostors.size()));
  if (allowed >= impostors.size()) return 1;
  // The best impostor that must be refused; accepted is what lies above it.
  const double refused = impostors[impostors.size() - 1 - allowed];
  return share_from(genuine, std::nextafter(refused, kInfinity));
}

}  // namespace attendsense::vision
