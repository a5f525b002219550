#include "planning/assignment_rules.hpp"

#include "lookup.hpp"
#include "planning/find_planning.hpp"

namespace attendsense::service {
namespace {

struct Known {
  core::Transaction& transaction;
  core::CompanyId company;

  Result<void> operator()(core::EmployeeId id) const {
    return nothing_of(chosen(employee_of(transaction, company, id), "employee_id"));
  }

  Result<void> operator()(core::RoleId id) const {
    return nothing_of(chosen(role_of(transaction, company, id), "role_id"));
  }

  Result<void> operator()(core::SiteId id) const {
    return nothing_of(chosen(site_of(transaction, company, id), "site_id"));
  }

  template <class Thing>
  static Result<void> nothing_of(Result<Thing> found) {
    return found ? Result<void>() : fail(std::move(found));
  }
};

struct InWords {
  std::string operator()(core::EmployeeId id) const { return "employee:" + id.to_string(); }

  std::string operator()(core::RoleId id) const { return "role:" + id.to_string(); }

  std::string operator()(core::SiteId id) const { return "site:" + id.to_string(); }
};

}  // namespace

core::Assignment make_assignment(const NewAssignment& wanted, core::CompanyId company, Instant now) {
  core::Assignment assignment;
  assignment.id = core::AssignmentId::make(now);
  assignment.company = company;
  assignment.schedule = wanted.schedule;
  assignment.whom = wanted.whom;
  assignment.from = wanted.from;
  assignment.until = wanted.until;
  assignment.cycle_start = wanted.cycle_start.value_or(wanted.from);
  assignment.created_at = now;
  return assignment;
}

void check_dates(InputCheck& check, const core::Assignment& assignment) {
  check.that(assignment.from.ok(), "from", "must be a date");
  check.that(!assignment.until || assignment.until->ok(), "until", "must be a date");
  check.that(!assignment.until || assignment.from <= *assignment.until, "until", "must not be before 'from'");
  check.that(assignment.cycle_start.ok(), "cycle_start", "must be a date");
}

Result<void> require_known(core::Transaction& transaction, const core::Assignment& assignment) {
  Result<core::Schedule> schedule =
      chosen(schedule_of(transaction, assignment.company, assignment.schedule), "schedule_id");
  if (!schedule) return fail(std::move(schedule));
  return std::visit(Known{transaction, assignment.company}, assignment.whom);
}

bool may_see(const Principal& actor, const core::Assignment& assignment) {
  const auto* person = std::get_if<core::EmployeeId>(&assignment.whom);
  return person == nullptr || actor.employee == *person || actor.may(core::Permission::view_all) ||
         actor.may(core::Permission::manage_schedules);
}

std::string whom_in_words(const core::Assignment& assignment) {
  return std::visit(InWords{}, assignment.whom);
}

}  // namespace attendsense::service
