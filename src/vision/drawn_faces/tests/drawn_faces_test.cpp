#include "attendsense/vision/drawn_faces/drawn_faces.hpp"

#include <algorithm>

#include "support.hpp"

namespace attendsense::vision::drawn_faces {
namespace {

bool same_pixels(const Image& a, const Image& b) {
  return a.width() == b.width() && a.height() == b.height() &&
         std::equal(a.row(0), a.row(0) + a.width() * a.height() * 3, b.row(0));
}

class DrawnFaces : public testing::Test {
 protected:
  void SetUp() override {
    ATTENDSENSE_NEEDS_MODELS();
    Result<std::unique_ptr<Analyzer>> loaded = Analyzer::load(test_models_folder());
    ASSERT_TRUE(loaded) << loaded.error().text();
    analyzer_ = std::move(*loaded);
  }

  // The only face, which must be there.
  Face only_face(const Image& image) {
    const Result<std::vector<Face>> faces = analyzer_->detector().detect(image);
    if (!faces || faces->size() != 1) throw std::runtime_error("not one face");
    return faces->front();
  }

  Embedding embed(const Image& image) { return *analyzer_->embedder().embed(image, only_face(image)); }

  std::unique_ptr<Analyzer> analyzer_;
};

TEST(Drawing, follows_from_seeds_alone) {
  const Person person(5);
  EXPECT_TRUE(same_pixels(draw_portrait(person, Shot::varied(3)), draw_portrait(Person(5), Shot::varied(3))));
  EXPECT_FALSE(same_pixels(draw_portrait(person, Shot::varied(3)), draw_portrait(person, Shot::varied(4))));
  EXPECT_FALSE(same_pixels(draw_portrait(person), draw_portrait(Person(6))));
  EXPECT_TRUE(same_pixels(draw_scene({}, {}), draw_scene({}, {})));
  EXPECT_FALSE(same_pixels(draw_scene({}, {}), draw_scene({}, {.frame = 1})));
}

TEST(Drawing, survives_what_lies_outside) {
  const Placed beside{Person(1), {}, {-500, 2000}, 150};
  const Placed huge{Person(2), {}, {320, 240}, 1500};
  const std::vector<Placed> people{beside, huge};
  EXPECT_EQ(draw_scene(people, {.width = 200, .height = 100}).width(), 200);
}

TEST_F(DrawnFaces, are_told_apart_by_the_threshold) {
  const Result<std::vector<Person>> people = pick_people(analyzer_->detector(), analyzer_->embedder(), 8);
  ASSERT_TRUE(people) << people.error().text();
  std::vector<Embedding> enrolled;
  for (const Person& person : *people) enrolled.push_back(embed(draw_portrait(person)));
  for (std::size_t i = 0; i < people->size(); ++i) {
    for (std::uint64_t seed = 1; seed <= 3; ++seed) {
      const Embedding probe = embed(draw_portrait((*people)[i], Shot::varied(100 * i + seed)));
      for (std::size_t j = 0; j < enrolled.size(); ++j) {
        const float alike = *similarity(probe, enrolled[j]);
        if (i == j) {
          EXPECT_GE(alike, kDrawnMatchThreshold + 0.05F) << (*people)[i].seed() << " shot " << seed;
        } else {
          EXPECT_LE(alike, kDrawnMatchThreshold - 0.05F) << (*people)[i].seed() << " as " << (*people)[j].seed();
        }
      }
    }
  }
}

TEST_F(DrawnFaces, are_fit_for_enrolment_and_live) {
  std::size_t live = 0;
  constexpr std::uint64_t kPeople = 10;
  for (std::uint64_t seed = 1; seed <= kPeople; ++seed) {
    const Image portrait = draw_portrait(Person(seed));
    const Face face = only_face(portrait);
    EXPECT_GT(face.score, 0.85F);
    EXPECT_EQ(judge_quality(measure_quality(portrait, face), enrolment_limits()), QualityFault::none) << seed;
    if (analyzer_->liveness().judge(portrait, face)->verdict == LivenessVerdict::live) ++live;
  }
  EXPECT_EQ(live, kPeople);
}

TEST_F(DrawnFaces, walk_up_and_are_recognised_when_near) {
  const Person person(3);
  const Embedding enrolled = embed(draw_portrait(person));
  const WalkUp walk;
  EXPECT_TRUE(analyzer_->detector().detect(draw_walk_up(person, walk, 0))->empty());
  EXPECT_TRUE(analyzer_->detector().detect(draw_walk_up(person, walk, walk.frames - 1))->empty());
  for (int frame = 24; frame <= 36; frame += 4) {
    const Image image = draw_walk_up(person, walk, frame);
    const Face face = only_face(image);
    EXPECT_GT(face.box.width, 80);
    EXPECT_EQ(analyzer_->liveness().judge(image, face)->verdict, LivenessVerdict::live) << frame;
    EXPECT_GE(*similarity(*analyzer_->embedder().embed(image, face), enrolled), kDrawnMatchThreshold) << frame;
  }
}

TEST_F(DrawnFaces, on_a_phone_are_a_spoof_of_the_right_person) {
  for (const std::uint64_t seed : {1U, 3U, 4U, 5U}) {
    const Person person(seed);
    const Image attack = draw_phone_attack(person);
    const Face face = only_face(attack);
    EXPECT_EQ(analyzer_->liveness().judge(attack, face)->verdict, LivenessVerdict::spoof) << seed;
    EXPECT_GE(*similarity(*analyzer_->embedder().embed(attack, face), embed(draw_portrait(person))),
              kDrawnMatchThreshold)
        << seed;
  }
}

TEST_F(DrawnFaces, run_out_when_nobody_may_be_alike) {
  const auto people = pick_people(analyzer_->detector(), analyzer_->embedder(), 2, 1, -0.9F);
  ASSERT_FALSE(people);
  EXPECT_EQ(people.error().code, "drawn_people_exhausted");
}

}  // namespace
}  // namespace attendsense::vision::drawn_faces
