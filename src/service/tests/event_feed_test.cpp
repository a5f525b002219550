#include "attendsense/service/event_feed.hpp"

#include <gmock/gmock.h>

#include <boost/json.hpp>

#include "attendsense/base/sha256.hpp"
#include "attendsense/crypto/signature.hpp"
#include "office.hpp"

namespace attendsense::service::testing {
namespace {

struct EventFeedTest : ::testing::Test {
  Office office;
  core::EmployeeId ada = office.hire("Ada", "Lovelace", person(1));
  create_station::Output front = office.open_door(core::CameraDirection::in, "Front");
  create_station::Output back = office.open_door(core::CameraDirection::in, "Back");

  EventFeedTest() {
    office.see(front, {.direction = person(1)});
    office.see(back, {.direction = person(0)});
    office.see(back, {.direction = near_person(9, 0.9F)});
  }

  EventFeed feed(const Principal& listener) { return expect_value(EventFeed::open(office.ports(), listener)); }

  std::size_t heard(const Principal& listener) { return expect_value(feed(listener).missed(0, 100)).events.size(); }
};

TEST_F(EventFeedTest, everybody_hears_what_concerns_them) {
  EXPECT_EQ(heard(office.boss), 3U);
  EXPECT_EQ(heard(office.principal_of(ada)), 1U);
  EXPECT_EQ(heard(office.principal_of(front)), 1U);
  EXPECT_EQ(heard(office.principal_of(back)), 2U);
  Principal stranger = Principal::system(core::CompanyId::make(office.now()));
  EXPECT_EQ(heard(stranger), 0U);
}

TEST_F(EventFeedTest, a_station_can_verify_what_it_hears) {
  const EventFeed stations = feed(office.principal_of(front));
  const core::Event event = expect_value(stations.missed(0, 100)).events.at(0);
  const boost::json::object data = boost::json::parse(stations.data(event)).as_object();
  const std::string payload(data.at("payload").as_string());
  EXPECT_EQ(payload, event.body);
  const auto expected = crypto::hmac_sha256(as_bytes(front.key.reveal()), as_bytes(payload));
  EXPECT_EQ(data.at("signature").as_string(), to_hex(expected));
  EXPECT_EQ(feed(office.boss).data(event), event.body);
}

TEST_F(EventFeedTest, a_listener_goes_on_where_it_was) {
  const EventFeed own = feed(office.principal_of(ada));
  auto missed = expect_value(own.missed(0, 2));
  EXPECT_EQ(missed.events.size(), 1U);
  missed = expect_value(own.missed(missed.scanned, 2));
  EXPECT_TRUE(missed.events.empty());
  EXPECT_EQ(missed.scanned, expect_value(own.last_sequence()));
  EXPECT_EQ(expect_value(own.missed(missed.scanned, 2)).scanned, missed.scanned);
}

TEST_F(EventFeedTest, needs_a_permission) {
  Principal nobody;
  nobody.company = office.company;
  EXPECT_EQ(code_of(EventFeed::open(office.ports(), nobody)), "permission_missing");
}

}  // namespace
}  // namespace attendsense::service::testing
