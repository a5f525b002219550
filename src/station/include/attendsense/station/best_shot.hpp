#pragma once

// When a passage's picture is sent, and which one: at most two for each passage.
//
// First picture: as soon as the face was good in a few frames for a moment and is of a comfortable size, so that the
// greeting comes while the person is still at the door; a face that stays small is sent after a bounded wait all the
// same.
//
// Second picture:
//  - never once the server has booked the person or found them booked recently;
//  - while the server has not answered: not before `answer_wait`, and only a clearly better picture;
//  - when the server could not tell who it is: a clearly better picture, or, after `retry_wait`, one of comfortable
//  size
//    that is about as good as the first, but was taken a while after it: two frames in a row show the same blink and
//    the same shadow, and the server is none the wiser;
//  - and never while the face keeps getting better: the one retry is for the best look. When the passage ends, the best
//    look that is worth it goes out, if need be when the answer to the first has come.
//
// A passage without any good look (turned away all the time, say) may send its best poor one when it ends, so that a
// stranger does not vanish silently.

#include <chrono>
#include <optional>

namespace attendsense::station {

// What the server has said of the passage so far.
enum class Answer {
  none,     // nothing yet
  settled,  // booked, or too soon after the last punch: another picture changes nothing
  open,     // unknown, unclear, spoof, ...: another look may help
};

struct BestShotSettings {
  int few_frames = 3;                     // good looks before the first picture goes out, ...
  std::chrono::milliseconds moment{250};  // ... spread over so long
  float comfortable = 64;                 // merit (effective pixels) from which recognition may be expected to work
  float ample = 104;                      // merit from which waiting for a better look is pointless
  float clearly_better = 1.25F;
  float about_as_good = 0.85F;
  std::chrono::milliseconds patience{1000};        // the longest wait for the first picture, from the first good look
  std::chrono::milliseconds fresh{300};            // an older candidate gives way to a newer one that is about as good
  std::chrono::milliseconds stopped_growing{700};  // no better look for so long: it will not get better
  std::chrono::milliseconds apart{700};            // what shows the person anew, after the first picture
  std::chrono::milliseconds answer_wait{1500};
  std::chrono::milliseconds retry_wait{1500};
  int poor_looks = 12;  // from which a passage without a good look sends its best one when it ends
};

// The rule above for one passage. It holds no picture: the caller keeps the candidate that this object chose.
// One thread; positions must not run backwards.
class BestShot {
 public:
  explicit BestShot(const BestShotSettings& settings = {}) : settings_(settings) {}

  static constexpr int kMaxUploads = 2;

  enum class Choice { keep_candidate, take_this };
  // A good look at the face, of this merit.
  [[nodiscard]] Choice offer(float merit, std::chrono::microseconds position);
  // A look that is large enough, but poor. Counts only until the first good one.
  [[nodiscard]] Choice offer_poor(float merit, std::chrono::microseconds position);

  // Whether the candidate goes out now. After it was sent the caller says so with sent().
  [[nodiscard]] bool due(std::chrono::microseconds position, Answer answer) const;
  // The same when the passage is over.
  [[nodiscard]] bool due_at_end(Answer answer) const;
  void sent(std::chrono::microseconds position);

  [[nodiscard]] int uploads() const { return uploads_; }

  // No picture will go out any more, whatever comes: measuring further looks would be wasted.
  [[nodiscard]] bool exhausted(Answer answer) const {
    return uploads_ >= kMaxUploads || (uploads_ > 0 && answer == Answer::settled);
  }

 private:
  struct Candidate {
    float merit = 0;
    std::chrono::microseconds position{0};
  };

  [[nodiscard]] float hurdle(std::chrono::microseconds position) const;
  [[nodiscard]] bool first_due(std::chrono::microseconds position) const;
  [[nodiscard]] bool second_due(std::chrono::microseconds position, Answer answer) const;

  BestShotSettings settings_;
  std::optional<Candidate> candidate_;
  std::chrono::microseconds first_good_{0};
  std::chrono::microseconds last_growth_{0};
  float peak_ = 0;  // the best merit since the last picture was sent
  int good_looks_ = 0;
  int poor_looks_ = 0;
  int uploads_ = 0;
  float sent_merit_ = 0;
  std::chrono::microseconds sent_at_{0};        // when the first picture went out
  std::chrono::microseconds sent_position_{0};  // when it was taken
};

}  // namespace attendsense::station
