#include "attendsense/service/reviews/decide_sighting.hpp"

#include <gmock/gmock.h>

#include "attendsense/service/corrections/decide_correction.hpp"
#include "attendsense/service/corrections/read_correction.hpp"
#include "attendsense/service/employee_attendance.hpp"
#include "attendsense/service/erase_employee.hpp"
#include "attendsense/service/list_sightings.hpp"
#include "attendsense/service/reviews/read_crop.hpp"
#include "attendsense/service/update_policy.hpp"
#include "office.hpp"

namespace attendsense::service::testing {
namespace {

using core::SightingVerdict;
using namespace std::chrono_literals;

struct ReviewTest : ::testing::Test {
  void keep_crops(bool keep = true) {
    expect_value(update_policy::run(office.ports(), {.actor = office.boss, .keep_crops = keep}, office.now()));
  }

  // Somebody who is 0.4 like Ada, which is not enough.
  core::Sighting stranger(const create_station::Output& at_door) {
    office.see(at_door, {.direction = near_person(1, 0.4F)});
    return office.sightings().front();
  }

  core::Sighting stranger() { return stranger(door); }

  auto decide(decide_sighting::Input input) {
    if (!input.actor.employee) input.actor = office.boss;
    return decide_sighting::run(office.ports(), input, office.now());
  }

  auto assign(const core::Sighting& sighting) {
    return decide({.sighting = sighting.id, .verdict = SightingVerdict::assigned, .employee = ada});
  }

  auto dismiss(const core::Sighting& sighting) { return decide({.sighting = sighting.id}); }

  std::vector<core::SightingId> listed(core::ReviewFilter review) {
    const auto page =
        list_sightings::run(office.ports(), {.actor = office.boss, .filter = {.review = review}}, office.now());
    std::vector<core::SightingId> ids;
    for (const SightingView& view : expect_value(page).items) ids.push_back(view.sighting.id);
    return ids;
  }

  auto crop(const core::Sighting& sighting) {
    return read_crop::run(office.ports(), {office.boss, sighting.id}, office.now());
  }

  Office office;
  core::EmployeeId ada = office.hire("Ada", "Lovelace", person(1));
  create_station::Output door = office.open_door(core::CameraDirection::in);
};

TEST_F(ReviewTest, who_is_assigned_was_there) {
  const core::Sighting seen = stranger();
  ASSERT_EQ(seen.outcome, core::Outcome::unknown);
  EXPECT_EQ(listed(core::ReviewFilter::open), std::vector{seen.id});
  office.clock.advance(1h);
  const SightingView view = expect_value(decide({.sighting = seen.id,
                                                 .verdict = SightingVerdict::assigned,
                                                 .employee = ada,
                                                 .note = " It was the new glasses "}));
  ASSERT_TRUE(view.decision);
  EXPECT_EQ(view.decision->note, "It was the new glasses");
  EXPECT_EQ(view.decision->by, office.boss.actor());
  EXPECT_EQ(view.decided_name, "Ada Lovelace");
  const CorrectionView correction = expect_value(
      read_correction::run(office.ports(), {office.boss, view.decision->correction.value()}, office.now()));
  EXPECT_EQ(correction.correction.state, core::RequestState::approved);
  EXPECT_EQ(correction.correction.at, seen.captured_at);
  EXPECT_EQ(correction.correction.direction, core::Direction::in);
  EXPECT_EQ(correction.correction.reason, "Front door, gate: It was the new glasses");
  const LocalDate monday{std::chrono::year{2026} / 3 / 2};
  const auto days =
      expect_value(employee_attendance::run(office.ports(), {office.boss, ada, monday, monday}, office.now()));
  EXPECT_EQ(days.days.at(0).first_in, seen.captured_at);
  EXPECT_TRUE(listed(core::ReviewFilter::open).empty());
  EXPECT_EQ(listed(core::ReviewFilter::decided), std::vector{seen.id});
  EXPECT_EQ(office.audit_actions().back(), "sighting.decide");
  EXPECT_EQ(office.punches().size(), 0U) << "a camera did not book it";
}

TEST_F(ReviewTest, who_is_dismissed_leaves_no_trace_in_the_attendance) {
  const core::Sighting seen = stranger();
  const SightingView view = expect_value(dismiss(seen));
  EXPECT_EQ(view.decision->verdict, SightingVerdict::dismissed);
  EXPECT_FALSE(view.decision->correction);
  EXPECT_TRUE(listed(core::ReviewFilter::open).empty());
}

TEST_F(ReviewTest, a_decision_is_final) {
  const core::Sighting seen = stranger();
  expect_value(dismiss(seen));
  EXPECT_EQ(code_of(assign(seen)), "sighting_decided");
}

TEST_F(ReviewTest, what_was_booked_is_settled) {
  office.see(door, {.direction = person(1)});
  EXPECT_EQ(code_of(dismiss(office.sightings().front())), "sighting_settled");
}

TEST_F(ReviewTest, a_camera_for_both_ways_needs_the_direction) {
  const auto gate = office.open_door(core::CameraDirection::both, "Gate");
  const core::Sighting seen = stranger(gate);
  EXPECT_THAT(fields_of(assign(seen)), ::testing::ElementsAre("direction"));
  EXPECT_TRUE(decide(
      {.sighting = seen.id, .verdict = SightingVerdict::assigned, .employee = ada, .direction = core::Direction::out}));
}

TEST_F(ReviewTest, what_contradicts_itself_is_refused) {
  const core::Sighting seen = stranger();
  EXPECT_THAT(fields_of(decide({.sighting = seen.id, .verdict = SightingVerdict::assigned})),
              ::testing::ElementsAre("employee_id"));
  EXPECT_THAT(fields_of(decide({.sighting = seen.id,
                                .employee = ada,
                                .direction = core::Direction::in,
                                .photo = decide_sighting::Template::add,
                                .note = std::string(251, 'x')})),
              ::testing::ElementsAre("employee_id", "direction", "add_template", "note"));
  EXPECT_EQ(code_of(decide({.sighting = core::SightingId::make(office.now())})), "sighting_unknown");
  EXPECT_EQ(listed(core::ReviewFilter::open), std::vector{seen.id}) << "nothing was done";
}

TEST_F(ReviewTest, nobody_decides_who_they_were_themselves) {
  office.see(door, {.direction = near_person(0, 0.4F)});
  EXPECT_EQ(code_of(decide({.sighting = office.sightings().front().id,
                            .verdict = SightingVerdict::assigned,
                            .employee = office.administrator})),
            "own_request");
}

TEST_F(ReviewTest, it_needs_all_its_permissions) {
  const core::Sighting seen = stranger();
  for (const core::Permission missing : {core::Permission::view_all, core::Permission::approve_requests}) {
    decide_sighting::Input input{.actor = office.boss, .sighting = seen.id};
    input.actor.permissions.erase(missing);
    EXPECT_EQ(code_of(decide(input)), "permission_missing");
  }
  decide_sighting::Input input{.actor = office.boss,
                               .sighting = seen.id,
                               .verdict = SightingVerdict::assigned,
                               .employee = ada,
                               .photo = decide_sighting::Template::add};
  input.actor.permissions.erase(core::Permission::manage_employees);
  EXPECT_EQ(code_of(decide(input)), "permission_missing");
}

TEST_F(ReviewTest, no_picture_is_kept_unless_the_company_says_so) {
  EXPECT_EQ(code_of(crop(stranger())), "crop_unknown");
}

TEST_F(ReviewTest, a_kept_picture_goes_with_the_decision) {
  keep_crops();
  const core::Sighting seen = stranger();
  const vision::Image picture = expect_value(vision::decode_image(expect_value(crop(seen)).jpeg));
  EXPECT_GT(picture.width(), 120) << "the face and something around it";
  EXPECT_LT(picture.width(), 300);
  expect_value(dismiss(seen));
  EXPECT_EQ(code_of(crop(seen)), "crop_unknown");
}

TEST_F(ReviewTest, of_whom_the_door_recognises_no_picture_is_kept) {
  keep_crops();
  const auto passage = core::PassageId::make(office.now());
  const auto see = [&](Direction direction) {
    core::CaptureJob job = office.capture(door, {{.direction = std::move(direction)}});
    job.passage = passage;
    expect_value(office.process(job));
    office.clock.advance(1s);
    return office.sightings().front();
  };
  const core::Sighting first = see(near_person(1, 0.4F));
  EXPECT_TRUE(crop(first));
  const core::Sighting booked = see(person(1));
  ASSERT_EQ(booked.outcome, core::Outcome::booked);
  const core::Sighting third = see(near_person(1, 0.4F));
  for (const core::Sighting& each : {first, booked, third}) EXPECT_EQ(code_of(crop(each)), "crop_unknown");
  EXPECT_TRUE(listed(core::ReviewFilter::open).empty());
}

TEST_F(ReviewTest, pictures_like_somebody_go_with_them) {
  keep_crops();
  const core::Sighting seen = stranger();
  ASSERT_EQ(seen.best, ada);
  expect_value(erase_employee::run(office.ports(), {office.boss, ada}, office.now()));
  EXPECT_EQ(code_of(crop(seen)), "crop_unknown");
}

TEST_F(ReviewTest, a_picture_that_makes_no_photo_changes_nothing) {
  keep_crops();
  const core::Sighting seen = stranger();
  decide_sighting::Input input{.sighting = seen.id,
                               .verdict = SightingVerdict::assigned,
                               .employee = ada,
                               .photo = decide_sighting::Template::add};
  EXPECT_EQ(code_of(decide(input)), "photo_no_face");
  EXPECT_EQ(listed(core::ReviewFilter::open), std::vector{seen.id});
  EXPECT_TRUE(crop(seen)) << "it can still be assigned without";
}

TEST_F(ReviewTest, without_a_picture_there_is_no_photo) {
  const core::Sighting seen = stranger();
  EXPECT_EQ(code_of(decide({.sighting = seen.id,
                            .verdict = SightingVerdict::assigned,
                            .employee = ada,
                            .photo = decide_sighting::Template::add})),
            "crop_unknown");
}

}  // namespace
}  // namespace attendsense::service::testing
