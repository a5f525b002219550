#include "reports/presence_report.hpp"

#include "reports/fields.hpp"

namespace attendsense::service::reports {
namespace {

struct HourOf {
  LocalDate date;
  const core::PresenceByHour::Hour& hour;
  const core::Site& site;
  const TimeZone& zone;
};

const Fields<HourOf>& fields() {
  using enum ValueType;
  static const Fields<HourOf> kFields = {
      {{"date", "Date", date}, [](const HourOf& of) -> Value { return of.date; }},
      {{"begin", "Hour begins", moment}, [](const HourOf& of) { return local_moment(of.hour.begin, of.zone); }},
      {{"time_zone", "Time zone", text, false, Shown::in_json},
       [](const HourOf& of) -> Value { return of.site.time_zone; }},
      {{"people", "People", integer}, [](const HourOf& of) { return count(of.hour.people); }},
  };
  return kFields;
}

class PresenceRows : public RowMaker {
 public:
  void add(const Person& person, std::vector<Row>&) override {
    begin(person.context);
    for (auto& [date, presence] : dates_) {
      // A stay of the day before may last into the date; people of other zones may be on another date.
      const auto first = std::ranges::lower_bound(person.days, add_days(date, -1), {}, &core::DayFigures::date);
      const auto last = std::ranges::upper_bound(person.days, add_days(date, 1), {}, &core::DayFigures::date);
      presence.add({first, last}, person.context.now);
    }
  }

  void finish(const Context& context, std::vector<Row>& rows) override {
    begin(context);
    const Sites& sites = context.timekeeping.sites();
    for (const auto& [date, presence] : dates_)
      for (const auto& hour : presence.hours())
        rows.push_back(
            row(fields(), HourOf{date, hour, sites.site(context.zone_giver), sites.zone(context.zone_giver)}));
  }

 private:
  // Every hour of every date is there, whoever was.
  void begin(const Context& context) {
    if (!dates_.empty()) return;
    for (LocalDate date = context.query.from; date <= context.query.to; date = add_days(date, 1))
      dates_.emplace(date, core::PresenceByHour(date, context.timekeeping.sites().zone(context.zone_giver)));
  }

  std::map<LocalDate, core::PresenceByHour> dates_;
};

}  // namespace

const std::vector<Column>& presence_columns() {
  static const std::vector<Column> kColumns = columns(fields());
  return kColumns;
}

std::unique_ptr<RowMaker> make_presence_rows() {
  return std::make_unique<PresenceRows>();
}

}  // namespace attendsense::service::reports
