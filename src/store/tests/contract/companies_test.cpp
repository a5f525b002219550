#include "contract/engine.hpp"

namespace attendsense::store::testing {

using namespace core;

TEST_P(StoreContract, a_company_is_found_as_it_was_stored) {
  const auto found = get([&](auto& t) { return t.companies().find(office_.company.id); });
  ASSERT_TRUE(found);
  EXPECT_EQ(found->name, office_.company.name);
  EXPECT_EQ(found->created_at, office_.company.created_at);
  EXPECT_EQ(found->policy.match_threshold, Policy{}.match_threshold);
  EXPECT_FALSE(get([&](auto& t) { return t.companies().find(new_id<CompanyId>()); }));
}

TEST_P(StoreContract, a_policy_keeps_every_setting) {
  Policy policy;
  policy.match_threshold = 0.61F;
  policy.match_margin = 0.07F;
  policy.too_soon = std::chrono::seconds{77};
  policy.too_old = std::chrono::hours{5};
  policy.future_tolerance = std::chrono::seconds{9};
  policy.work_day_gap = std::chrono::hours{11};
  policy.keep_crops = true;
  policy.language = "si";
  policy.crop_days = std::chrono::days{9};
  policy.sighting_days = std::chrono::days{99};
  policy.greeting_in = "Servus {given_name}";
  policy.greeting_out = "Bis bald";
  policy.correction_deadline = std::chrono::days{17};
  policy.second_approver = true;
  policy.self_approval = true;
  policy.second_factor_for = SecondFactorFor::administrators;
  must(write([&](auto& t) { return t.companies().set_policy(office_.company.id, policy); }));

  const Policy kept = get([&](auto& t) { return t.companies().find(office_.company.id); })->policy;
  EXPECT_EQ(kept.match_threshold, policy.match_threshold);
  EXPECT_EQ(kept.match_margin, policy.match_margin);
  EXPECT_EQ(kept.too_soon, policy.too_soon);
  EXPECT_EQ(kept.too_old, policy.too_old);
  EXPECT_EQ(kept.future_tolerance, policy.future_tolerance);
  EXPECT_EQ(kept.work_day_gap, policy.work_day_gap);
  EXPECT_EQ(kept.keep_crops, policy.keep_crops);
  EXPECT_EQ(kept.language, policy.language);
  EXPECT_EQ(kept.crop_days, policy.crop_days);
  EXPECT_EQ(kept.sighting_days, policy.sighting_days);
  EXPECT_EQ(kept.greeting_in, policy.greeting_in);
  EXPECT_EQ(kept.greeting_out, policy.greeting_out);
  EXPECT_EQ(kept.correction_deadline, policy.correction_deadline);
  EXPECT_EQ(kept.second_approver, policy.second_approver);
  EXPECT_EQ(kept.self_approval, policy.self_approval);
  EXPECT_EQ(kept.second_factor_for, policy.second_factor_for);
}

TEST_P(StoreContract, a_company_is_renamed) {
  must(write([&](auto& t) { return t.companies().set_name(office_.company.id, "Difference Engines"); }));
  EXPECT_EQ(get([&](auto& t) { return t.companies().find(office_.company.id); })->name, "Difference Engines");
  EXPECT_TRUE(fails_with(write([&](auto& t) { return t.companies().set_name(new_id<CompanyId>(), "x"); }),
                         Failure::not_found, "company_unknown"));
}

TEST_P(StoreContract, a_site_and_a_role_are_changed) {
  Site site = office_.site;
  site.name = "Branch";
  site.time_zone = "Asia/Colombo";
  Role role = office_.role;
  role.name = "Clerks";
  role.permissions = {Permission::view_all, Permission::close_periods};
  must(write([&](auto& t) -> Result<void> {
    must(t.companies().update_site(site));
    return t.companies().update_role(role);
  }));
  EXPECT_EQ(get([&](auto& t) { return t.companies().find_site(site.id); })->name, "Branch");
  EXPECT_EQ(get([&](auto& t) { return t.companies().find_site(site.id); })->time_zone, "Asia/Colombo");
  EXPECT_EQ(get([&](auto& t) { return t.companies().find_role(role.id); })->name, "Clerks");
  EXPECT_EQ(get([&](auto& t) { return t.companies().find_role(role.id); })->permissions, role.permissions);

  site.id = new_id<SiteId>();
  EXPECT_TRUE(
      fails_with(write([&](auto& t) { return t.companies().update_site(site); }), Failure::not_found, "site_unknown"));
  role.id = new_id<RoleId>();
  EXPECT_TRUE(
      fails_with(write([&](auto& t) { return t.companies().update_role(role); }), Failure::not_found, "role_unknown"));
}

TEST_P(StoreContract, an_impossible_policy_is_refused) {
  Policy policy;
  policy.match_threshold = 1.5F;
  EXPECT_TRUE(fails_with(write([&](auto& t) { return t.companies().set_policy(office_.company.id, policy); }),
                         Failure::invalid_input, "policy_invalid"));
  policy.match_threshold = std::numeric_limits<float>::quiet_NaN();
  EXPECT_TRUE(fails_with(write([&](auto& t) { return t.companies().set_policy(office_.company.id, policy); }),
                         Failure::invalid_input, "policy_invalid"));
}

TEST_P(StoreContract, the_policy_of_an_unknown_company_cannot_be_set) {
  EXPECT_TRUE(fails_with(write([](auto& t) { return t.companies().set_policy(new_id<CompanyId>(), Policy{}); }),
                         Failure::not_found, "company_unknown"));
}

TEST_P(StoreContract, sites_and_roles_belong_to_their_company) {
  const Office other = Office::make("Difference Engines");
  must(write([&](auto& t) { return add(t, other); }));

  const auto sites = get([&](auto& t) { return t.companies().sites(office_.company.id); });
  ASSERT_EQ(sites.size(), 1U);
  EXPECT_EQ(sites[0].id, office_.site.id);
  EXPECT_EQ(sites[0].company, office_.company.id);
  EXPECT_EQ(sites[0].name, office_.site.name);
  EXPECT_EQ(sites[0].time_zone, office_.site.time_zone);
  const auto roles = get([&](auto& t) { return t.companies().roles(other.company.id); });
  ASSERT_EQ(roles.size(), 1U);
  EXPECT_EQ(roles[0].permissions, other.role.permissions);
  EXPECT_EQ(get([&](auto& t) { return t.companies().find_site(other.site.id); })->name, other.site.name);
  EXPECT_EQ(get([&](auto& t) { return t.companies().find_role(office_.role.id); })->name, office_.role.name);
  EXPECT_EQ(get([](auto& t) { return t.companies().all(); }).size(), 2U);
}

TEST_P(StoreContract, a_role_may_permit_nothing) {
  const Role role{new_id<RoleId>(), office_.company.id, "Guest", {}};
  must(write([&](auto& t) { return t.companies().add_role(role); }));
  EXPECT_TRUE(get([&](auto& t) { return t.companies().find_role(role.id); })->permissions.empty());
}

TEST_P(StoreContract, what_refers_to_another_company_is_refused) {
  const Office other = Office::make("Difference Engines");
  must(write([&](auto& t) { return add(t, other); }));
  Employee stray = office_.employee("Charles", "Babbage");
  stray.site = other.site.id;
  EXPECT_TRUE(
      fails_with(write([&](auto& t) { return t.employees().add(stray); }), Failure::conflict, "reference_unknown"));
}

}  // namespace attendsense::store::testing
