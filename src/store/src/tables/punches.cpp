#include <algorithm>
#include <numeric>
#include <unordered_map>

#include "paging.hpp"
#include "postgres/connection.hpp"
#include "rows.hpp"
#include "sqlite/connection.hpp"
#include "tables/tables.hpp"

namespace attendsense::store {
namespace {

using namespace core;

const std::string kBareColumns = "id, employee, site, direction, alternating, at";
const std::string kSelect = "SELECT " + kBareColumns + ", company, source, sighting, booked_at FROM punch ";
const std::string kSelectBare = "SELECT " + kBareColumns + " FROM punch ";

// The index of punches is by company, then employee: a person's own are found by naming both.
const std::string kOfEmployee = "WHERE company = (SELECT company FROM employee WHERE id = $1) AND employee = $1 ";

const std::string kInsert =
    "INSERT INTO punch (id, company, employee, site, direction, alternating, at, source, sighting, booked_at)"
    " VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)";

constexpr auto kAsPunch = [](auto& row) { return read_punch(row); };

// One person after the other: there are no arrays.
std::vector<Punch> punches_of(sqlite::Connection& connection, CompanyId company, std::span<const EmployeeId> employees,
                              Instant from, Instant to) {
  std::vector<Punch> punches;
  for (const EmployeeId employee : employees) {
    sqlite::Query rows(connection,
                       kSelectBare + "WHERE company = $1 AND employee = $2 AND at >= $3 AND at < $4 ORDER BY at, id",
                       company, employee, from, to);
    while (rows.next()) punches.push_back(read_bare_punch(company, rows));
  }
  return punches;
}

// The rows by person, then time, then id. Of a big company there are too many for the server to sort in its memory, and
// here it is a matter of counting: `employees` is in order, and each has only a few.
std::vector<Punch> sorted_punches(postgres::Query& rows, CompanyId company, const std::vector<EmployeeId>& employees) {
  std::unordered_map<EmployeeId, std::size_t> rank_of;
  rank_of.reserve(employees.size());
  for (const EmployeeId& employee : employees) rank_of.emplace(employee, rank_of.size());
  std::vector<std::size_t> ranks;
  ranks.reserve(rows.size());
  std::vector<std::size_t> ends(employees.size());
  while (rows.next()) {
    ranks.push_back(rank_of.at(rows.column<EmployeeId>(1)));
    ++ends[ranks.back()];
  }
  std::exclusive_scan(ends.begin(), ends.end(), ends.begin(), std::size_t{0});  // now where each person begins
  std::vector<Punch> punches(rows.size());
  rows.rewind();
  for (const std::size_t rank : ranks) {
    rows.next();
    punches[ends[rank]++] = read_bare_punch(company, rows);
  }
  auto begin = punches.begin();
  for (const std::size_t end : ends) {
    const auto next = punches.begin() + static_cast<std::ptrdiff_t>(end);
    std::sort(begin, next, [](const Punch& a, const Punch& b) { return std::tie(a.at, a.id) < std::tie(b.at, b.id); });
    begin = next;
  }
  return punches;
}

// Whether the index of people or that of days leads there faster depends on how many are asked for, so the statement is
// planned for it.
std::vector<Punch> punches_of(postgres::Connection& connection, CompanyId company,
                              const std::vector<EmployeeId>& employees, Instant from, Instant to) {
  postgres::Query rows =
      connection.query_planned(kSelectBare + "WHERE company = $1 AND employee = ANY ($2) AND at >= $3 AND at < $4",
                               company, employees, from, to);
  return sorted_punches(rows, company, employees);
}

template <class Connection>
class PunchTable final : public Punches {
 public:
  explicit PunchTable(Connection& connection) : connection_(connection) {}

  Result<void> add(const Punch& punch) override {
    return guarded([&] { insert(kInsert, punch); });
  }

  Result<bool> add_new(const Punch& punch) override {
    return guarded([&] { return insert(kInsert + " ON CONFLICT (id) DO NOTHING", punch) > 0; });
  }

  Result<std::optional<Punch>> find(PunchId id) override {
    return guarded([&] { return connection_.first(kSelect + "WHERE id = $1", kAsPunch, id); });
  }

  Result<PunchNeighbours> neighbours(EmployeeId employee, Instant at) override {
    return guarded([&] {
      PunchNeighbours neighbours;
      neighbours.before = connection_.first(kSelect + kOfEmployee + "AND at <= $2 ORDER BY at DESC, id DESC LIMIT 1",
                                            kAsPunch, employee, at);
      neighbours.after =
          connection_.first(kSelect + kOfEmployee + "AND at > $2 ORDER BY at, id LIMIT 1", kAsPunch, employee, at);
      return neighbours;
    });
  }

  Result<std::vector<Punch>> list(CompanyId company, const PunchFilter& filter, const Page& page) override {
    return guarded([&] {
      const Place after = place_of(company, page);
      const Instant from = filter.from.value_or(Instant::min());
      const Instant to = filter.to.value_or(Instant::max());
      const std::int64_t limit = limit_of(page.limit);
      std::string sql = kSelect + "WHERE company = $1 AND at >= $2 AND at < $3 AND (at, id) > ($4, $5)";
      sql += filter.employee ? " AND employee = $7" : "";
      sql += " ORDER BY at, id LIMIT $6";
      if (!filter.employee) return connection_.all(sql, kAsPunch, company, from, to, after.at, after.id, limit);
      return connection_.all(sql, kAsPunch, company, from, to, after.at, after.id, limit, *filter.employee);
    });
  }

  Result<std::vector<Punch>> of(CompanyId company, std::span<const EmployeeId> employees, Instant from,
                                Instant to) override {
    return guarded([&] {
      std::vector<EmployeeId> each(employees.begin(), employees.end());
      std::ranges::sort(each);
      each.erase(std::ranges::unique(each).begin(), each.end());
      return punches_of(connection_, company, each, from, to);
    });
  }

 private:
  std::int64_t insert(const std::string& sql, const Punch& punch) {
    return connection_.run(sql, punch.id, punch.company, punch.employee, punch.site, to_string(punch.direction),
                           punch.alternating, punch.at, to_string(punch.source), punch.sighting, punch.booked_at);
  }

  struct Place {
    Instant at = Instant::min();
    PunchId id;
  };

  [[nodiscard]] Place place_of(CompanyId company, const Page& page) const {
    const auto after = after_of<PunchId>(page);
    if (!after) return {};
    const auto at = connection_.template value<std::optional<Instant>>(
        "SELECT at FROM punch WHERE id = $1 AND company = $2", *after, company);
    if (!at) throw_unknown_page(page);
    return {*at, *after};
  }

  Connection& connection_;
};

}  // namespace

std::unique_ptr<Punches> make_punches(sqlite::Connection& connection) {
  return std::make_unique<PunchTable<sqlite::Connection>>(connection);
}

std::unique_ptr<Punches> make_punches(postgres::Connection& connection) {
  return std::make_unique<PunchTable<postgres::Connection>>(connection);
}

}  // namespace attendsense::store
