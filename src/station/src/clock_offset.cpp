#include "attendsense/station/clock_offset.hpp"

#include <algorithm>

namespace attendsense::station {

namespace {

constexpr std::size_t kRemembered = 16;
// Clocks drift, and somebody may set this one: what was measured long ago says nothing.
constexpr std::chrono::minutes kBelievedFor{15};

}  // namespace

void ClockOffset::observe(Instant sent, Instant answered, Instant server) {
  if (answered < sent) return;  // the clock was set back meanwhile
  const auto round_trip = answered - sent;
  const Sample sample{.offset = (sent + round_trip / 2) - server, .error = round_trip / 2, .taken = answered};
  recent_.with([&](std::deque<Sample>& recent) {
    // A sample that contradicts an older one by more than both can err: this station's clock was set.
    std::erase_if(recent, [&](const Sample& old) {
      const auto apart = old.offset > sample.offset ? old.offset - sample.offset : sample.offset - old.offset;
      return apart > old.error + sample.error + kTolerated || answered - old.taken > kBelievedFor ||
             old.taken > answered;
    });
    recent.push_back(sample);
    if (recent.size() > kRemembered) recent.pop_front();
  });
}

std::optional<ClockOffset::Sample> ClockOffset::best() const {
  return recent_.with([](const std::deque<Sample>& recent) -> std::optional<Sample> {
    const auto found = std::ranges::min_element(recent, {}, &Sample::error);
    return found == recent.end() ? std::nullopt : std::optional(*found);
  });
}

std::optional<std::chrono::microseconds> ClockOffset::get() const {
  const std::optional<Sample> sample = best();
  return sample ? std::optional(sample->offset) : std::nullopt;
}

bool ClockOffset::is_wrong() const {
  const std::optional<Sample> sample = best();
  return sample && (sample->offset - sample->error > kTolerated || sample->offset + sample->error < -kTolerated);
}

}  // namespace attendsense::station
