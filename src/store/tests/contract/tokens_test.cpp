#include "contract/engine.hpp"

namespace attendsense::store::testing {

using namespace core;

TEST_P(StoreContract, a_token_is_found_by_its_hash) {
  const Token token = office_.token(office_.ada.id, "hash-1");
  must(write([&](auto& t) { return t.tokens().add(token); }));
  const auto found = get([](auto& t) { return t.tokens().find_by_hash("hash-1"); });
  ASSERT_TRUE(found);
  EXPECT_EQ(found->id, token.id);
  EXPECT_EQ(found->kind, TokenKind::refresh);
  EXPECT_EQ(found->company, office_.company.id);
  EXPECT_EQ(found->employee, office_.ada.id);
  EXPECT_FALSE(found->station);
  EXPECT_EQ(found->family, token.family);
  EXPECT_EQ(found->expires_at, token.expires_at);
  EXPECT_FALSE(found->revoked_at);
  EXPECT_EQ(found->created_at, token.created_at);
  EXPECT_FALSE(get([](auto& t) { return t.tokens().find_by_hash("hash-2"); }));
}

TEST_P(StoreContract, tokens_are_revoked_one_by_one_or_together) {
  Token one = office_.token(office_.ada.id, "one");
  Token two = office_.token(office_.ada.id, "two");
  two.family = one.family;
  const Token three = office_.token(office_.ada.id, "three");
  Token of_station = office_.token(office_.ada.id, "four");
  of_station.kind = TokenKind::station;
  of_station.employee.reset();
  of_station.station = office_.station.id;
  of_station.expires_at.reset();
  must(write([&](auto& t) -> Result<void> {
    for (const Token& token : {one, two, three, of_station}) must(t.tokens().add(token));
    return {};
  }));
  const auto revoked_at = [&](const std::string& hash) {
    return get([&](auto& t) { return t.tokens().find_by_hash(hash); })->revoked_at;
  };
  must(write([&](auto& t) { return t.tokens().revoke(one.id, at(1)); }));
  EXPECT_EQ(revoked_at("one"), at(1));
  EXPECT_FALSE(revoked_at("two"));

  must(write([&](auto& t) { return t.tokens().revoke_family(one.family, at(2)); }));
  EXPECT_EQ(revoked_at("one"), at(1)) << "the first revocation stands";
  EXPECT_EQ(revoked_at("two"), at(2));
  EXPECT_FALSE(revoked_at("three"));

  must(write([&](auto& t) { return t.tokens().revoke_of_employee(office_.ada.id, at(3)); }));
  EXPECT_EQ(revoked_at("three"), at(3));
  EXPECT_FALSE(revoked_at("four"));

  must(write([&](auto& t) { return t.tokens().revoke_of_station(office_.station.id, at(4)); }));
  EXPECT_EQ(revoked_at("four"), at(4));
  EXPECT_EQ(get([](auto& t) { return t.tokens().find_by_hash("four"); })->kind, TokenKind::station);
}

TEST_P(StoreContract, expired_tokens_are_forgotten) {
  Token lasting = office_.token(office_.ada.id, "lasting");
  lasting.expires_at.reset();
  must(write([&](auto& t) -> Result<void> {
    must(t.tokens().add(lasting));
    return t.tokens().add(office_.token(office_.ada.id, "short"));
  }));
  EXPECT_EQ(must(write_to(store(), [](auto& t) { return t.tokens().prune(at(3600)); })), 0);
  EXPECT_EQ(must(write_to(store(), [](auto& t) { return t.tokens().prune(at(3601)); })), 1);
  EXPECT_TRUE(get([](auto& t) { return t.tokens().find_by_hash("lasting"); }));
}

TEST_P(StoreContract, settings_are_set_replaced_removed) {
  EXPECT_FALSE(get([](auto& t) { return t.settings().get("code"); }));
  must(write([](auto& t) { return t.settings().set("code", "one"); }));
  must(write([](auto& t) { return t.settings().set("code", ""); }));
  EXPECT_EQ(get([](auto& t) { return t.settings().get("code"); }), "");
  must(write([](auto& t) { return t.settings().remove("code"); }));
  must(write([](auto& t) { return t.settings().remove("code"); }));
  EXPECT_FALSE(get([](auto& t) { return t.settings().get("code"); }));
}

}  // namespace attendsense::store::testing
