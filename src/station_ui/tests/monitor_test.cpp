#include "attendsense/station_ui/monitor.hpp"

#include <gtest/gtest.h>

#include "testing/pictures.hpp"

namespace attendsense::station_ui {
namespace {

using station::CameraState;
using station::SeenFace;
using station::StationObserver;

const Instant kNow = SystemClock{}.now();

StationObserver::Heard heard(core::Outcome outcome, core::PassageId passage, const std::string& name = "") {
  StationObserver::Heard heard;
  heard.event.outcome = outcome;
  heard.event.passage = passage;
  heard.event.display_name = name;
  return heard;
}

class MonitorTest : public ::testing::Test {
 protected:
  // A frame with one face, and what the picture then says of it.
  SeenPerson person_of(core::PassageId passage, const std::string& camera) {
    const SeenFace face{.box = {10, 10, 20, 20}, .passage = passage};
    station::TimedFrame frame;
    frame.image = station::testing::plain(64, 48, 100);
    monitor_.looked(camera, frame, std::span(&face, 1));
    const View view = monitor_.view();
    const auto found = std::ranges::find(view.cameras, camera, &CameraView::name);
    EXPECT_TRUE(found != view.cameras.end() && found->picture && found->picture->people.size() == 1);
    return found->picture->people.front();
  }

  int told_ = 0;
  Monitor monitor_{[this] { ++told_; }};
};

TEST_F(MonitorTest, follows_a_face_from_the_first_look_to_the_outcome) {
  const auto passage = core::PassageId::make(kNow);
  EXPECT_EQ(person_of(passage, "one").standing, Standing::followed);
  monitor_.captured("one", {.passage = passage});
  EXPECT_EQ(person_of(passage, "two").standing, Standing::asked);
  monitor_.heard(heard(core::Outcome::booked, passage, "Ada Lovelace"));
  const SeenPerson booked = person_of(passage, "three");
  EXPECT_EQ(booked.standing, Standing::booked);
  EXPECT_EQ(booked.name, "Ada Lovelace");
}

TEST_F(MonitorTest, who_was_booked_stays_booked_whatever_another_picture_of_the_passage_shows) {
  const auto passage = core::PassageId::make(kNow);
  monitor_.heard(heard(core::Outcome::booked, passage, "Ada Lovelace"));
  monitor_.heard(heard(core::Outcome::unknown, passage));
  monitor_.captured("one", {.passage = passage});
  EXPECT_EQ(person_of(passage, "one").standing, Standing::booked);
}

TEST_F(MonitorTest, tells_once_until_somebody_has_looked) {
  monitor_.link_changed(station::LinkState::online, "");
  monitor_.link_changed(station::LinkState::unreachable, "no route");
  EXPECT_EQ(told_, 1);
  EXPECT_EQ(monitor_.view().link_why, "no route");
  monitor_.link_changed(station::LinkState::online, "");
  EXPECT_EQ(told_, 2);
}

TEST_F(MonitorTest, passes_a_fast_camera_on_at_the_windows_pace) {
  station::TimedFrame frame;
  frame.image = station::testing::plain(64, 48, 100);
  monitor_.looked("gate", frame, {});
  const auto first = monitor_.view().cameras.front().picture;
  const auto before = std::chrono::steady_clock::now();
  monitor_.looked("gate", frame, {});
  const bool came_at_once = std::chrono::steady_clock::now() - before < std::chrono::milliseconds(30);
  if (came_at_once) {
    EXPECT_EQ(monitor_.view().cameras.front().picture, first);
  }
}

TEST_F(MonitorTest, a_camera_that_is_not_running_has_no_picture) {
  static_cast<void>(person_of(core::PassageId::make(kNow), "gate"));
  monitor_.camera_changed("gate", CameraState::lost, "unplugged");
  const View view = monitor_.view();
  EXPECT_EQ(view.cameras.front().picture, nullptr);
  EXPECT_EQ(view.cameras.front().why, "unplugged");
}

TEST_F(MonitorTest, keeps_the_newest_of_what_was_heard_and_counts_all) {
  for (int i = 0; i < 50; ++i) {
    monitor_.heard(heard(core::Outcome::booked, core::PassageId::make(kNow), std::to_string(i)));
  }
  const View view = monitor_.view();
  EXPECT_EQ(view.heard.size(), Monitor::kHeardKept);
  EXPECT_EQ(view.heard.front().event.display_name, "49");
  EXPECT_EQ(view.heard_in_all, 50U);
}

TEST_F(MonitorTest, takes_news_from_many_threads_while_somebody_looks) {
  {
    std::vector<std::jthread> threads;
    for (const std::string camera : {"a", "b", "c"}) {
      threads.emplace_back([this, camera] {
        station::TimedFrame frame;
        frame.image = station::testing::plain(64, 48, 100);
        for (int i = 0; i < 200; ++i) {
          monitor_.looked(camera, frame, {});
          monitor_.heard(heard(core::Outcome::unknown, core::PassageId::make(kNow)));
        }
      });
    }
    for (int i = 0; i < 200; ++i) static_cast<void>(monitor_.view());
    monitor_.tell([] {});
  }
  EXPECT_EQ(monitor_.view().heard_in_all, 600U);
  EXPECT_EQ(monitor_.view().cameras.size(), 3U);
}

}  // namespace
}  // namespace attendsense::station_ui
