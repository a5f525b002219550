#include "attendsense/core/work_plans.hpp"

namespace attendsense::core {
namespace {

template <class Item>
void append(std::vector<Item>& to, const std::unordered_map<Uuid, std::vector<const Item*>>& from, const Uuid& key) {
  const auto found = from.find(key);
  if (found == from.end()) return;
  for (const Item* item : found->second) to.push_back(*item);
}

}  // namespace

WorkPlans::WorkPlans(const Planning& planning) : planning_(planning) {
  for (const Assignment& assignment : planning.assignments) {
    const Uuid whom = std::visit([](const auto& id) { return id.uuid; }, assignment.whom);
    assignments_[whom].push_back(&assignment);
  }
  for (const Leave& leave : planning.leave) leave_[leave.employee.uuid].push_back(&leave);
  for (const OvertimeGrant& grant : planning.grants) grants_[grant.employee.uuid].push_back(&grant);
}

WorkPlan WorkPlans::of(const Employee& employee) const {
  Planning own;
  for (const Uuid& whom : {employee.id.uuid, employee.role.uuid, employee.site.uuid})
    append(own.assignments, assignments_, whom);
  for (const Assignment& assignment : own.assignments)
    if (const auto schedule = planning_.schedules.find(assignment.schedule); schedule != planning_.schedules.end())
      own.schedules.insert(*schedule);
  own.holidays = planning_.holidays;
  append(own.leave, leave_, employee.id.uuid);
  for (const Leave& leave : own.leave)
    if (const auto kind = planning_.leave_kinds.find(leave.kind); kind != planning_.leave_kinds.end())
      own.leave_kinds.insert(*kind);
  append(own.grants, grants_, employee.id.uuid);
  return {own, employee};
}

}  // namespace attendsense::core
