#include <latch>

#include "contract/engine.hpp"

namespace attendsense::store::testing {

using namespace core;

namespace {

Result<void> set(Transaction& t, const std::string& key, const std::string& value) {
  return t.settings().set(key, value);
}

}  // namespace

TEST_P(StoreContract, failed_work_leaves_nothing) {
  const auto done = write([&](auto& t) -> Result<void> {
    must(set(t, "key", "value"));
    must(t.punches().add(office_.punch(office_.ada.id, Direction::in, at(10))));
    return fail(Failure::forbidden, "changed_my_mind", "no");
  });
  EXPECT_TRUE(fails_with(done, Failure::forbidden, "changed_my_mind"));
  EXPECT_FALSE(get([](auto& t) { return t.settings().get("key"); }));
  EXPECT_TRUE(get([&](auto& t) { return t.punches().list(office_.company.id, {}, {}); }).empty());
}

TEST_P(StoreContract, work_that_throws_leaves_nothing) {
  EXPECT_THROW((void)write([&](auto& t) -> Result<void> {
                 must(set(t, "key", "value"));
                 throw std::runtime_error("a defect");
               }),
               std::runtime_error);
  EXPECT_FALSE(get([](auto& t) { return t.settings().get("key"); }));
  must(write([](auto& t) { return set(t, "key", "later"); }));
}

TEST_P(StoreContract, what_was_written_is_there_after_reopening) {
  must(write([](auto& t) { return set(t, "key", "value"); }));
  database_->reopen();
  EXPECT_EQ(get([](auto& t) { return t.settings().get("key"); }), "value");
  EXPECT_EQ(get([&](auto& t) { return t.stations().find(office_.station.id); })->key.reveal(), "a-key-of-the-station");
}

TEST_P(StoreContract, a_read_transaction_writes_nothing) {
  EXPECT_FALSE(store().read([](auto& t) { return set(t, "key", "value"); }));
  EXPECT_FALSE(get([](auto& t) { return t.settings().get("key"); }));
}

TEST_P(StoreContract, a_write_inside_a_write_is_refused_instead_of_waiting_for_itself) {
  const auto done = write([&](Transaction&) { return store().write([](auto& t) { return set(t, "key", "value"); }); });
  EXPECT_TRUE(fails_with(done, Failure::internal, "store_nested_write"));
  must(write([](auto& t) { return set(t, "key", "value"); }));
}

TEST_P(StoreContract, readers_see_one_moment_and_do_not_wait_for_a_writer) {
  must(write([](auto& t) { return set(t, "key", "old"); }));
  std::latch written(1);
  std::latch looked(1);
  std::jthread writer([&] {
    must(write([&](auto& t) -> Result<void> {
      must(set(t, "key", "new"));
      written.count_down();
      looked.wait();
      return {};
    }));
  });
  written.wait();
  EXPECT_EQ(get([](auto& t) { return t.settings().get("key"); }), "old") << "the writer has not committed";
  std::latch begun(1);
  std::latch committed(1);
  std::jthread reader([&] {
    must(store().read([&](auto& t) -> Result<void> {
      EXPECT_EQ(must(t.settings().get("key")), "old");
      begun.count_down();
      committed.wait();
      EXPECT_EQ(must(t.settings().get("key")), "old") << "the same moment throughout";
      return {};
    }));
  });
  begun.wait();
  looked.count_down();
  writer.join();
  EXPECT_EQ(get([](auto& t) { return t.settings().get("key"); }), "new");
  committed.count_down();
}

TEST_P(StoreContract, many_threads_lose_no_update) {
  constexpr int kThreads = 6;
  constexpr int kRounds = 25;
  must(write([](auto& t) { return set(t, "count", "0"); }));
  {
    std::vector<std::jthread> threads;
    for (int i = 0; i < kThreads; ++i) {
      threads.emplace_back([&] {
        for (int round = 0; round < kRounds; ++round) {
          must(write([](auto& t) -> Result<void> {
            const auto count = t.settings().get("count");
            if (!count) return fail(count.error());  // another was first: the work runs again
            return set(t, "count", std::to_string(std::stoi(count->value()) + 1));
          }));
          EXPECT_GT(std::stoi(get([](auto& t) { return t.settings().get("count"); }).value()), 0);
        }
      });
    }
  }
  EXPECT_EQ(get([](auto& t) { return t.settings().get("count"); }), std::to_string(kThreads * kRounds));
}

TEST_P(StoreContract, hostile_text_is_kept_as_it_is) {
  const std::string text = "'; DROP TABLE setting; -- \xF0\x9F\x98\x80 \"<script>\" \xE2\x80\xAE %s \\";
  must(write([&](auto& t) { return set(t, text, text); }));
  EXPECT_EQ(get([&](auto& t) { return t.settings().get(text); }), text);
}

}  // namespace attendsense::store::testing
