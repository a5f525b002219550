#include "attendsense/service/corrections/correct_many.hpp"
#include "attendsense/service/corrections/decide_batch.hpp"
#include "attendsense/service/corrections/decide_correction.hpp"
#include "attendsense/service/corrections/list_corrections.hpp"
#include "attendsense/service/corrections/read_correction.hpp"
#include "attendsense/service/corrections/request_correction.hpp"
#include "permission_table.hpp"

// Who may do what with corrections, as one table.

namespace attendsense::service::testing {
namespace {

using core::Permission;

std::vector<Verb> verbs() {
  const std::set<Permission> approve{Permission::approve_requests};
  const std::set<Permission> requests{Permission::approve_requests, Permission::view_own};
  return {
      verb<request_correction::Input>("request_correction", requests, request_correction::run),
      verb<list_corrections::Input>("list_corrections", requests, list_corrections::run),
      verb<read_correction::Input>("read_correction", requests, read_correction::run),
      verb<decide_correction::Input>("decide_correction", requests, decide_correction::run),
      verb<correct_many::Input>("correct_many", approve, correct_many::run),
      verb<decide_batch::Input>("decide_batch", approve, decide_batch::run),
  };
}

TEST(CorrectionPermissions, each_verb_takes_its_own_permission_and_no_other) {
  Office office;
  expect_its_own_permission(office, verbs());
}

TEST(CorrectionPermissions, stations_and_strangers_may_do_none_of_it) {
  Office office;
  expect_no_stations_or_strangers(office, verbs());
}

}  // namespace
}  // namespace attendsense::service::testing
