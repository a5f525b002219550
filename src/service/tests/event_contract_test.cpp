#include <gmock/gmock.h>

#include <boost/json.hpp>

#include "attendsense/base/files.hpp"
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
  for (const auto& value : array) all.emplace(value.as_string());
  return all;
}

void expect_fits(const std::string& body, const boost::json::object& schema) {
  const boost::json::object event = boost::json::parse(body).as_object();
  std::set<std::string> fields;
  for (const auto& [key, value] : event) {
    fields.emplace(key);
    ASSERT_TRUE(schema.at("properties").as_object().contains(key)) << key;
    const boost::json::object& rule = schema.at("properties").as_object().at(key).as_object();
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
