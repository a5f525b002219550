#include "roll_call.hpp"

namespace attendsense::service {
namespace {

Result<std::vector<core::Employee>> visible_people(core::Transaction& transaction, const Principal& actor) {
  if (actor.may(core::Permission::view_all)) return all_employees(transaction, actor.company, {});
  if (!actor.employee) return fail(require(actor, core::Permission::view_all));
  Result<void> allowed = require_self_or(actor, *actor.employee, core::Permission::view_all);
  if (!allowed) return fail(std::move(allowed));
  Result<core::Employee> self = employee_of(transaction, actor.company, *actor.employee);
  if (!self) return fail(std::move(self));
  return std::vector<core::Employee>{std::move(*self)};
}

}  // namespace

Result<RollCall> call_roll(core::Transaction& transaction, const Principal& actor,
                           const std::function<core::Window(const Sites&, const core::Policy&)>& window) {
  Result<std::vector<core::Employee>> people = visible_people(transaction, actor);
  if (!people) return fail(std::move(people));
  Result<core::Company> company = company_of(transaction, actor.company);
  if (!company) return fail(std::move(company));
  Result<Sites> sites = Sites::of(transaction, actor.company);
  if (!sites) return fail(std::move(sites));

  const core::Window when = window(*sites, company->policy);
  core::PunchFilter filter{.employee = std::nullopt, .from = when.from, .to = when.to};
  if (!actor.may(core::Permission::view_all)) filter.employee = actor.employee;
  Result<std::vector<core::Punch>> punches = all_punches(transaction, actor.company, filter);
  if (!punches) return fail(std::move(punches));

  RollCall roll{std::move(company->policy), std::move(*sites), std::move(*people), {}};
  for (const core::Punch& punch : *punches) roll.punches[punch.employee].push_back(punch);
  std::ranges::sort(roll.people, {}, [](const core::Employee& employee) {
    return std::tuple(employee.family_name, employee.given_name, employee.id);
  });
  return roll;
}

}  // namespace attendsense::service
