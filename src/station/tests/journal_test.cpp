#include "attendsense/station/journal.hpp"

#include <gtest/gtest.h>

namespace attendsense::station {
namespace {

using namespace std::chrono_literals;

const Instant kNow = Instant{std::chrono::sys_days{std::chrono::year{2026} / 3 / 1}};

class JournalTest : public ::testing::Test {
 protected:
  core::CaptureId send(core::PassageId passage) {
    const core::CaptureId id = core::CaptureId::make(kNow);
    journal_.sent(id, passage, seen_at_);
    return id;
  }

  Journal journal_;
  Journal::TimePoint seen_at_ = std::chrono::steady_clock::now();
  core::PassageId passage_ = core::PassageId::make(kNow);
};

TEST_F(JournalTest, knows_what_the_server_has_made_of_a_passage) {
  const core::CaptureId capture = send(passage_);
  EXPECT_EQ(journal_.answer(passage_), Answer::none);
  EXPECT_EQ(journal_.judged(capture, passage_, core::Outcome::too_soon), seen_at_);
  EXPECT_EQ(journal_.answer(passage_), Answer::settled);
  EXPECT_EQ(journal_.unanswered(), 0U);
}

TEST_F(JournalTest, a_passage_stays_open_when_another_face_of_its_picture_was_booked) {
  const core::CaptureId capture = send(passage_);
  journal_.judged(capture, passage_, core::Outcome::booked);
  journal_.judged(capture, passage_, core::Outcome::unknown);
  EXPECT_EQ(journal_.answer(passage_), Answer::open);
  EXPECT_TRUE(journal_.has_settled(passage_));
}

TEST_F(JournalTest, an_event_of_another_run_is_none_of_its_captures) {
  EXPECT_EQ(journal_.judged(core::CaptureId::make(kNow), passage_, core::Outcome::booked), std::nullopt);
  EXPECT_EQ(journal_.answer(passage_), Answer::none);
}

TEST_F(JournalTest, a_refused_capture_is_not_waited_for) {
  const core::CaptureId capture = send(passage_);
  EXPECT_EQ(journal_.unanswered(), 1U);
  journal_.given_up(capture);
  EXPECT_EQ(journal_.unanswered(), 0U);
}

TEST_F(JournalTest, adds_up_uploads_and_delays) {
  send(passage_);
  send(passage_);
  send(core::PassageId::make(kNow));
  for (int i = 1; i <= 100; ++i) journal_.greeted(10ms * i);
  const Journal::Figures figures = journal_.figures();
  EXPECT_EQ(figures.captures, 3);
  EXPECT_EQ(figures.passages, 2);
  EXPECT_EQ(figures.most_uploads, 2);
  EXPECT_EQ(figures.median, 500ms);
  EXPECT_EQ(figures.p95, 950ms);
}

TEST_F(JournalTest, forgets_the_oldest_and_stays_small) {
  for (int i = 0; i < 10'000; ++i) send(core::PassageId::make(kNow));
  EXPECT_EQ(journal_.unanswered(), 4096U);
  EXPECT_EQ(journal_.figures().captures, 10'000);
}

}  // namespace
}  // namespace attendsense::station
