#include "attendsense/base/uuid.hpp"

#include <gtest/gtest.h>

#include <set>

namespace attendsense {
namespace {

const Instant kNow = Instant{std::chrono::sys_days{std::chrono::year{2026} / 11 / 22}};

TEST(Uuid, text_and_back_is_the_same) {
  const Uuid made = make_uuid_v7(kNow);
  EXPECT_EQ(Uuid::parse(made.to_string()), made);
  EXPECT_EQ(Uuid::parse("01890A5D-AC96-774B-BCCE-B302099A8057")->to_string(), "01890a5d-ac96-774b-bcce-b302099a8057");
}

TEST(Uuid, malformed_text_is_refused) {
  for (const char* text : {"", "01890a5dac96774bbcceb302099a8057", "01890a5d-ac96-774b-bcce-b302099a805",
                           "01890a5d-ac96-774b-bcce-b302099a80571", "01890a5d_ac96_774b_bcce_b302099a8057",
                           "g1890a5d-ac96-774b-bcce-b302099a8057", "-1890a5d-ac96-774b-bcce-b302099a8057"}) {
    const Result<Uuid> parsed = Uuid::parse(text);
    ASSERT_FALSE(parsed) << text;
    EXPECT_EQ(parsed.error().code, "uuid_malformed");
  }
}

TEST(Uuid, version_7_carries_version_variant_and_time) {
  const std::string text = make_uuid_v7(kNow).to_string();
  EXPECT_EQ(text[14], '7');
  EXPECT_NE(std::string("89ab").find(text[19]), std::string::npos);
  const std::int64_t millis = std::stoll(text.substr(0, 8) + text.substr(9, 4), nullptr, 16);
  EXPECT_EQ(millis, std::chrono::duration_cast<std::chrono::milliseconds>(kNow.time_since_epoch()).count());
}

TEST(Uuid, ids_of_one_millisecond_are_distinct_and_in_order) {
  std::set<Uuid> seen;
  Uuid last = make_uuid_v7(kNow);
  for (int i = 0; i < 1000; ++i) {
    const Uuid next = make_uuid_v7(kNow);
    EXPECT_LT(last, next);
    EXPECT_TRUE(seen.insert(next).second);
    last = next;
  }
}

}  // namespace
}  // namespace attendsense
