#include "failed.hpp"
#include "postgres/connection.hpp"
#include "sqlite/connection.hpp"
#include "tables/tables.hpp"

namespace attendsense::store {
namespace {

using namespace core;

const std::string kSelect = "SELECT id, company, site, date, name, kind, part FROM holiday ";

constexpr Conflict kHolidayKnown{"holiday.company, holiday.date, holiday.name", "holiday_known",
                                 "This day has a holiday of this name already",
                                 "Nothing needs to be done, or choose another name"};

constexpr auto kAsHoliday = [](auto& row) {
  Holiday holiday;
  std::string kind;
  std::string part;
  row.into(holiday.id, holiday.company, holiday.site, holiday.date, holiday.name, kind, part);
  holiday.kind = expect_known(parse_holiday_kind(kind), "holiday.kind");
  holiday.part = expect_known(parse_day_part(part), "holiday.part");
  return holiday;
};

template <class Connection>
class HolidayTable final : public Holidays {
 public:
  explicit HolidayTable(Connection& connection) : connection_(connection) {}

  Result<void> add(const Holiday& holiday) override {
    return guarded(
        [&] {
          connection_.run(
              "INSERT INTO holiday (id, company, site, date, name, kind, part) VALUES ($1, $2, $3, $4, $5, $6, $7)",
              holiday.id, holiday.company, holiday.site, holiday.date, holiday.name, to_string(holiday.kind),
              to_string(holiday.part));
        },
        {kHolidayKnown});
  }

  Result<bool> remove(HolidayId id) override {
    return guarded([&] { return connection_.run("DELETE FROM holiday WHERE id = $1", id) > 0; });
  }

  Result<std::optional<Holiday>> find(HolidayId id) override {
    return guarded([&] { return connection_.first(kSelect + "WHERE id = $1", kAsHoliday, id); });
  }

  Result<std::vector<Holiday>> in(CompanyId company, const DateRange& dates, std::optional<SiteId> site) override {
    return guarded([&] {
      return connection_.all(kSelect +
                                 "WHERE company = $1 AND date BETWEEN $2 AND $3"
                                 " AND ($4 IS NULL OR site IS NULL OR site = $4) ORDER BY date, name, id",
                             kAsHoliday, company, dates.from, dates.to, site);
    });
  }

 private:
  Connection& connection_;
};

}  // namespace

std::unique_ptr<Holidays> make_holidays(sqlite::Connection& connection) {
  return std::make_unique<HolidayTable<sqlite::Connection>>(connection);
}

std::unique_ptr<Holidays> make_holidays(postgres::Connection& connection) {
  return std::make_unique<HolidayTable<postgres::Connection>>(connection);
}

}  // namespace attendsense::store
