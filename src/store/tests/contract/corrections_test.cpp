#include "contract/engine.hpp"
#include "testing/planning.hpp"

namespace attendsense::store::testing {

using namespace core;

namespace {

void expect_same(const Correction& found, const Correction& stored) {
  EXPECT_EQ(found.id, stored.id);
  EXPECT_EQ(found.company, stored.company);
  EXPECT_EQ(found.employee, stored.employee);
  EXPECT_EQ(found.kind, stored.kind);
  EXPECT_EQ(found.punch, stored.punch);
  EXPECT_EQ(found.punch_at, stored.punch_at);
  EXPECT_EQ(found.direction, stored.direction);
  EXPECT_EQ(found.at, stored.at);
  EXPECT_EQ(found.site, stored.site);
  EXPECT_EQ(found.reason, stored.reason);
  EXPECT_EQ(found.batch, stored.batch);
  EXPECT_EQ(found.state, stored.state);
  EXPECT_EQ(found.requested_by, stored.requested_by);
  EXPECT_EQ(found.requested_at, stored.requested_at);
}

std::vector<CorrectionId> ids_of(const std::vector<Correction>& corrections) {
  std::vector<CorrectionId> ids;
  for (const Correction& correction : corrections) ids.push_back(correction.id);
  return ids;
}

using Ids = std::vector<CorrectionId>;

}  // namespace

TEST_P(StoreContract, a_correction_is_found_as_it_was_requested) {
  const Punch punch = office_.punch(office_.ada.id, Direction::in, at(10));
  const Correction addition = addition_of(office_, at(20));
  Correction removal = change_of(office_, punch, at(30));
  removal.kind = CorrectionKind::remove;
  removal.direction.reset();
  removal.at.reset();
  removal.site.reset();
  removal.batch.reset();
  must(write([&](auto& t) -> Result<void> {
    must(t.punches().add(punch));
    must(t.corrections().add(addition));
    return t.corrections().add(removal);
  }));
  expect_same(get([&](auto& t) { return t.corrections().find(addition.id); }).value(), addition);
  expect_same(get([&](auto& t) { return t.corrections().find(removal.id); }).value(), removal);
  EXPECT_FALSE(get([&](auto& t) { return t.corrections().find(new_id<CorrectionId>()); }));
}

TEST_P(StoreContract, decisions_on_a_correction_are_kept_in_their_order) {
  const Correction correction = addition_of(office_, at(20));
  must(write([&](auto& t) { return t.corrections().add(correction); }));
  for (const auto verdict : {RequestState::half_approved, RequestState::approved, RequestState::undone}) {
    must(write([&](auto& t) { return t.corrections().decide(decision_on(correction, verdict)); }));
    EXPECT_EQ(get([&](auto& t) { return t.corrections().find(correction.id); })->state, verdict);
  }
  const auto decisions = get([&](auto& t) { return t.corrections().decisions(correction.id); });
  ASSERT_EQ(decisions.size(), 3U);
  EXPECT_EQ(decisions[0].verdict, RequestState::half_approved);
  EXPECT_EQ(decisions[1].verdict, RequestState::approved);
  EXPECT_EQ(decisions[2].verdict, RequestState::undone);
  const CorrectionDecision expected = decision_on(correction, RequestState::undone);
  EXPECT_EQ(decisions[2].correction, expected.correction);
  EXPECT_EQ(decisions[2].by, expected.by);
  EXPECT_EQ(decisions[2].at, expected.at);
  EXPECT_EQ(decisions[2].note, expected.note);
  EXPECT_TRUE(fails_with(write([&](auto& t) {
                           return t.corrections().decide(
                               decision_on(addition_of(office_, at(1)), RequestState::approved));
                         }),
                         Failure::not_found, "correction_unknown"));
}

TEST_P(StoreContract, of_a_correction_only_the_state_changes) {
  const Correction correction = addition_of(office_, at(20));
  must(write([&](auto& t) -> Result<void> {
    must(t.corrections().add(correction));
    return t.corrections().decide(decision_on(correction, RequestState::approved));
  }));
  for (const auto* sql :
       {"UPDATE correction SET at = requested_at", "UPDATE correction SET reason = ''", "DELETE FROM correction",
        "UPDATE correction_decision SET note = ''", "DELETE FROM correction_decision"}) {
    EXPECT_TRUE(tamper(sql)) << sql;
  }
  expect_same(get([&](auto& t) { return t.corrections().find(correction.id); }).value(), [&] {
    Correction approved = correction;
    approved.state = RequestState::approved;
    return approved;
  }());
  EXPECT_EQ(get([&](auto& t) { return t.corrections().decisions(correction.id); }).size(), 1U);
}

TEST_P(StoreContract, a_correction_is_of_the_same_persons_punch) {
  const Office other = Office::make("Difference Engines");
  const Employee grace = office_.employee("Grace", "Hopper");
  const Punch hers = office_.punch(grace.id, Direction::in, at(10));
  must(write([&](auto& t) -> Result<void> {
    must(add(t, other));
    must(t.employees().add(grace));
    return t.punches().add(hers);
  }));
  const auto add_correction = [&](const Correction& correction) {
    return write([&](auto& t) { return t.corrections().add(correction); });
  };
  EXPECT_TRUE(fails_with(add_correction(change_of(office_, hers, at(11))), Failure::conflict, "reference_unknown"));
  const Punch none = office_.punch(office_.ada.id, Direction::in, at(10));
  EXPECT_TRUE(fails_with(add_correction(change_of(office_, none, at(11))), Failure::conflict, "reference_unknown"));
  Correction elsewhere = addition_of(office_, at(11));
  elsewhere.site = other.site.id;
  EXPECT_TRUE(fails_with(add_correction(elsewhere), Failure::conflict, "reference_unknown"));
  Correction nowhere = addition_of(office_, at(11));
  nowhere.site.reset();
  EXPECT_TRUE(fails_with(add_correction(nowhere), Failure::invalid_input, "value_refused"));
}

TEST_P(StoreContract, the_open_corrections_of_a_punch_are_found) {
  const Punch punch = office_.punch(office_.ada.id, Direction::in, at(10));
  Ids open;
  must(write([&](auto& t) -> Result<void> {
    must(t.punches().add(punch));
    must(t.corrections().add(addition_of(office_, at(10))));
    for (const auto state : {RequestState::requested, RequestState::half_approved, RequestState::approved,
                             RequestState::refused, RequestState::withdrawn, RequestState::undone}) {
      Correction correction = change_of(office_, punch, at(11));
      correction.state = state;
      must(t.corrections().add(correction));
      if (open.size() < 3) open.push_back(correction.id);
    }
    return {};
  }));
  EXPECT_EQ(ids_of(get([&](auto& t) { return t.corrections().open_of_punch(punch.id); })), open);
}

TEST_P(StoreContract, corrections_are_listed_newest_first_by_person_state_and_batch) {
  const Employee grace = office_.employee("Grace", "Hopper");
  const auto batch = new_id<CorrectionBatchId>();
  std::vector<Correction> corrections;
  must(write([&](auto& t) -> Result<void> {
    must(t.employees().add(grace));
    for (int i = 0; i < 12; ++i) {
      Correction correction = addition_of(office_, at(i));
      if (i % 2 == 1) correction.employee = grace.id;
      if (i % 3 == 0) correction.state = RequestState::approved;
      if (i > 5) correction.batch = batch;
      must(t.corrections().add(correction));
      corrections.insert(corrections.begin(), correction);
    }
    return {};
  }));
  const auto expect_listed = [&](const CorrectionFilter& filter, auto&& belongs) {
    Ids expected;
    for (const Correction& correction : corrections) {
      if (belongs(correction)) expected.push_back(correction.id);
    }
    Ids seen;
    for (Page page{"", 2};; page.after = seen.back().to_string()) {
      const auto rows = get([&](auto& t) { return t.corrections().list(office_.company.id, filter, page); });
      for (const Correction& correction : rows) seen.push_back(correction.id);
      if (rows.size() < 2) break;
    }
    EXPECT_EQ(seen, expected);
    EXPECT_FALSE(expected.empty());
  };
  const auto hers = [&](const Correction& correction) { return correction.employee == grace.id; };
  const auto approved = [](const Correction& correction) { return correction.state == RequestState::approved; };
  const auto together = [&](const Correction& correction) { return correction.batch == batch; };
  expect_listed({}, [](const Correction&) { return true; });
  expect_listed({grace.id, {}, {}}, hers);
  expect_listed({{}, RequestState::approved, {}}, approved);
  expect_listed({{}, {}, batch}, together);
  expect_listed({grace.id, RequestState::approved, batch},
                [&](const Correction& one) { return hers(one) && approved(one) && together(one); });
}

TEST_P(StoreContract, approved_corrections_are_found_by_what_was_and_what_became) {
  const Employee grace = office_.employee("Grace", "Hopper");
  const Punch punch = office_.punch(office_.ada.id, Direction::in, at(1000));
  Correction moved = change_of(office_, punch, at(5000));
  Correction nudged = change_of(office_, punch, at(1001));
  Correction added = addition_of(office_, at(1000));
  added.employee = grace.id;
  moved.state = nudged.state = added.state = RequestState::approved;
  must(write([&](auto& t) -> Result<void> {
    must(t.employees().add(grace));
    must(t.punches().add(punch));
    for (const Correction& correction : {moved, nudged, added, change_of(office_, punch, at(1000))}) {
      must(t.corrections().add(correction));
    }
    return {};
  }));
  const auto in = [&](int from, int to, std::optional<EmployeeId> employee) {
    return ids_of(
        get([&](auto& t) { return t.corrections().approved_in(office_.company.id, at(from), at(to), employee); }));
  };
  EXPECT_EQ(in(1000, 1001, std::nullopt), (Ids{moved.id, nudged.id, added.id}));
  EXPECT_EQ(in(1000, 6000, std::nullopt), (Ids{moved.id, nudged.id, added.id})) << "each once";
  EXPECT_EQ(in(1001, 5000, std::nullopt), Ids{nudged.id}) << "the beginning counts, the end does not";
  EXPECT_EQ(in(5000, 5001, std::nullopt), Ids{moved.id});
  EXPECT_EQ(in(0, 9000, grace.id), Ids{added.id});
  EXPECT_EQ(in(0, 1000, std::nullopt), Ids{});
}

}  // namespace attendsense::store::testing
