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

TEST_P(StoreContract, the_sessions_of_a_person_are_those_that_can_be_renewed) {
  const Token one = office_.token(office_.ada.id, "one");
  const Token two = office_.token(office_.ada.id, "two");
  Token access_only = office_.token(office_.ada.id, "three");
  access_only.kind = TokenKind::access;
  must(write([&](auto& t) -> Result<void> {
    for (const Token& token : {one, two, access_only}) {
      must(t.tokens().add(token));
      must(t.tokens().add_session(office_.session(token)));
    }
    return t.tokens().use_session(one.family, "192.0.2.8", at(60), at(7200));
  }));
  const auto sessions = [&](Instant now) {
    return get([&](auto& t) { return t.tokens().sessions_of(office_.ada.id, now); });
  };
  const auto both = sessions(at(61));
  ASSERT_EQ(both.size(), 2U);
  EXPECT_EQ(both[0].id, one.family) << "the one used last comes first";
  EXPECT_EQ(both[0].company, office_.company.id);
  EXPECT_EQ(both[0].employee, office_.ada.id);
  EXPECT_EQ(both[0].client, "Firefox on Linux");
  EXPECT_EQ(both[0].address, "192.0.2.8");
  EXPECT_EQ(both[0].begun_at, at(4));
  EXPECT_EQ(both[0].last_used_at, at(60));
  EXPECT_EQ(both[0].expires_at, at(7200));
  EXPECT_EQ(both[1].id, two.family);
  EXPECT_TRUE(sessions(at(3600)).empty()) << "their tokens have expired";

  must(write([&](auto& t) { return t.tokens().revoke_family(one.family, at(62)); }));
  ASSERT_EQ(sessions(at(63)).size(), 1U);
  EXPECT_EQ(sessions(at(63))[0].id, two.family);
}

TEST_P(StoreContract, sessions_go_when_they_expire_or_their_person_is_erased) {
  const Token token = office_.token(office_.ada.id, "one");
  must(write([&](auto& t) -> Result<void> {
    must(t.tokens().add(token));
    must(t.tokens().add_session(office_.session(token)));
    must(t.tokens().prune(at(3601)));
    must(t.tokens().add(token));  // the same family once more: the session is not there any more
    EXPECT_TRUE(must(t.tokens().sessions_of(office_.ada.id, at(5))).empty());
    must(t.tokens().add_session(office_.session(token)));
    return t.employees().erase(office_.ada.id);
  }));
  EXPECT_TRUE(get([&](auto& t) { return t.tokens().sessions_of(office_.ada.id, at(5)); }).empty());
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
