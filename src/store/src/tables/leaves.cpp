#include "case_fold.hpp"
#include "failed.hpp"
#include "paging.hpp"
#include "postgres/connection.hpp"
#include "sqlite/connection.hpp"
#include "tables/tables.hpp"

namespace attendsense::store {
namespace {

using namespace core;

const std::string kSelectKind = "SELECT id, company, name, paid, active FROM leave_kind ";
const std::string kSelectLeave =
    "SELECT id, company, employee, kind, first_date, last_date, part, state, reason, requested_by, requested_at,"
    " decided_by, decided_at, note FROM leave ";
const std::string kSelectGrant =
    "SELECT id, company, employee, date, most_minutes, reason, granted_by, granted_at, revoked_at"
    " FROM overtime_grant ";

constexpr Conflict kLeaveKindNameTaken{"leave_kind.company, leave_kind.name_key", "leave_kind_name_taken",
                                       "This company has a kind of leave of this name already", "Choose another name"};

constexpr auto kAsKind = [](auto& row) {
  LeaveKind kind;
  row.into(kind.id, kind.company, kind.name, kind.paid, kind.active);
  return kind;
};

constexpr auto kAsLeave = [](auto& row) {
  Leave leave;
  std::string part;
  std::string state;
  row.into(leave.id, leave.company, leave.employee, leave.kind, leave.from, leave.to, part, state, leave.reason,
           leave.requested_by, leave.requested_at, leave.decided_by, leave.decided_at, leave.note);
  leave.part = expect_known(parse_day_part(part), "leave.part");
  leave.state = expect_known(parse_request_state(state), "leave.state");
  return leave;
};

constexpr auto kAsGrant = [](auto& row) {
  OvertimeGrant grant;
  std::int64_t most = 0;
  row.into(grant.id, grant.company, grant.employee, grant.date, most, grant.reason, grant.granted_by, grant.granted_at,
           grant.revoked_at);
  grant.most = minutes{most};
  return grant;
};

template <class Connection>
class LeaveTable final : public Leaves {
 public:
  explicit LeaveTable(Connection& connection) : connection_(connection) {}

  Result<void> add_kind(const LeaveKind& kind) override {
    return guarded(
        [&] {
          connection_.run(
              "INSERT INTO leave_kind (id, company, name, name_key, paid, active) VALUES ($1, $2, $3, $4, $5, $6)",
              kind.id, kind.company, kind.name, fold_case(kind.name), kind.paid, kind.active);
        },
        {kLeaveKindNameTaken});
  }

  Result<void> update_kind(const LeaveKind& kind) override {
    return guarded(
        [&] {
          const std::int64_t changed =
              connection_.run("UPDATE leave_kind SET name = $2, name_key = $3, paid = $4, active = $5 WHERE id = $1",
                              kind.id, kind.name, fold_case(kind.name), kind.paid, kind.active);
          if (changed != 0) return;
          throw_failed(Failure::not_found, "leave_kind_unknown", "There is no kind of leave " + kind.id.to_string());
        },
        {kLeaveKindNameTaken});
  }

  Result<std::optional<LeaveKind>> find_kind(LeaveKindId id) override {
    return guarded([&] { return connection_.first(kSelectKind + "WHERE id = $1", kAsKind, id); });
  }

  Result<std::vector<LeaveKind>> kinds(CompanyId company) override {
    return guarded(
        [&] { return connection_.all(kSelectKind + "WHERE company = $1 ORDER BY name_key", kAsKind, company); });
  }

  Result<void> add(const Leave& leave) override {
    return guarded([&] {
      connection_.run(
          "INSERT INTO leave (id, company, employee, kind, first_date, last_date, part, state, reason, requested_by,"
          " requested_at, decided_by, decided_at, note)"
          " VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)",
          leave.id, leave.company, leave.employee, leave.kind, leave.from, leave.to, to_string(leave.part),
          to_string(leave.state), leave.reason, leave.requested_by, leave.requested_at, leave.decided_by,
          leave.decided_at, leave.note);
    });
  }

  Result<void> decide(const Leave& leave) override {
    return guarded([&] {
      const std::int64_t changed =
          connection_.run("UPDATE leave SET state = $2, decided_by = $3, decided_at = $4, note = $5 WHERE id = $1",
                          leave.id, to_string(leave.state), leave.decided_by, leave.decided_at, leave.note);
      if (changed != 0) return;
      throw_failed(Failure::not_found, "leave_unknown", "There is no leave " + leave.id.to_string());
    });
  }

  Result<std::optional<Leave>> find(LeaveId id) override {
    return guarded([&] { return connection_.first(kSelectLeave + "WHERE id = $1", kAsLeave, id); });
  }

  Result<std::vector<Leave>> list(CompanyId company, const LeaveFilter& filter, const Page& page) override {
    return guarded([&] {
      std::optional<std::string_view> state;
      if (filter.state) state = to_string(*filter.state);
      std::optional<LocalDate> from;
      std::optional<LocalDate> to;
      if (filter.dates) std::tie(from, to) = std::pair{filter.dates->from, filter.dates->to};
      return connection_.all(
          kSelectLeave + "WHERE company = $1 AND id < $2" + condition("employee = $3", 3, filter.employee) +
              condition("state = $4", 4, state) + condition("last_date >= $5", 5, from) +
              condition("first_date <= $6", 6, to) + " ORDER BY id DESC LIMIT $7",
          kAsLeave, company, before_of<LeaveId>(page), filter.employee, state, from, to, limit_of(page.limit));
    });
  }

  Result<std::vector<Leave>> approved_in(CompanyId company, const DateRange& dates,
                                         std::optional<EmployeeId> employee) override {
    return guarded([&] {
      return connection_.all(kSelectLeave +
                                 "WHERE company = $1 AND state = 'approved' AND last_date >= $2 AND first_date <= $3" +
                                 condition("employee = $4", 4, employee) + " ORDER BY first_date, id",
                             kAsLeave, company, dates.from, dates.to, employee);
    });
  }

  Result<void> add_grant(const OvertimeGrant& grant) override {
    return guarded([&] {
      connection_.run(
          "INSERT INTO overtime_grant (id, company, employee, date, most_minutes, reason, granted_by, granted_at,"
          " revoked_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
          grant.id, grant.company, grant.employee, grant.date, std::int64_t{grant.most.count()}, grant.reason,
          grant.granted_by, grant.granted_at, grant.revoked_at);
    });
  }

  Result<bool> revoke_grant(OvertimeGrantId id, Instant at) override {
    return guarded([&] {
      return connection_.run("UPDATE overtime_grant SET revoked_at = $2 WHERE id = $1 AND revoked_at IS NULL", id, at) >
             0;
    });
  }

  Result<std::optional<OvertimeGrant>> find_grant(OvertimeGrantId id) override {
    return guarded([&] { return connection_.first(kSelectGrant + "WHERE id = $1", kAsGrant, id); });
  }

  Result<std::vector<OvertimeGrant>> grants_in(CompanyId company, const DateRange& dates,
                                               std::optional<EmployeeId> employee) override {
    return guarded([&] {
      return connection_.all(kSelectGrant + "WHERE company = $1 AND date BETWEEN $2 AND $3" +
                                 condition("employee = $4", 4, employee) + " ORDER BY date, id",
                             kAsGrant, company, dates.from, dates.to, employee);
    });
  }

 private:
  Connection& connection_;
};

}  // namespace

std::unique_ptr<Leaves> make_leaves(sqlite::Connection& connection) {
  return std::make_unique<LeaveTable<sqlite::Connection>>(connection);
}

std::unique_ptr<Leaves> make_leaves(postgres::Connection& connection) {
  return std::make_unique<LeaveTable<postgres::Connection>>(connection);
}

}  // namespace attendsense::store
