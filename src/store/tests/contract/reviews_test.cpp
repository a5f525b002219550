#include "contract/engine.hpp"

namespace attendsense::store::testing {

using namespace core;

namespace {

SightingDecision dismissal(const Sighting& sighting) {
  return {.sighting = sighting.id,
          .company = sighting.company,
          .verdict = SightingVerdict::dismissed,
          .note = "The postman",
          .by = "employee:1",
          .at = at(30)};
}

}  // namespace

TEST_P(StoreContract, a_decision_on_a_sighting_is_found_as_it_was_made) {
  const Sighting seen = office_.sighting(at(10));
  Correction correction;
  correction.id = new_id<CorrectionId>();
  correction.company = office_.company.id;
  correction.employee = office_.ada.id;
  correction.direction = Direction::in;
  correction.at = at(10);
  correction.site = office_.site.id;
  correction.reason = "Front door";
  SightingDecision decision = dismissal(seen);
  decision.verdict = SightingVerdict::assigned;
  decision.employee = office_.ada.id;
  decision.correction = correction.id;
  must(write([&](auto& t) -> Result<void> {
    must(t.sightings().add(seen));
    must(t.corrections().add(correction));
    EXPECT_FALSE(must(t.reviews().decision(seen.id)));
    return t.reviews().decide(decision);
  }));
  const auto found = get([&](auto& t) { return t.reviews().decision(seen.id); });
  ASSERT_TRUE(found);
  EXPECT_EQ(found->sighting, seen.id);
  EXPECT_EQ(found->company, office_.company.id);
  EXPECT_EQ(found->verdict, SightingVerdict::assigned);
  EXPECT_EQ(found->employee, office_.ada.id);
  EXPECT_EQ(found->correction, correction.id);
  EXPECT_EQ(found->note, "The postman");
  EXPECT_EQ(found->by, "employee:1");
  EXPECT_EQ(found->at, at(30));

  must(write([&](auto& t) { return t.employees().erase(office_.ada.id); }));
  const auto left = get([&](auto& t) { return t.reviews().decision(seen.id); });
  ASSERT_TRUE(left) << "that somebody decided stays";
  EXPECT_FALSE(left->employee);
  EXPECT_FALSE(left->correction);
  EXPECT_EQ(left->note, "");
}

TEST_P(StoreContract, a_sighting_is_decided_on_once) {
  const Sighting seen = office_.sighting(at(10));
  must(write([&](auto& t) { return t.sightings().add(seen); }));
  must(write([&](auto& t) { return t.reviews().decide(dismissal(seen)); }));
  EXPECT_TRUE(fails_with(write([&](auto& t) { return t.reviews().decide(dismissal(seen)); }), Failure::conflict,
                         "sighting_decided"));
}

TEST_P(StoreContract, what_is_open_is_what_nothing_else_settles) {
  const auto seen = [&](int when, Outcome outcome, Reason reason) {
    Sighting sighting = office_.sighting(at(when));
    sighting.outcome = outcome;
    sighting.reason = reason;
    return sighting;
  };
  const auto beside = [&](const Sighting& other, int when, Outcome outcome) {
    Sighting sighting = seen(when, outcome, Reason::no_template_near);
    sighting.passage = other.passage;
    return sighting;
  };
  const Sighting stranger = seen(1, Outcome::unknown, Reason::no_template_near);
  const Sighting blurred = seen(2, Outcome::unclear, Reason::poor_quality);
  const Sighting fake = seen(3, Outcome::spoof, Reason::not_live);
  const Sighting late = seen(4, Outcome::too_old, Reason::captured_long_ago);
  const Sighting nobody = seen(5, Outcome::unknown, Reason::no_face);
  const Sighting booked = seen(6, Outcome::booked, Reason::recognised);
  const Sighting hurried = beside(booked, 7, Outcome::unknown);
  const Sighting dismissed = seen(8, Outcome::unknown, Reason::no_template_near);
  const Sighting same = beside(dismissed, 9, Outcome::unknown);
  Sighting companion = beside(dismissed, 10, Outcome::unknown);
  companion.face_index = 1;
  must(write([&](auto& t) -> Result<void> {
    for (const Sighting& each : {stranger, blurred, fake, late, nobody, booked, hurried, dismissed, same, companion}) {
      must(t.sightings().add(each));
    }
    return t.reviews().decide(dismissal(dismissed));
  }));
  const auto list = [&](const SightingFilter& filter) {
    std::vector<SightingId> ids;
    for (const Sighting& each : get([&](auto& t) { return t.sightings().list(office_.company.id, filter, {}); })) {
      ids.push_back(each.id);
    }
    return ids;
  };
  EXPECT_EQ(list({.review = ReviewFilter::open}),
            (std::vector{companion.id, late.id, fake.id, blurred.id, stranger.id}));
  EXPECT_EQ(list({.outcome = Outcome::spoof, .review = ReviewFilter::open}), std::vector{fake.id});
  EXPECT_EQ(list({.review = ReviewFilter::decided}), std::vector{dismissed.id});
  EXPECT_EQ(list({.from = at(2), .to = at(4)}), (std::vector{fake.id, blurred.id}));
  EXPECT_EQ(list({.station = office_.station.id}).size(), 10U);
  EXPECT_TRUE(list({.station = new_id<StationId>()}).empty());
}

TEST_P(StoreContract, a_crop_is_kept_sealed_until_it_is_removed) {
  const Sighting seen = office_.sighting(at(10));
  const Bytes jpeg = to_bytes("\xff\xd8 a face");
  must(write([&](auto& t) -> Result<void> {
    must(t.sightings().add(seen));
    EXPECT_FALSE(must(t.reviews().has_crop(seen.id)));
    return t.reviews().keep_crop(seen.company, seen.id, jpeg, at(11));
  }));
  EXPECT_TRUE(get([&](auto& t) { return t.reviews().has_crop(seen.id); }));
  EXPECT_EQ(get([&](auto& t) { return t.reviews().crop(seen.id); }), jpeg);
  EXPECT_TRUE(must(write_to(store(), [&](auto& t) { return t.reviews().remove_crop(seen.id); })));
  EXPECT_FALSE(must(write_to(store(), [&](auto& t) { return t.reviews().remove_crop(seen.id); })));
  EXPECT_FALSE(get([&](auto& t) { return t.reviews().crop(seen.id); }));
}

TEST_P(StoreContract, crops_go_with_their_age_and_with_the_person) {
  std::vector<Sighting> seen;
  for (int i = 0; i < 4; ++i) seen.push_back(office_.sighting(at(i)));
  seen[3].best.reset();
  must(write([&](auto& t) -> Result<void> {
    for (int i = 0; i < 4; ++i) {
      must(t.sightings().add(seen[static_cast<std::size_t>(i)]));
      must(t.reviews().keep_crop(office_.company.id, seen[static_cast<std::size_t>(i)].id, to_bytes("x"), at(i)));
    }
    return {};
  }));
  const auto left = [&] {
    std::vector<bool> each;
    for (const Sighting& sighting : seen) {
      each.push_back(get([&](auto& t) { return t.reviews().has_crop(sighting.id); }));
    }
    return each;
  };
  const auto prune = [&](CompanyId company, Instant before) {
    return must(write_to(store(), [&](auto& t) { return t.reviews().prune_crops(company, before); }));
  };
  EXPECT_EQ(prune(new_id<CompanyId>(), at(9)), 0);
  EXPECT_EQ(prune(office_.company.id, at(1)), 1);
  EXPECT_EQ(left(), (std::vector{false, true, true, true}));
  must(write([&](auto& t) { return t.employees().erase(office_.ada.id); }));
  EXPECT_EQ(left(), (std::vector{false, false, false, true})) << "pictures like the one who was erased";
  EXPECT_EQ(prune(office_.company.id, Instant::max()), 1);
}

TEST_P(StoreContract, pictures_like_somebody_are_removed) {
  const Sighting like = office_.sighting(at(1));
  must(write([&](auto& t) -> Result<void> {
    must(t.sightings().add(like));
    return t.reviews().keep_crop(office_.company.id, like.id, to_bytes("x"), at(1));
  }));
  EXPECT_EQ(must(write_to(store(), [&](auto& t) { return t.reviews().remove_crops_like(new_id<EmployeeId>()); })), 0);
  EXPECT_EQ(must(write_to(store(), [&](auto& t) { return t.reviews().remove_crops_like(office_.ada.id); })), 1);
}

}  // namespace attendsense::store::testing
