#include <gmock/gmock.h>

#include "attendsense/service/enrol_photo.hpp"
#include "attendsense/service/reviews/decide_sighting.hpp"
#include "attendsense/service/update_policy.hpp"
#include "attendsense/vision/drawn_faces/drawn_faces.hpp"
#include "attendsense/vision/models.hpp"
#include "office.hpp"

// The same use cases over the real networks, with people that the project draws itself.

namespace attendsense::service::testing {
namespace {

namespace drawn = vision::drawn_faces;

std::unique_ptr<vision::Analyzer> load_analyzer() {
  auto analyzer = vision::Analyzer::load(vision::models_folder("data"));
  return analyzer ? std::move(*analyzer) : nullptr;
}

// Networks load once for all tests here.
vision::Analyzer* analyzer() {
  static const std::unique_ptr<vision::Analyzer> kLoaded = load_analyzer();
  return kLoaded.get();
}

struct DrawnPeople : ::testing::Test {
  void SetUp() override {
    if (analyzer() == nullptr) GTEST_SKIP() << "The model files are not there: attendsense models fetch";
    gallery = std::make_unique<LiveGallery>(*office.store, analyzer()->embedder().model(),
                                            analyzer()->embedder().dimensions());
    ASSERT_TRUE(gallery->load().has_value());
    real = std::make_unique<Ports>(*office.store, *office.queue, *analyzer(), *gallery, office.throttle,
                                   office.events_written, office.metrics);
    update_policy::Input policy{.actor = office.boss};
    policy.match_threshold = drawn::kDrawnMatchThreshold;
    expect_value(update_policy::run(office.ports(), policy, office.now()));
    people = expect_value(drawn::pick_people(analyzer()->detector(), analyzer()->embedder(), 3));
  }

  Ports& ports() { return *real; }

  static Bytes photo(const drawn::Person& person) { return vision::encode_jpeg(drawn::draw_portrait(person), 92); }

  core::EmployeeId hire(const std::string& name, const drawn::Person& person) {
    create_employee::Input input{
        .actor = office.boss, .email = name + "@example.com", .given_name = name, .family_name = "Drawn"};
    input.consent = true;
    input.photos = {photo(person)};
    return expect_value(create_employee::run(ports(), input, office.now())).employee.employee.id;
  }

  process_capture::FaceOutcome see(const vision::Image& frame) {
    const auto output = expect_value(
        process_capture::run(ports(), {office.capture(door, vision::encode_jpeg(frame, 92))}, office.now()));
    return output.faces.at(0);
  }

  Office office;
  std::unique_ptr<LiveGallery> gallery;
  std::unique_ptr<Ports> real;
  std::vector<drawn::Person> people;
  create_station::Output door = office.open_door(core::CameraDirection::in);
};

TEST_F(DrawnPeople, one_is_recognised_another_is_not) {
  const auto ada = hire("ada", people[0]);
  hire("grace", people[1]);
  EXPECT_EQ(see(drawn::draw_portrait(people[0], drawn::Shot::varied(5))).outcome, core::Outcome::booked);
  ASSERT_EQ(office.punches().size(), 1U);
  EXPECT_EQ(office.punches()[0].employee, ada);
  EXPECT_EQ(see(drawn::draw_portrait(people[2], drawn::Shot::varied(6))).outcome, core::Outcome::unknown);
}

TEST_F(DrawnPeople, whom_somebody_puts_a_name_to_is_known_from_then_on) {
  update_policy::Input policy{.actor = office.boss, .keep_crops = true};
  policy.match_threshold = drawn::kDrawnMatchThreshold;
  expect_value(update_policy::run(ports(), policy, office.now()));
  const auto ada = hire("ada", people[0]);
  EXPECT_EQ(see(drawn::draw_portrait(people[2], drawn::Shot::varied(6))).outcome, core::Outcome::unknown);
  const decide_sighting::Input input{.actor = office.boss,
                                     .sighting = office.sightings().front().id,
                                     .verdict = core::SightingVerdict::assigned,
                                     .employee = ada,
                                     .photo = decide_sighting::Template::add};
  expect_value(decide_sighting::run(ports(), input, office.now()));
  gallery->refresh();
  office.clock.advance(std::chrono::minutes{10});
  ASSERT_EQ(see(drawn::draw_portrait(people[2], drawn::Shot::varied(7))).outcome, core::Outcome::booked);
  EXPECT_EQ(office.punches().back().employee, ada);
}

TEST_F(DrawnPeople, an_empty_door_is_nobody) {
  hire("ada", people[0]);
  EXPECT_EQ(see(drawn::draw_scene({})).reason, core::Reason::no_face);
}

TEST_F(DrawnPeople, the_same_person_under_another_name_is_refused) {
  hire("ada", people[0]);
  create_employee::Input input{
      .actor = office.boss, .email = "eve@example.com", .given_name = "Eve", .family_name = "Drawn"};
  input.consent = true;
  input.photos = {vision::encode_jpeg(drawn::draw_portrait(people[0], drawn::Shot::varied(9)), 92)};
  EXPECT_EQ(code_of(create_employee::run(ports(), input, office.now())), "face_enrolled_already");
}

TEST_F(DrawnPeople, a_photo_of_two_people_is_refused) {
  const auto ada = hire("ada", people[0]);
  const std::array<drawn::Placed, 2> both{{{people[0], {}, {200, 240}, 110}, {people[1], {}, {440, 240}, 110}}};
  const auto run =
      enrol_photo::run(ports(), {office.boss, ada, vision::encode_jpeg(drawn::draw_scene(both), 92)}, office.now());
  EXPECT_EQ(code_of(run), "photo_several_faces");
}

}  // namespace
}  // namespace attendsense::service::testing
