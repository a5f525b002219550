#include "contract/engine.hpp"

namespace attendsense::store::testing {

TEST_P(StoreContract, one_leads_at_a_time) {
  auto first = must(store().try_lead("relay"));
  ASSERT_TRUE(first);
  EXPECT_TRUE(first->held());
  EXPECT_FALSE(must(store().try_lead("relay")));
  EXPECT_TRUE(must(store().try_lead("another role")));
  first.reset();
  EXPECT_TRUE(must(store().try_lead("relay")));
}

TEST_P(StoreContract, a_watch_may_end_at_once) {
  const auto watch = store().watch_templates([] {});
  EXPECT_TRUE(watch);
}

}  // namespace attendsense::store::testing
