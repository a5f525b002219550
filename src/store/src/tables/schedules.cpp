#include "case_fold.hpp"
#include "failed.hpp"
#include "paging.hpp"
#include "postgres/connection.hpp"
#include "schedule_json.hpp"
#include "sqlite/connection.hpp"
#include "tables/tables.hpp"

namespace attendsense::store {
namespace {

using namespace core;

const std::string kSelectSchedule = "SELECT id, company, name, definition, created_at FROM schedule ";
const std::string kSelectAssignment =
    "SELECT id, company, schedule, employee, role, site, first_date, last_date, cycle_start, created_at"
    " FROM assignment ";

constexpr Conflict kScheduleNameTaken{"schedule.company, schedule.name_key", "schedule_name_taken",
                                      "This company has a schedule of this name already", "Choose another name"};

constexpr auto kAsSchedule = [](auto& row) {
  Schedule schedule;
  std::string definition;
  row.into(schedule.id, schedule.company, schedule.name, definition, schedule.created_at);
  value_of(define_from_json(schedule, definition));
  return schedule;
};

// The columns `employee`, `role` and `site`, of which one is not null.
struct Whom {
  std::optional<EmployeeId> employee;
  std::optional<RoleId> role;
  std::optional<SiteId> site;

  Whom() = default;

  explicit Whom(const std::variant<EmployeeId, RoleId, SiteId>& whom)
      : employee(choose<EmployeeId>(whom)), role(choose<RoleId>(whom)), site(choose<SiteId>(whom)) {}

  [[nodiscard]] std::variant<EmployeeId, RoleId, SiteId> value() const {
    if (employee) return *employee;
    if (role) return *role;
    return expect_known(site, "assignment.site");
  }

 private:
  template <class Id>
  static std::optional<Id> choose(const std::variant<EmployeeId, RoleId, SiteId>& whom) {
    const Id* id = std::get_if<Id>(&whom);
    return id == nullptr ? std::nullopt : std::optional(*id);
  }
};

constexpr auto kAsAssignment = [](auto& row) {
  Assignment assignment;
  Whom whom;
  row.into(assignment.id, assignment.company, assignment.schedule, whom.employee, whom.role, whom.site, assignment.from,
           assignment.until, assignment.cycle_start, assignment.created_at);
  assignment.whom = whom.value();
  return assignment;
};

template <class Connection>
class ScheduleTable final : public Schedules {
 public:
  explicit ScheduleTable(Connection& connection) : connection_(connection) {}

  Result<void> add(const Schedule& schedule) override {
    return guarded(
        [&] {
          connection_.run(
              "INSERT INTO schedule (id, company, name, name_key, definition, created_at)"
              " VALUES ($1, $2, $3, $4, $5, $6)",
              schedule.id, schedule.company, schedule.name, fold_case(schedule.name),
              value_of(definition_to_json(schedule)), schedule.created_at);
        },
        {kScheduleNameTaken});
  }

  // The company and the time of making stay what they are.
  Result<void> update(const Schedule& schedule) override {
    return guarded(
        [&] {
          const std::int64_t changed = connection_.run(
              "UPDATE schedule SET name = $2, name_key = $3, definition = $4 WHERE id = $1", schedule.id, schedule.name,
              fold_case(schedule.name), value_of(definition_to_json(schedule)));
          if (changed != 0) return;
          throw_failed(Failure::not_found, "schedule_unknown", "There is no schedule " + schedule.id.to_string());
        },
        {kScheduleNameTaken});
  }

  Result<bool> remove(ScheduleId id) override {
    return guarded([&] {
      if (connection_.template value<bool>("SELECT EXISTS (SELECT 1 FROM schedule JOIN assignment ON"
                                           " assignment.company = schedule.company AND schedule = schedule.id"
                                           " WHERE schedule.id = $1)",
                                           id)) {
        throw_failed(Failure::conflict, "schedule_assigned", "Somebody follows this schedule, or did",
                     "Remove its assignments first; those of the past say how days were reckoned");
      }
      return connection_.run("DELETE FROM schedule WHERE id = $1", id) > 0;
    });
  }

  Result<std::optional<Schedule>> find(ScheduleId id) override {
    return guarded([&] { return connection_.first(kSelectSchedule + "WHERE id = $1", kAsSchedule, id); });
  }

  Result<std::vector<Schedule>> all(CompanyId company) override {
    return guarded([&] {
      return connection_.all(kSelectSchedule + "WHERE company = $1 ORDER BY name_key", kAsSchedule, company);
    });
  }

  Result<void> add_assignment(const Assignment& assignment) override {
    return guarded([&] {
      const Whom whom(assignment.whom);
      connection_.run(
          "INSERT INTO assignment (id, company, schedule, employee, role, site, first_date, last_date, cycle_start,"
          " created_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)",
          assignment.id, assignment.company, assignment.schedule, whom.employee, whom.role, whom.site, assignment.from,
          assignment.until, assignment.cycle_start, assignment.created_at);
    });
  }

  // The company and the time of making stay what they are.
  Result<void> update_assignment(const Assignment& assignment) override {
    return guarded([&] {
      const Whom whom(assignment.whom);
      const std::int64_t changed = connection_.run(
          "UPDATE assignment SET schedule = $2, employee = $3, role = $4, site = $5, first_date = $6, last_date = $7,"
          " cycle_start = $8 WHERE id = $1",
          assignment.id, assignment.schedule, whom.employee, whom.role, whom.site, assignment.from, assignment.until,
          assignment.cycle_start);
      if (changed != 0) return;
      throw_failed(Failure::not_found, "assignment_unknown", "There is no assignment " + assignment.id.to_string());
    });
  }

  Result<bool> remove_assignment(AssignmentId id) override {
    return guarded([&] { return connection_.run("DELETE FROM assignment WHERE id = $1", id) > 0; });
  }

  Result<std::optional<Assignment>> find_assignment(AssignmentId id) override {
    return guarded([&] { return connection_.first(kSelectAssignment + "WHERE id = $1", kAsAssignment, id); });
  }

  Result<std::vector<Assignment>> list_assignments(CompanyId company, std::optional<ScheduleId> schedule,
                                                   const Page& page) override {
    return guarded([&] {
      return connection_.all(kSelectAssignment + "WHERE company = $1 AND id > $2" +
                                 condition("schedule = $3", 3, schedule) + " ORDER BY id LIMIT $4",
                             kAsAssignment, company, after_of<AssignmentId>(page).value_or(AssignmentId{}), schedule,
                             limit_of(page.limit));
    });
  }

  Result<std::vector<Assignment>> assignments_in(CompanyId company, const DateRange& dates,
                                                 const std::optional<Employee>& employee) override {
    return guarded([&] {
      const std::string sql =
          kSelectAssignment + "WHERE company = $1 AND first_date <= $3 AND (last_date IS NULL OR last_date >= $2)";
      if (!employee) return connection_.all(sql + " ORDER BY id", kAsAssignment, company, dates.from, dates.to);
      return connection_.all(sql + " AND (employee = $4 OR role = $5 OR site = $6) ORDER BY id", kAsAssignment, company,
                             dates.from, dates.to, employee->id, employee->role, employee->site);
    });
  }

 private:
  Connection& connection_;
};

}  // namespace

std::unique_ptr<Schedules> make_schedules(sqlite::Connection& connection) {
  return std::make_unique<ScheduleTable<sqlite::Connection>>(connection);
}

std::unique_ptr<Schedules> make_schedules(postgres::Connection& connection) {
  return std::make_unique<ScheduleTable<postgres::Connection>>(connection);
}

}  // namespace attendsense::store
