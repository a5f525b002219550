#include "schedule_json.hpp"

#include <boost/json.hpp>

#include "testing/planning.hpp"
#include "testing/results.hpp"

namespace attendsense::store::testing {

using namespace core;
using namespace std::chrono_literals;

namespace {

Schedule there_and_back(const Schedule& schedule) {
  Schedule read;
  must(define_from_json(read, must(definition_to_json(schedule))));
  return read;
}

void expect_same(const Schedule& schedule) {
  const Schedule read = there_and_back(schedule);
  EXPECT_EQ(read.rhythm, schedule.rhythm);
  EXPECT_EQ(read.cycle, schedule.cycle);
  EXPECT_EQ(read.rules, schedule.rules);
}

boost::json::object written() {
  return boost::json::parse(must(definition_to_json(schedule_of(Office::make(), "Early")))).as_object();
}

Result<void> read(const std::string& text) {
  Schedule schedule;
  schedule.name = "Early";
  return define_from_json(schedule, text);
}

}  // namespace

TEST(ScheduleJson, every_shift_and_rule_goes_there_and_back) {
  const Schedule schedule = schedule_of(Office::make(), "Early");
  expect_same(schedule);
  EXPECT_NE(schedule.rules, AttendanceRules{});
  Schedule plain = schedule;
  plain.rhythm = Rhythm::weekly;
  plain.cycle.assign(7, {});
  plain.rules = {};
  expect_same(plain);
  for (const auto rounding : {Rounding::none, Rounding::nearest, Rounding::for_employee, Rounding::for_company}) {
    plain.rules.rounding = rounding;
    expect_same(plain);
  }
  for (const auto overtime : {Overtime::never, Overtime::approved, Overtime::beyond_limit}) {
    plain.rules.overtime = overtime;
    expect_same(plain);
  }
  Schedule longest = schedule;
  longest.cycle.assign(kLongestCycle, schedule.cycle[0]);
  expect_same(longest);
}

// Each rule changed on its own is found on its own: none is written in the place of another.
TEST(ScheduleJson, no_rule_is_taken_for_another) {
  const auto expect_only = [](auto&& change) {
    Schedule schedule = schedule_of(Office::make(), "Early");
    schedule.rules = {};
    change(schedule.rules);
    EXPECT_NE(schedule.rules, AttendanceRules{});
    EXPECT_EQ(there_and_back(schedule).rules, schedule.rules);
  };
  expect_only([](AttendanceRules& rules) { rules.grace_late = 7min; });
  expect_only([](AttendanceRules& rules) { rules.grace_early = 7min; });
  expect_only([](AttendanceRules& rules) { rules.rounding = Rounding::nearest; });
  expect_only([](AttendanceRules& rules) { rules.rounding_step = 5min; });
  expect_only([](AttendanceRules& rules) { rules.early_arrival_counts = false; });
  expect_only([](AttendanceRules& rules) { rules.late_stay_counts = false; });
  expect_only([](AttendanceRules& rules) { rules.paid_break_up_to = 7min; });
  expect_only([](AttendanceRules& rules) { rules.shortest_break = 7min; });
  expect_only([](AttendanceRules& rules) { rules.legal_breaks = {{6h, 30min}}; });
  expect_only([](AttendanceRules& rules) { rules.missing_leave = MissingLeave::close_at_shift_end; });
  expect_only([](AttendanceRules& rules) { rules.overtime = Overtime::approved; });
  expect_only([](AttendanceRules& rules) { rules.overtime_limit = 7min; });
}

// A stored definition must be read by later versions.
TEST(ScheduleJson, its_form_is_fixed) {
  Schedule schedule;
  must(define_from_json(schedule,
                        R"({"version":1,"rhythm":"rotating","cycle":[[{"name":"n","frame":{"from":1320,"to":1800},)"
                        R"("flexible":true,"core":{"from":1380,"to":1740},"expected":420}],[]],"rules":{)"
                        R"("grace_late":1,"grace_early":2,"rounding":"nearest","rounding_step":5,)"
                        R"("early_arrival_counts":false,"late_stay_counts":true,"paid_break_up_to":3,)"
                        R"("shortest_break":4,"legal_breaks":[{"beyond":360,"least":30}],)"
                        R"("missing_leave":"close_at_shift_end","overtime":"approved","overtime_limit":6}})"));
  ASSERT_EQ(schedule.cycle.size(), 2U);
  EXPECT_EQ(schedule.cycle[0], (std::vector<Shift>{{"n", {22h, 30h}, true, ClockSpan{23h, 29h}, 7h}}));
  EXPECT_EQ(schedule.rules.grace_early, 2min);
  EXPECT_EQ(schedule.rules.legal_breaks, (std::vector<LegalBreak>{{6h, 30min}}));
  EXPECT_EQ(schedule.rules.overtime, Overtime::approved);
}

TEST(ScheduleJson, what_is_missing_or_unknown_is_named) {
  for (const char* name : {"version", "rhythm", "cycle", "rules"}) {
    auto definition = written();
    definition.erase(name);
    const auto refused = read(boost::json::serialize(definition));
    EXPECT_TRUE(fails_with(refused, Failure::corrupt, "schedule_malformed"));
    EXPECT_NE(refused.error().message.find(std::string(name) + " is missing"), std::string::npos);
    EXPECT_NE(refused.error().message.find("'Early'"), std::string::npos);
  }
  const auto whole = written();
  std::vector<std::string> rules;
  for (const auto& rule : whole.at("rules").as_object()) rules.emplace_back(rule.key());
  EXPECT_EQ(rules.size(), 12U);
  for (const std::string& rule : rules) {
    auto definition = written();
    definition["rules"].as_object().erase(rule);
    EXPECT_TRUE(fails_with(read(boost::json::serialize(definition)), Failure::corrupt, "schedule_malformed")) << rule;
  }
  auto definition = written();
  definition["rules"].as_object()["grace"] = 5;
  const auto refused = read(boost::json::serialize(definition));
  ASSERT_FALSE(refused);
  EXPECT_NE(refused.error().message.find("grace is unknown"), std::string::npos);
}

TEST(ScheduleJson, content_that_was_never_written_is_corrupt) {
  const auto changed = [](std::string_view pointer, boost::json::value value) {
    boost::json::value definition = written();
    boost::json::error_code error;
    *definition.find_pointer(pointer, error) = std::move(value);
    return boost::json::serialize(definition);
  };
  for (const std::string& text : {std::string(),
                                  std::string("{"),
                                  std::string("[]"),
                                  std::string("null"),
                                  std::string("{}"),
                                  changed("/version", 2),
                                  changed("/version", "1"),
                                  changed("/rhythm", "monthly"),
                                  changed("/rhythm", 1),
                                  changed("/cycle", 7),
                                  changed("/cycle", boost::json::array{}),
                                  changed("/cycle/0", nullptr),
                                  changed("/cycle/0/0", 5),
                                  changed("/cycle/0/0/frame/from", 1.5),
                                  changed("/cycle/0/0/frame/from", -1),
                                  changed("/cycle/0/0/frame/to", std::int64_t{9'000'000'000'000'000'000}),
                                  changed("/cycle/0/0/name", nullptr),
                                  changed("/cycle/0/0/flexible", 1),
                                  changed("/cycle/0/0/core", 3),
                                  changed("/rules", nullptr),
                                  changed("/rules/grace_late", 100'000),
                                  changed("/rules/rounding_step", 7),
                                  changed("/rules/overtime", "always"),
                                  changed("/rules/legal_breaks", nullptr)}) {
    EXPECT_TRUE(fails_with(read(text), Failure::corrupt, "schedule_malformed")) << text;
  }
}

TEST(ScheduleJson, what_contradicts_itself_is_not_written) {
  Schedule schedule = schedule_of(Office::make(), "Early");
  schedule.rules.rounding_step = 7min;
  EXPECT_TRUE(fails_with(definition_to_json(schedule), Failure::invalid_input, "schedule_invalid"));
}

}  // namespace attendsense::store::testing
