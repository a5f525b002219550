#include "corrections/outage.hpp"

#include <algorithm>

namespace attendsense::service {
namespace {

using core::CountedStay;
using core::DayFigures;
using core::PlannedShift;
using correct_many::Lack;

class Search {
 public:
  explicit Search(const Outage& outage) : outage_(outage) {}

  std::vector<MissingPunch> in(std::span<const DayFigures> days) {
    for (const DayFigures& day : days) {
      if (day.stays.empty()) {
        look_at_absence(day);
      } else {
        for (const CountedStay& stay : day.stays) look_at(day, stay);
      }
    }
    std::ranges::sort(found_, {}, &MissingPunch::at);
    return std::move(found_);
  }

 private:
  [[nodiscard]] bool is_entrance() const { return outage_.direction == core::Direction::in; }

  [[nodiscard]] bool is_within(Instant at) const { return outage_.from <= at && at <= outage_.to; }

  // When one would have punched for a shift, where that was during the outage.
  [[nodiscard]] std::optional<Instant> moment_of(const PlannedShift& shift) const {
    if (outage_.at) {
      return shift.begin <= *outage_.at && *outage_.at <= shift.end ? outage_.at : std::nullopt;
    }
    const auto moment = is_entrance() ? shift.required_begin : shift.required_end;
    return moment && is_within(*moment) ? moment : std::nullopt;
  }

  void add(const DayFigures& day, Lack lack, Instant at) { found_.push_back({day.date, lack, at}); }

  void look_at_absence(const DayFigures& day) {
    if (day.state != core::DayState::absent) return;
    if (day.kind == core::DayKind::unscheduled) {
      if (is_entrance() && outage_.at && outage_.unscheduled == day.date) add(day, Lack::presence, *outage_.at);
      return;
    }
    for (const PlannedShift& shift : day.shifts) {
      const bool all_dark = is_within(shift.begin) && is_within(shift.end);
      const auto moment = moment_of(shift);
      if (moment && (is_entrance() || all_dark)) add(day, Lack::presence, *moment);
    }
  }

  void look_at(const DayFigures& day, const CountedStay& stay) {
    if (is_entrance()) {
      const bool lacks = !stay.in && stay.out_punch;
      if (!lacks) return;
      const auto moment = moment_before(day, *stay.out);
      if (moment) add(day, Lack::entrance, *moment);
    } else {
      const bool lacks = stay.in_punch && !stay.out_punch;
      if (!lacks) return;
      const auto moment = moment_after(day, *stay.in);
      if (moment && (!stay.current || has_ended(day, *moment))) add(day, Lack::leave, *moment);
    }
  }

  // When one came who left at `out`: not before what else was punched on the day.
  [[nodiscard]] std::optional<Instant> moment_before(const DayFigures& day, Instant out) const {
    return among(day, [&](Instant moment) { return moment < out && !is_between(day, moment, out); });
  }

  [[nodiscard]] std::optional<Instant> moment_after(const DayFigures& day, Instant in) const {
    return among(day, [&](Instant moment) { return in < moment && !is_between(day, in, moment); });
  }

  // The first moment of the outage, or of a shift, that will do.
  template <class Fits>
  [[nodiscard]] std::optional<Instant> among(const DayFigures& day, Fits fits) const {
    if (outage_.at) return fits(*outage_.at) ? outage_.at : std::nullopt;
    for (const PlannedShift& shift : day.shifts) {
      const auto moment = moment_of(shift);
      if (moment && fits(*moment)) return moment;
    }
    return std::nullopt;
  }

  // Whether nobody is expected to be there any more.
  [[nodiscard]] static bool has_ended(const DayFigures& day, Instant moment) {
    return !day.shifts.empty() &&
           std::ranges::all_of(day.shifts, [&](const PlannedShift& shift) { return shift.end <= moment; });
  }

  // Whether something was punched in between.
  [[nodiscard]] static bool is_between(const DayFigures& day, Instant from, Instant to) {
    const auto lies = [&](const std::optional<Instant>& at) { return at && from < *at && *at < to; };
    return std::ranges::any_of(day.stays, [&](const CountedStay& stay) {
      return (stay.in_punch && lies(stay.in)) || (stay.out_punch && lies(stay.out));
    });
  }

  const Outage& outage_;
  std::vector<MissingPunch> found_;
};

}  // namespace

std::vector<MissingPunch> missing_punches(std::span<const DayFigures> days, const Outage& outage) {
  return Search(outage).in(days);
}

}  // namespace attendsense::service
