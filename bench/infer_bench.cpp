// The engine against OpenCV's DNN module, the same networks on one core. Both run in turns, picture by picture, so
// that whatever else the machine does falls on both alike. Prints medians and their ratios, and exits with 1 if the
// results differ.
//
//   infer_bench [--models DIR] [--rounds N] [--json]

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <cmath>
#include <cstdlib>
#include <opencv2/dnn.hpp>
#include <random>
#include <thread>

#include "attendsense/vision/infer/engine.hpp"

namespace {

using attendsense::vision::infer::Model;
using attendsense::vision::infer::Session;
using attendsense::vision::infer::Shape;
using Clock = std::chrono::steady_clock;

struct Case {
  std::string name;
  std::string file;    // what the engine reads
  std::string oracle;  // the same network as OpenCV reads it
  Shape shape;
  double goal_ms;
};

const std::vector<Case> kCases{
    {"YuNet 640x480", "face_detection_yunet_2023mar.onnx", "face_detection_yunet_2023mar.onnx", {1, 3, 480, 640}, 11},
    {"0095", "face-reidentification-retail-0095.xml", "reference/face_reid_0095.onnx", {1, 3, 128, 128}, 8},
    {"MiniFASNetV2", "2.7_80x80_MiniFASNetV2.onnx", "2.7_80x80_MiniFASNetV2.onnx", {1, 3, 80, 80}, 1.5},
    {"MiniFASNetV1SE", "4_0_0_80x80_MiniFASNetV1SE.onnx", "4_0_0_80x80_MiniFASNetV1SE.onnx", {1, 3, 80, 80}, 1.5},
};

struct Options {
  std::filesystem::path models;
  int rounds = 150;
  bool json = false;
};

double milliseconds_since(Clock::time_point start) {
  return std::chrono::duration<double, std::milli>(Clock::now() - start).count();
}

double median(std::vector<double> times) {
  std::ranges::nth_element(times, times.begin() + static_cast<std::ptrdiff_t>(times.size() / 2));
  return times[times.size() / 2];
}

std::unique_ptr<Session> compile(const std::filesystem::path& file, const Shape& shape) {
  auto model = Model::load(file);
  auto session = model ? Session::compile(*model, shape) : attendsense::fail(model.error());
  if (!session) {
    fmt::print(stderr, "infer_bench: {}\n", session.error().message);
    std::exit(2);
  }
  return std::move(*session);
}

void fill(std::span<float> input) {
  std::mt19937 random(7);
  std::uniform_real_distribution<float> level(0, 255);
  std::ranges::generate(input, [&] { return level(random); });
}

// The largest difference between the two engines' results, relative to the largest value.
double difference(const Session& session, const std::vector<cv::Mat>& expected) {
  double worst = 0;
  for (std::size_t i = 0; i < expected.size(); ++i) {
    const auto ours = session.output(i);
    const std::span<const float> theirs(expected[i].ptr<float>(), expected[i].total());
    double largest = 0;
    double apart = ours.size() == theirs.size() ? 0 : 1e9;
    for (std::size_t k = 0; k < std::min(ours.size(), theirs.size()); ++k) {
      largest = std::max<double>(largest, std::abs(theirs[k]));
      apart = std::max<double>(apart, std::abs(ours[k] - theirs[k]));
    }
    worst = std::max(worst, apart / std::max(largest, 1e-6));
  }
  return worst;
}

struct Measured {
  double ours = 0;  // medians
  double theirs = 0;
  double our_best = 0;
  double their_best = 0;
  double difference = 0;
};

Measured measure(const Case& test, const Options& options) {
  const auto model = *Model::load(options.models / test.file);
  const auto session = compile(options.models / test.file, test.shape);
  fill(session->input());
  cv::dnn::Net net = cv::dnn::readNetFromONNX((options.models / test.oracle).string());
  std::vector<cv::String> names;
  for (const auto& output : model->outputs()) names.push_back(output.name);
  if (test.file != test.oracle) names = net.getUnconnectedOutLayersNames();
  const std::vector<int> sizes(test.shape.begin(), test.shape.end());
  const cv::Mat blob(sizes, CV_32F, session->input().data());
  std::vector<cv::Mat> results;
  std::vector<double> ours;
  std::vector<double> theirs;
  for (int round = -10; round < options.rounds; ++round) {
    auto start = Clock::now();
    session->run();
    if (round >= 0) ours.push_back(milliseconds_since(start));
    start = Clock::now();
    net.setInput(blob);
    net.forward(results, names);
    if (round >= 0) theirs.push_back(milliseconds_since(start));
  }
  return {median(ours), median(theirs), std::ranges::min(ours), std::ranges::min(theirs),
          difference(*session, results)};
}

// How much more two threads with a session each get done than one.
double measure_scaling(const Case& test, const Options& options) {
  const auto run_for = [&](Session& session, int rounds) {
    for (int round = 0; round < rounds; ++round) session.run();
  };
  const auto one = compile(options.models / test.file, test.shape);
  const auto two = compile(options.models / test.file, test.shape);
  fill(one->input());
  fill(two->input());
  std::vector<double> ratios;
  for (int i = 0; i < 9; ++i) {
    auto start = Clock::now();
    run_for(*one, options.rounds / 3);
    const double alone = milliseconds_since(start);
    start = Clock::now();
    std::thread other([&] { run_for(*two, options.rounds / 3); });
    run_for(*one, options.rounds / 3);
    other.join();
    ratios.push_back(2 * alone / milliseconds_since(start));
  }
  return median(ratios);
}

Options parse(int count, char** words) {
  Options options;
  if (const char* models = std::getenv("ATTENDSENSE_MODELS"); models != nullptr) options.models = models;
  for (int i = 1; i < count; ++i) {
    const std::string_view word = words[i];
    if (word == "--json") options.json = true;
    if (word == "--models" && i + 1 < count) options.models = words[++i];
    if (word == "--rounds" && i + 1 < count) options.rounds = std::max(9, std::atoi(words[++i]));
  }
  return options;
}

void print(const Case& test, const Measured& measured, double scaling, bool json) {
  constexpr auto kLine =
      "{:<16} {:>10.3f} {:>10.3f} {:>6.2f}x {:>6} {:>12.3f} {:>12.3f} {:>6.2f}x {:>11.1e} {:>11.2f}x\n";
  constexpr auto kJson =
      "{{\"network\":\"{}\",\"engine_ms\":{:.3f},\"opencv_ms\":{:.3f},\"ratio\":{:.2f},\"goal_ms\":{},"
      "\"engine_best_ms\":{:.3f},\"opencv_best_ms\":{:.3f},\"best_ratio\":{:.2f},\"difference\":{:.2g},"
      "\"two_threads\":{:.2f}}}\n";
  fmt::print(fmt::runtime(json ? kJson : kLine), test.name, measured.ours, measured.theirs,
             measured.theirs / measured.ours, test.goal_ms, measured.our_best, measured.their_best,
             measured.their_best / measured.our_best, measured.difference, scaling);
}

}  // namespace

int main(int count, char** words) {
  const auto options = parse(count, words);
  if (!std::filesystem::exists(options.models / kCases.front().file)) {
    fmt::print(stderr, "infer_bench: no models; set ATTENDSENSE_MODELS or --models to their folder\n");
    return 2;
  }
  cv::setNumThreads(1);
  if (!options.json) {
    fmt::print("{:<16} {:>10} {:>10} {:>7} {:>6} {:>12} {:>12} {:>7} {:>11} {:>12}\n", "network", "engine ms",
               "OpenCV ms", "ratio", "goal", "engine best", "OpenCV best", "ratio", "difference", "two threads");
  }
  bool alike = true;
  for (const auto& test : kCases) {
    const auto measured = measure(test, options);
    const auto scaling = std::thread::hardware_concurrency() > 1 ? measure_scaling(test, options) : 0;
    alike = alike && measured.difference < 1e-3;
    print(test, measured, scaling, options.json);
  }
  return alike ? 0 : 1;
}
