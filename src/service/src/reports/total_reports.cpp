#include "reports/total_reports.hpp"

#include "reports/fields.hpp"

namespace attendsense::service::reports {
namespace {

using std::chrono::seconds;
using enum ValueType;

struct TotalOf {
  const Person& person;
  core::PeriodFigures figures;
};

const Fields<TotalOf>& people_fields() {
  static const auto kFields = person_fields<TotalOf>() + count_fields<TotalOf>() + time_fields<TotalOf>();
  return kFields;
}

class PeopleRows : public RowMaker {
 public:
  void add(const Person& person, std::vector<Row>& rows) override {
    rows.push_back(row(people_fields(), TotalOf{person, core::total(person.days)}));
  }
};

struct MonthOf {
  const Person& person;
  LocalDate from;
  LocalDate to;
  core::PeriodFigures figures;
  seconds running;
};

const Fields<MonthOf>& balance_fields() {
  static const auto kFields =
      person_fields<MonthOf>() +
      Fields<MonthOf>{{{"from", "From", date}, [](const MonthOf& of) -> Value { return of.from; }},
                      {{"to", "To", date}, [](const MonthOf& of) -> Value { return of.to; }}} +
      only(time_fields<MonthOf>(), {"expected_seconds", "worked_seconds", "leave_credit_seconds", "overtime_seconds",
                                    "overtime_not_granted_seconds", "balance_seconds"}) +
      Fields<MonthOf>{{{"running_balance_seconds", "Running balance (hours)", hours},
                       [](const MonthOf& of) -> Value { return of.running; }}};
  return kFields;
}

bool same_month(LocalDate one, LocalDate other) {
  return one.year() == other.year() && one.month() == other.month();
}

// The days before `from` count in the running balance only.
class BalanceRows : public RowMaker {
 public:
  void add(const Person& person, std::vector<Row>& rows) override {
    const auto shown = std::ranges::lower_bound(person.days, person.context.query.from, {}, &core::DayFigures::date);
    seconds running = core::total({person.days.begin(), shown}).balance;
    for (auto begin = shown; begin != person.days.end();) {
      const auto end = std::find_if(begin, person.days.end(),
                                    [&](const core::DayFigures& day) { return !same_month(day.date, begin->date); });
      const core::PeriodFigures figures = core::total({begin, end});
      running += figures.balance;
      rows.push_back(row(balance_fields(), MonthOf{person, begin->date, std::prev(end)->date, figures, running}));
      begin = end;
    }
  }
};

struct SiteOf {
  const core::Site& site;
  int people;
  const core::PeriodFigures& figures;
};

const Fields<SiteOf>& site_fields() {
  static const auto kFields =
      Fields<SiteOf>{{{"site_id", "Site id", text, false, Shown::in_json},
                      [](const SiteOf& of) -> Value { return of.site.id.to_string(); }},
                     {{"site", "Site"}, [](const SiteOf& of) -> Value { return of.site.name; }},
                     {{"people", "People", integer, true}, [](const SiteOf& of) { return count(of.people); }}} +
      count_fields<SiteOf>() + time_fields<SiteOf>();
  return kFields;
}

class SiteRows : public RowMaker {
 public:
  void add(const Person& person, std::vector<Row>&) override {
    Sum& sum = sums_[person.employee.site];
    ++sum.people;
    sum.figures += core::total(person.days);
  }

  void finish(const Context& context, std::vector<Row>& rows) override {
    std::vector<SiteOf> sites;
    sites.reserve(sums_.size());
    for (const auto& [id, sum] : sums_)
      sites.push_back({context.timekeeping.sites().site(id), sum.people, sum.figures});
    std::vector<const SiteOf*> by_name;
    by_name.reserve(sites.size());
    for (const SiteOf& site : sites) by_name.push_back(&site);
    std::ranges::sort(by_name, {}, [](const SiteOf* of) { return std::tie(of->site.name, of->site.id); });
    for (const SiteOf* site : by_name) rows.push_back(row(site_fields(), *site));
  }

 private:
  struct Sum {
    int people = 0;
    core::PeriodFigures figures;
  };

  std::map<core::SiteId, Sum> sums_;
};

}  // namespace

int flags_open(const core::PeriodFigures& figures) {
  int open = 0;
  for (std::size_t flag = 0; flag < core::kFlags; ++flag)
    if (needs_a_look(static_cast<core::Flag>(flag))) open += figures.flags[flag];
  return open;
}

const std::vector<Column>& total_columns(Report report) {
  static const std::map<Report, std::vector<Column>> kAll = {{Report::people, columns(people_fields())},
                                                             {Report::balances, columns(balance_fields())},
                                                             {Report::sites, columns(site_fields())}};
  return kAll.at(report);
}

std::unique_ptr<RowMaker> make_total_rows(Report report) {
  if (report == Report::sites) return std::make_unique<SiteRows>();
  if (report == Report::balances) return std::make_unique<BalanceRows>();
  return std::make_unique<PeopleRows>();
}

}  // namespace attendsense::service::reports
