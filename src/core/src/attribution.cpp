#include "attribution.hpp"

#include <algorithm>

namespace attendsense::core {
namespace {

using std::chrono::local_days;
using std::chrono::microseconds;

microseconds overlap(const PlannedShift& shift, Instant in, Instant out) {
  return std::max(std::min(shift.end, out) - std::max(shift.begin, in), microseconds{0});
}

// How far a stay is from a shift that it does not overlap.
microseconds distance(const PlannedShift& shift, Instant in, Instant out) {
  return out <= shift.begin ? shift.begin - out : in - shift.end;
}

// The shifts of a date that a stay overlaps.
struct Served {
  LocalDate date;
  Instant begin;  // of the first of them
  microseconds time{0};
};

class Attribution {
 public:
  Attribution(const PairedStay& stay, const TimeZone& zone, PlannedDays& plan) : stay_(stay), zone_(zone), plan_(plan) {
    const LocalDate date = zone.date_of(stay.in != nullptr ? stay.in->at : stay.out->at);
    for (const int day : {-1, 0, 1}) dates_.push_back(add_days(date, day));
  }

  // Of a stay with both ends: the parts of it.
  std::vector<ServedStay> parts() {
    const std::vector<Served> served = served_dates();
    if (served.empty()) return {whole(nearest_to(stay_.in->at, stay_.out->at).value_or(stay_.date))};
    std::vector<ServedStay> parts{whole(served.front().date)};
    for (std::size_t i = 1; i < served.size(); ++i) {
      ServedStay later = whole(served[i].date);
      later.in = parts.back().out = served[i].begin;
      later.in_punch = parts.back().out_punch = nullptr;
      later.repeated.clear();
      parts.push_back(std::move(later));
    }
    return parts;
  }

  // Of a stay of which one punch is known.
  ServedStay open() {
    const Instant at = stay_.in != nullptr ? stay_.in->at : stay_.out->at;
    std::optional<LocalDate> best;
    microseconds least{0};
    for (const LocalDate date : dates_) {
      for (const PlannedShift& shift : plan_.on(date, zone_).shifts) {
        const bool near = at >= shift.begin - kLongestBreak && at < shift.end + kLongestBreak;
        const microseconds off = std::chrono::abs(at - (stay_.in != nullptr ? shift.begin : shift.end));
        if (!near || (best && off >= least)) continue;
        best = date;
        least = off;
      }
    }
    return whole(best.value_or(stay_.date));
  }

 private:
  [[nodiscard]] ServedStay whole(LocalDate date) const {
    ServedStay served{.date = date, .zone = &zone_, .in = {}, .out = {}};
    served.in_punch = stay_.in;
    served.out_punch = stay_.out;
    if (stay_.in != nullptr) served.in = stay_.in->at;
    if (stay_.out != nullptr) served.out = stay_.out->at;
    served.repeated = stay_.repeated;
    served.current = stay_.current;
    return served;
  }

  // By date, each with shifts that begin later within the stay than those before. Where shifts of two dates run at the
  // same time when the stay begins, the one that it overlaps more is served.
  std::vector<Served> served_dates() {
    std::vector<Served> dates;
    for (const LocalDate date : dates_) {
      Served served{.date = date, .begin = Instant::max()};
      for (const PlannedShift& shift : plan_.on(date, zone_).shifts) {
        const microseconds time = overlap(shift, stay_.in->at, stay_.out->at);
        if (time == microseconds{0}) continue;
        served.begin = std::min(served.begin, shift.begin);
        served.time += time;
      }
      if (served.time == microseconds{0}) continue;
      const bool parts = dates.empty() || (served.begin > stay_.in->at && served.begin > dates.back().begin);
      if (parts) {
        dates.push_back(served);
      } else if (served.time > dates.back().time) {
        dates.back() = served;
      }
    }
    return dates;
  }

  std::optional<LocalDate> nearest_to(Instant in, Instant out) {
    std::optional<LocalDate> best;
    microseconds least = kLongestBreak;
    for (const LocalDate date : dates_) {
      for (const PlannedShift& shift : plan_.on(date, zone_).shifts) {
        const microseconds off = distance(shift, in, out);
        if (off > least || (best && off == least)) continue;
        best = date;
        least = off;
      }
    }
    return best;
  }

  const PairedStay& stay_;
  const TimeZone& zone_;
  PlannedDays& plan_;
  std::vector<LocalDate> dates_;  // whose shifts it may serve
};

}  // namespace

const PlannedDay& PlannedDays::on(LocalDate date, const TimeZone& zone) {
  if (date < first_ || date > last_) return other_ = plan_.day(date, zone);
  std::optional<PlannedDay>& day =
      days_of(zone)[static_cast<std::size_t>((local_days{date} - local_days{first_}).count())];
  if (!day) day = plan_.day(date, zone);
  return *day;
}

std::vector<std::optional<PlannedDay>>& PlannedDays::days_of(const TimeZone& zone) {
  const auto found = std::ranges::find_if(zones_, [&](const Zone& known) { return *known.zone == zone; });
  if (found != zones_.end()) return found->days;
  const auto count = static_cast<std::size_t>((local_days{last_} - local_days{first_}).count() + 1);
  zones_.push_back({&zone, std::vector<std::optional<PlannedDay>>(count)});
  return zones_.back().days;
}

std::vector<ServedStay> attribute(const PairedStay& stay, const TimeZone& zone, PlannedDays& plan) {
  Attribution attribution(stay, zone, plan);
  if (stay.in == nullptr || stay.out == nullptr) return {attribution.open()};
  return attribution.parts();
}

}  // namespace attendsense::core
