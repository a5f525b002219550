#include "attendsense/vision/evaluation.hpp"

#include <boost/json.hpp>
#include <fstream>
#include <limits>

#include "support.hpp"
#include "verification_measures.hpp"

namespace attendsense::vision {
namespace {

std::vector<Comparison> separable() {
  std::vector<Comparison> comparisons;
  for (int i = 0; i < 100; ++i) {
    comparisons.push_back({0.6 + i * 0.001, true, i % 2});
    comparisons.push_back({0.3 + i * 0.001, false, i % 2});
  }
  return comparisons;
}

std::unique_ptr<Analyzer> analyzer() {
  Result<std::unique_ptr<Analyzer>> loaded = Analyzer::load(test_models_folder());
  EXPECT_TRUE(loaded);
  return std::move(*loaded);
}

TEST(Measures, are_perfect_where_scores_separate) {
  const std::vector<Comparison> comparisons = separable();
  const FoldedAccuracy accuracy = folded_accuracy(comparisons);
  EXPECT_EQ(accuracy.mean, 1);
  EXPECT_EQ(accuracy.deviation, 0);
  EXPECT_NEAR(accuracy.threshold, 0.4995, 0.001);
  EXPECT_EQ(equal_error_rate(comparisons), 0);
  EXPECT_EQ(true_accept_rate(comparisons, 1e-3), 1);
}

TEST(Measures, count_what_overlaps) {
  std::vector<Comparison> comparisons = separable();
  // Two impostors above every genuine pair, one genuine pair below every impostor.
  comparisons.push_back({0.9, false, 0});
  comparisons.push_back({0.9, false, 1});
  comparisons.push_back({0.1, true, 0});
  EXPECT_NEAR(folded_accuracy(comparisons).mean, (100.0 / 102 + 100.0 / 101) / 2, 1e-9);
  EXPECT_NEAR(equal_error_rate(comparisons), (2.0 / 101 + 2.0 / 102) / 2,
              1e-9);  // with the lowest genuine pair refused too
  EXPECT_EQ(true_accept_rate(comparisons, 1e-3), 0);
  EXPECT_NEAR(true_accept_rate(comparisons, 0.02), 100.0 / 101, 1e-9);
}

TEST(Measures, count_a_face_not_found_as_an_error) {
  constexpr double kInfinity = std::numeric_limits<double>::infinity();
  std::vector<Comparison> comparisons = separable();
  comparisons.push_back({-kInfinity, true, 0});
  comparisons.push_back({kInfinity, false, 1});
  EXPECT_NEAR(folded_accuracy(comparisons).mean, 100.0 / 101, 1e-9);
  EXPECT_NEAR(equal_error_rate(comparisons), 1.0 / 101, 1e-9);
}

TEST(BestThreshold, is_that_of_a_plain_search) {
  std::mt19937 chance(9);
  std::normal_distribution<double> normal;
  for (int round = 0; round < 20; ++round) {
    std::vector<Comparison> comparisons;
    for (int i = 0; i < 60; ++i) {
      const bool is_same = chance() % 2 == 0;
      comparisons.push_back({std::round(normal(chance) * 5 + (is_same ? 5 : 0)), is_same, 0});
    }
    double best = 0;
    for (double threshold = -30; threshold < 30; threshold += 0.5)
      best = std::max(best, accuracy_at(comparisons, threshold));
    EXPECT_EQ(accuracy_at(comparisons, best_threshold(comparisons)), best);
  }
}

TEST(ReadPairs, names_the_line_that_is_wrong) {
  const TemporaryFolder folder;
  const auto code_and_message = [&](std::string_view content) {
    std::ofstream(folder.path() / "pairs.csv", std::ios::binary) << content;
    const auto pairs = read_pairs(folder.path() / "pairs.csv");
    return pairs ? std::to_string(pairs->size()) : pairs.error().message;
  };
  EXPECT_EQ(code_and_message("a,b,same,fold\nx.jpg,y.jpg,1,0\r\nx.jpg,z.jpg,0,3\n"), "2");
  EXPECT_NE(code_and_message("x,y,z\n").find("line 1"), std::string::npos);
  EXPECT_NE(code_and_message("a,b,same,fold\nx,y,2,0\n").find("line 2"), std::string::npos);
  EXPECT_NE(code_and_message("a,b,same,fold\nx,y,1,0\nx,y,1\n").find("line 3"), std::string::npos);
  EXPECT_NE(code_and_message("a,b,same,fold\nx,y,1,7up\n").find("line 2"), std::string::npos);
  EXPECT_FALSE(read_pairs(folder.path() / "none.csv"));
}

TEST(Reports, are_text_and_json) {
  LivenessReport liveness;
  liveness.sources.push_back({"office", {10, 1, 2, 5, 1, 1}, {4, 0, 4, 0, 0, 0}});
  EXPECT_NEAR(liveness.sources[0].bpcer(), 2.0 / 7, 1e-9);
  EXPECT_LT(liveness.sources[0].apcer(), 0);
  const boost::json::value parsed = boost::json::parse(to_json(liveness));
  EXPECT_TRUE(parsed.at("sources").at(0).at("apcer").is_null());
  EXPECT_EQ(parsed.at("sources").at(0).at("fake").at("without_surroundings").to_number<int>(), 4);
  EXPECT_NE(to_text(liveness).find("office: APCER n/a, BPCER 28.57 %, ACER n/a"), std::string::npos);
  VerificationReport verification;
  verification.accuracy = 0.994;
  EXPECT_NE(to_text(verification).find("99.40 %"), std::string::npos);
  EXPECT_NEAR(boost::json::parse(to_json(verification)).at("accuracy").to_number<double>(), 0.994, 1e-12);
}

TEST(EvaluateVerification, reaches_what_is_required_on_lfw) {
  ATTENDSENSE_NEEDS_MODELS();
  ATTENDSENSE_NEEDS_DATA("lfw_pairs.csv");
  const auto pairs = read_pairs(data_folder() / "lfw_pairs.csv");
  ASSERT_TRUE(pairs);
  ASSERT_EQ(pairs->size(), 6000U);
  EvaluationOptions options;
  std::size_t last = 0;
  options.progress = [&](std::size_t done, std::size_t) { last = done; };
  const auto report = evaluate_verification(*analyzer(), *pairs, data_folder(), options);
  ASSERT_TRUE(report) << report.error().text();
  std::fputs(to_text(*report).c_str(), stdout);
  EXPECT_EQ(last, report->pictures);
  EXPECT_GE(report->accuracy, 0.992);
  EXPECT_LE(report->equal_error_rate, 0.01);
  EXPECT_GE(report->tar_at_fmr_1e3, 0.98);
}

TEST(EvaluateVerification, refuses_lists_without_folds) {
  ATTENDSENSE_NEEDS_MODELS();
  const auto report = evaluate_verification(*analyzer(), {{"a", "b", true, 0}}, "/", {});
  ASSERT_FALSE(report);
  EXPECT_EQ(report.error().code, "pairs_malformed");
}

TEST(EvaluateLiveness, tells_replays_from_people_source_by_source) {
  ATTENDSENSE_NEEDS_MODELS();
  ATTENDSENSE_NEEDS_DATA("pad_videos");
  const auto report = evaluate_liveness(*analyzer(), data_folder());
  ASSERT_TRUE(report) << report.error().text();
  std::fputs(to_text(*report).c_str(), stdout);
  std::size_t clips = 0;
  for (const LivenessSource& source : report->sources) {
    if (!source.name.ends_with("(clip)")) continue;
    ++clips;
    EXPECT_GT(source.fake.judged(), 10U) << source.name;
    EXPECT_LE(source.apcer(), 0.01) << source.name;
    EXPECT_LE(source.bpcer(), 0.25) << source.name;
  }
  EXPECT_EQ(clips, 2U);
  EXPECT_EQ(evaluate_liveness(*analyzer(), "/nowhere").error().code, "evaluation_data_missing");
}

}  // namespace
}  // namespace attendsense::vision
