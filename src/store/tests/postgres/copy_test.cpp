// A store moves from the embedded form to the distributed one: whole, provably, and also when it is killed on the way.

#include "attendsense/store/copy.hpp"

#include "postgres/postgres_database.hpp"
#include "sqlite/child_process.hpp"
#include "sqlite/sqlite_database.hpp"
#include "testing/planning.hpp"

namespace attendsense::store::testing {

using namespace core;

namespace {

constexpr int kPunches = 300;

class CopyTest : public ::testing::Test {
 protected:
  void SetUp() override {
    ATTENDSENSE_NEEDS_SERVER(postgres);
    target_ = std::make_unique<ServerDatabase>();
    must(source_.store().write([&](Transaction& t) { return fill(t); }));
  }

  Result<void> fill(Transaction& t) {
    must(add(t, office_));
    must(add(t, other_));
    must(t.employees().add(grace_));
    must(t.employees().set_password_hash(grace_.id, "$argon2id$hers"));
    for (int i = 0; i < 20; ++i) must(t.templates().add(office_.face_template(office_.ada.id)));
    must(t.templates().remove(must(t.templates().of_employee(office_.ada.id)).at(3).id));
    must(t.templates().add(face_));
    for (int i = 0; i < kPunches; ++i) must(book(t, i));
    must(add_planning(t, office_));
    const auto seen = must(t.sightings().list(office_.company.id, {}, {.after = {}, .limit = 1})).at(0);
    must(t.reviews().decide({.sighting = seen.id, .company = office_.company.id, .note = "x", .by = "y", .at = at(3)}));
    must(t.reviews().keep_crop(office_.company.id, seen.id, to_bytes("crop"), at(2)));
    must(t.station_reports().set(office_.station.id, {{.version = "1.0.0", .cameras = {{.name = "gate"}}}, at(3)}));
    must(t.audit().append(other_.audit("elsewhere")));
    must(t.tokens().add(token_));
    must(t.second_factors().set({grace_.id, Secret("KEY"), at(1), at(2)}));
    must(t.second_factors().set_recovery_codes(grace_.id, std::vector<std::string>{"hash"}));
    must(t.tokens().add_session(office_.session(token_)));
    must(t.replies().begin(reply_key_, "fingerprint", at(0), at(60)));
    must(t.replies().finish(reply_key_, {201, "application/json", Secret("{}")}));
    must(t.webhooks().add(webhook_));
    must(t.webhooks().add_delivery(delivery()));
    must(t.incidents().begin({IncidentKind::station_silent, office_.company.id, office_.station.id, at(1)}));
    must(t.outbox().prune(at(5)));
    return t.settings().set("outbox.relayed", "17");
  }

  Result<void> book(Transaction& t, int number) {
    const Sighting seen = office_.sighting(at(number) + std::chrono::microseconds{number});
    Punch punch = office_.punch(office_.ada.id, Direction::in, seen.captured_at);
    punch.sighting = seen.id;
    must(t.sightings().add(seen));
    must(t.punches().add(punch));
    must(t.outbox().add(office_.event("{}")));
    must(t.audit().append(office_.audit("punch.book")));
    return {};
  }

  [[nodiscard]] Webhook webhook() const {
    Webhook made;
    made.id = new_id<WebhookId>();
    made.company = office_.company.id;
    made.events = {"punch"};
    made.secret = Secret("whsec_now");
    made.previous_secret = Secret("whsec_before");
    made.previous_until = at(9);
    return made;
  }

  [[nodiscard]] WebhookDelivery delivery() const {
    WebhookDelivery made;
    made.id = new_id<WebhookDeliveryId>();
    made.company = office_.company.id;
    made.webhook = webhook_.id;
    made.event = new_id<EventId>();
    made.employee = grace_.id;
    made.next_at = at(9);
    made.last_status = 503;
    return made;
  }

  Result<CopyReport> copy(const CopyOptions& options = {}) {
    source_.close();
    return copy_sqlite_to_postgres(source_.file(), target_->options(As::owner), source_.key(), options);
  }

  Result<std::unique_ptr<Store>> open_target() { return open_postgres_store(target_->options(As::api), source_.key()); }

  SqliteDatabase source_;
  std::unique_ptr<ServerDatabase> target_;
  const Office office_ = Office::make();
  const Office other_ = Office::make("Difference Engines");
  const Employee grace_ = office_.employee("Grace", "Hopper");
  const Template face_ = office_.face_template(office_.ada.id, 99);
  const Webhook webhook_ = webhook();
  const Token token_ = office_.token(grace_.id, "hash-1");
  const ReplyKey reply_key_{office_.company.id, RequesterId{grace_.id.uuid}, "key"};
};

std::int64_t rows_of(const CopyReport& report, const std::string& table) {
  return std::ranges::find(report.tables, table, &CopiedTable::name)->target_rows;
}

}  // namespace

TEST_F(CopyTest, everything_arrives_and_is_proved_to) {
  std::vector<std::string> told;
  CopyOptions options;
  options.batch_rows = 100;
  options.progress = [&](const CopyProgress& progress) {
    if (progress.rows == progress.of) told.push_back(progress.table);
  };
  const CopyReport report = must(copy(options));
  for (const CopiedTable& table : report.tables) {
    EXPECT_TRUE(table.matches()) << table.name << ": " << table.source_rows << " and " << table.target_rows;
  }
  EXPECT_EQ(rows_of(report, "punch"), kPunches + 1) << "one of them corrected";
  EXPECT_EQ(rows_of(report, "correction_decision"), 1);
  EXPECT_EQ(rows_of(report, "template"), 20);
  EXPECT_EQ(rows_of(report, "template_change"), 22);
  EXPECT_EQ(rows_of(report, "employee_password"), 1);
  EXPECT_EQ(told.size(), report.tables.size()) << "no table of this store is empty";

  const auto store = must(open_target());
  must(store->read([&](Transaction& t) -> Result<void> {
    EXPECT_EQ(must(t.templates().find(face_.id))->vector.bytes, face_.vector.bytes) << "sealed under the same key";
    EXPECT_EQ(must(t.stations().find(office_.station.id))->key.reveal(), "a-key-of-the-station");
    EXPECT_EQ(must(t.audit().verify(office_.company.id)), kPunches);
    EXPECT_EQ(must(t.employees().password_hash(grace_.id)), "$argon2id$hers");
    EXPECT_EQ(must(t.employees().find_by_email("GRACE@hopper.example")).size(), 1U);
    EXPECT_EQ(must(t.outbox().last_sequence()), kPunches);
    const CompanyId company = office_.company.id;
    const DateRange dates{march(1), march(31)};
    EXPECT_EQ(must(t.employees().find_by_personnel_number(company, "A-0017"))->hired_at, office_.ada.hired_at);
    EXPECT_EQ(must(t.schedules().all(company)).at(0).rules, schedule_of(office_, "").rules);
    EXPECT_EQ(must(t.schedules().assignments_in(company, dates, office_.ada)).at(0).cycle_start, march(1));
    EXPECT_EQ(must(t.holidays().in(company, dates, std::nullopt)).at(0).date, march(9));
    EXPECT_EQ(must(t.leaves().list(company, {}, {})).at(0).to, march(12));
    EXPECT_EQ(must(t.leaves().grants_in(company, dates, std::nullopt)).at(0).most, std::chrono::minutes{90});
    EXPECT_EQ(must(t.corrections().approved_in(company, at(200), at(201), std::nullopt)).at(0).punch_at, at(100));
    EXPECT_EQ(must(t.periods().sheets(must(t.periods().all(company)).at(0).id, {})).size(), 1U);
    return {};
  }));
}

TEST_F(CopyTest, numbers_and_chains_go_on_where_they_were) {
  must(copy());
  const auto store = must(open_target());
  const auto version = must(read_from(*store, [](auto& t) { return t.templates().version(); }));
  EXPECT_EQ(must(write_to(*store, [&](auto& t) { return t.outbox().add(office_.event("next")); })), kPunches + 1);
  EXPECT_EQ(must(write_to(*store, [&](auto& t) { return t.audit().append(office_.audit("next")); })).sequence,
            kPunches + 1);
  EXPECT_EQ(must(write_to(*store, [&](auto& t) { return t.audit().append(other_.audit("next")); })).sequence, 2);
  must(store->write([&](auto& t) { return t.templates().add(office_.face_template(office_.ada.id)); }));
  EXPECT_EQ(must(read_from(*store, [](auto& t) { return t.templates().version(); })), version + 1);
  EXPECT_EQ(must(read_from(*store, [&](auto& t) { return t.audit().verify(office_.company.id); })), kPunches + 1);
}

TEST_F(CopyTest, a_killed_copy_goes_on_where_it_was) {
  source_.close();
  for (const int batches : {1, 7, 12}) {
    ChildProcess child([&](int pipe) {
      CopyOptions options;
      options.batch_rows = 60;
      options.progress = [&](const CopyProgress& progress) { ChildProcess::tell(pipe, progress.rows); };
      return copy(options) ? 0 : 1;
    });
    std::int64_t rows = 0;
    for (int i = 0; i < batches; ++i) ASSERT_TRUE(child.next(rows));
    child.kill();
    EXPECT_TRUE(fails_with(open_target(), Failure::unavailable, "store_copy_unfinished"));
  }
  std::int64_t batches = 0;
  CopyOptions options;
  options.batch_rows = 60;
  options.progress = [&](const CopyProgress&) { ++batches; };
  const CopyReport report = must(copy(options));
  EXPECT_TRUE(report.matches());
  EXPECT_LT(batches, std::ssize(report.tables) + 3 * (kPunches / 60)) << "what had arrived was copied again";
  must(open_target());
}

TEST_F(CopyTest, a_source_that_was_written_to_meanwhile_is_noticed) {
  CopyOptions options;
  options.progress = [](const CopyProgress&) { throw std::runtime_error("broken off"); };
  EXPECT_THROW((void)copy(options), std::runtime_error);
  source_.reopen();
  must(source_.store().write([&](auto& t) { return book(t, kPunches); }));
  EXPECT_TRUE(fails_with(copy(), Failure::conflict, "store_copy_source_changed"));
}

TEST_F(CopyTest, a_target_with_other_data_is_refused_untouched) {
  const auto store = must(open_target());
  must(store->write([](auto& t) { return t.settings().set("key", "value"); }));
  EXPECT_TRUE(fails_with(copy(), Failure::conflict, "store_not_empty"));
  EXPECT_EQ(must(read_from(*store, [](auto& t) { return t.settings().get("key"); })), "value");
}

TEST_F(CopyTest, what_differs_is_reported_and_keeps_the_target_closed) {
  CopyOptions options;
  options.progress = [&](const CopyProgress& progress) {
    if (progress.table != "audit") return;
    target_->connect(As::owner)->run("UPDATE employee SET given_name = 'Eve' WHERE id = $1", grace_.id);
  };
  const CopyReport report = must(copy(options));
  EXPECT_FALSE(report.matches());
  for (const CopiedTable& table : report.tables) EXPECT_EQ(table.matches(), table.name != "employee") << table.name;
  EXPECT_TRUE(fails_with(open_target(), Failure::unavailable, "store_copy_unfinished"));
}

TEST_F(CopyTest, another_key_or_a_missing_file_is_refused) {
  source_.close();
  const auto owner = target_->options(As::owner);
  EXPECT_TRUE(fails_with(copy_sqlite_to_postgres(source_.file(), owner, crypto::SealingKey::generate()),
                         Failure::corrupt, "sealing_key_differs"));
  EXPECT_TRUE(fails_with(copy_sqlite_to_postgres(source_.folder() / "none.db", owner, source_.key()),
                         Failure::not_found, "store_missing"));
}

TEST_F(CopyTest, nobody_writes_to_the_source_meanwhile) {
  SqliteOptions impatient;
  impatient.busy_timeout = std::chrono::milliseconds{20};
  const auto store = must(open_sqlite_store(source_.file(), source_.key(), impatient));
  CopyOptions options;
  bool tried = false;
  options.progress = [&](const CopyProgress&) {
    if (std::exchange(tried, true)) return;
    EXPECT_TRUE(fails_with(store->write([](auto& t) { return t.settings().set("key", "value"); }), Failure::unavailable,
                           "store_busy"));
  };
  EXPECT_TRUE(must(copy(options)).matches());
}

}  // namespace attendsense::store::testing
