#pragma once

// What this station has sent and what came of it: the memory that the doors' decisions, the waiting at the end of a
// clip and the summary are made from.

#include <chrono>
#include <cstdint>
#include <deque>
#include <map>
#include <optional>
#include <vector>

#include "attendsense/base/synchronized.hpp"
#include "attendsense/core/entities.hpp"
#include "attendsense/station/best_shot.hpp"

namespace attendsense::station {

// Safe from any thread. Remembers the last few thousand captures and passages.
class Journal {
 public:
  using TimePoint = std::chrono::steady_clock::time_point;

  void sent(core::CaptureId capture, core::PassageId passage, TimePoint seen_at);
  // One face of a capture was judged. Returns when its frame reached this process, if this process sent it.
  std::optional<TimePoint> judged(core::CaptureId capture, core::PassageId passage, core::Outcome outcome);
  void greeted(std::chrono::milliseconds after_frame);
  // A capture that no event will come for: it was refused.
  void given_up(core::CaptureId capture);

  // Open when any face of the passage's pictures was left open, since that face may be the passage's own.
  [[nodiscard]] Answer answer(core::PassageId passage) const;
  // Whether anybody was booked, or was booked recently, through this passage.
  [[nodiscard]] bool has_settled(core::PassageId passage) const;
  [[nodiscard]] std::size_t unanswered() const;

  struct Figures {
    std::int64_t captures = 0;
    std::int64_t passages = 0;  // that at least one picture was sent of
    int most_uploads = 0;       // of one passage
    std::int64_t greetings = 0;
    std::chrono::milliseconds median{0};  // from the frame to the greeting; of the last few thousand
    std::chrono::milliseconds p95{0};
  };

  [[nodiscard]] Figures figures() const;

 private:
  struct Passage {
    int uploads = 0;
    bool has_settled = false;
    bool has_open = false;
  };

  struct SentCapture {
    TimePoint seen_at;
    bool is_answered = false;
  };

  struct Book {
    std::map<core::CaptureId, SentCapture> captures;  // ids of version 7: the first one is the oldest
    std::map<core::PassageId, Passage> passages;
    std::deque<std::chrono::milliseconds> delays;
    Figures totals;
  };

  Synchronized<Book> book_;
};

}  // namespace attendsense::station
