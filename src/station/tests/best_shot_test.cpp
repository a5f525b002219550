#include "attendsense/station/best_shot.hpp"

#include <gtest/gtest.h>

#include <random>
#include <vector>

namespace attendsense::station {
namespace {

using namespace std::chrono_literals;
using std::chrono::microseconds;
using std::chrono::milliseconds;

struct Upload {
  milliseconds sent;
  milliseconds taken;
  float merit;
};

// A person walks past: merit at each frame (0: no good look), and what the server answers to the n-th picture.
std::vector<Upload> walk(const std::vector<float>& merits, const std::vector<Answer>& answers,
                         milliseconds frame = 66ms, milliseconds answer_after = 400ms) {
  BestShot shots;
  std::vector<Upload> uploads;
  Upload candidate{};
  milliseconds now = 0ms;
  const auto answer = [&] {
    const std::size_t sent = uploads.size();
    if (sent == 0 || sent > answers.size() || now - uploads.back().sent < answer_after) return Answer::none;
    return answers[sent - 1];
  };
  const auto send = [&] {
    shots.sent(now);
    uploads.push_back({.sent = now, .taken = candidate.taken, .merit = candidate.merit});
  };
  for (const float merit : merits) {
    now += frame;
    if (shots.exhausted(answer())) continue;
    if (merit > 0 && shots.offer(merit, now) == BestShot::Choice::take_this) {
      candidate = {.sent = 0ms, .taken = now, .merit = merit};
    }
    if (shots.due(now, answer())) send();
  }
  now += 1200ms;
  if (shots.due_at_end(answer())) send();
  return uploads;
}

std::vector<float> steady(float merit, int frames) {
  return std::vector<float>(static_cast<std::size_t>(frames), merit);
}

std::vector<float> growing(float from, float to, int frames) {
  std::vector<float> merits;
  for (int i = 0; i < frames; ++i)
    merits.push_back(from + (to - from) * static_cast<float>(i) / static_cast<float>(frames));
  return merits;
}

TEST(BestShot, a_good_face_is_sent_within_half_a_second_and_fresh) {
  const auto uploads = walk(steady(90, 60), {Answer::settled});
  ASSERT_EQ(uploads.size(), 1U);
  EXPECT_LE(uploads[0].sent, 500ms);
  EXPECT_LE(uploads[0].sent - uploads[0].taken, 300ms);
}

TEST(BestShot, one_look_is_not_enough_but_goes_out_when_the_person_leaves) {
  const auto uploads = walk({90}, {Answer::settled});
  ASSERT_EQ(uploads.size(), 1U);
  EXPECT_GT(uploads[0].sent, 1000ms);
}

TEST(BestShot, a_face_that_stays_small_is_sent_after_a_bounded_wait) {
  const auto uploads = walk(steady(42, 60), {Answer::settled});
  ASSERT_EQ(uploads.size(), 1U);
  EXPECT_LE(uploads[0].sent, 1200ms);
}

TEST(BestShot, a_booked_person_is_never_sent_again_however_good_the_look) {
  auto merits = steady(65, 20);
  const auto later = steady(128, 100);
  merits.insert(merits.end(), later.begin(), later.end());
  EXPECT_EQ(walk(merits, {Answer::settled}).size(), 1U);
}

TEST(BestShot, an_unknown_small_face_that_grows_is_sent_again_at_its_best) {
  auto merits = growing(40, 100, 90);
  const auto there = steady(100, 20);
  merits.insert(merits.end(), there.begin(), there.end());
  const auto uploads = walk(merits, {Answer::open, Answer::settled});
  ASSERT_EQ(uploads.size(), 2U);
  EXPECT_GE(uploads[1].merit, 90);
}

TEST(BestShot, the_retry_shows_the_person_a_while_later) {
  const auto uploads = walk(steady(80, 90), {Answer::open});
  ASSERT_EQ(uploads.size(), 2U);
  EXPECT_GE(uploads[1].taken - uploads[0].taken, 700ms);
}

TEST(BestShot, without_an_answer_only_a_clearly_better_look_goes_out) {
  EXPECT_EQ(walk(steady(80, 200), {}).size(), 1U);
  auto merits = steady(70, 40);
  const auto better = steady(100, 40);
  merits.insert(merits.end(), better.begin(), better.end());
  const auto uploads = walk(merits, {});
  ASSERT_EQ(uploads.size(), 2U);
  EXPECT_GE(uploads[1].sent - uploads[0].sent, 1500ms);
}

TEST(BestShot, a_passage_of_poor_looks_sends_one_at_its_end_if_it_was_long_enough) {
  BestShot brief;
  BestShot lengthy;
  EXPECT_EQ(brief.offer_poor(20, 0ms), BestShot::Choice::take_this);
  for (int i = 0; i < 12; ++i) {
    static_cast<void>(lengthy.offer_poor(20, i * 66ms));
    EXPECT_FALSE(lengthy.due(i * 66ms + 10s, Answer::none));
  }
  EXPECT_FALSE(brief.due_at_end(Answer::none));
  EXPECT_TRUE(lengthy.due_at_end(Answer::none));
}

TEST(BestShot, a_good_look_replaces_any_poor_one) {
  BestShot shots;
  static_cast<void>(shots.offer_poor(90, 0ms));
  EXPECT_EQ(shots.offer(45, 66ms), BestShot::Choice::take_this);
  EXPECT_EQ(shots.offer_poor(120, 132ms), BestShot::Choice::keep_candidate);
}

TEST(BestShot, no_passage_whatever_its_looks_and_answers_sends_more_than_two) {
  std::mt19937 random(20260101);
  std::uniform_real_distribution<float> merit(0, 130);
  std::uniform_int_distribution<int> length(1, 400);
  std::uniform_int_distribution<int> any_answer(0, 2);
  std::size_t total = 0;
  for (int round = 0; round < 500; ++round) {
    std::vector<float> merits;
    float walking = merit(random);
    for (int i = length(random); i > 0; --i) {
      walking = std::clamp(walking + merit(random) / 10 - 6.5F, -20.0F, 130.0F);
      merits.push_back(std::max(0.0F, walking));
    }
    const std::vector<Answer> answers = {static_cast<Answer>(any_answer(random)),
                                         static_cast<Answer>(any_answer(random)),
                                         static_cast<Answer>(any_answer(random))};
    const auto uploads = walk(merits, answers);
    ASSERT_LE(uploads.size(), 2U) << "round " << round;
    if (uploads.size() == 2 && uploads[1].sent - uploads[0].sent > 400ms) {
      EXPECT_NE(answers[0], Answer::settled) << "round " << round;
    }
    total += uploads.size();
  }
  EXPECT_GT(total, 500U);
}

}  // namespace
}  // namespace attendsense::station
