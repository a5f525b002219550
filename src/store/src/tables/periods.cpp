#include "failed.hpp"
#include "paging.hpp"
#include "postgres/connection.hpp"
#include "sqlite/connection.hpp"
#include "tables/tables.hpp"

namespace attendsense::store {
namespace {

using namespace core;

const std::string kSelectPeriod =
    "SELECT id, company, site, first_date, last_date, state, hash, closed_by, closed_at, reopened_by, reopened_at,"
    " reason FROM period ";
const std::string kSelectSheet = "SELECT period, employee, figures, hash FROM period_sheet ";

constexpr auto kAsPeriod = [](auto& row) {
  Period period;
  std::string state;
  row.into(period.id, period.company, period.site, period.from, period.to, state, period.hash, period.closed_by,
           period.closed_at, period.reopened_by, period.reopened_at, period.reason);
  period.state = expect_known(parse_period_state(state), "period.state");
  return period;
};

constexpr auto kAsSheet = [](auto& row) {
  PeriodSheet sheet;
  row.into(sheet.period, sheet.employee, sheet.figures, sheet.hash);
  return sheet;
};

// One person after the other: there are no arrays.
std::vector<PeriodSheet> sheets_of(sqlite::Connection& connection, const std::vector<PeriodId>& periods,
                                   const std::vector<EmployeeId>& employees) {
  std::vector<PeriodSheet> sheets;
  for (const PeriodId period : periods) {
    for (const EmployeeId employee : employees) {
      auto sheet = connection.first(kSelectSheet + "WHERE period = $1 AND employee = $2", kAsSheet, period, employee);
      if (sheet) sheets.push_back(std::move(*sheet));
    }
  }
  return sheets;
}

std::vector<PeriodSheet> sheets_of(postgres::Connection& connection, const std::vector<PeriodId>& periods,
                                   const std::vector<EmployeeId>& employees) {
  return connection.all(kSelectSheet + "WHERE period = ANY ($1) AND employee = ANY ($2)", kAsSheet, periods, employees);
}

template <class Connection>
class PeriodTable final : public Periods {
 public:
  explicit PeriodTable(Connection& connection) : connection_(connection) {}

  Result<void> add(const Period& period) override {
    return guarded([&] {
      connection_.run(
          "INSERT INTO period (id, company, site, first_date, last_date, state, hash, closed_by, closed_at,"
          " reopened_by, reopened_at, reason) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)",
          period.id, period.company, period.site, period.from, period.to, to_string(period.state), period.hash,
          period.closed_by, period.closed_at, period.reopened_by, period.reopened_at, period.reason);
    });
  }

  Result<void> update(const Period& period) override {
    return guarded([&] {
      const std::int64_t changed = connection_.run(
          "UPDATE period SET state = $2, hash = $3, reopened_by = $4, reopened_at = $5, reason = $6 WHERE id = $1",
          period.id, to_string(period.state), period.hash, period.reopened_by, period.reopened_at, period.reason);
      if (changed != 0) return;
      throw_failed(Failure::not_found, "period_unknown", "There is no period " + period.id.to_string());
    });
  }

  Result<std::optional<Period>> find(PeriodId id) override {
    return guarded([&] { return connection_.first(kSelectPeriod + "WHERE id = $1", kAsPeriod, id); });
  }

  Result<std::vector<Period>> all(CompanyId company) override {
    return guarded([&] {
      return connection_.all(kSelectPeriod + "WHERE company = $1 ORDER BY first_date, id", kAsPeriod, company);
    });
  }

  Result<std::vector<Period>> closed_in(CompanyId company, const DateRange& dates) override {
    return guarded([&] {
      return connection_.all(kSelectPeriod +
                                 "WHERE company = $1 AND state = 'closed' AND last_date >= $2 AND first_date <= $3"
                                 " ORDER BY first_date, id",
                             kAsPeriod, company, dates.from, dates.to);
    });
  }

  // The employee is no foreign key, since the sheet outlives them; when it is made, they are there.
  Result<void> add_sheet(const PeriodSheet& sheet) override {
    return guarded([&] {
      const std::int64_t added = connection_.run(
          "INSERT INTO period_sheet (period, employee, figures, hash)"
          " SELECT period.id, employee.id, $3, $4 FROM period JOIN employee ON employee.company = period.company"
          " WHERE period.id = $1 AND employee.id = $2",
          sheet.period, sheet.employee, sheet.figures, sheet.hash);
      if (added != 0) return;
      throw_failed(Failure::conflict, "reference_unknown",
                   "The period or the employee is not there, or they are of two companies",
                   "Store what is referred to first");
    });
  }

  Result<std::optional<PeriodSheet>> find_sheet(PeriodId period, EmployeeId employee) override {
    return guarded([&] {
      return connection_.first(kSelectSheet + "WHERE period = $1 AND employee = $2", kAsSheet, period, employee);
    });
  }

  Result<std::vector<PeriodSheet>> sheets_of(std::span<const PeriodId> periods,
                                             std::span<const EmployeeId> employees) override {
    return guarded([&] {
      return store::sheets_of(connection_, {periods.begin(), periods.end()}, {employees.begin(), employees.end()});
    });
  }

  Result<std::vector<PeriodSheet>> sheets(PeriodId period, const Page& page) override {
    return guarded([&] {
      return connection_.all(kSelectSheet + "WHERE period = $1 AND employee > $2 ORDER BY employee LIMIT $3", kAsSheet,
                             period, after_of<EmployeeId>(page).value_or(EmployeeId{}), limit_of(page.limit));
    });
  }

 private:
  Connection& connection_;
};

}  // namespace

std::unique_ptr<Periods> make_periods(sqlite::Connection& connection) {
  return std::make_unique<PeriodTable<sqlite::Connection>>(connection);
}

std::unique_ptr<Periods> make_periods(postgres::Connection& connection) {
  return std::make_unique<PeriodTable<postgres::Connection>>(connection);
}

}  // namespace attendsense::store
