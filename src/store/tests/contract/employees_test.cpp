#include "contract/engine.hpp"

namespace attendsense::store::testing {

using namespace core;

namespace {

std::vector<std::string> names_of(const std::vector<Employee>& employees) {
  std::vector<std::string> names;
  for (const Employee& employee : employees) names.push_back(employee.given_name);
  return names;
}

}  // namespace

TEST_P(StoreContract, an_employee_is_found_as_they_were_stored) {
  const auto found = get([&](auto& t) { return t.employees().find(office_.ada.id); });
  ASSERT_TRUE(found);
  EXPECT_EQ(found->company, office_.company.id);
  EXPECT_EQ(found->site, office_.site.id);
  EXPECT_EQ(found->role, office_.role.id);
  EXPECT_EQ(found->email, office_.ada.email);
  EXPECT_EQ(found->given_name, "Ada");
  EXPECT_EQ(found->family_name, "Lovelace");
  EXPECT_EQ(found->honorific, Honorific::ms);
  EXPECT_EQ(found->state, EmployeeState::active);
  EXPECT_EQ(found->biometric_consent_at, office_.ada.biometric_consent_at);
  EXPECT_EQ(found->created_at, office_.ada.created_at);
  EXPECT_EQ(found->personnel_number, office_.ada.personnel_number);
  EXPECT_EQ(found->hired_at, office_.ada.hired_at);
  EXPECT_EQ(found->left_at, office_.ada.left_at);
  EXPECT_FALSE(get([&](auto& t) { return t.employees().find(new_id<EmployeeId>()); }));
}

TEST_P(StoreContract, an_employee_is_changed) {
  Employee changed = office_.ada;
  changed.family_name = "King";
  changed.email = "ada@king.example";
  changed.honorific = Honorific::dr;
  changed.state = EmployeeState::inactive;
  changed.biometric_consent_at.reset();
  changed.personnel_number = "0815";
  changed.hired_at.reset();
  changed.left_at = at(9);
  must(write([&](auto& t) { return t.employees().update(changed); }));

  const auto found = get([&](auto& t) { return t.employees().find(office_.ada.id); });
  EXPECT_EQ(found->family_name, "King");
  EXPECT_EQ(found->email, "ada@king.example");
  EXPECT_EQ(found->honorific, Honorific::dr);
  EXPECT_EQ(found->state, EmployeeState::inactive);
  EXPECT_FALSE(found->biometric_consent_at);
  EXPECT_EQ(found->personnel_number, "0815");
  EXPECT_FALSE(found->hired_at);
  EXPECT_EQ(found->left_at, at(9));
  EXPECT_EQ(get([](auto& t) { return t.employees().find_by_email("ada@king.example"); }).size(), 1U);
}

TEST_P(StoreContract, an_unknown_employee_cannot_be_changed) {
  const Employee nobody = office_.employee("No", "Body");
  EXPECT_TRUE(
      fails_with(write([&](auto& t) { return t.employees().update(nobody); }), Failure::not_found, "employee_unknown"));
  EXPECT_TRUE(fails_with(write([&](auto& t) { return t.employees().erase(nobody.id); }), Failure::not_found,
                         "employee_unknown"));
  EXPECT_TRUE(fails_with(write([&](auto& t) { return t.employees().set_password_hash(nobody.id, "x"); }),
                         Failure::not_found, "employee_unknown"));
}

TEST_P(StoreContract, an_email_is_taken_once_in_a_company_whatever_its_case) {
  Employee same = office_.employee("Another", "Person");
  same.email = "ADA@Lovelace.Example";
  EXPECT_TRUE(fails_with(write([&](auto& t) { return t.employees().add(same); }), Failure::conflict, "email_taken"));

  same.email = "another@person.example";
  must(write([&](auto& t) { return t.employees().add(same); }));
  same.email = office_.ada.email;
  EXPECT_TRUE(fails_with(write([&](auto& t) { return t.employees().update(same); }), Failure::conflict, "email_taken"));
}

TEST_P(StoreContract, a_personnel_number_is_taken_once_in_a_company) {
  const Office other = Office::make("Difference Engines");
  Employee grace = office_.employee("Grace", "Hopper");
  grace.personnel_number = office_.ada.personnel_number;
  EXPECT_TRUE(fails_with(write([&](auto& t) { return t.employees().add(grace); }), Failure::conflict,
                         "personnel_number_taken"));
  grace.personnel_number.clear();
  must(write([&](auto& t) -> Result<void> {
    must(t.employees().add(grace));
    must(t.employees().add(office_.employee("Without", "A Number")));
    return add(t, other);
  }));
  grace.personnel_number = office_.ada.personnel_number;
  EXPECT_TRUE(fails_with(write([&](auto& t) { return t.employees().update(grace); }), Failure::conflict,
                         "personnel_number_taken"));

  const auto find = [&](const std::string& number) {
    return get([&](auto& t) { return t.employees().find_by_personnel_number(office_.company.id, number); });
  };
  ASSERT_TRUE(find(office_.ada.personnel_number));
  EXPECT_EQ(find(office_.ada.personnel_number)->id, office_.ada.id) << "though another company has the same";
  EXPECT_FALSE(find("")) << "none is not a number";
  EXPECT_FALSE(find("0"));
}

TEST_P(StoreContract, employees_are_listed_by_site_and_role) {
  const Site branch{new_id<SiteId>(), office_.company.id, "Branch", "Europe/Paris"};
  const Role clerks{new_id<RoleId>(), office_.company.id, "Clerks", {}};
  Employee grace = office_.employee("Grace", "Hopper");
  grace.site = branch.id;
  Employee joan = office_.employee("Joan", "Clarke");
  joan.site = branch.id;
  joan.role = clerks.id;
  must(write([&](auto& t) -> Result<void> {
    must(t.companies().add_site(branch));
    must(t.companies().add_role(clerks));
    must(t.employees().add(grace));
    return t.employees().add(joan);
  }));
  const auto count = [&](const EmployeeFilter& filter) {
    return get([&](auto& t) { return t.employees().list(office_.company.id, filter, {}); }).size();
  };
  EXPECT_EQ(count({}), 3U);
  EXPECT_EQ(count({.site = branch.id}), 2U);
  EXPECT_EQ(count({.role = office_.role.id}), 2U);
  EXPECT_EQ(count({.site = branch.id, .role = clerks.id}), 1U);
  EXPECT_EQ(count({.search = "grace", .site = office_.site.id}), 0U);
}

TEST_P(StoreContract, two_companies_may_know_the_same_email) {
  const Office other = Office::make("Difference Engines");
  must(write([&](auto& t) { return add(t, other); }));
  EXPECT_EQ(get([&](auto& t) { return t.employees().find_by_email("ADA@LOVELACE.EXAMPLE"); }).size(), 2U);
}

TEST_P(StoreContract, employees_are_listed_page_by_page) {
  std::vector<EmployeeId> expected{office_.ada.id};
  must(write([&](auto& t) -> Result<void> {
    for (int i = 0; i < 24; ++i) {
      const Employee employee = office_.employee("Person" + std::to_string(i), "Of Many");
      if (Result<void> added = t.employees().add(employee); !added) return added;
      expected.push_back(employee.id);
    }
    return {};
  }));
  std::ranges::sort(expected);

  std::vector<EmployeeId> seen;
  Page page{"", 10};
  for (;;) {
    const auto rows = get([&](auto& t) { return t.employees().list(office_.company.id, {}, page); });
    for (const Employee& employee : rows) seen.push_back(employee.id);
    if (rows.size() < 10) break;
    page.after = rows.back().id.to_string();
  }
  EXPECT_EQ(seen, expected);
}

TEST_P(StoreContract, a_page_that_makes_no_sense_is_refused) {
  const auto list = [&](const Page& page) {
    return read_from(store(), [&](auto& t) { return t.employees().list(office_.company.id, {}, page); });
  };
  EXPECT_TRUE(fails_with(list({"not an id", 10}), Failure::invalid_input, "page_malformed"));
  EXPECT_TRUE(fails_with(list({"", 0}), Failure::invalid_input, "page_malformed"));
  EXPECT_TRUE(fails_with(list({"", -1}), Failure::invalid_input, "page_malformed"));
}

TEST_P(StoreContract, employees_are_searched_by_part_of_a_name_or_email_in_any_case) {
  must(write([&](auto& t) -> Result<void> {
    for (const auto& [given, family] : {std::pair{"Zoë", "Östberg"}, std::pair{"Иван", "Петров"},
                                        std::pair{"Per%cent", "Under_score"}, std::pair{"Back\\slash", "O'Neil"}}) {
      if (Result<void> added = t.employees().add(office_.employee(given, family)); !added) return added;
    }
    return {};
  }));
  const auto search = [&](const std::string& text) {
    return names_of(get([&](auto& t) { return t.employees().list(office_.company.id, {std::nullopt, text}, {}); }));
  };
  EXPECT_EQ(search("LOVE"), std::vector<std::string>{"Ada"});
  EXPECT_EQ(search("ada love"), std::vector<std::string>{"Ada"});
  EXPECT_EQ(search("östBERG"), std::vector<std::string>{"Zoë"});
  EXPECT_EQ(search("иван"), std::vector<std::string>{"Иван"});
  EXPECT_EQ(search("%"), std::vector<std::string>{"Per%cent"});
  EXPECT_EQ(search("r_s"), std::vector<std::string>{"Per%cent"});
  EXPECT_EQ(search("\\"), std::vector<std::string>{"Back\\slash"});
  EXPECT_EQ(search("o'neil"), std::vector<std::string>{"Back\\slash"});
  EXPECT_EQ(search("' OR 1=1 --"), std::vector<std::string>{});
  EXPECT_EQ(search("@lovelace."), std::vector<std::string>{"Ada"});
  EXPECT_EQ(search(std::string(100'000, 'x')), std::vector<std::string>{});
}

TEST_P(StoreContract, employees_are_listed_by_state) {
  Employee gone = office_.employee("Gone", "Away");
  gone.state = EmployeeState::inactive;
  must(write([&](auto& t) { return t.employees().add(gone); }));
  const auto names = [&](EmployeeState state) {
    return names_of(get([&](auto& t) { return t.employees().list(office_.company.id, {state, ""}, {}); }));
  };
  EXPECT_EQ(names(EmployeeState::active), std::vector<std::string>{"Ada"});
  EXPECT_EQ(names(EmployeeState::inactive), std::vector<std::string>{"Gone"});
}

TEST_P(StoreContract, a_password_hash_is_kept_beside_the_employee) {
  EXPECT_FALSE(get([&](auto& t) { return t.employees().password_hash(office_.ada.id); }));
  must(write([&](auto& t) { return t.employees().set_password_hash(office_.ada.id, "$argon2id$one"); }));
  must(write([&](auto& t) { return t.employees().set_password_hash(office_.ada.id, "$argon2id$two"); }));
  must(write([&](auto& t) { return t.employees().update(office_.ada); }));
  EXPECT_EQ(get([&](auto& t) { return t.employees().password_hash(office_.ada.id); }), "$argon2id$two");
}

TEST_P(StoreContract, erasing_leaves_nothing_of_the_person_but_the_audit) {
  const Template face = office_.face_template(office_.ada.id);
  const Sighting sighting = office_.sighting(at(10));
  Punch punch = office_.punch(office_.ada.id, Direction::in, at(10));
  punch.sighting = sighting.id;
  const Token token = office_.token(office_.ada.id, "hash-of-a-token");
  must(write([&](auto& t) -> Result<void> {
    must(t.templates().add(face));
    must(t.sightings().add(sighting));
    must(t.punches().add(punch));
    must(t.tokens().add(token));
    must(t.outbox().add(office_.event(R"({"employee":")" + office_.ada.id.to_string() + R"("})")));
    must(t.outbox().add(office_.event(R"({"employee":"another"})")));
    must(t.audit().append(office_.audit("employee.erase")));
    return t.employees().set_password_hash(office_.ada.id, "$argon2id$");
  }));

  must(write([&](auto& t) { return t.employees().erase(office_.ada.id); }));

  must(store().read([&](Transaction& t) -> Result<void> {
    EXPECT_FALSE(must(t.employees().find(office_.ada.id)));
    EXPECT_FALSE(must(t.employees().password_hash(office_.ada.id)));
    EXPECT_FALSE(must(t.templates().find(face.id)));
    EXPECT_TRUE(must(t.templates().of_employee(office_.ada.id)).empty());
    EXPECT_FALSE(must(t.tokens().find_by_hash(token.hash)));
    EXPECT_TRUE(must(t.punches().list(office_.company.id, {}, {})).empty());
    EXPECT_EQ(must(t.outbox().after(0, 10)).size(), 1U);
    const auto sightings = must(t.sightings().list(office_.company.id, {}, {}));
    EXPECT_EQ(sightings.size(), 1U);
    EXPECT_FALSE(sightings.at(0).best);
    const auto audit = must(t.audit().list(office_.company.id, {}, {}));
    EXPECT_EQ(audit.size(), 1U);
    EXPECT_EQ(audit.at(0).subject, office_.ada.id.to_string());
    EXPECT_EQ(must(t.audit().verify(office_.company.id)), 1);
    const auto changes = must(t.templates().changes_after(0, 10));
    EXPECT_EQ(changes.size(), 2U);
    EXPECT_TRUE(changes.back().removed);
    EXPECT_EQ(changes.back().id, face.id);
    return {};
  }));
}

}  // namespace attendsense::store::testing
