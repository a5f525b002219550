#include "contract/engine.hpp"

namespace attendsense::store::testing {

using namespace core;

TEST_P(StoreContract, audit_entries_form_a_chain_for_each_company) {
  const Office other = Office::make("Difference Engines");
  must(write([&](auto& t) { return add(t, other); }));
  const auto append = [&](const Office& office, const std::string& action) {
    return must(write_to(store(), [&](auto& t) { return t.audit().append(office.audit(action)); }));
  };
  const AuditEntry first = append(office_, "one");
  const AuditEntry stray = append(other, "elsewhere");
  const AuditEntry second = append(office_, "two");
  EXPECT_EQ(first.sequence, 1);
  EXPECT_EQ(second.sequence, 2);
  EXPECT_EQ(stray.sequence, 1);
  EXPECT_EQ(first.previous_hash, "");
  EXPECT_EQ(second.previous_hash, first.hash);
  EXPECT_EQ(second.hash.size(), 64U);

  const auto listed = get([&](auto& t) { return t.audit().list(office_.company.id, {}, {"1", 10}); });
  ASSERT_EQ(listed.size(), 1U);
  EXPECT_EQ(listed[0].actor, "system");
  EXPECT_EQ(listed[0].action, "two");
  EXPECT_EQ(listed[0].subject, office_.ada.id.to_string());
  EXPECT_EQ(listed[0].details, R"({"a":1})");
  EXPECT_EQ(listed[0].at, at(6));
  EXPECT_EQ(listed[0].hash, second.hash);
  EXPECT_EQ(get([&](auto& t) { return t.audit().verify(office_.company.id); }), 2);
  EXPECT_EQ(get([&](auto& t) { return t.audit().verify(new_id<CompanyId>()); }), 0);
}

TEST_P(StoreContract, the_audit_is_searched_forwards_and_backwards) {
  for (const auto* action : {"role.create", "role.update", "roles", "site.create", "role.create"}) {
    must(write_to(store(), [&](auto& t) -> Result<AuditEntry> {
      AuditEntry entry = office_.audit(action);
      entry.at = at(static_cast<int>(must(t.audit().list(office_.company.id, {}, {})).size()));
      entry.actor = action == std::string("roles") ? "system" : "employee:one";
      return t.audit().append(entry);
    }));
  }
  const auto found = [&](const AuditFilter& filter, const Page& page = {}) {
    std::vector<std::int64_t> sequences;
    for (const AuditEntry& entry : get([&](auto& t) { return t.audit().list(office_.company.id, filter, page); })) {
      sequences.push_back(entry.sequence);
    }
    return sequences;
  };
  using Sequences = std::vector<std::int64_t>;
  EXPECT_EQ(found({.action = "role.create"}), (Sequences{1, 5}));
  EXPECT_EQ(found({.action = "role."}), (Sequences{1, 2, 5}));
  EXPECT_EQ(found({.action = "role.", .newest_first = true}), (Sequences{5, 2, 1}));
  EXPECT_EQ(found({.newest_first = true}, {"", 2}), (Sequences{5, 4}));
  EXPECT_EQ(found({.newest_first = true}, {"4", 2}), (Sequences{3, 2}));
  EXPECT_EQ(found({.actor = "system"}), (Sequences{3}));
  EXPECT_EQ(found({.subject = "somebody else"}), Sequences{});
  EXPECT_EQ(found({.subject = office_.ada.id.to_string()}).size(), 5U);
  EXPECT_EQ(found({.from = at(1), .to = at(3)}), (Sequences{2, 3}));
  EXPECT_EQ(found({.action = "role'.", .newest_first = true}), Sequences{});
}

TEST_P(StoreContract, the_last_audit_entry_about_something_is_found) {
  const auto append = [&](const std::string& action) {
    return must(write_to(store(), [&](auto& t) { return t.audit().append(office_.audit(action)); }));
  };
  const auto last = [&](const std::string& action, const std::string& subject) {
    return get([&](auto& t) { return t.audit().last(office_.company.id, action, subject); });
  };
  const std::string subject = append("one").subject;
  append("two");
  append("one");
  append("two");
  ASSERT_TRUE(last("one", subject));
  EXPECT_EQ(last("one", subject)->sequence, 3);
  EXPECT_FALSE(last("three", subject));
  EXPECT_FALSE(last("one", "somebody else"));
}

TEST_P(StoreContract, the_audit_can_be_neither_changed_nor_deleted) {
  must(write_to(store(), [&](auto& t) { return t.audit().append(office_.audit("one")); }));
  EXPECT_TRUE(tamper("UPDATE audit SET actor = 'nobody'"));
  EXPECT_TRUE(tamper("DELETE FROM audit"));
  EXPECT_EQ(get([&](auto& t) { return t.audit().verify(office_.company.id); }), 1);
}

TEST_P(StoreContract, a_changed_audit_is_noticed) {
  for (const auto* change : {"UPDATE audit SET actor = 'nobody' WHERE sequence = 2",
                             "UPDATE audit SET at = (SELECT created_at FROM company) WHERE sequence = 2",
                             "DELETE FROM audit WHERE sequence = 1",
                             "UPDATE audit SET action = subject, subject = action WHERE sequence = 2"}) {
    database_ = GetParam().make();
    must(write([&](auto& t) -> Result<void> {
      must(t.companies().add(office_.company));
      for (const auto* action : {"one", "two", "three"}) must(t.audit().append(office_.audit(action)));
      return {};
    }));
    const auto failure = tamper_as_owner(change);
    ASSERT_FALSE(failure) << *failure;
    const auto verified = read_from(store(), [&](auto& t) { return t.audit().verify(office_.company.id); });
    EXPECT_TRUE(fails_with(verified, Failure::corrupt, "audit_chain_broken")) << change;
    EXPECT_NE(verified.error().message.find("Entry 2"), std::string::npos) << verified.error().message;
  }
}

TEST_P(StoreContract, a_page_of_the_audit_that_makes_no_sense_is_refused) {
  for (const auto* after : {"x", "1x", "99999999999999999999"}) {
    EXPECT_TRUE(
        fails_with(read_from(store(), [&](auto& t) { return t.audit().list(office_.company.id, {}, {after, 10}); }),
                   Failure::invalid_input, "page_malformed"));
  }
}

}  // namespace attendsense::store::testing
