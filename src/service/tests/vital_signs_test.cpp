#include "attendsense/service/vital_signs.hpp"

#include <gtest/gtest.h>

#include "attendsense/base/metrics_catalogue.hpp"
#include "attendsense/service/accept_capture.hpp"
#include "attendsense/service/counted_event_bus.hpp"
#include "attendsense/transport/in_process_event_bus.hpp"
#include "office.hpp"

namespace attendsense::service::testing {
namespace {

using core::CameraDirection;

class Signs : public ::testing::Test {
 protected:
  double value(const metrics::Family& family, const metrics::Labels& labels = {}) {
    return office.metrics.gauge(family, labels).value();
  }

  // What one look finds.
  void look() {
    office.metrics.gauge(metrics::kPartUp, {{"part", "gallery"}}).set(-1);
    const VitalSigns signs(office.ports(), office.clock, {.interval = std::chrono::hours{1}});
    ASSERT_TRUE(eventually([&] { return value(metrics::kPartUp, {{"part", "gallery"}}) >= 0; }));
  }

  Office office;
};

TEST_F(Signs, tell_of_queue_outbox_gallery_and_stations) {
  const auto door = office.open_door(CameraDirection::in);
  office.open_door(CameraDirection::out, "Back door");
  const auto job = office.capture(door, std::vector<ScriptedFace>{});
  ASSERT_TRUE(office.queue->enqueue(job, std::chrono::seconds{5}));
  office.clock.advance(std::chrono::seconds{90});
  look();
  EXPECT_EQ(value(metrics::kQueueCaptures, {{"state", "waiting"}}), 1);
  EXPECT_EQ(value(metrics::kQueueCaptures, {{"state", "leased"}}), 0);
  EXPECT_EQ(value(metrics::kQueueCaptures, {{"state", "dead"}}), 0);
  EXPECT_GE(value(metrics::kQueueOldestSeconds), 90);
  EXPECT_EQ(value(metrics::kGalleryTemplates), static_cast<double>(office.gallery.size()));
  EXPECT_EQ(value(metrics::kGalleryVersion), static_cast<double>(office.gallery.version()));
  EXPECT_EQ(value(metrics::kStations, {{"state", "online"}}), 0);
  EXPECT_EQ(value(metrics::kStations, {{"state", "offline"}}), 2);
  EXPECT_EQ(value(metrics::kOutboxLagEvents), static_cast<double>(office.events().size()));
  for (const char* part : {"queue", "store", "gallery"})
    EXPECT_EQ(value(metrics::kPartUp, {{"part", part}}), 1) << part;
}

TEST_F(Signs, a_station_that_was_heard_of_lately_is_online) {
  const auto door = office.open_door(CameraDirection::in);
  ASSERT_TRUE(office.store->write([&](core::Transaction& transaction) -> Result<void> {
    core::Station station = transaction.stations().list(office.company).value().front();
    station.last_seen = office.now() - std::chrono::minutes{4};
    return transaction.stations().update(station);
  }));
  look();
  EXPECT_EQ(value(metrics::kStations, {{"state", "online"}}), 1);
  office.clock.advance(std::chrono::minutes{2});
  look();
  EXPECT_EQ(value(metrics::kStations, {{"state", "online"}}), 0);
  EXPECT_EQ(value(metrics::kStations, {{"state", "offline"}}), 1);
}

TEST_F(Signs, events_are_counted_by_type_when_the_bus_takes_them) {
  const auto bus = transport::make_in_process_event_bus({}, nullptr);
  CountedEventBus counted(*bus, office.metrics);
  ASSERT_TRUE(counted.publish({.type = "punch"}));
  ASSERT_TRUE(counted.publish({.type = "punch"}));
  EXPECT_EQ(office.metrics.counter(metrics::kEventsPublished, {{"type", "punch"}}).value(), 2);
}

}  // namespace
}  // namespace attendsense::service::testing
