#include "scripted_analyzer.hpp"

#include <cmath>
#include <numeric>
#include <random>

namespace attendsense::service::testing {
namespace {

constexpr int kHeight = 480;
constexpr int kFirstWidth = 640;

using Script = Synchronized<std::map<int, std::vector<ScriptedFace>>>;

// Coarse noise: neither dark nor bright, and sharp to any measure.
vision::Image textured(int width, Texture texture) {
  vision::Image image(width, kHeight);
  std::minstd_rand random(7);
  std::vector<std::uint8_t> grain(static_cast<std::size_t>(width / 4 + 1) * (kHeight / 4 + 1));
  for (std::uint8_t& grey : grain) grey = static_cast<std::uint8_t>(70 + random() % 120);
  for (int y = 0; y < kHeight; ++y) {
    for (int x = 0; x < width; ++x) {
      const auto cell =
          static_cast<std::size_t>(y / 4) * static_cast<std::size_t>(width / 4 + 1) + static_cast<std::size_t>(x / 4);
      const std::uint8_t grey = texture == Texture::sharp ? grain[cell] : std::uint8_t{128};
      std::fill_n(image.row(y) + static_cast<std::ptrdiff_t>(x) * 3, 3, grey);
    }
  }
  return image;
}

// Looking straight ahead. The face's number in the script travels in its model's name.
vision::Face face_at(float x, float y, float width, std::size_t number) {
  vision::Face face;
  face.box = {x, y, width, width * 1.2F};
  const auto mark = [&](float u, float v) { return vision::Point{x + u * width, y + v * width * 1.2F}; };
  face.landmarks = {mark(0.3F, 0.4F), mark(0.7F, 0.4F), mark(0.5F, 0.58F), mark(0.34F, 0.76F), mark(0.66F, 0.76F)};
  face.score = 0.95F;
  face.model = std::to_string(number);
  return face;
}

ScriptedFace scripted(Script& script, const vision::ImageView& image, const vision::Face& face) {
  return script.with([&](auto& faces) { return faces.at(image.width).at(std::stoul(face.model)); });
}

struct ScriptedDetector final : vision::Detector {
  explicit ScriptedDetector(Script& given) : script(given) {}

  Result<std::vector<vision::Face>> detect(vision::ImageView image) override {
    const auto known = script.with([&](auto& faces) { return faces[image.width]; });
    std::vector<vision::Face> found;
    float x = 10;
    for (std::size_t i = 0; i < known.size(); ++i) {
      found.push_back(face_at(x, 100, known[i].width, i));
      x += known[i].width + 10;
    }
    std::ranges::stable_sort(found, std::greater{}, [](const vision::Face& face) { return face.box.width; });
    return found;
  }

  const std::string& model() const override { return name; }

  Script& script;
  std::string name = "scripted-detector";
};

struct ScriptedLiveness final : vision::LivenessJudge {
  explicit ScriptedLiveness(Script& given) : script(given) {}

  Result<vision::Liveness> judge(vision::ImageView image, const vision::Face& face) override {
    const ScriptedFace known = scripted(script, image, face);
    return vision::Liveness{known.liveness, known.liveness_score, known.surroundings, name};
  }

  const std::string& model() const override { return name; }

  Script& script;
  std::string name = "scripted-liveness";
};

struct ScriptedEmbedder final : vision::Embedder {
  explicit ScriptedEmbedder(Script& given) : script(given) {}

  Result<vision::Embedding> embed(vision::ImageView image, const vision::Face& face) override {
    return vision::Embedding::normalised(scripted(script, image, face).direction, name);
  }

  const std::string& model() const override { return name; }

  std::size_t dimensions() const override { return kDimensions; }

  Script& script;
  std::string name = kScriptedModel;
};

}  // namespace

struct ScriptedAnalyzer::Parts {
  Script script;
  std::atomic<int> next_width{kFirstWidth};
  ScriptedDetector detector{script};
  ScriptedLiveness liveness{script};
  ScriptedEmbedder embedder{script};
};

ScriptedAnalyzer::ScriptedAnalyzer() : parts_(std::make_unique<Parts>()) {}

ScriptedAnalyzer::~ScriptedAnalyzer() = default;

Bytes ScriptedAnalyzer::picture(std::vector<ScriptedFace> faces, Texture texture) {
  const int width = parts_->next_width++;
  parts_->script.with([&](auto& script) { script[width] = std::move(faces); });
  return vision::encode_jpeg(textured(width, texture), 90);
}

vision::Detector& ScriptedAnalyzer::detector() {
  return parts_->detector;
}

vision::LivenessJudge& ScriptedAnalyzer::liveness() {
  return parts_->liveness;
}

vision::Embedder& ScriptedAnalyzer::embedder() {
  return parts_->embedder;
}

Direction person(std::size_t number) {
  Direction direction(kDimensions, 0.0F);
  direction.at(number) = 1;
  return direction;
}

Direction near_person(std::size_t number, float similarity) {
  Direction direction(kDimensions, 0.0F);
  direction.at(number) = similarity;
  direction.at(kDimensions / 2 + number) = std::sqrt(1 - similarity * similarity);
  return direction;
}

Direction between(const Direction& a, const Direction& b) {
  Direction sum(a.size());
  std::ranges::transform(a, b, sum.begin(), std::plus{});
  const float length = std::sqrt(std::inner_product(sum.begin(), sum.end(), sum.begin(), 0.0F));
  for (float& value : sum) value /= length;
  return sum;
}

}  // namespace attendsense::service::testing
