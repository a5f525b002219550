// YuNet: Wu, Peng, Yu: "YuNet: A Tiny Millisecond-level Face Detector", Machine Intelligence Research 2023.

#include <cmath>
#include <opencv2/imgproc.hpp>

#include "attendsense/vision/overlap.hpp"
#include "session_pool.hpp"
#include "stages.hpp"
#include "tensor.hpp"
#include "yunet_decode.hpp"

namespace attendsense::vision {
namespace {

constexpr int kGrid = 32;  // the coarsest level halves five times
constexpr std::array<int, 3> kStrides{8, 16, 32};
constexpr int kSmallestSide = 16;
// Sessions kept: a station or a worker sees few picture sizes, and a handful of threads.
constexpr std::size_t kMaxIdleSessions = 8;

// Captures are regions of any size. Sides beyond 256 pixels are padded to multiples of 64, so that regions of similar
// size share one compiled session; black beyond the picture changes no finding.
int padded(int side) {
  const int step = side > 256 ? 2 * kGrid : kGrid;
  return (side + step - 1) / step * step;
}

// Where each output is: {cls, obj, bbox, kps} by level, found by name.
struct Outputs {
  std::array<std::size_t, 3> classes{};
  std::array<std::size_t, 3> objects{};
  std::array<std::size_t, 3> boxes{};
  std::array<std::size_t, 3> landmarks{};
};

Outputs find_outputs(const infer::Model& network) {
  const auto index_of = [&](const std::string& name) {
    const auto found = std::ranges::find(network.outputs(), name, &infer::TensorInfo::name);
    return static_cast<std::size_t>(found - network.outputs().begin());
  };
  Outputs outputs;
  for (std::size_t level = 0; level < kStrides.size(); ++level) {
    const std::string suffix = "_" + std::to_string(kStrides[level]);
    outputs.classes[level] = index_of("cls" + suffix);
    outputs.objects[level] = index_of("obj" + suffix);
    outputs.boxes[level] = index_of("bbox" + suffix);
    outputs.landmarks[level] = index_of("kps" + suffix);
  }
  return outputs;
}

class Yunet final : public Detector {
 public:
  Yunet(const Network& network, const AnalyzerOptions& options)
      : options_(options), outputs_(find_outputs(*network)), sessions_(network, kMaxIdleSessions) {}

  Result<std::vector<Face>> detect(ImageView image) override {
    if (image.width < kSmallestSide || image.height < kSmallestSide) {
      return fail(Failure::invalid_input, "picture_too_small", "The picture is too small to hold a face",
                  "Send a larger picture");
    }
    const int longer = std::max(image.width, image.height);
    Result<std::vector<Face>> faces = detect_from(image, std::min(options_.max_side, longer));
    if (!faces) return faces;
    std::ranges::stable_sort(*faces, std::ranges::greater{},
                             [](const Face& face) { return face.box.width * face.box.height; });
    return faces;
  }

  const std::string& model() const override { return model_; }

 private:
  static constexpr int kSmallestLevel = 256;
  static constexpr int kUsualSide = 640;
  static constexpr float kLargestFace = 256;

  // The network was trained at 640 pixels and misses or misplaces faces beyond some 300 pixels. A face that fills a
  // large picture is looked for once more at half the size, where it is an ordinary one.
  Result<std::vector<Face>> detect_from(ImageView image, int side) {
    Result<std::vector<Face>> faces = detect_at(image, side);
    if (!faces || side / 2 < kSmallestLevel) return faces;
    const float largest =
        kLargestFace * static_cast<float>(std::max(image.width, image.height)) / static_cast<float>(side);
    const auto is_too_large = [&](const Face& face) { return std::max(face.box.width, face.box.height) > largest; };
    const bool may_miss_one = faces->empty() && side > kUsualSide;
    if (!may_miss_one && std::ranges::none_of(*faces, is_too_large)) return faces;
    Result<std::vector<Face>> larger = detect_from(image, side / 2);
    if (!larger) return larger;
    // What the half size does not confirm is kept as it was found.
    const float overlap = options_.nms_iou;
    std::erase_if(*faces, [&](const Face& face) {
      return is_too_large(face) && std::ranges::any_of(*larger, [&](const Face& better) {
               return intersection_over_union(better.box, face.box) > overlap;
             });
    });
    std::erase_if(*larger, [&](const Face& face) { return !is_too_large(face) && !faces->empty(); });
    faces->insert(faces->end(), larger->begin(), larger->end());
    return suppress_overlaps(std::move(*faces), overlap);
  }

  // The picture's longer side is reduced to `side`, results are in pixels of the picture.
  Result<std::vector<Face>> detect_at(ImageView image, int side) {
    const int longer = std::max(image.width, image.height);
    cv::Mat pixels = as_mat(image);
    if (side < longer) {
      const double factor = static_cast<double>(side) / longer;
      const auto reduced = [&](int length) {
        return std::max(kSmallestSide, static_cast<int>(std::lround(length * factor)));
      };
      cv::Mat smaller;
      cv::resize(pixels, smaller, {reduced(image.width), reduced(image.height)}, 0, 0, cv::INTER_AREA);
      pixels = smaller;
    }
    Result<std::vector<Face>> faces = find(pixels);
    if (!faces) return faces;
    const float back_x = static_cast<float>(image.width) / static_cast<float>(pixels.cols);
    const float back_y = static_cast<float>(image.height) / static_cast<float>(pixels.rows);
    for (Face& face : *faces) {
      face.box = {face.box.x * back_x, face.box.y * back_y, face.box.width * back_x, face.box.height * back_y};
      for (Point& point : face.landmarks) point = {point.x * back_x, point.y * back_y};
      face.model = model_;
    }
    return faces;
  }

  Result<std::vector<Face>> find(const cv::Mat& pixels) {
    const int width = padded(pixels.cols);
    const int height = padded(pixels.rows);
    Result<SessionPool::Lease> session = sessions_.borrow({1, 3, height, width});
    if (!session) return fail(std::move(session));
    const std::span<float> input = (*session)->input();
    if (width != pixels.cols || height != pixels.rows) std::ranges::fill(input, 0.0F);
    write_planes(pixels, input, width, height);
    (*session)->run();
    std::vector<Face> faces;
    for (std::size_t level = 0; level < kStrides.size(); ++level) {
      const int stride = kStrides[level];
      decode_level({stride, width / stride, height / stride, (*session)->output(outputs_.classes[level]),
                    (*session)->output(outputs_.objects[level]), (*session)->output(outputs_.boxes[level]),
                    (*session)->output(outputs_.landmarks[level])},
                   options_.detection_threshold, faces);
    }
    return suppress_overlaps(std::move(faces), options_.nms_iou);
  }

  std::string model_ = "yunet-2023mar";
  AnalyzerOptions options_;
  Outputs outputs_;
  SessionPool sessions_;
};

}  // namespace

std::unique_ptr<Detector> make_yunet(const Network& network, const AnalyzerOptions& options) {
  return std::make_unique<Yunet>(network, options);
}

}  // namespace attendsense::vision
