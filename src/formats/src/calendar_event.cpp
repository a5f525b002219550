#include "calendar_event.hpp"

#include <libical/ical.h>

#include <algorithm>

#include "utf8.hpp"

namespace attendsense::formats {

namespace {

constexpr int kLongestDays = 366;
constexpr int kMostSteps = 50'000;  // of a rule, before and in the range: 136 years of days

struct FreeIterator {
  void operator()(icalrecur_iterator* iterator) const { icalrecur_iterator_free(iterator); }
};

// Calls with each property of a kind.
template <class Visit>
void for_each(icalcomponent* component, icalproperty_kind kind, Visit visit) {
  for (icalproperty* each = icalcomponent_get_first_property(component, kind); each != nullptr;
       each = icalcomponent_get_next_property(component, kind)) {
    visit(each);
  }
}

std::optional<LocalDate> date_of(const icaltimetype& time) {
  if (icaltime_is_null_time(time) || time.year < 1 || time.year > 9999 || time.month < 1 || time.day < 1)
    return std::nullopt;
  const LocalDate date{std::chrono::year{time.year}, std::chrono::month{static_cast<unsigned>(time.month)},
                       std::chrono::day{static_cast<unsigned>(time.day)}};
  return date.ok() ? std::optional(date) : std::nullopt;
}

icaltimetype to_ical(LocalDate date) {
  icaltimetype time{};  // icaltime_null_date() has an hour of -1, which moves every occurrence
  time.is_date = 1;
  time.year = static_cast<int>(date.year());
  time.month = static_cast<int>(static_cast<unsigned>(date.month()));
  time.day = static_cast<int>(static_cast<unsigned>(date.day()));
  return time;
}

std::int64_t days_between(LocalDate from, LocalDate to) {
  return (std::chrono::local_days{to} - std::chrono::local_days{from}).count();
}

std::string one_line(const char* text) {
  std::string line = clean_text(text == nullptr ? "" : text);
  std::ranges::replace_if(line, [](char c) { return c == '\r' || c == '\n' || c == '\t'; }, ' ');
  const std::size_t first = line.find_first_not_of(' ');
  return first == std::string::npos ? "" : line.substr(first, line.find_last_not_of(' ') - first + 1);
}

// A DTEND is the day after the last one; files with the first day in it mean one day. Nothing: it makes no sense.
std::optional<std::int64_t> length_of(icalcomponent* component, LocalDate start) {
  if (icalproperty* end = icalcomponent_get_first_property(component, ICAL_DTEND_PROPERTY); end != nullptr) {
    const std::optional<LocalDate> after = date_of(icalproperty_get_dtend(end));
    if (!after || *after < start) return std::nullopt;
    return std::max<std::int64_t>(days_between(start, *after), 1);
  }
  if (icalproperty* length = icalcomponent_get_first_property(component, ICAL_DURATION_PROPERTY); length != nullptr) {
    const icaldurationtype duration = icalproperty_get_duration(length);
    const bool whole_days = duration.hours == 0 && duration.minutes == 0 && duration.seconds == 0;
    if (!whole_days || duration.is_neg != 0) return std::nullopt;
    return std::max<std::int64_t>(std::int64_t{duration.weeks} * 7 + duration.days, 1);
  }
  return 1;
}

// Fills in the days, or says why there are none.
std::optional<std::string> understand_days(icalcomponent* component, CalendarEvent& event) {
  if (icalproperty* error = icalcomponent_get_first_property(component, ICAL_XLICERROR_PROPERTY); error != nullptr) {
    return "It cannot be understood: " + one_line(icalproperty_get_xlicerror(error));
  }
  if (icalcomponent_get_status(component) == ICAL_STATUS_CANCELLED) return "It is cancelled";
  icalproperty* begin = icalcomponent_get_first_property(component, ICAL_DTSTART_PROPERTY);
  if (begin == nullptr) return "It has no DTSTART";
  const icaltimetype time = icalproperty_get_dtstart(begin);
  if (time.is_date == 0) return "It has a time of day; only whole days are taken";
  const std::optional<LocalDate> start = date_of(time);
  if (!start) return "Its DTSTART is not a date";
  if (event.name.empty()) return "It has no name (SUMMARY)";
  const std::optional<std::int64_t> days = length_of(component, *start);
  if (!days) return "Its end is not a day after its begin";
  if (*days > kLongestDays) return "It lasts longer than a year";
  event.start = *start;
  event.days = static_cast<int>(*days);
  return std::nullopt;
}

// Adds the days of one RRULE that touch the range. Why it cannot, if it cannot.
std::optional<std::string> add_repeated(const icalrecurrencetype& rule, const CalendarEvent& event, DateRange range,
                                        std::set<LocalDate>& days, Deadline deadline) {
  if (rule.freq < ICAL_DAILY_RECURRENCE || rule.freq > ICAL_YEARLY_RECURRENCE) {
    return "Its rule repeats it within a day";
  }
  const std::unique_ptr<icalrecur_iterator, FreeIterator> iterator(icalrecur_iterator_new(rule, to_ical(event.start)));
  if (!iterator) return "Its rule is not supported";
  for (int step = 0; step < kMostSteps && std::chrono::steady_clock::now() < deadline; ++step) {
    const std::optional<LocalDate> day = date_of(icalrecur_iterator_next(iterator.get()));
    if (!day || *day > range.last) return std::nullopt;
    if (add_days(*day, event.days - 1) >= range.first) days.insert(*day);
  }
  return "Its rule repeats it too often";
}

}  // namespace

void FreeComponent::operator()(icalcomponent_impl* component) const {
  icalcomponent_free(component);
}

CalendarEvent understand(const EventText& event) {
  CalendarEvent understood;
  understood.line = event.line;
  understood.component.reset(icalcomponent_new_from_string(event.text.c_str()));
  icalcomponent* component = understood.component.get();
  if (component == nullptr || icalcomponent_isa(component) != ICAL_VEVENT_COMPONENT) {
    understood.no_days = "It cannot be understood";
    return understood;
  }
  understood.name = one_line(icalcomponent_get_summary(component));
  understood.uid = one_line(icalcomponent_get_uid(component));
  if (icalproperty* id = icalcomponent_get_first_property(component, ICAL_RECURRENCEID_PROPERTY); id != nullptr) {
    understood.instead_of = date_of(icalproperty_get_recurrenceid(id));
  }
  understood.no_days = understand_days(component, understood);
  return understood;
}

std::expected<std::set<LocalDate>, std::string> occurrences(const CalendarEvent& event, DateRange range,
                                                            const std::set<LocalDate>& except, Deadline deadline) {
  icalcomponent* component = event.component.get();
  std::set<LocalDate> days;
  std::optional<std::string> problem;
  const auto add = [&](LocalDate day) {
    if (day <= range.last && add_days(day, event.days - 1) >= range.first) days.insert(day);
  };
  add(event.start);
  for_each(component, ICAL_RRULE_PROPERTY, [&](icalproperty* rule) {
    if (!problem) problem = add_repeated(icalproperty_get_rrule(rule), event, range, days, deadline);
  });
  if (problem) return std::unexpected(*problem);
  for_each(component, ICAL_RDATE_PROPERTY, [&](icalproperty* date) {
    if (const std::optional<LocalDate> day = date_of(icalproperty_get_rdate(date).time)) add(*day);
  });
  for_each(component, ICAL_EXDATE_PROPERTY, [&](icalproperty* date) {
    if (const std::optional<LocalDate> day = date_of(icalproperty_get_exdate(date))) days.erase(*day);
  });
  for (const LocalDate day : except) days.erase(day);
  return days;
}

}  // namespace attendsense::formats
