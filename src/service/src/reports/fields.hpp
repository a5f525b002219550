#pragma once

// Columns that several reports share. A field says what a column is called and how its value is got, so that both stay
// together.

#include <vector>

#include "reports/row_maker.hpp"

namespace attendsense::service::reports {

template <class Source>
struct Field {
  Column column;
  Value (*value)(const Source&);
};

template <class Source>
using Fields = std::vector<Field<Source>>;

template <class Source>
[[nodiscard]] std::vector<Column> columns(const Fields<Source>& fields) {
  std::vector<Column> columns;
  columns.reserve(fields.size());
  for (const auto& field : fields) columns.push_back(field.column);
  return columns;
}

template <class Source>
[[nodiscard]] Row row(const Fields<Source>& fields, const Source& source) {
  Row row;
  row.reserve(fields.size());
  for (const auto& field : fields) row.push_back(field.value(source));
  return row;
}

[[nodiscard]] inline Value local_moment(const std::optional<Instant>& at, const TimeZone& zone) {
  return at ? Value(Moment{*at, zone.to_local(*at)}) : Value();
}

[[nodiscard]] inline Value count(int number) {
  return std::int64_t{number};
}

// Who: of a source with a `person`.
template <class Source>
[[nodiscard]] Fields<Source> person_fields() {
  using enum ValueType;
  return {
      {{"employee_id", "Employee", text, false, Shown::in_json},
       [](const Source& of) -> Value { return of.person.employee.id.to_string(); }},
      {{"personnel_number", "Personnel number"},
       [](const Source& of) -> Value { return of.person.employee.personnel_number; }},
      {{"family_name", "Family name"}, [](const Source& of) -> Value { return of.person.employee.family_name; }},
      {{"given_name", "Given name"}, [](const Source& of) -> Value { return of.person.employee.given_name; }},
      {{"site", "Site"}, [](const Source& of) -> Value { return of.person.site().name; }},
      {{"time_zone", "Time zone", text, false, Shown::in_json},
       [](const Source& of) -> Value { return of.person.site().time_zone; }},
  };
}

// How long: of a source with `figures` of a day or of a period.
template <class Source>
[[nodiscard]] Fields<Source> time_fields() {
  using enum ValueType;
  return {
      {{"presence_seconds", "Presence", duration, true}, [](const Source& of) -> Value { return of.figures.presence; }},
      {{"breaks_seconds", "Breaks", duration, true}, [](const Source& of) -> Value { return of.figures.breaks; }},
      {{"break_deducted_seconds", "Break deducted", duration, true},
       [](const Source& of) -> Value { return of.figures.break_deducted; }},
      {{"worked_seconds", "Worked", duration, true}, [](const Source& of) -> Value { return of.figures.worked; }},
      {{"expected_seconds", "Expected", duration, true}, [](const Source& of) -> Value { return of.figures.expected; }},
      {{"leave_credit_seconds", "Paid leave", duration, true},
       [](const Source& of) -> Value { return of.figures.leave_credit; }},
      {{"late_seconds", "Late", duration, true}, [](const Source& of) -> Value { return of.figures.late; }},
      {{"early_seconds", "Early", duration, true}, [](const Source& of) -> Value { return of.figures.early; }},
      {{"overtime_seconds", "Overtime", duration, true}, [](const Source& of) -> Value { return of.figures.overtime; }},
      {{"overtime_not_granted_seconds", "Overtime not granted", duration, true},
       [](const Source& of) -> Value { return of.figures.overtime_not_granted; }},
      {{"balance_seconds", "Balance (hours)", hours, true},
       [](const Source& of) -> Value { return of.figures.balance; }},
  };
}

// Days by what became of them: of a source with `figures` of a period.
template <class Source>
[[nodiscard]] Fields<Source> count_fields() {
  using enum ValueType;
  return {
      {{"days", "Days", integer, true}, [](const Source& of) { return count(of.figures.days); }},
      {{"working_days", "Working days", integer, true},
       [](const Source& of) { return count(of.figures.working_days); }},
      {{"days_present", "Days present", integer, true},
       [](const Source& of) { return count(of.figures.days_present); }},
      {{"days_absent", "Days absent", integer, true}, [](const Source& of) { return count(of.figures.days_absent); }},
      {{"days_on_leave", "Days on leave", integer, true},
       [](const Source& of) { return count(of.figures.days_on_leave); }},
      {{"days_late", "Days late", integer, true}, [](const Source& of) { return count(of.figures.days_late); }},
      {{"days_early", "Days left early", integer, true}, [](const Source& of) { return count(of.figures.days_early); }},
      {{"flags_open", "To look at", integer, true}, [](const Source& of) { return count(flags_open(of.figures)); }},
  };
}

// Only these of them, in this order. A name that is not there is a defect: throws std::logic_error.
template <class Source>
[[nodiscard]] Fields<Source> only(const Fields<Source>& fields, std::initializer_list<std::string_view> names) {
  Fields<Source> chosen;
  for (const std::string_view name : names) {
    const auto found = std::ranges::find(fields, name, [](const auto& field) { return field.column.name; });
    if (found == fields.end()) throw std::logic_error("There is no field " + std::string(name));
    chosen.push_back(*found);
  }
  return chosen;
}

template <class Source>
[[nodiscard]] Fields<Source> operator+(Fields<Source> first, const Fields<Source>& then) {
  first.insert(first.end(), then.begin(), then.end());
  return first;
}

}  // namespace attendsense::service::reports
