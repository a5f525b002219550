#include "permission_table.hpp"

namespace attendsense::service::testing {
namespace {

bool forbidden(const std::optional<Error>& error) {
  return error && error->failure == Failure::forbidden;
}

}  // namespace

void expect_its_own_permission(Office& office, const std::vector<Verb>& verbs) {
  for (const Verb& verb : verbs) {
    for (const core::Permission permission : Principal::system({}).permissions) {
      Principal actor = office.boss;
      actor.permissions = {permission};
      const bool allowed = verb.any_of.empty() || verb.any_of.contains(permission);
      EXPECT_EQ(forbidden(verb.run(office, actor)), !allowed) << verb.name << " with " << core::to_string(permission);
    }
  }
}

void expect_no_stations_or_strangers(Office& office, const std::vector<Verb>& verbs) {
  const auto door = office.open_door(core::CameraDirection::in);
  Principal stranger;
  stranger.company = office.company;
  for (const Verb& verb : verbs) {
    EXPECT_TRUE(forbidden(verb.run(office, office.principal_of(door)))) << verb.name;
    EXPECT_TRUE(forbidden(verb.run(office, stranger))) << verb.name;
  }
}

}  // namespace attendsense::service::testing
