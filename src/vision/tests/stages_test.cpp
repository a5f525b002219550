#include <cmath>
#include <thread>

#include "attendsense/vision/analyzer.hpp"
#include "liveness_crop.hpp"
#include "recorded_faces.hpp"
#include "similarity_transform.hpp"
#include "yunet_decode.hpp"

namespace attendsense::vision {
namespace {

Analyzer& analyzer() {
  static const std::unique_ptr<Analyzer> loaded = [] {
    Result<std::unique_ptr<Analyzer>> result = Analyzer::load(test_models_folder());
    if (!result) throw std::runtime_error(result.error().text());
    return std::move(*result);
  }();
  return *loaded;
}

TEST(Similarity, is_found_exactly_when_there_is_one) {
  const Landmarks from{Point{10, 20}, Point{60, 22}, Point{33, 48}, Point{18, 70}, Point{55, 73}};
  Landmarks to = from;
  for (Point& point : to) point = {0.5F * point.x - 1.5F * point.y + 7, 1.5F * point.x + 0.5F * point.y - 3};
  const Similarity map = fit_similarity(from, to);
  EXPECT_NEAR(map.a, 0.5, 1e-5);
  EXPECT_NEAR(map.b, 1.5, 1e-5);
  EXPECT_NEAR(map.x, 7, 1e-3);
  EXPECT_NEAR(map.y, -3, 1e-3);
}

TEST(Similarity, is_the_least_squares_one) {
  std::mt19937 chance(7);
  std::normal_distribution<float> normal(50, 20);
  Landmarks from;
  Landmarks to;
  for (std::size_t i = 0; i < 5; ++i) {
    from[i] = {normal(chance), normal(chance)};
    to[i] = {normal(chance), normal(chance)};
  }
  const auto squares = [&](const Similarity& map) {
    double sum = 0;
    for (std::size_t i = 0; i < 5; ++i) {
      sum += std::pow(map.a * from[i].x - map.b * from[i].y + map.x - to[i].x, 2);
      sum += std::pow(map.b * from[i].x + map.a * from[i].y + map.y - to[i].y, 2);
    }
    return sum;
  };
  const Similarity best = fit_similarity(from, to);
  for (const double step : {-1e-3, 1e-3}) {
    EXPECT_GT(squares({best.a + step, best.b, best.x, best.y}), squares(best));
    EXPECT_GT(squares({best.a, best.b + step, best.x, best.y}), squares(best));
    EXPECT_GT(squares({best.a, best.b, best.x + 100 * step, best.y}), squares(best));
    EXPECT_GT(squares({best.a, best.b, best.x, best.y + 100 * step}), squares(best));
  }
}

TEST(AlignFace, survives_landmarks_in_one_point) {
  Landmarks same;
  same.fill({5, 5});
  EXPECT_EQ(align_face(Image(20, 20), same).width(), 128);
}

TEST(SuppressOverlaps, keeps_the_best_of_each_heap) {
  std::vector<Face> faces(3);
  faces[0].box = {0, 0, 10, 10};
  faces[0].score = 0.8F;
  faces[1].box = {1, 1, 10, 10};
  faces[1].score = 0.9F;
  faces[2].box = {30, 30, 10, 10};
  faces[2].score = 0.7F;
  const std::vector<Face> kept = suppress_overlaps(faces, 0.3F);
  ASSERT_EQ(kept.size(), 2U);
  EXPECT_EQ(kept[0].score, 0.9F);
  EXPECT_EQ(kept[1].score, 0.7F);
}

TEST(LivenessWindow, is_shifted_into_the_picture) {
  const ImageView picture{{}, nullptr, 640, 480, 0};
  const CropWindow middle = liveness_window(picture, {300, 200, 50, 60}, 2.7F);
  EXPECT_EQ(middle.x, 257);
  EXPECT_EQ(middle.width, 136);
  EXPECT_EQ(middle.y, 149);
  EXPECT_EQ(middle.height, 163);
  const CropWindow corner = liveness_window(picture, {0, 0, 50, 60}, 4);
  EXPECT_EQ(corner.x, 0);
  EXPECT_EQ(corner.y, 0);
  EXPECT_EQ(corner.width, 201);
  EXPECT_EQ(corner.height, 241);
  const CropWindow edge = liveness_window(picture, {600, 440, 50, 60}, 2);
  EXPECT_EQ(edge.x + edge.width, 640);
  EXPECT_EQ(edge.y + edge.height, 480);
  // Enlarged by no more than makes it as high as the picture less one pixel.
  EXPECT_FLOAT_EQ(feasible_scale(picture, {200, 100, 200, 240}, 4), 479.0F / 240);
  EXPECT_EQ(liveness_window(picture, {200, 100, 200, 240}, 4).height, 480);
}

TEST(LivenessWindow, never_leaves_the_picture) {
  std::mt19937 chance(8);
  std::uniform_real_distribution<float> position(-300, 900);
  std::uniform_real_distribution<float> size(0.1F, 1500);
  const ImageView picture{{}, nullptr, 640, 480, 0};
  for (int i = 0; i < 20'000; ++i) {
    const CropWindow window =
        liveness_window(picture, {position(chance), position(chance), size(chance), size(chance)}, 4);
    ASSERT_GE(window.x, 0);
    ASSERT_GE(window.y, 0);
    ASSERT_GT(window.width, 0);
    ASSERT_GT(window.height, 0);
    ASSERT_LE(window.x + window.width, 640);
    ASSERT_LE(window.y + window.height, 480);
  }
}

TEST(Quality, sees_where_the_head_is_turned) {
  Image grey(200, 200);
  Face face;
  face.box = {60, 60, 80, 100};
  face.landmarks = {Point{80, 90}, Point{120, 90}, Point{100, 109.7F}, Point{84, 130}, Point{116, 130}};
  const Pose frontal = measure_quality(grey, face).pose;
  EXPECT_NEAR(frontal.yaw, 0, 1);
  EXPECT_NEAR(frontal.pitch, 0, 1);
  EXPECT_NEAR(frontal.roll, 0, 1);
  Face turned = face;
  turned.landmarks[2].x += 10;
  EXPECT_GT(measure_quality(grey, turned).pose.yaw, 15);
  turned.landmarks[2] = {100, 118};
  EXPECT_GT(measure_quality(grey, turned).pose.pitch, 15);
  Face leaning = face;
  for (Point& point : leaning.landmarks) point = {100 - (point.y - 110), 110 + (point.x - 100)};
  EXPECT_NEAR(measure_quality(grey, leaning).pose.roll, 90, 1);
  EXPECT_NEAR(measure_quality(grey, leaning).pose.yaw, 0, 1);
}

TEST(Quality, names_the_first_fault) {
  Quality good;
  good.face_width = 100;
  good.sharpness = 300;
  good.brightness = 120;
  good.contrast = 40;
  const QualityLimits limits;
  const auto judged = [&](auto change) {
    Quality quality = good;
    change(quality);
    return judge_quality(quality, limits);
  };
  EXPECT_EQ(judged([](Quality&) {}), QualityFault::none);
  EXPECT_EQ(judged([](Quality& q) { q.face_width = 39; }), QualityFault::too_small);
  EXPECT_EQ(judged([](Quality& q) { q.inside = 0.5F; }), QualityFault::cut_off);
  EXPECT_EQ(judged([](Quality& q) { q.brightness = 10; }), QualityFault::too_dark);
  EXPECT_EQ(judged([](Quality& q) { q.brightness = 250; }), QualityFault::too_bright);
  EXPECT_EQ(judged([](Quality& q) { q.contrast = 3; }), QualityFault::low_contrast);
  EXPECT_EQ(judged([](Quality& q) { q.sharpness = 3; }), QualityFault::blurred);
  EXPECT_EQ(judged([](Quality& q) { q.pose.yaw = -50; }), QualityFault::turned_away);
  EXPECT_EQ(to_string(QualityFault::turned_away), "turned_away");
}

TEST(Stages, agree_with_the_recording) {
  ATTENDSENSE_NEEDS_MODELS();
  ATTENDSENSE_NEEDS_DATA("lfw");
  const std::vector<RecordedPicture> pictures = recorded_pictures();
  ASSERT_FALSE(pictures.empty());
  for (const RecordedPicture& picture : pictures) {
    SCOPED_TRACE(picture.path);
    const Image image = load_image(data_folder() / picture.path);
    const Result<std::vector<Face>> faces = analyzer().detector().detect(image);
    ASSERT_TRUE(faces) << faces.error().text();
    for (const RecordedFace& recorded : picture.faces) {
      // A face beyond the network's usual size is found at half the size, by design, and so placed a little otherwise.
      const float share = std::max(recorded.box.width, recorded.box.height) > 256 ? 0.08F : 0.02F;
      const float tolerance = std::max(3.0F, share * recorded.box.width);
      const auto found = std::ranges::find_if(*faces, [&](const Face& face) {
        return std::abs(face.box.x - recorded.box.x) < tolerance && std::abs(face.box.y - recorded.box.y) < tolerance;
      });
      if (found == faces->end() && recorded.score < 0.72F) continue;
      ASSERT_NE(found, faces->end());
      EXPECT_NEAR(found->score, recorded.score, share);
      for (std::size_t i = 0; i < 5; ++i) {
        EXPECT_NEAR(found->landmarks[i].x, recorded.landmarks[i].x, share * recorded.box.width);
        EXPECT_NEAR(found->landmarks[i].y, recorded.landmarks[i].y, share * recorded.box.width);
      }
      // From the recorded landmarks: what is compared is alignment and embedding alone.
      Face face = *found;
      face.landmarks = recorded.landmarks;
      const Result<Embedding> embedding = analyzer().embedder().embed(image, face);
      ASSERT_TRUE(embedding);
      const Embedding expected = *Embedding::normalised(recorded.embedding, embedding->model());
      EXPECT_GT(*similarity(*embedding, expected), 0.999F);
    }
  }
}

TEST(Detector, finds_faces_at_any_picture_size) {
  ATTENDSENSE_NEEDS_MODELS();
  ATTENDSENSE_NEEDS_DATA("lfw");
  const Image image = load_image(data_folder() / "lfw/AJ_Lamas/AJ_Lamas_0001.jpg");
  for (const auto& [width, height] : {std::pair{250, 250}, std::pair{333, 217}, std::pair{97, 131}, std::pair{640, 480},
                                      std::pair{1500, 1100}, std::pair{4000, 4000}, std::pair{61, 61}}) {
    const Image scaled = resize(image, width, height);
    const Result<std::vector<Face>> faces = analyzer().detector().detect(scaled);
    ASSERT_TRUE(faces);
    ASSERT_FALSE(faces->empty()) << width << "x" << height;
    const float scale = static_cast<float>(width) / 250;
    EXPECT_NEAR((*faces)[0].box.x, 68.6F * scale, 10 * scale) << width;
    EXPECT_NEAR((*faces)[0].box.width, 100 * scale, 14 * scale) << width;
  }
  EXPECT_EQ(analyzer().detector().detect(Image(15, 300)).error().code, "picture_too_small");
  EXPECT_TRUE(analyzer().detector().detect(Image(16, 16))->empty());
}

TEST(Liveness, is_unclear_without_surroundings) {
  ATTENDSENSE_NEEDS_MODELS();
  ATTENDSENSE_NEEDS_DATA("lfw");
  const Image image = load_image(data_folder() / "lfw/AJ_Lamas/AJ_Lamas_0001.jpg");
  const Face face = analyzer().detector().detect(image)->front();
  const Image tight = crop(image, face.box);
  Face moved = face;
  moved.box.x = 0;
  moved.box.y = 0;
  const Result<Liveness> liveness = analyzer().liveness().judge(tight, moved);
  ASSERT_TRUE(liveness);
  EXPECT_EQ(liveness->verdict, LivenessVerdict::unclear);
  EXPECT_LT(liveness->surroundings, 1.2F);
  Face nothing;
  EXPECT_EQ(analyzer().liveness().judge(image, nothing).error().code, "face_box_invalid");
}

TEST(Embedder, mirror_averaging_knows_both_sides) {
  ATTENDSENSE_NEEDS_MODELS();
  ATTENDSENSE_NEEDS_DATA("lfw");
  AnalyzerOptions options;
  options.flip = AnalyzerOptions::Flip::average;
  const auto averaging = Analyzer::load(test_models_folder(), options);
  ASSERT_TRUE(averaging);
  const Image image = load_image(data_folder() / "lfw/AJ_Lamas/AJ_Lamas_0001.jpg");
  const Face face = analyzer().detector().detect(image)->front();
  const Embedding plain = *analyzer().embedder().embed(image, face);
  const Embedding both = *(*averaging)->embedder().embed(image, face);
  const float alike = *similarity(plain, both);
  EXPECT_GT(alike, 0.9F);
  EXPECT_LT(alike, 0.9999F);
}

TEST(Stages, give_every_thread_the_same) {
  ATTENDSENSE_NEEDS_MODELS();
  ATTENDSENSE_NEEDS_DATA("lfw");
  const Image image = load_image(data_folder() / "lfw/AJ_Lamas/AJ_Lamas_0001.jpg");
  const Face expected = analyzer().detector().detect(image)->front();
  const Embedding embedding = *analyzer().embedder().embed(image, expected);
  std::vector<std::jthread> threads;
  for (int i = 0; i < 4; ++i) {
    threads.emplace_back([&] {
      for (int round = 0; round < 4; ++round) {
        const Face face = analyzer().detector().detect(image)->front();
        EXPECT_EQ(face.box.x, expected.box.x);
        EXPECT_EQ(*similarity(*analyzer().embedder().embed(image, face), embedding), *similarity(embedding, embedding));
        EXPECT_TRUE(analyzer().liveness().judge(image, face));
      }
    });
  }
}

TEST(Analyzer, names_the_missing_model) {
  const TemporaryFolder folder;
  const auto loaded = Analyzer::load(folder.path());
  ASSERT_FALSE(loaded);
  EXPECT_EQ(loaded.error().code, "model_missing");
}

}  // namespace
}  // namespace attendsense::vision
