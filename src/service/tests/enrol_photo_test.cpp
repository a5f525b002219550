#include "attendsense/service/enrol_photo.hpp"

#include <gmock/gmock.h>

#include <thread>

#include "attendsense/service/update_employee.hpp"
#include "office.hpp"

namespace attendsense::service::testing {
namespace {

struct EnrolPhoto : ::testing::Test {
  Office office;
  core::EmployeeId ada = office.hire("Ada", "Lovelace", person(1));

  auto enrol(Bytes photo, AlikeFace alike = AlikeFace::refuse) {
    return enrol_photo::run(office.ports(), {office.boss, ada, std::move(photo), alike}, office.now());
  }

  auto enrol(std::vector<ScriptedFace> faces) { return enrol(office.analyzer.picture(std::move(faces))); }
};

TEST_F(EnrolPhoto, a_good_photo_is_recognised_from_then_on) {
  const EnrolledPhoto photo = expect_value(enrol({{.direction = near_person(1, 0.6F)}}));
  EXPECT_EQ(photo.model, kScriptedModel);
  EXPECT_GT(photo.quality.score, 0.0F);
  EXPECT_EQ(office.gallery.size(), 3U);
  EXPECT_THAT(office.audit_actions(), ::testing::Contains("photo.enrol"));
}

TEST_F(EnrolPhoto, a_spoof_may_be_enrolled_since_photos_may_be_prints) {
  EXPECT_TRUE(enrol({{.direction = person(1), .liveness = vision::LivenessVerdict::spoof}}).has_value());
}

TEST_F(EnrolPhoto, no_face_or_several_are_refused) {
  EXPECT_EQ(code_of(enrol(std::vector<ScriptedFace>{})), "photo_no_face");
  EXPECT_EQ(code_of(enrol({{.direction = person(1)}, {.direction = person(2), .width = 60}})), "photo_several_faces");
}

TEST_F(EnrolPhoto, people_far_behind_do_not_count) {
  EXPECT_TRUE(enrol({{.direction = person(1), .width = 200}, {.direction = person(2), .width = 45}}).has_value());
}

TEST_F(EnrolPhoto, poor_quality_says_what_to_do) {
  const auto small = enrol({{.direction = person(1), .width = 50}});
  ASSERT_EQ(code_of(small), "photo_poor_quality");
  EXPECT_THAT(small.error().text(), ::testing::HasSubstr("50 pixels wide"));
  const auto flat = enrol(office.analyzer.picture({{.direction = person(1)}}, Texture::flat));
  ASSERT_EQ(code_of(flat), "photo_poor_quality");
  EXPECT_THAT(flat.error().text(), ::testing::HasSubstr("contrast"));
}

TEST_F(EnrolPhoto, what_is_not_a_whole_picture_is_refused) {
  EXPECT_EQ(code_of(enrol(Bytes{})), "picture_format_unsupported");
  Bytes cut = office.analyzer.picture({{.direction = person(1)}});
  cut.resize(cut.size() / 2);
  EXPECT_EQ(code_of(enrol(std::move(cut))), "picture_damaged");
  EXPECT_EQ(code_of(enrol(Bytes(std::size_t{9} << 20, 0xFF))), "picture_bytes");
  EXPECT_EQ(office.gallery.size(), 2U);
}

TEST_F(EnrolPhoto, another_persons_face_is_refused_unless_vouched_for) {
  const auto failed = enrol({{.direction = near_person(0, 0.6F)}});
  ASSERT_EQ(code_of(failed), "face_enrolled_already");
  EXPECT_THAT(failed.error().message, ::testing::HasSubstr("Charles Babbage"));
  const Bytes twin = office.analyzer.picture({{.direction = near_person(0, 0.6F)}});
  EXPECT_TRUE(enrol(twin, AlikeFace::is_another_person).has_value());
}

TEST_F(EnrolPhoto, the_own_face_is_no_conflict_even_when_somebody_elses_is_the_second_nearest) {
  EXPECT_TRUE(enrol({{.direction = person(1)}}).has_value());
}

TEST_F(EnrolPhoto, needs_consent) {
  update_employee::Input withdraw{.actor = office.boss, .employee = ada};
  withdraw.consent = false;
  expect_value(update_employee::run(office.ports(), withdraw, office.now()));
  EXPECT_EQ(code_of(enrol({{.direction = person(1)}})), "consent_missing");
}

TEST_F(EnrolPhoto, the_same_face_for_two_people_at_once_succeeds_for_one) {
  const auto grace = office.hire("Grace", "Hopper", std::nullopt);
  update_employee::Input consent{.actor = office.boss, .employee = grace};
  consent.consent = true;
  expect_value(update_employee::run(office.ports(), consent, office.now()));
  const Bytes photo = office.analyzer.picture({{.direction = person(5)}});
  std::atomic<int> enrolled{0};
  {
    const auto enrol_as = [&](core::EmployeeId who) {
      const auto done = enrol_photo::run(office.ports(), {office.boss, who, photo}, office.now());
      enrolled += done.has_value() ? 1 : 0;
    };
    const std::jthread one(enrol_as, ada);
    const std::jthread other(enrol_as, grace);
  }
  EXPECT_EQ(enrolled, 1);
}

}  // namespace
}  // namespace attendsense::service::testing
