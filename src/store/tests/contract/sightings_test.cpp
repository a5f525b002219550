#include "contract/engine.hpp"

namespace attendsense::store::testing {

using namespace core;

TEST_P(StoreContract, a_sighting_is_found_as_it_was_stored) {
  const Sighting seen = office_.sighting(at(10));
  must(write([&](auto& t) { return t.sightings().add(seen); }));
  const auto listed = get([&](auto& t) { return t.sightings().of_passage(seen.passage); });
  EXPECT_EQ(get([&](auto& t) { return t.sightings().find(seen.id); })->capture, seen.capture);
  EXPECT_FALSE(get([&](auto& t) { return t.sightings().find(new_id<SightingId>()); }));
  ASSERT_EQ(listed.size(), 1U);
  const Sighting& found = listed[0];
  EXPECT_EQ(found.id, seen.id);
  EXPECT_EQ(found.company, seen.company);
  EXPECT_EQ(found.capture, seen.capture);
  EXPECT_EQ(found.face_index, seen.face_index);
  EXPECT_EQ(found.station, seen.station);
  EXPECT_EQ(found.camera, seen.camera);
  EXPECT_EQ(found.captured_at, seen.captured_at);
  EXPECT_EQ(found.processed_at, seen.processed_at);
  EXPECT_EQ(found.outcome, seen.outcome);
  EXPECT_EQ(found.reason, seen.reason);
  EXPECT_EQ(found.best, seen.best);
  EXPECT_EQ(found.best_similarity, seen.best_similarity);
  EXPECT_EQ(found.second_similarity, seen.second_similarity);
  EXPECT_EQ(found.liveness, seen.liveness);
  EXPECT_EQ(found.liveness_score, seen.liveness_score);
  EXPECT_EQ(found.quality, seen.quality);
  EXPECT_EQ(found.face_width, seen.face_width);
}

TEST_P(StoreContract, a_face_of_a_capture_is_stored_once) {
  const Sighting seen = office_.sighting(at(10));
  must(write([&](auto& t) { return t.sightings().add(seen); }));
  Sighting again = seen;
  again.id = new_id<SightingId>();
  EXPECT_TRUE(
      fails_with(write([&](auto& t) { return t.sightings().add(again); }), Failure::conflict, "sighting_known"));
  again.face_index = 1;
  must(write([&](auto& t) { return t.sightings().add(again); }));
  EXPECT_TRUE(get([&](auto& t) { return t.sightings().has_capture(seen.capture); }));
  EXPECT_FALSE(get([&](auto& t) { return t.sightings().has_capture(new_id<CaptureId>()); }));
}

TEST_P(StoreContract, old_sightings_that_booked_nothing_are_forgotten_with_all_that_was_said_of_them) {
  const auto seen = [&](int second, Outcome outcome) {
    Sighting sighting = office_.sighting(at(second));
    sighting.outcome = outcome;
    return sighting;
  };
  const Sighting oldest = seen(1, Outcome::unknown);
  const Sighting booked = seen(2, Outcome::booked);
  const Sighting older = seen(3, Outcome::spoof);
  const Sighting old = seen(4, Outcome::too_soon);
  const Sighting young = seen(5, Outcome::unclear);
  Punch punch = office_.punch(office_.ada.id, Direction::in, at(2));
  punch.sighting = booked.id;
  must(write([&](auto& t) -> Result<void> {
    for (const Sighting* each : {&young, &old, &older, &booked, &oldest}) must(t.sightings().add(*each));
    must(t.punches().add(punch));
    must(t.reviews().keep_crop(office_.company.id, oldest.id, to_bytes("x"), at(1)));
    return t.reviews().decide({.sighting = oldest.id, .company = office_.company.id, .by = "y", .at = at(9)});
  }));
  const auto prune = [&](CompanyId company, int most) {
    std::int64_t pruned = 0;
    must(write([&](auto& t) -> Result<void> {
      pruned = must(t.sightings().prune(company, at(5), most));
      return {};
    }));
    return pruned;
  };
  const auto is_there = [&](const Sighting& sighting) {
    return get([&](auto& t) { return t.sightings().find(sighting.id); }).has_value();
  };
  EXPECT_EQ(prune(new_id<CompanyId>(), 10), 0) << "another company's";
  EXPECT_EQ(prune(office_.company.id, 2), 2) << "the oldest, and no more than that";
  EXPECT_FALSE(is_there(oldest));
  EXPECT_FALSE(is_there(older));
  EXPECT_TRUE(is_there(old));
  EXPECT_FALSE(get([&](auto& t) { return t.reviews().decision(oldest.id); }));
  EXPECT_FALSE(get([&](auto& t) { return t.reviews().has_crop(oldest.id); }));
  EXPECT_EQ(prune(office_.company.id, 2), 1);
  EXPECT_TRUE(is_there(booked));
  EXPECT_TRUE(is_there(young));
}

TEST_P(StoreContract, sightings_are_listed_newest_first_page_by_page) {
  std::vector<SightingId> unknown;
  must(write([&](auto& t) -> Result<void> {
    for (int i = 0; i < 30; ++i) {
      // Two of each instant, stored out of order.
      Sighting seen = office_.sighting(at((i * 7) % 15));
      if (i % 3 == 0) seen.outcome = Outcome::unknown;
      must(t.sightings().add(seen));
    }
    return {};
  }));
  for (const auto outcome : {std::optional<Outcome>{}, std::optional{Outcome::unknown}}) {
    std::vector<Sighting> seen;
    Page page{"", 4};
    for (;;) {
      const auto rows =
          get([&](auto& t) { return t.sightings().list(office_.company.id, {.outcome = outcome}, page); });
      seen.insert(seen.end(), rows.begin(), rows.end());
      if (rows.size() < 4) break;
      page.after = rows.back().id.to_string();
    }
    EXPECT_EQ(seen.size(), outcome ? 10U : 30U);
    EXPECT_TRUE(std::ranges::is_sorted(seen, [](const Sighting& a, const Sighting& b) {
      return std::tie(a.captured_at, a.id) > std::tie(b.captured_at, b.id);
    }));
  }
}

TEST_P(StoreContract, a_page_after_an_unknown_sighting_is_refused) {
  const Page page{new_id<SightingId>().to_string(), 4};
  EXPECT_TRUE(fails_with(read_from(store(), [&](auto& t) { return t.sightings().list(office_.company.id, {}, page); }),
                         Failure::invalid_input, "page_malformed"));
}

}  // namespace attendsense::store::testing
