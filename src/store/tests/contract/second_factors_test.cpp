#include "contract/engine.hpp"

namespace attendsense::store::testing {

using namespace core;

namespace {

SecondFactor factor_of(EmployeeId employee, const std::string& key = "GEZDGNBVGY3TQOJQ") {
  return {employee, Secret(key), at(1), std::nullopt};
}

}  // namespace

TEST_P(StoreContract, a_second_factor_is_found_confirmed_replaced_removed) {
  const auto find = [&] { return get([&](auto& t) { return t.second_factors().find(office_.ada.id); }); };
  EXPECT_FALSE(find());
  must(write([&](auto& t) { return t.second_factors().set(factor_of(office_.ada.id)); }));
  ASSERT_TRUE(find());
  EXPECT_EQ(find()->employee, office_.ada.id);
  EXPECT_EQ(find()->key.reveal(), "GEZDGNBVGY3TQOJQ");
  EXPECT_EQ(find()->created_at, at(1));
  EXPECT_FALSE(find()->confirmed_at);

  must(write([&](auto& t) { return t.second_factors().confirm(office_.ada.id, at(2)); }));
  EXPECT_EQ(find()->confirmed_at, at(2));
  must(write([&](auto& t) { return t.second_factors().set(factor_of(office_.ada.id, "JBSWY3DP")); }));
  EXPECT_EQ(find()->key.reveal(), "JBSWY3DP");
  EXPECT_FALSE(find()->confirmed_at) << "a new key is to be confirmed anew";

  const auto remove = [&] {
    return must(write_to(store(), [&](auto& t) { return t.second_factors().remove(office_.ada.id); }));
  };
  EXPECT_TRUE(remove());
  EXPECT_FALSE(remove());
  EXPECT_FALSE(find());
}

TEST_P(StoreContract, a_step_is_spent_once_and_no_earlier_one_after_it) {
  const auto spend = [&](std::int64_t step) {
    return must(write_to(store(), [&](auto& t) { return t.second_factors().spend_step(office_.ada.id, step); }));
  };
  EXPECT_FALSE(spend(100)) << "there is no second factor";
  must(write([&](auto& t) { return t.second_factors().set(factor_of(office_.ada.id)); }));
  EXPECT_TRUE(spend(100));
  EXPECT_FALSE(spend(100));
  EXPECT_FALSE(spend(99));
  EXPECT_TRUE(spend(101));
}

TEST_P(StoreContract, a_recovery_code_is_spent_once) {
  const std::vector<std::string> hashes{"hash-1", "hash-2"};
  must(write([&](auto& t) -> Result<void> {
    must(t.second_factors().set(factor_of(office_.ada.id)));
    return t.second_factors().set_recovery_codes(office_.ada.id, hashes);
  }));
  const auto spend = [&](const std::string& hash) {
    return must(
        write_to(store(), [&](auto& t) { return t.second_factors().spend_recovery_code(office_.ada.id, hash); }));
  };
  const auto left = [&] {
    return get([&](auto& t) { return t.second_factors().recovery_codes_left(office_.ada.id); });
  };
  EXPECT_EQ(left(), 2);
  EXPECT_TRUE(spend("hash-1"));
  EXPECT_FALSE(spend("hash-1"));
  EXPECT_FALSE(spend("hash-3"));
  EXPECT_EQ(left(), 1);
  must(write([&](auto& t) { return t.second_factors().set_recovery_codes(office_.ada.id, hashes); }));
  EXPECT_EQ(left(), 2) << "new ones take the place of the old";
  must(write([&](auto& t) { return t.second_factors().set(factor_of(office_.ada.id)); }));
  EXPECT_EQ(left(), 0) << "a new second factor starts without";
}

TEST_P(StoreContract, the_key_of_a_second_factor_is_sealed_for_its_person) {
  const Employee grace = office_.employee("Grace", "Hopper");
  must(write([&](auto& t) -> Result<void> {
    must(t.employees().add(grace));
    return t.second_factors().set(factor_of(office_.ada.id));
  }));
  EXPECT_EQ(tamper("UPDATE second_factor SET employee = (SELECT id FROM employee WHERE given_name = 'Grace')"),
            std::nullopt);
  const auto moved = store().read([&](Transaction& t) -> Result<void> {
    auto found = t.second_factors().find(grace.id);
    if (!found) return fail(std::move(found));
    return {};
  });
  EXPECT_TRUE(fails_with(moved, Failure::corrupt, "second_factor_sealed_otherwise"));
}

TEST_P(StoreContract, a_second_factor_goes_with_its_person) {
  must(write([&](auto& t) -> Result<void> {
    must(t.second_factors().set(factor_of(office_.ada.id)));
    must(t.second_factors().set_recovery_codes(office_.ada.id, std::vector<std::string>{"hash"}));
    return t.employees().erase(office_.ada.id);
  }));
  EXPECT_FALSE(get([&](auto& t) { return t.second_factors().find(office_.ada.id); }));
  EXPECT_EQ(get([&](auto& t) { return t.second_factors().recovery_codes_left(office_.ada.id); }), 0);
}

}  // namespace attendsense::store::testing
