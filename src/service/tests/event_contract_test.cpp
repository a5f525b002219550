#include <gmock/gmock.h>

#include <boost/json.hpp>

#include "attendsense/base/files.hpp"
#include "attendsense/service/corrections/request_correction.hpp"
#include "attendsense/service/planning/create_leave_kind.hpp"
#include "attendsense/service/planning/request_leave.hpp"
#include "attendsense/service/webhooks/create_webhook.hpp"
#include "attendsense/service/webhooks/try_webhook.hpp"
#include "office.hpp"
#include "testing/checkout.hpp"

// What goes into the outbox is what contracts/events/ promises: the fields, their constants, choices and no others.

namespace attendsense::service::testing {
namespace {

boost::json::object read_schema(const std::string& name) {
  const auto path = checkout() / "contracts/events" / name;
  return boost::json::parse(as_text(expect_value(read_file(path)))).as_object();
}

std::set<std::string> texts(const boost::json::array& array) {
  std::set<std::string> all;
  for (const auto& value : array)
    if (!value.is_null()) all.emplace(value.as_string());
  return all;
}

// Whether a field's rule says that it may be null.
bool may_be_null(const boost::json::object& rule) {
  const boost::json::value null;
  if (rule.contains("enum"))
    return std::ranges::find(rule.at("enum").as_array(), null) != rule.at("enum").as_array().end();
  if (!rule.contains("anyOf")) return false;
  return std::ranges::any_of(rule.at("anyOf").as_array(), [](const boost::json::value& one) {
    return one.as_object().contains("type") && one.at("type") == "null";
  });
}

void expect_fits(const std::string& body, const boost::json::object& schema) {
  const boost::json::object event = boost::json::parse(body).as_object();
  std::set<std::string> fields;
  for (const auto& [key, value] : event) {
    fields.emplace(key);
    ASSERT_TRUE(schema.at("properties").as_object().contains(key)) << key;
    const boost::json::object& rule = schema.at("properties").as_object().at(key).as_object();
    if (value.is_null() && may_be_null(rule)) continue;
    ASSERT_TRUE(value.is_string()) << key;
    if (rule.contains("const")) {
      EXPECT_EQ(value, rule.at("const"));
    }
    if (rule.contains("enum")) {
      EXPECT_TRUE(texts(rule.at("enum").as_array()).contains(std::string(value.as_string())));
    }
  }
  EXPECT_EQ(fields, texts(schema.at("required").as_array()));
}

TEST(EventContract, a_punch) {
  Office office;
  office.see(office.open_door(core::CameraDirection::in), {.direction = person(0)});
  expect_fits(office.events().at(0).body, read_schema("punch.v1.json"));
}

TEST(EventContract, a_sighting) {
  Office office;
  office.see(office.open_door(core::CameraDirection::in), {.direction = person(9)});
  expect_fits(office.events().at(0).body, read_schema("sighting.v1.json"));
}

TEST(EventContract, a_leave) {
  Office office;
  const core::LeaveKind kind =
      expect_value(create_leave_kind::run(office.ports(), {office.boss, "Annual"}, office.now()));
  const LocalDate day{std::chrono::year{2026} / 3 / 9};
  request_leave::Input input{.actor = office.boss, .kind = kind.id, .from = day, .to = day};
  expect_value(request_leave::run(office.ports(), input, office.now()));
  expect_fits(office.events().at(0).body, read_schema("leave.v1.json"));
}

TEST(EventContract, a_correction) {
  Office office;
  request_correction::Input input{.actor = office.boss, .direction = core::Direction::in, .at = office.now()};
  input.reason = "the door stood open";
  expect_value(request_correction::run(office.ports(), input, office.now()));
  expect_fits(office.events().at(0).body, read_schema("correction.v1.json"));
}

TEST(EventContract, an_alert) {
  Office office;
  office.see(office.open_door(core::CameraDirection::in),
             {.direction = person(0), .liveness = vision::LivenessVerdict::spoof, .liveness_score = 0.02F});
  expect_fits(office.events().at(1).body, read_schema("alert.v1.json"));
}

TEST(EventContract, a_test_of_a_webhook) {
  Office office;
  const core::Webhook webhook = expect_value(create_webhook::run(
      office.ports(), {.actor = office.boss, .name = "Hook", .url = "https://a.example/", .events = {"punch"}},
      office.now()));
  const auto delivery = expect_value(try_webhook::run(office.ports(), {office.boss, webhook.id}, office.now()));
  expect_fits(delivery.body, read_schema("test.v1.json"));
}

TEST(EventContract, every_outcome_and_reason_of_the_core_is_in_the_contract) {
  const boost::json::object properties = read_schema("sighting.v1.json").at("properties").as_object();
  for (const auto& text : texts(properties.at("outcome").at("enum").as_array())) {
    EXPECT_TRUE(core::parse_outcome(text).has_value()) << text;
  }
  const auto reasons = texts(properties.at("reason").at("enum").as_array());
  for (int i = 0; i <= static_cast<int>(core::Reason::no_face); ++i) {
    const auto reason = static_cast<core::Reason>(i);
    const bool booked = reason == core::Reason::recognised || reason == core::Reason::recognised_by_passage;
    EXPECT_EQ(reasons.contains(std::string(core::to_string(reason))), !booked) << core::to_string(reason);
  }
}

}  // namespace
}  // namespace attendsense::service::testing
