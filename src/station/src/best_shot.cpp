#include "attendsense/station/best_shot.hpp"

#include <algorithm>

namespace attendsense::station {

namespace {

// Less of a gain than this is the detector's jitter.
constexpr float kGrowth = 1.04F;

}  // namespace

BestShot::Choice BestShot::offer(float merit, std::chrono::microseconds position) {
  if (good_looks_++ == 0) {
    first_good_ = position;
    candidate_.reset();  // a poor look, if any
  }
  if (merit > peak_ * kGrowth) {
    peak_ = merit;
    last_growth_ = position;
  }
  if (merit <= hurdle(position)) return Choice::keep_candidate;
  candidate_ = {.merit = merit, .position = position};
  return Choice::take_this;
}

BestShot::Choice BestShot::offer_poor(float merit, std::chrono::microseconds position) {
  if (good_looks_ > 0) return Choice::keep_candidate;
  ++poor_looks_;
  if (candidate_ && merit <= candidate_->merit) return Choice::keep_candidate;
  candidate_ = {.merit = merit, .position = position};
  return Choice::take_this;
}

// The merit that the next look must exceed to become the candidate.
float BestShot::hurdle(std::chrono::microseconds position) const {
  if (uploads_ > 0 && position - sent_position_ < settings_.apart) {
    return std::max(candidate_ ? candidate_->merit : 0, sent_merit_ * settings_.clearly_better);
  }
  if (!candidate_) return 0;
  // Before the first picture a fresh look is worth more than the very best: the greeting's delay counts from it.
  const bool is_stale = uploads_ == 0 && position - candidate_->position > settings_.fresh;
  return candidate_->merit * (is_stale ? settings_.about_as_good : 1.0F);
}

bool BestShot::due(std::chrono::microseconds position, Answer answer) const {
  if (!candidate_ || good_looks_ == 0 || exhausted(answer)) return false;
  return uploads_ == 0 ? first_due(position) : second_due(position, answer);
}

bool BestShot::first_due(std::chrono::microseconds position) const {
  const auto watched = position - first_good_;
  const bool is_seen_well =
      good_looks_ >= settings_.few_frames && watched >= settings_.moment && candidate_->merit >= settings_.comfortable;
  return is_seen_well || watched >= settings_.patience;
}

bool BestShot::second_due(std::chrono::microseconds position, Answer answer) const {
  const auto since_first = position - sent_at_;
  if (answer == Answer::none && since_first < settings_.answer_wait) return false;
  const bool is_at_its_best =
      candidate_->merit >= settings_.ample || position - last_growth_ >= settings_.stopped_growing;
  if (!is_at_its_best) return false;
  if (candidate_->merit >= sent_merit_ * settings_.clearly_better) return true;
  return answer == Answer::open && since_first >= settings_.retry_wait && candidate_->merit >= settings_.comfortable &&
         candidate_->merit >= sent_merit_ * settings_.about_as_good;
}

bool BestShot::due_at_end(Answer answer) const {
  if (!candidate_ || exhausted(answer)) return false;
  if (uploads_ == 0) return good_looks_ > 0 || poor_looks_ >= settings_.poor_looks;
  return candidate_->merit >=
         sent_merit_ * (answer == Answer::open ? settings_.about_as_good : settings_.clearly_better);
}

void BestShot::sent(std::chrono::microseconds position) {
  if (candidate_) {
    sent_merit_ = candidate_->merit;
    sent_position_ = candidate_->position;
  }
  sent_at_ = position;
  candidate_.reset();
  peak_ = 0;
  last_growth_ = position;
  ++uploads_;
}

}  // namespace attendsense::station
