#pragma once

// Random people: what they are to do, what they did, and what was corrected afterwards. Drawn with fixed seeds.

#include <gtest/gtest.h>

#include <cstdint>
#include <string>
#include <vector>

#include "attendsense/core/timesheet.hpp"
#include "chance.hpp"

namespace attendsense::core::testing {

enum class Habit {
  any,      // punches at any time, in any direction
  forgets,  // comes and goes like anybody, and forgets a punch at times
  rests,    // forgets none before a rest: the people of whom timesheet_window() speaks
};

// About two weeks of one person around a change of clocks, a new year, a leap day or a date that a zone skipped.
struct Drawn {
  Employee person;
  Planning planning;
  SiteZones zones;  // the person's own, and another
  Policy policy;
  std::vector<Punch> punches;
  std::vector<Correction> corrections;
  LocalDate first;  // the dates on which something was drawn lie between; what is near them can serve two dates more
  LocalDate last;
  Instant now;  // after the last punch

  [[nodiscard]] const TimeZone& home() const { return zones.at(person.site); }

  [[nodiscard]] std::vector<DayFigures> figures() const { return figures(first, last); }

  [[nodiscard]] std::vector<DayFigures> figures(LocalDate from, LocalDate to) const;
};

[[nodiscard]] Drawn draw(std::uint64_t seed, Habit habit);

// "2026-03-29 present working_day [in 08:00 …] worked 28800 …": what a failure shows.
[[nodiscard]] std::string told(const DayFigures& day);

// Equal, or told where they first differ.
[[nodiscard]] ::testing::AssertionResult are_same(const std::vector<DayFigures>& one,
                                                  const std::vector<DayFigures>& other);

// The seeds are parted over the cases of ctest, so that these share the cores.
class Timelines : public ::testing::TestWithParam<std::uint64_t> {
 protected:
  // `check(seed)` for this case's part of `count` seeds; those of each `property` are its own.
  template <class Check>
  void each(std::uint64_t property, std::uint64_t count, Check check) {
    const std::uint64_t part = count / kParts;
    const std::uint64_t begin = property * 1'000'000 + GetParam() * part;
    for (std::uint64_t seed = begin; seed < begin + part && !HasFatalFailure(); ++seed) {
      SCOPED_TRACE("seed " + std::to_string(seed));
      check(seed);
    }
  }

 public:
  static constexpr std::uint64_t kParts = 4;
};

}  // namespace attendsense::core::testing
