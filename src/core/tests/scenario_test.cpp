// Runs tests/scenarios/**/*.scenario, one case a file, and shows that a wrong scenario does fail.

#include "scenario/scenario.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>
#include <sstream>

#include "testing/checkout.hpp"

namespace attendsense::core::scenario {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

std::filesystem::path folder() {
  return checkout() / "tests/scenarios";
}

std::vector<std::filesystem::path> scenario_files() {
  std::vector<std::filesystem::path> files;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(folder())) {
    if (entry.path().extension() == ".scenario") files.push_back(entry.path());
  }
  std::ranges::sort(files);
  return files;
}

class ScenarioFile : public testing::TestWithParam<std::filesystem::path> {};

TEST_P(ScenarioFile, comes_out_as_told) {
  std::ifstream file(GetParam());
  std::stringstream text;
  text << file.rdbuf();
  ASSERT_TRUE(file) << GetParam();
  const Result<Scenario> scenario = parse(GetParam().lexically_relative(folder()).string(), text.str());
  ASSERT_TRUE(scenario) << scenario.error().text();
  for (const std::string& failure : run(*scenario)) ADD_FAILURE() << failure;
}

INSTANTIATE_TEST_SUITE_P(scenarios, ScenarioFile, testing::ValuesIn(scenario_files()), [](const auto& test) {
  std::string name = test.param.lexically_relative(folder()).replace_extension().string();
  std::ranges::replace(name, '/', '_');
  return name;
});

constexpr std::string_view kSetting =
    "site office  zone Europe/Berlin  too-soon 2m\n"  // 1
    "employee anna\n"                                 // 2
    "door gate in\n"                                  // 3
    "---\n"                                           // 4
    "date 2026-03-27\n";                              // 5

std::string error_of(const std::string& rest) {
  const Result<Scenario> parsed = parse("told", std::string(kSetting) + rest);
  return parsed ? "understood" : parsed.error().message;
}

std::vector<std::string> failures_of(const std::string& rest) {
  const Result<Scenario> parsed = parse("told", std::string(kSetting) + rest);
  if (!parsed) return {parsed.error().message};
  return run(*parsed);
}

TEST(ScenarioLanguage, tells_where_an_outcome_is_wrong) {
  EXPECT_THAT(failures_of("09:04 anna gate 0.81 spoof -> in\n===\n"),
              ElementsAre("told:6: expected in, got spoof (not live)"));
}

TEST(ScenarioLanguage, tells_where_a_reason_is_wrong) {
  EXPECT_THAT(failures_of("09:04 anna gate 0.81 live -> in (recognised by passage)\n===\n"),
              ElementsAre("told:6: expected in (recognised by passage), got in (recognised)"));
}

TEST(ScenarioLanguage, tells_where_a_figure_is_wrong) {
  EXPECT_THAT(failures_of("09:04 anna gate 0.81 live -> in\n===\nnow 17:00\nday anna 2026-03-27 worked 8h in 09:04\n"),
              ElementsAre("told:9: expected worked 8h, got 7h56m"));
}

TEST(ScenarioLanguage, tells_in_which_order_of_arrival_a_day_differs) {
  // The second of two captures within the interval is not booked, so which one arrives first decides the day.
  const Result<Scenario> parsed = parse("told",
                                        "site office too-soon 2m\nemployee anna\ndoor gate in\nany-order\n---\n"
                                        "date 2026-03-27\n09:04 anna gate 0.81 live -> in\n"
                                        "09:05 anna gate 0.81 live -> too soon\n===\nday anna 2026-03-27 in 09:04\n");
  ASSERT_TRUE(parsed) << parsed.error().message;
  EXPECT_THAT(run(*parsed),
              ElementsAre("told:10: expected in 09:04, got 09:05 when the sightings arrive in the order 2 1"));
}

TEST(ScenarioLanguage, refuses_what_it_does_not_know) {
  EXPECT_EQ(error_of("09:04 bert gate 0.81 live -> in\n===\n"), "told:6: there is no employee 'bert'");
  EXPECT_EQ(error_of("09:04 anna roof 0.81 live -> in\n===\n"), "told:6: there is no door 'roof'");
  EXPECT_EQ(error_of("09:04 anna gate 0.81 live -> maybe\n===\n"), "told:6: 'maybe' is no outcome");
  EXPECT_EQ(error_of("09:04 anna gate 0.81 live -> in (mood)\n===\n"), "told:6: 'mood' is no reason");
  EXPECT_EQ(error_of("09:04 anna gate 0.81 alive -> in\n===\n"),
            "told:6: expected live, spoof or unclear, found 'alive'");
  EXPECT_EQ(error_of("===\nday anna 2026-03-27 mood good\n"), "told:7: a day has no figure 'mood'");
  EXPECT_EQ(error_of("===\nshift anna mon-fri\n"), "told:7: did not understand 'shift'");
}

TEST(ScenarioLanguage, refuses_malformed_values) {
  EXPECT_THAT(error_of("9:04 anna gate 0.81 live -> in\n===\n"), HasSubstr("told:6: expected a time"));
  EXPECT_THAT(error_of("24:00 anna gate 0.81 live -> in\n===\n"), HasSubstr("told:6: expected a time"));
  EXPECT_THAT(error_of("09:04 anna gate 1.81 live -> in\n===\n"), HasSubstr("from 0 to 1, found '1.81'"));
  EXPECT_THAT(error_of("09:04 anna gate\n===\n"), HasSubstr("told:6: expected the similarity, but the line ends"));
  EXPECT_THAT(error_of("date 2026-02-30\n===\n"), HasSubstr("told:6: expected a date"));
}

TEST(ScenarioLanguage, refuses_times_that_the_clock_skips_or_does_not_repeat) {
  EXPECT_EQ(error_of("date 2026-03-29\n02:30 anna gate 0.81 live -> in\n===\n"),
            "told:7: 02:30 does not occur on 2026-03-29: the clock skips it");
  EXPECT_EQ(error_of("09:04 again anna gate 0.81 live -> in\n===\n"),
            "told:6: 09:04 does not occur twice on 2026-03-27");
}

TEST(ScenarioLanguage, refuses_a_file_without_an_end) {
  EXPECT_EQ(error_of("09:04 anna gate 0.81 live -> in\n"), "told: there is no '===' line with expectations after it");
}

}  // namespace
}  // namespace attendsense::core::scenario
