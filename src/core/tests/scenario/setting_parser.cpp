#include <algorithm>

#include "setting.hpp"

namespace attendsense::core::scenario {
namespace {

// Where no date is told from when on somebody follows a schedule: long before.
constexpr LocalDate kAlways{std::chrono::year{2000}, std::chrono::January, std::chrono::day{1}};

void take_policy(Line& line, const std::string& key, Policy& policy) {
  if (key == "too-soon")
    policy.too_soon = line.take_duration("an interval");
  else if (key == "threshold")
    policy.match_threshold = line.take_fraction("a threshold");
  else if (key == "margin")
    policy.match_margin = line.take_fraction("a margin");
  else if (key == "too-old")
    policy.too_old = line.take_hours("this setting");
  else if (key == "future")
    policy.future_tolerance = line.take_duration("a tolerance");
  else if (key == "work-day-gap")
    policy.work_day_gap = line.take_hours("this setting");
  else
    line.refuse("a site has no setting '" + key + "'");
}

TimeZone take_zone(Line& line) {
  const Result<TimeZone> found = TimeZone::find(line.take("a time zone"));
  if (!found) line.refuse(found.error().text());
  return *found;
}

DayPart take_part(Line& line) {
  const std::optional<DayPart> part = parse_day_part(with_underscores(line.peek()));
  if (!part) return DayPart::whole;
  line.take("a part of the day");
  return *part;
}

}  // namespace

bool SettingParser::read(Line& line) {
  static const Statements<SettingParser> statements{
      {"site", &SettingParser::site},         {"employee", &SettingParser::employee},
      {"door", &SettingParser::door},         {"any-order", &SettingParser::any_order},
      {"schedule", &SettingParser::schedule}, {"follows", &SettingParser::follows},
      {"holiday", &SettingParser::holiday},   {"closed", &SettingParser::closed},
      {"leave", &SettingParser::leave},       {"leave-kind", &SettingParser::leave_kind},
      {"overtime", &SettingParser::overtime},
  };
  if (open_schedule_ && open_schedule_->read(line)) return true;
  finish();
  return read_by_keyword(*this, statements, line);
}

void SettingParser::finish() {
  if (!open_schedule_) return;
  auto schedule = std::make_shared<const Schedule>(std::move(*open_schedule_).take());
  open_schedule_.reset();
  draft_.scenario.decided.schedules.emplace(schedule->id, std::move(schedule));
}

void SettingParser::site(Line& line) {
  const std::string name = line.take("the name of the site");
  std::map<std::string, Place>& sites = draft_.scenario.sites;
  Place place{.id = numbered<SiteId>(sites.size() + 1), .zone = {}};
  const bool is_first = sites.empty();
  while (!line.empty()) {
    const std::string key = line.take("a setting");
    if (key == "zone")
      place.zone = take_zone(line);
    else if (is_first)
      take_policy(line, key, draft_.scenario.policy);
    else
      line.refuse("a further site has a zone only; the rules of the company stand with the first");
  }
  if (!sites.emplace(name, place).second) line.refuse("there is a site '" + name + "' already");
  if (is_first) draft_.scenario.home = name;
}

// NAME [inactive] [at SITE] [role NAME] [hired DATE TIME] [left DATE TIME]
void SettingParser::employee(Line& line) {
  const std::string name = line.take("a name");
  Employee person;
  person.id = numbered<EmployeeId>(draft_.scenario.people.size() + 1);
  person.site = draft_.scenario.sites.at(draft_.scenario.home).id;
  while (!line.empty()) {
    if (line.accept("inactive")) {
      person.state = EmployeeState::inactive;
    } else if (line.peek() == "at") {
      if (person.hired_at || person.left_at) line.refuse("name the site before the dates, which are by its clock");
      person.site = draft_.take_site(line, person.site);
    } else if (line.accept("role")) {
      const std::string role = line.take("a role");
      person.role = draft_.roles.try_emplace(role, numbered<RoleId>(draft_.roles.size() + 1)).first->second;
    } else if (line.accept("hired")) {
      const LocalDate date = line.take_date("the date of hiring");
      person.hired_at = line.take_time("the time of hiring", date, draft_.zone_of(person));
    } else if (line.accept("left")) {
      const LocalDate date = line.take_date("the date of leaving");
      person.left_at = line.take_time("the time of leaving", date, draft_.zone_of(person));
    } else {
      line.refuse("an employee has no '" + std::string(line.peek()) + "'");
    }
  }
  if (name == kStranger || !draft_.scenario.people.emplace(name, person).second)
    line.refuse("the name '" + name + "' is taken");
  if (draft_.first_employee.empty()) draft_.first_employee = name;
}

void SettingParser::door(Line& line) {
  const std::string name = line.take("the name of the door");
  const std::string direction = line.take("in, out or both");
  const std::optional<CameraDirection> parsed = parse_camera_direction(direction);
  if (!parsed) line.refuse("a door is for in, out or both, not for '" + direction + "'");
  const Door door{.direction = *parsed,
                  .site = draft_.take_site(line, draft_.scenario.sites.at(draft_.scenario.home).id)};
  if (!draft_.scenario.doors.emplace(name, door).second) line.refuse("there is a door '" + name + "' already");
}

void SettingParser::any_order(Line&) {
  draft_.scenario.any_order = true;
}

void SettingParser::schedule(Line& line) {
  ScheduleParser opened(line, numbered<ScheduleId>(draft_.scenario.decided.schedules.size() + 1));
  const auto is_taken = [name = opened.name()](const auto& known) { return known.second->name == name; };
  if (std::ranges::any_of(draft_.scenario.decided.schedules, is_taken))
    line.refuse("there is a schedule '" + opened.name() + "' already");
  open_schedule_.emplace(std::move(opened));
}

// WHOM SCHEDULE [from DATE] [until DATE] [cycle DATE] [made DATE TIME]
void SettingParser::follows(Line& line) {
  std::vector<Known<Assignment>>& assignments = draft_.scenario.decided.assignments;
  Known<Assignment> made{.item = {.id = numbered<AssignmentId>(assignments.size() + 1), .whom = take_whom(line)}};
  Assignment& assignment = made.item;
  assignment.schedule = schedule_called(line, line.take("a schedule"));
  assignment.from = line.accept("from") ? line.take_date("the first date") : kAlways;
  if (line.accept("until")) assignment.until = line.take_date("the last date");
  if (assignment.until && *assignment.until < assignment.from) line.refuse("this ends before it begins");
  const bool has_cycle = line.accept("cycle");
  assignment.cycle_start = has_cycle ? line.take_date("the date of the cycle's first day") : assignment.from;
  if (!has_cycle && assignment.from == kAlways && needs_cycle_start(assignment.schedule))
    line.refuse("say with 'from' or 'cycle' on which date the cycle begins");
  made.since = take_since(line);
  // Of two that were made at once, the one that is written later was made later.
  assignment.created_at = std::max(made.since, Instant{}) + std::chrono::microseconds{assignments.size()};
  assignments.push_back(made);
}

std::variant<EmployeeId, RoleId, SiteId> SettingParser::take_whom(Line& line) const {
  if (line.accept("role")) {
    const std::string name = line.take("a role");
    const auto role = draft_.roles.find(name);
    if (role == draft_.roles.end()) line.refuse("nobody has the role '" + name + "'");
    return role->second;
  }
  if (line.accept("site")) return draft_.site(line, line.take("a site")).id;
  return draft_.person(line, line.take("who")).id;
}

ScheduleId SettingParser::schedule_called(const Line& line, const std::string& name) const {
  const auto& schedules = draft_.scenario.decided.schedules;
  const auto found = std::ranges::find_if(schedules, [&](const auto& known) { return known.second->name == name; });
  if (found == schedules.end()) line.refuse("there is no schedule '" + name + "'");
  return found->first;
}

bool SettingParser::needs_cycle_start(ScheduleId id) const {
  const Schedule& schedule = *draft_.scenario.decided.schedules.at(id);
  return schedule.rhythm == Rhythm::rotating || schedule.cycle.size() > 7;
}

void SettingParser::holiday(Line& line) {
  day_off(line, HolidayKind::public_holiday);
}

void SettingParser::closed(Line& line) {
  day_off(line, HolidayKind::closed);
}

// DATE (NAME) [first-half|second-half] [at SITE] [made DATE TIME]
void SettingParser::day_off(Line& line, HolidayKind kind) {
  std::vector<Known<Holiday>>& holidays = draft_.scenario.decided.holidays;
  Known<Holiday> day;
  day.item.id = numbered<HolidayId>(holidays.size() + 1);
  day.item.kind = kind;
  day.item.date = line.take_date("a date");
  day.item.name = line.take_title("the name of the day");
  day.item.part = take_part(line);
  if (line.peek() == "at") day.item.site = draft_.take_site(line, {});
  day.since = take_since(line);
  holidays.push_back(std::move(day));
}

void SettingParser::leave_kind(Line& line) {
  LeaveKind kind;
  kind.id = numbered<LeaveKindId>(leave_kinds_.size() + 1);
  kind.name = line.take("the kind of leave");
  kind.paid = line.accept("paid");
  if (!kind.paid && !line.accept("unpaid")) line.refuse("say whether this leave is paid or unpaid");
  if (!leave_kinds_.emplace(kind.name, kind.id).second) line.refuse("there is leave '" + kind.name + "' already");
  draft_.scenario.decided.leave_kinds.emplace(kind.id, kind);
}

// WHO KIND DATES [first-half|second-half] [requested|refused|withdrawn] [made DATE TIME]
void SettingParser::leave(Line& line) {
  std::vector<Known<Leave>>& taken = draft_.scenario.decided.leave;
  Known<Leave> leave;
  leave.item.id = numbered<LeaveId>(taken.size() + 1);
  leave.item.employee = draft_.person(line, line.take("who")).id;
  const std::string kind = line.take("the kind of leave");
  const auto known = leave_kinds_.find(kind);
  if (known == leave_kinds_.end()) line.refuse("there is no leave-kind '" + kind + "'");
  leave.item.kind = known->second;
  const DateRange dates = line.take_dates("the dates");
  leave.item.from = dates.first;
  leave.item.to = dates.last;
  leave.item.part = take_part(line);
  if (leave.item.part != DayPart::whole && dates.first != dates.last) line.refuse("half a day is of one date");
  leave.item.state = RequestState::approved;
  for (const RequestState state : {RequestState::requested, RequestState::refused, RequestState::withdrawn})
    if (line.accept(to_string(state))) leave.item.state = state;
  leave.since = take_since(line);
  taken.push_back(std::move(leave));
}

// WHO DATE DURATION [revoked] [made DATE TIME]
void SettingParser::overtime(Line& line) {
  std::vector<Known<OvertimeGrant>>& grants = draft_.scenario.decided.grants;
  Known<OvertimeGrant> grant;
  grant.item.id = numbered<OvertimeGrantId>(grants.size() + 1);
  grant.item.employee = draft_.person(line, line.take("who")).id;
  grant.item.date = line.take_date("a date");
  grant.item.most = line.take_minutes("the overtime that is allowed");
  if (line.accept("revoked")) grant.item.revoked_at = Instant{};
  grant.since = take_since(line);
  grants.push_back(std::move(grant));
}

Instant SettingParser::take_since(Line& line) const {
  if (!line.accept("made")) return Instant::min();
  const LocalDate date = line.take_date("the date of the decision");
  return line.take_time("the time of the decision", date, draft_.home_zone());
}

}  // namespace attendsense::core::scenario
