// The whole of process-capture on one core: JPEG decode, detection at 640x480, both liveness nets, embedding, search
// among 10,000 templates; and the same through OpenCV's DNN module in the same run, in turns, so that both see the
// same machine. Then the same on two threads. Goals: 30 ms, 1.8 times OpenCV, 1.8 times one thread.
//
// vision_bench [rounds]      needs the models; the OpenCV column also their reference/ folder

#include <fmt/format.h>

#include <charconv>
#include <cmath>
#include <opencv2/dnn.hpp>
#include <opencv2/imgproc.hpp>
#include <random>

#include "attendsense/vision/analyzer.hpp"
#include "attendsense/vision/drawn_faces/drawn_faces.hpp"
#include "attendsense/vision/gallery.hpp"
#include "attendsense/vision/models.hpp"
#include "liveness_crop.hpp"
#include "mat_view.hpp"
#include "yunet_decode.hpp"

namespace {

using namespace attendsense;
using namespace attendsense::vision;
using Clock = std::chrono::steady_clock;

constexpr std::array<const char*, 5> kStages{"decode", "detect", "liveness (both)", "embed", "match 10,000"};
using Times = std::array<double, kStages.size() + 1>;  // milliseconds; the last one is the sum

// Notes the time since the last call as that of the next stage.
class StageClock {
 public:
  void lap() {
    const auto now = Clock::now();
    times_.at(at_) = std::chrono::duration<double, std::milli>(now - last_).count();
    times_.back() += times_.at(at_++);
    last_ = now;
  }

  [[nodiscard]] const Times& times() const { return times_; }

 private:
  Times times_{};
  std::size_t at_ = 0;
  Clock::time_point last_ = Clock::now();
};

template <class T>
T must(Result<T> result) {
  if (result) return std::move(*result);
  fmt::print(stderr, "vision_bench: {}\n", result.error().text());
  std::exit(1);
}

struct Workload {
  Bytes jpeg;
  Gallery gallery;
};

Gallery make_gallery(std::size_t size, const std::string& model) {
  std::mt19937 chance(3);
  std::normal_distribution<float> normal;
  Gallery gallery(model, 256);
  for (std::size_t i = 0; i < size; ++i) {
    std::vector<float> values(256);
    for (float& value : values) value = normal(chance);
    Uuid id;
    std::memcpy(id.bytes.data(), &i, sizeof i);
    if (!gallery.add({id, id}, *Embedding::normalised(std::move(values), model))) std::abort();
  }
  return gallery;
}

Times process(Analyzer& analyzer, const Workload& work) {
  StageClock clock;
  const Image image = must(decode_image(work.jpeg));
  clock.lap();
  const Face face = must(analyzer.detector().detect(image)).at(0);
  clock.lap();
  (void)must(analyzer.liveness().judge(image, face));
  clock.lap();
  const Embedding embedding = must(analyzer.embedder().embed(image, face));
  clock.lap();
  (void)must(work.gallery.search(embedding, 5));
  clock.lap();
  return clock.times();
}

// The baseline: the same recipes, executed by OpenCV's DNN module.
class OpenCvChain {
 public:
  explicit OpenCvChain(const std::filesystem::path& models)
      : detector_(read(models / "face_detection_yunet_2023mar.onnx")),
        liveness_{read(models / "2.7_80x80_MiniFASNetV2.onnx"), read(models / "4_0_0_80x80_MiniFASNetV1SE.onnx")},
        embedder_(read(models / "reference" / "face_reid_0095.onnx")) {
    cv::setNumThreads(1);
    for (const char* kind : {"cls_", "obj_", "bbox_", "kps_"}) {
      for (const int stride : kStrides) outputs_.push_back(kind + std::to_string(stride));
    }
  }

  Times process(const Workload& work) {
    StageClock clock;
    const Image image = must(decode_image(work.jpeg));
    clock.lap();
    const Face face = detect(image);
    clock.lap();
    judge(image, face);
    clock.lap();
    const Embedding embedding = embed(image, face);
    clock.lap();
    (void)must(work.gallery.search(embedding, 5));
    clock.lap();
    return clock.times();
  }

 private:
  static constexpr std::array<int, 3> kStrides{8, 16, 32};

  static cv::dnn::Net read(const std::filesystem::path& path) { return cv::dnn::readNetFromONNX(path.string()); }

  static std::span<const float> floats(const cv::Mat& mat) { return {mat.ptr<float>(), mat.total()}; }

  Face detect(const Image& image) {
    detector_.setInput(cv::dnn::blobFromImage(as_mat(image.view())));
    std::vector<cv::Mat> outputs;
    detector_.forward(outputs, outputs_);
    std::vector<Face> faces;
    for (std::size_t i = 0; i < kStrides.size(); ++i) {
      const int stride = kStrides[i];
      decode_level({stride, image.width() / stride, image.height() / stride, floats(outputs[i]), floats(outputs[3 + i]),
                    floats(outputs[6 + i]), floats(outputs[9 + i])},
                   0.7F, faces);
    }
    return suppress_overlaps(std::move(faces), 0.3F).at(0);
  }

  void judge(const Image& image, const Face& face) {
    const Box box = retinaface_box(face.box);
    for (std::size_t i = 0; i < liveness_.size(); ++i) {
      const CropWindow window = liveness_window(image, box, i == 0 ? 2.7F : 4.0F);
      cv::Mat reduced;
      cv::resize(as_mat(image.view())(cv::Rect(window.x, window.y, window.width, window.height)), reduced, {80, 80});
      liveness_[i].setInput(cv::dnn::blobFromImage(reduced));
      (void)liveness_[i].forward();
    }
  }

  Embedding embed(const Image& image, const Face& face) {
    embedder_.setInput(cv::dnn::blobFromImage(as_mat(align_face(image, face.landmarks).view())));
    const cv::Mat output = embedder_.forward();
    const std::span<const float> values = floats(output);
    return must(Embedding::normalised({values.begin(), values.end()}, "face-reidentification-retail-0095"));
  }

  cv::dnn::Net detector_;
  std::array<cv::dnn::Net, 2> liveness_;
  cv::dnn::Net embedder_;
  std::vector<std::string> outputs_;
};

struct Summary {
  double best = 0;
  double median = 0;
};

Summary summary_of(const std::vector<Times>& rounds, std::size_t stage) {
  std::vector<double> values;
  for (const Times& times : rounds) values.push_back(times.at(stage));
  std::ranges::sort(values);
  return {values.front(), values[values.size() / 2]};
}

// Captures a second by `threads` threads.
double throughput(Analyzer& analyzer, const Workload& work, std::size_t threads, int rounds) {
  const auto begun = Clock::now();
  {
    std::vector<std::jthread> workers;
    for (std::size_t i = 0; i < threads; ++i) {
      workers.emplace_back([&] {
        for (int round = 0; round < rounds; ++round) (void)process(analyzer, work);
      });
    }
  }
  return static_cast<double>(threads) * rounds / std::chrono::duration<double>(Clock::now() - begun).count();
}

void print_stages(const std::vector<Times>& ours, const std::vector<Times>& theirs) {
  fmt::print("{:<18}{:>18}{:>18}{:>16}\n", "best / median, ms", "attendsense", "OpenCV DNN", "ratio of medians");
  const auto cell = [](const Summary& summary) { return fmt::format("{:.2f} / {:.2f}", summary.best, summary.median); };
  for (std::size_t stage = 0; stage <= kStages.size(); ++stage) {
    const Summary own = summary_of(ours, stage);
    fmt::print("{:<18}{:>18}", stage < kStages.size() ? kStages.at(stage) : "process-capture", cell(own));
    if (theirs.empty()) {
      fmt::print("{:>18}{:>16}\n", "-", "-");
    } else {
      const Summary other = summary_of(theirs, stage);
      fmt::print("{:>18}{:>15.2f}x\n", cell(other), other.median / own.median);
    }
  }
}

}  // namespace

int main(int count, char** arguments) {
  int rounds = 40;
  if (count > 1) {
    const std::string_view text = arguments[1];
    std::from_chars(text.data(), text.data() + text.size(), rounds);
    rounds = std::max(rounds, 3);
  }
  const std::filesystem::path models = models_folder(".");
  const std::unique_ptr<Analyzer> analyzer = must(Analyzer::load(models));
  const Image frame = drawn_faces::draw_walk_up(drawn_faces::Person(3), {}, 30);
  const Workload work{encode_jpeg(frame, 90), make_gallery(10'000, analyzer->embedder().model())};
  std::optional<OpenCvChain> baseline;
  if (std::filesystem::exists(models / "reference" / "face_reid_0095.onnx")) baseline.emplace(models);

  std::vector<Times> ours;
  std::vector<Times> theirs;
  for (int round = -3; round < rounds; ++round) {  // the first three warm up
    const Times own = process(*analyzer, work);
    const Times other = baseline ? baseline->process(work) : Times{};
    if (round < 0) continue;
    ours.push_back(own);
    if (baseline) theirs.push_back(other);
  }
  print_stages(ours, theirs);
  const double one = throughput(*analyzer, work, 1, rounds);
  const double two = throughput(*analyzer, work, 2, rounds);
  fmt::print("captures/s: {:.1f} on one thread, {:.1f} on two, {:.2f}x\n", one, two, two / one);
  return 0;
}
