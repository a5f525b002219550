#pragma once

#include <unordered_map>

#include "attendsense/core/plan.hpp"

namespace attendsense::core {

// The plans of many people from one Planning, which must outlive it: finds what concerns a person without looking
// through what concerns the others.
class WorkPlans {
 public:
  explicit WorkPlans(const Planning& planning);

  [[nodiscard]] WorkPlan of(const Employee& employee) const;

 private:
  const Planning& planning_;
  std::unordered_map<Uuid, std::vector<const Assignment*>> assignments_;  // by whom they are for
  std::unordered_map<Uuid, std::vector<const Leave*>> leave_;             // by employee
  std::unordered_map<Uuid, std::vector<const OvertimeGrant*>> grants_;
};

}  // namespace attendsense::core
