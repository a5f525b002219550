#include "paging.hpp"
#include "postgres/tables.hpp"
#include "rows.hpp"

namespace attendsense::store::postgres {
namespace {

using namespace core;

const std::string kSelect =
    "SELECT id, company, employee, site, direction, alternating, at, source, sighting, booked_at FROM punch ";

// The index of punches is by company, then employee: a person's own are found by naming both.
const std::string kOfEmployee = "WHERE company = (SELECT company FROM employee WHERE id = $1) AND employee = $1 ";

class PostgresPunches final : public Punches {
 public:
  explicit PostgresPunches(Connection& connection) : connection_(connection) {}

  Result<void> add(const Punch& punch) override {
    return guarded([&] {
      connection_.run(
          "INSERT INTO punch (id, company, employee, site, direction, alternating, at, source, sighting,"
          " booked_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)",
          punch.id, punch.company, punch.employee, punch.site, to_string(punch.direction), punch.alternating, punch.at,
          to_string(punch.source), punch.sighting, punch.booked_at);
    });
  }

  Result<PunchNeighbours> neighbours(EmployeeId employee, Instant at) override {
    return guarded([&] {
      PunchNeighbours neighbours;
      neighbours.before = connection_.first(kSelect + kOfEmployee + "AND at <= $2 ORDER BY at DESC, id DESC LIMIT 1",
                                            read_punch<Query>, employee, at);
      neighbours.after = connection_.first(kSelect + kOfEmployee + "AND at > $2 ORDER BY at, id LIMIT 1",
                                           read_punch<Query>, employee, at);
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
      if (!filter.employee)
        return connection_.all(sql, read_punch<Query>, company, from, to, after.at, after.id, limit);
      return connection_.all(sql, read_punch<Query>, company, from, to, after.at, after.id, limit, *filter.employee);
    });
  }

 private:
  struct Place {
    Instant at = Instant::min();
    PunchId id;
  };

  [[nodiscard]] Place place_of(CompanyId company, const Page& page) const {
    const auto after = after_of<PunchId>(page);
    if (!after) return {};
    const auto at = connection_.value<std::optional<Instant>>("SELECT at FROM punch WHERE id = $1 AND company = $2",
                                                              *after, company);
    if (!at) throw_unknown_page(page);
    return {*at, *after};
  }

  Connection& connection_;
};

}  // namespace

std::unique_ptr<Punches> make_punches(Connection& connection) {
  return std::make_unique<PostgresPunches>(connection);
}

}  // namespace attendsense::store::postgres
