#include "attendsense/station/journal.hpp"

#include <algorithm>

namespace attendsense::station {

namespace {

constexpr std::size_t kRemembered = 4096;

template <class Map>
void forget_oldest(Map& map) {
  while (map.size() > kRemembered) map.erase(map.begin());
}

bool settles(core::Outcome outcome) {
  return outcome == core::Outcome::booked || outcome == core::Outcome::too_soon;
}

// Nearest rank; `sorted` is not empty.
std::chrono::milliseconds percentile(const std::vector<std::chrono::milliseconds>& sorted, std::size_t percent) {
  return sorted[(sorted.size() * percent + 99) / 100 - 1];
}

}  // namespace

void Journal::sent(core::CaptureId capture, core::PassageId passage, TimePoint seen_at) {
  book_.with([&](Book& book) {
    book.captures.try_emplace(capture, SentCapture{.seen_at = seen_at});
    Passage& known = book.passages[passage];
    if (known.uploads++ == 0) ++book.totals.passages;
    book.totals.most_uploads = std::max(book.totals.most_uploads, known.uploads);
    ++book.totals.captures;
    forget_oldest(book.captures);
    forget_oldest(book.passages);
  });
}

std::optional<Journal::TimePoint> Journal::judged(core::CaptureId capture, core::PassageId passage,
                                                  core::Outcome outcome) {
  return book_.with([&](Book& book) -> std::optional<TimePoint> {
    if (const auto known = book.passages.find(passage); known != book.passages.end()) {
      (settles(outcome) ? known->second.has_settled : known->second.has_open) = true;
    }
    const auto found = book.captures.find(capture);
    if (found == book.captures.end()) return std::nullopt;
    found->second.is_answered = true;
    return found->second.seen_at;
  });
}

void Journal::greeted(std::chrono::milliseconds after_frame) {
  book_.with([&](Book& book) {
    ++book.totals.greetings;
    book.delays.push_back(after_frame);
    if (book.delays.size() > kRemembered) book.delays.pop_front();
  });
}

void Journal::given_up(core::CaptureId capture) {
  book_.with([&](Book& book) {
    if (const auto found = book.captures.find(capture); found != book.captures.end()) found->second.is_answered = true;
  });
}

Answer Journal::answer(core::PassageId passage) const {
  return book_.with([&](const Book& book) {
    const auto found = book.passages.find(passage);
    if (found == book.passages.end()) return Answer::none;
    if (found->second.has_open) return Answer::open;
    return found->second.has_settled ? Answer::settled : Answer::none;
  });
}

bool Journal::has_settled(core::PassageId passage) const {
  return book_.with([&](const Book& book) {
    const auto found = book.passages.find(passage);
    return found != book.passages.end() && found->second.has_settled;
  });
}

std::size_t Journal::unanswered() const {
  return book_.with([](const Book& book) {
    return static_cast<std::size_t>(
        std::ranges::count_if(book.captures, [](const auto& entry) { return !entry.second.is_answered; }));
  });
}

Journal::Figures Journal::figures() const {
  return book_.with([](const Book& book) {
    Figures figures = book.totals;
    std::vector<std::chrono::milliseconds> sorted(book.delays.begin(), book.delays.end());
    if (sorted.empty()) return figures;
    std::ranges::sort(sorted);
    figures.median = percentile(sorted, 50);
    figures.p95 = percentile(sorted, 95);
    return figures;
  });
}

}  // namespace attendsense::station
