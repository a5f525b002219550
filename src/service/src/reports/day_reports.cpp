#include "reports/day_reports.hpp"

#include <ranges>

#include "reports/fields.hpp"

namespace attendsense::service::reports {
namespace {

using core::DayState;
using std::chrono::seconds;
using enum ValueType;

struct DayOf {
  const Person& person;
  const core::DayFigures& figures;
};

Value schedule_name(const DayOf& of) {
  const auto& schedules = of.person.context.timekeeping.planning().schedules;
  const auto found = of.figures.schedule ? schedules.find(*of.figures.schedule) : schedules.end();
  return found == schedules.end() ? Value() : Value(found->second->name);
}

Value flag_names(const DayOf& of) {
  Words names;
  for (const core::DayFlag& flag : of.figures.flags) {
    std::string name(to_string(flag.flag));
    if (std::ranges::find(names, name) == names.end()) names.push_back(std::move(name));
  }
  return names;
}

// When somebody was to be there first.
Value shift_begin(const DayOf& of) {
  for (const core::PlannedShift& shift : of.figures.shifts)
    if (shift.required_begin) return local_moment(shift.required_begin, of.person.zone());
  return {};
}

// When somebody was free to go at last.
Value shift_end(const DayOf& of) {
  for (const core::PlannedShift& shift : of.figures.shifts | std::views::reverse)
    if (shift.required_end) return local_moment(shift.required_end, of.person.zone());
  return {};
}

const Fields<DayOf> kDay = {
    {{"date", "Date", date}, [](const DayOf& of) -> Value { return of.figures.date; }},
    {{"state", "State"}, [](const DayOf& of) -> Value { return std::string(to_string(of.figures.state)); }},
    {{"occasion", "Occasion"}, [](const DayOf& of) -> Value { return of.figures.occasion; }},
    {{"schedule", "Schedule"}, schedule_name},
    {{"shift_begin", "Shift begins", moment}, shift_begin},
    {{"shift_end", "Shift ends", moment}, shift_end},
    {{"first_in", "First in", moment},
     [](const DayOf& of) { return local_moment(of.figures.first_in, of.person.zone()); }},
    {{"last_out", "Last out", moment},
     [](const DayOf& of) { return local_moment(of.figures.last_out, of.person.zone()); }},
    {{"flags", "Flags", words}, flag_names},
};

// A report of days: which of its columns, and which days are in it.
struct DayReport {
  Fields<DayOf> fields;
  bool (*is_in)(const core::DayFigures& day);
};

bool is_absence(const core::DayFigures& day) {
  switch (day.state) {
    case DayState::absent:
    case DayState::on_leave:
    case DayState::holiday:
    case DayState::closed:
      return true;
    default:  // half a day of leave, or of a holiday
      return day.leave_credit > seconds{0} || (!day.occasion.empty() && day.kind == core::DayKind::working_day);
  }
}

DayReport describe(Report report) {
  const auto who = person_fields<DayOf>();
  const auto times = time_fields<DayOf>();
  switch (report) {
    case Report::late:
      return {who + only(kDay, {"date", "schedule", "shift_begin", "first_in"}) + only(times, {"late_seconds"}),
              [](const core::DayFigures& day) { return day.late > seconds{0}; }};
    case Report::early:
      return {who + only(kDay, {"date", "schedule", "shift_end", "last_out"}) + only(times, {"early_seconds"}),
              [](const core::DayFigures& day) { return day.early > seconds{0}; }};
    case Report::overtime:
      return {
          who + only(kDay, {"date", "state", "schedule", "first_in", "last_out"}) +
              only(times, {"worked_seconds", "expected_seconds", "overtime_seconds", "overtime_not_granted_seconds"}),
          [](const core::DayFigures& day) {
            return day.overtime > seconds{0} || day.overtime_not_granted > seconds{0};
          }};
    case Report::absences:
      return {who + only(kDay, {"date", "state", "occasion", "schedule"}) +
                  only(times, {"expected_seconds", "leave_credit_seconds", "worked_seconds"}),
              is_absence};
    default:
      return {who + only(kDay, {"date", "state", "occasion", "schedule", "first_in", "last_out", "flags"}) + times,
              [](const core::DayFigures&) { return true; }};
  }
}

const DayReport& description(Report report) {
  static const std::map<Report, DayReport> kAll = [] {
    std::map<Report, DayReport> all;
    for (const Report each : {Report::days, Report::late, Report::early, Report::overtime, Report::absences})
      all.emplace(each, describe(each));
    return all;
  }();
  return kAll.at(report);
}

class DayRows : public RowMaker {
 public:
  explicit DayRows(const DayReport& report) : report_(report) {}

  void add(const Person& person, std::vector<Row>& rows) override {
    for (const core::DayFigures& day : person.days)
      if (report_.is_in(day)) rows.push_back(row(report_.fields, DayOf{person, day}));
  }

 private:
  const DayReport& report_;
};

// One flag of a day.
struct FlagOf {
  const Person& person;
  const core::DayFigures& figures;
  const core::DayFlag& flag;
};

const Fields<FlagOf>& flag_fields() {
  static const Fields<FlagOf> kFields =
      person_fields<FlagOf>() +
      Fields<FlagOf>{
          {{"date", "Date", date}, [](const FlagOf& of) -> Value { return of.figures.date; }},
          {{"state", "State"}, [](const FlagOf& of) -> Value { return std::string(to_string(of.figures.state)); }},
          {{"flag", "Flag"}, [](const FlagOf& of) -> Value { return std::string(to_string(of.flag.flag)); }},
          {{"at", "At", moment}, [](const FlagOf& of) { return local_moment(of.flag.at, of.person.zone()); }},
          {{"punch_id", "Punch", text, false, Shown::in_json},
           [](const FlagOf& of) { return of.flag.punch ? Value(of.flag.punch->to_string()) : Value(); }},
          {{"first_in", "First in", moment},
           [](const FlagOf& of) { return local_moment(of.figures.first_in, of.person.zone()); }},
          {{"last_out", "Last out", moment},
           [](const FlagOf& of) { return local_moment(of.figures.last_out, of.person.zone()); }},
      };
  return kFields;
}

class FlagRows : public RowMaker {
 public:
  void add(const Person& person, std::vector<Row>& rows) override {
    for (const core::DayFigures& day : person.days)
      for (const core::DayFlag& flag : day.flags)
        if (needs_a_look(flag.flag)) rows.push_back(row(flag_fields(), FlagOf{person, day, flag}));
  }
};

}  // namespace

bool needs_a_look(core::Flag flag) {
  switch (flag) {
    case core::Flag::missing_out:
    case core::Flag::closed_by_rule:
    case core::Flag::missing_in:
    case core::Flag::repeated_in:
    case core::Flag::missed_shift:
    case core::Flag::on_day_without_work:
    case core::Flag::outside_employment:
      return true;
    default:
      return false;
  }
}

const std::vector<Column>& day_columns(Report report) {
  static const std::map<Report, std::vector<Column>> kAll = {
      {Report::days, columns(description(Report::days).fields)},
      {Report::late, columns(description(Report::late).fields)},
      {Report::early, columns(description(Report::early).fields)},
      {Report::overtime, columns(description(Report::overtime).fields)},
      {Report::absences, columns(description(Report::absences).fields)},
      {Report::missing, columns(flag_fields())}};
  return kAll.at(report);
}

std::unique_ptr<RowMaker> make_day_rows(Report report) {
  if (report == Report::missing) return std::make_unique<FlagRows>();
  return std::make_unique<DayRows>(description(report));
}

}  // namespace attendsense::service::reports
