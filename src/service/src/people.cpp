#include "people.hpp"

#include <algorithm>

#include "lookup.hpp"

namespace attendsense::service {
namespace {

Result<std::vector<core::Employee>> self_alone(core::Transaction& transaction, const Principal& actor) {
  if (!actor.employee) return fail(require(actor, core::Permission::view_all));
  Result<void> allowed = require_self_or(actor, *actor.employee, core::Permission::view_all);
  if (!allowed) return fail(std::move(allowed));
  Result<core::Employee> self = employee_of(transaction, actor.company, *actor.employee);
  if (!self) return fail(std::move(self));
  return std::vector<core::Employee>{std::move(*self)};
}

}  // namespace

Result<std::vector<core::Employee>> visible_people(core::Transaction& transaction, const Principal& actor,
                                                   const PeopleFilter& filter) {
  Result<std::vector<core::Employee>> people =
      actor.may(core::Permission::view_all)
          ? all_employees(transaction, actor.company, {.state = std::nullopt, .search = filter.search})
          : self_alone(transaction, actor);
  if (!people) return people;
  std::erase_if(*people, [&](const core::Employee& employee) {
    return (filter.site && employee.site != *filter.site) || (filter.role && employee.role != *filter.role);
  });
  std::ranges::sort(*people, {}, [](const core::Employee& employee) {
    return std::tie(employee.family_name, employee.given_name, employee.id);
  });
  return people;
}

}  // namespace attendsense::service
