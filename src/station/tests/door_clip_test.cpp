// The door on real clips with the real detector: how many pictures go out for each passage.

#include <gtest/gtest.h>

#include <cstdlib>
#include <map>

#include "attendsense/station/door.hpp"
#include "attendsense/vision/models.hpp"
#include "testing/checkout.hpp"

namespace attendsense::station {
namespace {

namespace fs = std::filesystem;

// $ATTENDSENSE_DATA, else shared/data beside the checkout.
fs::path data_folder() {
  const char* folder = std::getenv("ATTENDSENSE_DATA");  // NOLINT(concurrency-mt-unsafe)
  return folder != nullptr ? fs::path(folder) : checkout().parent_path() / "shared/data";
}

struct Played {
  DoorCounts counts;
  std::map<core::PassageId, int> uploads;
  float widest = 0;  // face that was sent, pixels
  double seconds = 0;
};

class DoorClipTest : public ::testing::Test {
 protected:
  void SetUp() override {
    vision::AnalyzerOptions options;
    options.max_side = 640;
    auto detector = vision::load_detector(vision::models_folder({}), options);
    if (!detector) GTEST_SKIP() << "skipped: " << detector.error().text();
    detector_ = std::move(*detector);
  }

  Played play(const std::string& clip, Answer answer) {
    const SystemClock clock;
    Played played;
    Door door(*detector_,
              {.answer = [&](core::PassageId id) { return played.uploads.contains(id) ? answer : Answer::none; }},
              [&](const Shot& shot, core::PassageId id) {
                ++played.uploads[id];
                played.widest = std::max(played.widest, shot.face.width);
              });
    const auto feed = make_feed((data_folder() / clip).string(), clock, clock.now(),
                                [](CameraState, const std::string&) {}, {.pace = Pace::as_fast_as_possible});
    while (const auto frame = feed->next({})) {
      door.look(*frame);
      played.seconds = std::chrono::duration<double>(frame->position).count();
    }
    door.end();
    played.counts = door.counts();
    std::printf(
        "[ clip     ] %s: %.1f s, %zu passages sent, %llu uploads (at most %d a passage; one a second would be %.0f)\n",
        clip.c_str(), played.seconds, played.uploads.size(), static_cast<unsigned long long>(played.counts.shots),
        played.counts.most_shots, std::max(1.0, played.seconds));
    return played;
  }

  static bool is_absent(const std::string& clip) { return !fs::exists(data_folder() / clip); }

  std::unique_ptr<vision::Detector> detector_;
};

TEST_F(DoorClipTest, at_most_two_uploads_a_passage_whatever_the_server_says) {
  int played_clips = 0;
  for (const char* clip : {"clips/short_hamilton_clip.mp4", "clips/face-demographics-walking-and-pause.gif",
                           "clips/classroom.gif", "pad_videos/tranvan_real.mp4", "pad_videos/lestari_real.mp4"}) {
    if (is_absent(clip)) continue;
    ++played_clips;
    for (const Answer answer : {Answer::none, Answer::open, Answer::settled}) {
      const Played played = play(clip, answer);
      for (const auto& [passage, uploads] : played.uploads) EXPECT_LE(uploads, answer == Answer::settled ? 1 : 2);
    }
  }
  if (played_clips == 0) GTEST_SKIP() << "skipped: no clips in " << data_folder();
}

TEST_F(DoorClipTest, the_one_large_face_of_the_stage_clip_is_sent_near_its_best) {
  const char* clip = "clips/short_hamilton_clip.mp4";
  if (is_absent(clip)) GTEST_SKIP() << "skipped: no clips in " << data_folder();
  EXPECT_GE(play(clip, Answer::open).widest, 75);
}

TEST_F(DoorClipTest, one_person_before_the_camera_is_one_passage) {
  const char* clip = "pad_videos/tranvan_real.mp4";
  if (is_absent(clip)) GTEST_SKIP() << "skipped: no clips in " << data_folder();
  EXPECT_EQ(play(clip, Answer::open).uploads.size(), 1U);
}

}  // namespace
}  // namespace attendsense::station
