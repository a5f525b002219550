#include "contract/engine.hpp"

namespace attendsense::store::testing {

using namespace core;

namespace {

ReplyKey key_of(const Office& office, EmployeeId requester, const std::string& key) {
  return {office.company.id, RequesterId{requester.uuid}, key};
}

Reply created(const std::string& body) {
  return {201, "application/json", Secret(body)};
}

std::optional<ReplyRecord> begin(Store& store, const ReplyKey& key, const std::string& fingerprint = "one",
                                 std::int64_t second = 0) {
  return must(write_to(
      store, [&](Transaction& t) { return t.replies().begin(key, fingerprint, at(second), at(second + 60)); }));
}

}  // namespace

TEST_P(StoreContract, a_request_that_comes_again_finds_what_the_first_was_answered) {
  const ReplyKey key = key_of(office_, office_.ada.id, "key 1");
  EXPECT_FALSE(begin(store(), key));
  const auto meanwhile = begin(store(), key, "two", 5);
  ASSERT_TRUE(meanwhile);
  EXPECT_EQ(meanwhile->state, ReplyState::in_progress);
  EXPECT_EQ(meanwhile->fingerprint, "one");
  EXPECT_EQ(meanwhile->begun_at, at(0));
  const std::string body = R"({"token":"shown once"})" + std::string("\0\xff", 2);
  must(write([&](auto& t) { return t.replies().finish(key, created(body)); }));
  const auto again = begin(store(), key, "one", 59);
  ASSERT_TRUE(again);
  EXPECT_EQ(again->state, ReplyState::finished);
  EXPECT_EQ(again->reply.status, 201);
  EXPECT_EQ(again->reply.content_type, "application/json");
  EXPECT_EQ(again->reply.body.reveal(), body);
}

TEST_P(StoreContract, a_reply_that_was_moved_to_another_key_does_not_open) {
  const ReplyKey key = key_of(office_, office_.ada.id, "key");
  EXPECT_FALSE(begin(store(), key));
  must(write([&](auto& t) { return t.replies().finish(key, created("shown once")); }));
  EXPECT_EQ(tamper("UPDATE reply SET key = 'another'"), std::nullopt);
  const auto moved = store().write([&](Transaction& t) -> Result<void> {
    auto found = t.replies().begin(key_of(office_, office_.ada.id, "another"), "one", at(1), at(2));
    if (!found) return fail(std::move(found));
    return {};
  });
  EXPECT_TRUE(fails_with(moved, Failure::corrupt, "reply_sealed_otherwise"));
}

TEST_P(StoreContract, a_key_belongs_to_whoever_sent_it) {
  EXPECT_FALSE(begin(store(), key_of(office_, office_.ada.id, "key")));
  EXPECT_FALSE(begin(store(), {office_.company.id, RequesterId{office_.station.id.uuid}, "key"}));
  EXPECT_FALSE(begin(store(), key_of(office_, office_.ada.id, "KEY")));
  EXPECT_TRUE(begin(store(), key_of(office_, office_.ada.id, "key")));
}

TEST_P(StoreContract, a_key_is_free_again_where_nothing_was_done) {
  const ReplyKey key = key_of(office_, office_.ada.id, "key");
  EXPECT_FALSE(begin(store(), key));
  must(write([&](auto& t) { return t.replies().forget(key); }));
  EXPECT_FALSE(begin(store(), key));
  must(write([&](auto& t) { return t.replies().finish(key, created("done")); }));
  must(write([&](auto& t) { return t.replies().forget(key); }));
  EXPECT_EQ(begin(store(), key)->state, ReplyState::finished) << "only one in progress is forgotten";
}

TEST_P(StoreContract, what_became_of_a_request_may_stay_unknown) {
  const ReplyKey key = key_of(office_, office_.ada.id, "key");
  EXPECT_FALSE(begin(store(), key));
  must(write([&](auto& t) { return t.replies().finish_unknown(key); }));
  must(write([&](auto& t) { return t.replies().finish(key, created("too late")); }));
  EXPECT_EQ(begin(store(), key)->state, ReplyState::unknown);
}

TEST_P(StoreContract, a_key_that_has_expired_is_free) {
  const ReplyKey key = key_of(office_, office_.ada.id, "key");
  EXPECT_FALSE(begin(store(), key));
  EXPECT_TRUE(begin(store(), key, "one", 59));
  EXPECT_FALSE(begin(store(), key, "two", 60));
  EXPECT_EQ(begin(store(), key, "two", 61)->fingerprint, "two");
  EXPECT_EQ(must(write_to(store(), [](auto& t) { return t.replies().prune(at(120)); })), 0);
  EXPECT_EQ(must(write_to(store(), [](auto& t) { return t.replies().prune(at(121)); })), 1);
}

TEST_P(StoreContract, of_several_requests_with_one_key_one_is_the_first) {
  const ReplyKey key = key_of(office_, office_.ada.id, "key");
  std::atomic<int> first = 0;
  std::vector<std::jthread> requests;
  for (int i = 0; i < 4; ++i) {
    requests.emplace_back([&] {
      if (!begin(store(), key)) ++first;
    });
  }
  requests.clear();
  EXPECT_EQ(first, 1);
}

// What anybody of the company was answered may be about the one who is erased; it cannot be told, for it is sealed.
TEST_P(StoreContract, an_erased_person_is_in_no_reply_and_nothing_is_done_twice) {
  const Employee grace = office_.employee("Grace", "Hopper");
  const Office other = Office::make("Difference Engines");
  must(write([&](auto& t) -> Result<void> {
    must(t.employees().add(grace));
    return add(t, other);
  }));
  const ReplyKey hers = key_of(office_, grace.id, "key");
  const ReplyKey about_her = key_of(office_, office_.ada.id, "key");
  const ReplyKey elsewhere = key_of(other, other.ada.id, "key");
  const ReplyKey the_erasure = key_of(office_, office_.ada.id, "erase");
  for (const ReplyKey& key : {hers, about_her, elsewhere}) {
    EXPECT_FALSE(begin(store(), key));
    must(write([&](auto& t) { return t.replies().finish(key, created("Grace")); }));
  }
  EXPECT_FALSE(begin(store(), the_erasure));
  must(write([&](auto& t) { return t.employees().erase(grace.id); }));
  must(write([&](auto& t) { return t.replies().finish(the_erasure, {204, "", Secret()}); }));
  EXPECT_FALSE(begin(store(), hers));
  EXPECT_EQ(begin(store(), about_her)->state, ReplyState::unknown);
  EXPECT_EQ(begin(store(), the_erasure)->reply.status, 204);
  EXPECT_EQ(begin(store(), elsewhere)->reply.body.reveal(), "Grace");
}

}  // namespace attendsense::store::testing
