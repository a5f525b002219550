#include "attendsense/service/update_policy.hpp"

#include <gmock/gmock.h>

#include <limits>

#include "attendsense/service/read_company.hpp"
#include "office.hpp"

namespace attendsense::service::testing {
namespace {

struct UpdatePolicy : ::testing::Test {
  Office office;
  update_policy::Input input{.actor = office.boss};

  auto run() { return update_policy::run(office.ports(), input, office.now()); }
};

TEST_F(UpdatePolicy, changes_what_is_given_only) {
  input.match_threshold = 0.6F;
  input.language = "fr";
  input.greeting_out = "À demain {name}";
  input.correction_deadline = std::chrono::days{14};
  input.second_approver = true;
  input.second_factor_for = core::SecondFactorFor::administrators;
  expect_value(run());
  const auto policy = expect_value(read_company::run(office.ports(), {office.boss}, office.now())).company.policy;
  EXPECT_FLOAT_EQ(policy.match_threshold, 0.6F);
  EXPECT_EQ(policy.language, "fr");
  EXPECT_EQ(policy.greeting_in, "");
  EXPECT_EQ(policy.greeting_out, "À demain {name}");
  EXPECT_EQ(policy.correction_deadline, std::chrono::days{14});
  EXPECT_TRUE(policy.second_approver);
  EXPECT_FALSE(policy.self_approval);
  EXPECT_EQ(policy.second_factor_for, core::SecondFactorFor::administrators);
  EXPECT_EQ(policy.too_soon, std::chrono::seconds{120});
  EXPECT_EQ(office.audit_actions().back(), "policy.update");
}

TEST_F(UpdatePolicy, everything_out_of_bounds_is_told_at_once) {
  input.match_threshold = std::numeric_limits<float>::quiet_NaN();
  input.match_margin = -0.1F;
  input.too_soon = std::chrono::seconds{-1};
  input.too_old = std::chrono::hours{0};
  input.future_tolerance = std::chrono::hours{2};
  input.work_day_gap = std::chrono::hours{25};
  input.crop_days = std::chrono::days{91};
  input.sighting_days = std::chrono::days{29};
  input.language = "EN";
  input.greeting_in = "Hello {salary}";
  input.greeting_out = std::string(201, 'x');
  input.correction_deadline = std::chrono::days{-1};
  EXPECT_THAT(fields_of(run()),
              ::testing::ElementsAre("match_threshold", "match_margin", "too_soon", "too_old", "future_tolerance",
                                     "work_day_gap", "crop_days", "sighting_days", "language", "greeting_in",
                                     "greeting_out", "correction_deadline"));
}

TEST_F(UpdatePolicy, the_next_capture_is_decided_by_it) {
  office.hire("Ada", "Lovelace", person(1));
  const auto door = office.open_door(core::CameraDirection::in);
  input.match_threshold = 0.8F;
  expect_value(run());
  EXPECT_EQ(office.see(door, {.direction = near_person(1, 0.7F)}).outcome, core::Outcome::unknown);
}

}  // namespace
}  // namespace attendsense::service::testing
