#include "contract/engine.hpp"

namespace attendsense::store::testing {

using namespace core;

TEST_P(StoreContract, events_come_in_the_order_of_their_sequence) {
  EXPECT_EQ(get([](auto& t) { return t.outbox().last_sequence(); }), 0);
  std::vector<std::int64_t> sequences;
  for (const auto* body : {"one", "two", "three"}) {
    sequences.push_back(must(write_to(store(), [&](auto& t) { return t.outbox().add(office_.event(body)); })));
  }
  EXPECT_TRUE(std::ranges::is_sorted(sequences, std::less_equal{}));

  const auto events = get([&](auto& t) { return t.outbox().after(sequences[0], 10); });
  ASSERT_EQ(events.size(), 2U);
  EXPECT_EQ(events[0].sequence, sequences[1]);
  EXPECT_EQ(events[0].body, "two");
  EXPECT_EQ(events[0].company, office_.company.id);
  EXPECT_EQ(events[0].site, office_.site.id);
  EXPECT_EQ(events[0].station, office_.station.id);
  EXPECT_EQ(events[0].type, "punch");
  EXPECT_EQ(events[0].at, at(5));
  EXPECT_EQ(events[1].body, "three");
  EXPECT_EQ(get([&](auto& t) { return t.outbox().after(0, 1); }).size(), 1U);
  EXPECT_EQ(get([](auto& t) { return t.outbox().last_sequence(); }), sequences[2]);
}

TEST_P(StoreContract, an_event_may_be_of_no_station) {
  Event event = office_.event("body");
  event.station = {};
  must(write_to(store(), [&](auto& t) { return t.outbox().add(event); }));
  EXPECT_TRUE(get([](auto& t) { return t.outbox().after(0, 1); }).at(0).station.is_nil());
}

TEST_P(StoreContract, forgotten_events_do_not_give_their_sequence_to_new_ones) {
  const auto first = must(write_to(store(), [&](auto& t) { return t.outbox().add(office_.event("old")); }));
  EXPECT_EQ(must(write_to(store(), [](auto& t) { return t.outbox().prune(at(5)); })), 0);
  EXPECT_EQ(must(write_to(store(), [](auto& t) { return t.outbox().prune(at(6)); })), 1);
  database_->reopen();
  EXPECT_EQ(get([](auto& t) { return t.outbox().last_sequence(); }), first);
  EXPECT_GT(must(write_to(store(), [&](auto& t) { return t.outbox().add(office_.event("new")); })), first);
}

}  // namespace attendsense::store::testing
