#include "dates.hpp"

#include "failed.hpp"

namespace attendsense::store {
namespace {

using namespace std::chrono;

constexpr sys_days kFirst = 1y / January / 1;
constexpr sys_days kLast = 9999y / December / 31;

}  // namespace

std::int32_t days_of(LocalDate date) {
  if (!date.ok() || sys_days(date) < kFirst || sys_days(date) > kLast) {
    throw_failed(Failure::invalid_input, "value_refused", "A date is not in the calendar of the years 1 to 9999");
  }
  return static_cast<std::int32_t>(sys_days(date).time_since_epoch().count());
}

std::optional<LocalDate> date_of_days(std::int64_t count) {
  if (count < kFirst.time_since_epoch().count() || count > kLast.time_since_epoch().count()) return std::nullopt;
  return LocalDate(sys_days(days(static_cast<int>(count))));
}

}  // namespace attendsense::store
