// The published networks through the engine and through OpenCV's DNN module.

#include <gtest/gtest.h>

#include <cmath>
#include <opencv2/dnn.hpp>
#include <opencv2/imgcodecs.hpp>
#include <opencv2/imgproc.hpp>
#include <random>
#include <thread>

#include "attendsense/vision/infer/engine.hpp"
#include "model_files.hpp"

namespace attendsense::vision::infer {
namespace {

constexpr const char* kYuNet = "face_detection_yunet_2023mar.onnx";
constexpr const char* kReid = "face-reidentification-retail-0095.xml";
constexpr const char* kReidOnnx = "reference/face_reid_0095.onnx";

std::shared_ptr<const Model> load(const std::string& file) {
  auto model = Model::load(models_folder() / file);
  if (!model) throw std::runtime_error(model.error().message);
  return *model;
}

std::unique_ptr<Session> compile(const std::shared_ptr<const Model>& model, const Shape& shape) {
  auto session = Session::compile(model, shape);
  if (!session) throw std::runtime_error(session.error().message);
  return std::move(*session);
}

// Bytes of noise, blurred a little so that they have structure, as planes of 0..255.
void fill_with_noise(std::span<float> input, const Shape& shape, unsigned seed) {
  std::mt19937 generator(seed);
  std::uniform_real_distribution<float> distribution(0, 255);
  for (auto& value : input) value = distribution(generator);
  const auto [height, width] = std::pair(static_cast<int>(shape[2]), static_cast<int>(shape[3]));
  for (int plane = 0; plane < 3; ++plane) {
    cv::Mat picture(height, width, CV_32F, input.data() + static_cast<std::ptrdiff_t>(plane) * height * width);
    cv::GaussianBlur(picture, picture, {0, 0}, 1 + seed % 5);
  }
}

void expect_alike(const cv::Mat& expected, std::span<const float> actual, const std::string& name) {
  const std::span<const float> theirs(expected.ptr<float>(), expected.total());
  ASSERT_EQ(theirs.size(), actual.size()) << name;
  float largest = 1e-3F;
  for (const float value : theirs) largest = std::max(largest, std::abs(value));
  float worst = 0;
  for (std::size_t i = 0; i < actual.size(); ++i) worst = std::max(worst, std::abs(theirs[i] - actual[i]));
  EXPECT_LE(worst, 1e-4F * largest) << name;
}

// Both executed on what lies in the session's input.
void expect_as_opencv(Session& session, cv::dnn::Net& net, const Shape& shape, const std::vector<cv::String>& names) {
  const cv::Mat blob(std::vector<int>(shape.begin(), shape.end()), CV_32F, session.input().data());
  session.run();
  net.setInput(blob);
  std::vector<cv::Mat> expected;
  net.forward(expected, names);
  ASSERT_EQ(expected.size(), names.size());
  for (std::size_t i = 0; i < names.size(); ++i) expect_alike(expected[i], session.output(i), names[i]);
}

std::vector<cv::String> output_names(const Model& model) {
  std::vector<cv::String> names;
  for (const auto& output : model.outputs()) names.push_back(output.name);
  return names;
}

TEST(YuNet, is_as_opencv_computes_it_at_any_padded_size) {
  ATTENDSENSE_NEEDS_MODELS(kYuNet);
  const auto model = load(kYuNet);
  auto net = cv::dnn::readNetFromONNX((models_folder() / kYuNet).string());
  for (const auto& [height, width] :
       {std::pair(480, 640), std::pair(32, 32), std::pair(96, 160), std::pair(640, 352)}) {
    const Shape shape{1, 3, height, width};
    const auto session = compile(model, shape);
    for (unsigned seed = 1; seed <= 2; ++seed) {
      fill_with_noise(session->input(), shape, seed);
      expect_as_opencv(*session, net, shape, output_names(*model));
    }
  }
}

TEST(YuNet, names_its_outputs_in_their_published_order) {
  ATTENDSENSE_NEEDS_MODELS(kYuNet);
  const auto model = load(kYuNet);
  const std::vector<cv::String> expected{"cls_8",  "cls_16",  "cls_32",  "obj_8", "obj_16", "obj_32",
                                         "bbox_8", "bbox_16", "bbox_32", "kps_8", "kps_16", "kps_32"};
  EXPECT_EQ(output_names(*model), expected);
  EXPECT_EQ(model->inputs().at(0).name, "input");
  EXPECT_EQ(model->inputs().at(0).shape, (Shape{1, 3, 640, 640}));
  EXPECT_EQ(model->outputs().at(9).shape, (Shape{1, 6400, 10}));
  EXPECT_EQ(compile(model, {1, 3, 480, 640})->output_shape(9), (Shape{1, 4800, 10}));
}

TEST(YuNet, refuses_a_size_that_its_strides_do_not_divide) {
  ATTENDSENSE_NEEDS_MODELS(kYuNet);
  for (const Shape& shape : {Shape{1, 3, 72, 72}, Shape{1, 1, 64, 64}, Shape{2, 3, 64, 64}, Shape{1, 3, 64},
                             Shape{1, 3, 0, 64}, Shape{1, 3, -32, 64}, Shape{}, Shape{1, 3, 1 << 20, 1 << 20}}) {
    const auto session = Session::compile(load(kYuNet), shape);
    ASSERT_FALSE(session.has_value());
    EXPECT_TRUE(session.error().code == "input_shape_unsupported" || session.error().code == "model_unreadable");
  }
}

TEST(Reid0095, from_openvinos_files_is_as_opencv_computes_the_converted_one) {
  ATTENDSENSE_NEEDS_MODELS(kReid, kReidOnnx);
  const auto model = load(kReid);
  const Shape shape{1, 3, 128, 128};
  EXPECT_EQ(model->inputs().at(0).shape, shape);
  EXPECT_EQ(model->outputs().at(0).shape, (Shape{1, 256, 1, 1}));
  const auto session = compile(model, shape);
  auto net = cv::dnn::readNetFromONNX((models_folder() / kReidOnnx).string());
  for (unsigned seed = 1; seed <= 4; ++seed) {
    fill_with_noise(session->input(), shape, seed);
    expect_as_opencv(*session, net, shape, {"embedding"});
  }
}

TEST(Reid0095, is_the_same_from_both_formats) {
  ATTENDSENSE_NEEDS_MODELS(kReid, kReidOnnx);
  const Shape shape{1, 3, 128, 128};
  const auto ir = compile(load(kReid), shape);
  const auto onnx = compile(load(kReidOnnx), shape);
  fill_with_noise(ir->input(), shape, 9);
  std::ranges::copy(ir->input(), onnx->input().begin());
  ir->run();
  onnx->run();
  EXPECT_EQ(onnx->output_shape(0), (Shape{1, 256}));
  for (std::size_t i = 0; i < 256; ++i) EXPECT_NEAR(ir->output(0)[i], onnx->output(0)[i], 1e-4) << i;
}

class Liveness : public testing::TestWithParam<const char*> {};

TEST_P(Liveness, is_as_opencv_computes_it) {
  ATTENDSENSE_NEEDS_MODELS(GetParam());
  const auto model = load(GetParam());
  const Shape shape{1, 3, 80, 80};
  const auto session = compile(model, shape);
  auto net = cv::dnn::readNetFromONNX((models_folder() / GetParam()).string());
  for (unsigned seed = 1; seed <= 4; ++seed) {
    fill_with_noise(session->input(), shape, seed);
    expect_as_opencv(*session, net, shape, output_names(*model));
  }
}

INSTANTIATE_TEST_SUITE_P(Networks, Liveness,
                         testing::Values("2.7_80x80_MiniFASNetV2.onnx", "4_0_0_80x80_MiniFASNetV1SE.onnx",
                                         "reference/minifasnet_v2_2.7.onnx", "reference/minifasnet_v1se_4.0.onnx"));

TEST(PublishedNetworks, agree_with_opencv_on_photographs) {
  ATTENDSENSE_NEEDS_MODELS(kYuNet, kReid, kReidOnnx);
  const char* const chosen = std::getenv("ATTENDSENSE_DATA");  // NOLINT(concurrency-mt-unsafe): nobody sets it
  const auto data = chosen != nullptr ? std::filesystem::path(chosen) : models_folder().parent_path() / "data";
  const auto folder = data / "clips" / "enrol";
  if (!std::filesystem::exists(folder)) GTEST_SKIP() << "no photographs in " << folder << "; set ATTENDSENSE_DATA";
  const Shape big{1, 3, 320, 320};
  const Shape small{1, 3, 128, 128};
  const auto detector = compile(load(kYuNet), big);
  const auto embedder = compile(load(kReid), small);
  auto detector_net = cv::dnn::readNetFromONNX((models_folder() / kYuNet).string());
  auto embedder_net = cv::dnn::readNetFromONNX((models_folder() / kReidOnnx).string());
  int pictures = 0;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(folder)) {
    const cv::Mat picture = cv::imread(entry.path().string());
    if (picture.empty() || ++pictures > 5) continue;
    for (auto* session : {detector.get(), embedder.get()}) {
      const auto& shape = session == detector.get() ? big : small;
      const cv::Mat blob = cv::dnn::blobFromImage(picture, 1, {static_cast<int>(shape[3]), static_cast<int>(shape[2])},
                                                  {}, false, false);
      std::copy_n(blob.ptr<float>(), blob.total(), session->input().begin());
    }
    expect_as_opencv(*detector, detector_net, big, output_names(*load(kYuNet)));
    expect_as_opencv(*embedder, embedder_net, small, {"embedding"});
  }
  EXPECT_GT(pictures, 0);
}

TEST(PublishedNetworks, give_the_same_bits_on_every_thread_and_every_time) {
  ATTENDSENSE_NEEDS_MODELS(kYuNet);
  const auto model = load(kYuNet);
  const Shape shape{1, 3, 160, 224};
  const auto compute = [&](int rounds) {
    const auto session = compile(model, shape);
    std::vector<float> all;
    for (int round = 0; round < rounds; ++round) {
      fill_with_noise(session->input(), shape, 2 + static_cast<unsigned>(round % 2));
      session->run();
    }
    for (std::size_t i = 0; i < model->outputs().size(); ++i) {
      all.insert(all.end(), session->output(i).begin(), session->output(i).end());
    }
    return all;
  };
  const auto expected = compute(1);
  std::vector<std::vector<float>> results(4);
  std::vector<std::thread> threads;
  threads.reserve(results.size());
  for (auto& result : results) threads.emplace_back([&] { result = compute(5); });
  for (auto& thread : threads) thread.join();
  for (const auto& result : results) EXPECT_EQ(result, expected);
}

TEST(PublishedNetworks, survive_inputs_that_are_no_pictures) {
  ATTENDSENSE_NEEDS_MODELS(kYuNet, kReid);
  for (const auto& [file, shape] : {std::pair(kYuNet, Shape{1, 3, 64, 64}), std::pair(kReid, Shape{1, 3, 128, 128})}) {
    const auto session = compile(load(file), shape);
    for (const float value : {std::numeric_limits<float>::quiet_NaN(), std::numeric_limits<float>::infinity(),
                              std::numeric_limits<float>::max(), -1e30F}) {
      std::ranges::fill(session->input(), value);
      session->run();
    }
    // And leave nothing behind.
    std::ranges::fill(session->input(), 100.0F);
    session->run();
    for (const float value : session->output(0)) EXPECT_TRUE(std::isfinite(value));
  }
}

}  // namespace
}  // namespace attendsense::vision::infer
