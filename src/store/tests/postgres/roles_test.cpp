// Each role can do what its process must do, and nothing else, whatever SQL it sends.

#include "postgres/postgres_database.hpp"
#include "testing/planning.hpp"

namespace attendsense::store::testing {

using namespace core;

namespace {

class Roles : public ::testing::Test {
 protected:
  void SetUp() override {
    ATTENDSENSE_NEEDS_SERVER(postgres);
    database_ = std::make_unique<PostgresDatabase>();
    must(database_->store().write([&](Transaction& t) -> Result<void> {
      must(add(t, office_));
      must(add_planning(t, office_));
      must(t.templates().add(face_));
      must(t.tokens().add(token_));
      must(t.tokens().add_session(office_.session(token_)));
      must(t.settings().set("setup.code_hash", "a hash"));
      must(t.replies().begin(reply_key_, "fingerprint", at(0), at(60)));
      must(t.audit().append(office_.audit("one")));
      const Sighting seen = office_.sighting(at(1));
      must(t.sightings().add(seen));
      must(t.reviews().keep_crop(office_.company.id, seen.id, to_bytes("x"), at(1)));
      return t.punches().add(office_.punch(office_.ada.id, Direction::in, at(1)));
    }));
    api_ = database_->open(As::api);
    worker_ = database_->open(As::worker);
  }

  template <class Function>
  static bool refused(Store& store, Function&& function) {
    const auto done = store.write([&](Transaction& t) -> Result<void> {
      auto result = function(t);
      if (!result) return fail(std::move(result));
      return {};
    });
    return !done && done.error().code == "store_permission_missing";
  }

  Result<void> book(Transaction& t) {
    const Sighting seen = office_.sighting(at(10));
    Punch punch = office_.punch(office_.ada.id, Direction::in, at(10));
    punch.sighting = seen.id;
    must(t.sightings().has_capture(seen.capture));
    must(t.sightings().of_passage(seen.passage));
    must(t.punches().neighbours(office_.ada.id, at(10)));
    must(t.sightings().add(seen));
    must(t.punches().add(punch));
    must(t.audit().append(office_.audit("punch.book")));
    must(t.outbox().add(office_.event("{}")));
    Station seen_station = must(t.stations().find(office_.station.id)).value();
    seen_station.last_seen = at(10);
    return t.stations().update(seen_station);
  }

  std::unique_ptr<PostgresDatabase> database_;
  std::unique_ptr<Store> api_;
  std::unique_ptr<Store> worker_;
  const Office office_ = Office::make();
  const Template face_ = office_.face_template(office_.ada.id);
  const Token token_ = office_.token(office_.ada.id, "hash-1");
  const ReplyKey reply_key_{office_.company.id, RequesterId{office_.ada.id.uuid}, "key"};
};

}  // namespace

TEST_F(Roles, a_worker_books_follows_the_gallery_and_relays) {
  must(worker_->write([&](Transaction& t) { return book(t); }));
  must(worker_->write([&](Transaction& t) -> Result<void> {
    EXPECT_EQ(must(t.outbox().after(0, 10)).size(), 1U);
    EXPECT_EQ(must(t.outbox().last_sequence()), 1);
    EXPECT_EQ(must(t.outbox().prune(at(6))), 1);
    EXPECT_EQ(must(t.tokens().prune(at(7200))), 1);
    EXPECT_EQ(must(t.replies().prune(at(7200))), 1);
    const auto seen = must(t.sightings().list(office_.company.id, {}, {})).at(0);
    must(t.reviews().keep_crop(office_.company.id, seen.id, to_bytes("x"), at(1)));
    EXPECT_EQ(must(t.reviews().prune_crops(office_.company.id, at(1))), 0);
    EXPECT_EQ(must(t.sightings().prune(office_.company.id, at(0), 9)), 0);
    EXPECT_TRUE(must(t.reviews().remove_crop(seen.id)));
    must(t.settings().set("outbox.relayed", "1"));
    must(t.settings().set("outbox.relayed", "2"));
    EXPECT_EQ(must(t.settings().get("outbox.relayed")), "2");
    EXPECT_EQ(must(t.templates().changes_after(0, 10)).size(), 1U);
    must(t.employees().find(office_.ada.id));
    must(t.companies().find(office_.company.id));
    must(t.companies().find_site(office_.site.id));
    must(t.stations().find_camera(office_.camera.id));
    return t.templates().for_each("model-a", [](const Template&) -> Result<void> { return {}; });
  }));
  EXPECT_TRUE(must(worker_->try_lead("relay")));
}

TEST_F(Roles, a_worker_touches_no_person_password_token_or_template) {
  const Template another = office_.face_template(office_.ada.id);
  Station renamed = office_.station;
  renamed.name = "Mine";
  EXPECT_TRUE(refused(*worker_, [&](auto& t) { return t.employees().add(office_.employee("Eve", "Mallory")); }));
  EXPECT_TRUE(refused(*worker_, [&](auto& t) { return t.employees().update(office_.ada); }));
  EXPECT_TRUE(refused(*worker_, [&](auto& t) { return t.employees().erase(office_.ada.id); }));
  EXPECT_TRUE(refused(*worker_, [&](auto& t) { return t.employees().password_hash(office_.ada.id); }));
  EXPECT_TRUE(refused(*worker_, [&](auto& t) { return t.employees().set_password_hash(office_.ada.id, "x"); }));
  EXPECT_TRUE(refused(*worker_, [&](auto& t) { return t.tokens().find_by_hash("hash-1"); }));
  EXPECT_TRUE(refused(*worker_, [&](auto& t) { return t.tokens().add(office_.token(office_.ada.id, "hash-2")); }));
  EXPECT_TRUE(refused(*worker_, [&](auto& t) { return t.tokens().revoke_of_employee(office_.ada.id, at(1)); }));
  EXPECT_TRUE(refused(*worker_, [&](auto& t) { return t.tokens().sessions_of(office_.ada.id, at(1)); }));
  EXPECT_TRUE(refused(*worker_, [&](auto& t) { return t.second_factors().find(office_.ada.id); }));
  EXPECT_TRUE(refused(*worker_, [&](auto& t) { return t.second_factors().remove(office_.ada.id); }));
  EXPECT_TRUE(refused(*worker_, [&](auto& t) { return t.second_factors().spend_recovery_code(office_.ada.id, "x"); }));
  EXPECT_TRUE(refused(*worker_, [&](auto& t) { return t.replies().begin(reply_key_, "x", at(0), at(1)); }));
  EXPECT_TRUE(refused(*worker_, [&](auto& t) { return t.replies().finish(reply_key_, {}); }));
  EXPECT_TRUE(refused(*worker_, [&](auto& t) { return t.reviews().crop(new_id<SightingId>()); }))
      << "no picture either";
  EXPECT_TRUE(refused(*worker_, [&](auto& t) {
    return t.reviews().decide({.sighting = new_id<SightingId>(), .company = office_.company.id});
  }));
  EXPECT_TRUE(refused(*worker_, [&](auto& t) { return t.templates().add(another); }));
  EXPECT_TRUE(refused(*worker_, [&](auto& t) { return t.templates().remove(face_.id); }));
  EXPECT_TRUE(refused(*worker_, [&](auto& t) { return t.stations().update(renamed); }));
  EXPECT_TRUE(refused(*worker_, [&](auto& t) { return t.station_reports().set(office_.station.id, {}); }));
  EXPECT_TRUE(refused(*worker_, [&](auto& t) { return t.companies().set_policy(office_.company.id, Policy{}); }));
  EXPECT_TRUE(refused(*worker_, [](auto& t) { return t.settings().set("setup.code_hash", "known"); }));
  EXPECT_FALSE(must(read_from(*worker_, [](auto& t) { return t.settings().get("setup.code_hash"); })));
}

TEST_F(Roles, the_api_manages_everything_but_sightings) {
  const Employee grace = office_.employee("Grace", "Hopper");
  const Template hers = office_.face_template(grace.id);
  const Office other = Office::make("Difference Engines");
  must(api_->write([&](Transaction& t) -> Result<void> {
    must(add(t, other));
    must(t.companies().set_policy(office_.company.id, Policy{}));
    must(t.employees().add(grace));
    must(t.employees().update(grace));
    must(t.employees().set_password_hash(grace.id, "x"));
    must(t.employees().set_password_hash(grace.id, "y"));
    must(t.employees().password_hash(grace.id));
    must(t.templates().add(hers));
    must(t.templates().remove(face_.id));
    must(t.companies().set_name(office_.company.id, "Analytical Engines"));
    must(t.stations().update(office_.station));
    must(t.station_reports().set(office_.station.id, {}));
    must(t.station_reports().set(office_.station.id, {}));
    must(t.station_reports().find(office_.station.id));
    must(t.punches().add(office_.punch(grace.id, Direction::in, at(3))));
    must(t.tokens().add(office_.token(grace.id, "hash-2")));
    must(t.tokens().revoke_of_employee(grace.id, at(4)));
    must(t.tokens().add_session(office_.session(office_.token(grace.id, "hash-3"))));
    must(t.tokens().use_session(token_.family, "192.0.2.9", at(5), at(3600)));
    EXPECT_EQ(must(t.tokens().sessions_of(office_.ada.id, at(5))).size(), 1U);
    must(t.tokens().prune(at(0)));
    must(t.second_factors().set({grace.id, Secret("KEY"), at(1), std::nullopt}));
    must(t.second_factors().confirm(grace.id, at(2)));
    must(t.second_factors().spend_step(grace.id, 1));
    must(t.second_factors().set_recovery_codes(grace.id, std::vector<std::string>{"hash"}));
    must(t.second_factors().spend_recovery_code(grace.id, "hash"));
    must(t.second_factors().recovery_codes_left(grace.id));
    must(t.replies().finish(reply_key_, {204, "", Secret()}));
    must(t.replies().begin({other.company.id, RequesterId{other.ada.id.uuid}, "key"}, "f", at(0), at(60)));
    must(t.replies().prune(at(0)));
    must(t.outbox().add(office_.event("{}")));
    must(t.audit().append(office_.audit("two")));
    EXPECT_EQ(must(t.audit().verify(office_.company.id)), 2);
    must(t.sightings().list(office_.company.id, {.review = ReviewFilter::open}, {}));
    must(t.settings().remove("setup.code_hash"));
    const auto seen = must(t.sightings().list(office_.company.id, {}, {})).at(0);
    EXPECT_TRUE(must(t.reviews().crop(seen.id)));
    must(t.reviews().decide({.sighting = seen.id, .company = office_.company.id}));
    must(t.reviews().decision(seen.id));
    EXPECT_TRUE(must(t.reviews().remove_crop(seen.id)));
    must(t.reviews().remove_crops_like(office_.ada.id));
    return t.employees().erase(grace.id);
  }));
  EXPECT_TRUE(refused(*api_, [&](auto& t) { return t.sightings().add(office_.sighting(at(1))); }));
  EXPECT_TRUE(refused(*api_, [&](auto& t) { return t.sightings().prune(office_.company.id, at(9), 1); }));
}

TEST_F(Roles, the_api_plans_corrects_and_closes) {
  const Schedule schedule = schedule_of(office_, "Early");
  LeaveKind kind = leave_kind_of(office_, "Parental leave");
  Leave leave = leave_of(office_, kind.id, march(10), march(12));
  const Assignment assignment = assignment_of(office_, schedule.id, office_.ada.id);
  const Holiday holiday = holiday_of(office_, march(9), "Carnival");
  const OvertimeGrant grant = overtime_grant_of(office_, march(16));
  const Punch punch = office_.punch(office_.ada.id, Direction::in, at(10));
  const Correction correction = change_of(office_, punch, at(20));
  Period period = period_of(office_, march(1), march(31));
  must(api_->write([&](Transaction& t) -> Result<void> {
    must(t.schedules().add(schedule));
    must(t.schedules().update(schedule));
    must(t.schedules().add_assignment(assignment));
    must(t.schedules().update_assignment(assignment));
    must(t.holidays().add(holiday));
    must(t.leaves().add_kind(kind));
    must(t.leaves().update_kind(kind));
    must(t.leaves().add(leave));
    must(t.leaves().decide(leave));
    must(t.leaves().add_grant(grant));
    EXPECT_TRUE(must(t.leaves().revoke_grant(grant.id, at(30))));
    EXPECT_TRUE(must(t.punches().add_new(punch)));
    must(t.corrections().add(correction));
    must(t.corrections().decide(decision_on(correction, RequestState::approved)));
    must(t.periods().add(period));
    must(t.periods().update(period));
    must(t.periods().add_sheet(sheet_of(period.id, office_.ada.id)));
    EXPECT_TRUE(must(t.holidays().remove(holiday.id)));
    EXPECT_TRUE(must(t.schedules().remove_assignment(assignment.id)));
    EXPECT_TRUE(must(t.schedules().remove(schedule.id)));
    return t.employees().erase(office_.ada.id);
  }));
  EXPECT_EQ(must(read_from(*api_, [&](auto& t) { return t.periods().find_sheet(period.id, office_.ada.id); }))->figures,
            "");
}

TEST_F(Roles, a_worker_sees_nothing_of_planning) {
  const auto worker = database_->server().connect(As::worker);
  for (const std::string table : {"schedule", "assignment", "holiday", "leave_kind", "leave", "overtime_grant",
                                  "correction", "correction_decision", "period_sheet"}) {
    EXPECT_ANY_THROW(worker->script("SELECT * FROM attendsense." + table)) << table;
    EXPECT_ANY_THROW(worker->script("DELETE FROM attendsense." + table)) << table;
  }
}

// Workers deliver, the API says where to.
TEST_F(Roles, a_webhook_is_set_up_by_the_api_and_served_by_a_worker) {
  Webhook webhook;
  webhook.id = new_id<WebhookId>();
  webhook.company = office_.company.id;
  webhook.events = {"punch"};
  webhook.secret = Secret("whsec_");
  WebhookDelivery delivery;
  delivery.id = new_id<WebhookDeliveryId>();
  delivery.company = webhook.company;
  delivery.webhook = webhook.id;
  delivery.event = new_id<EventId>();
  delivery.next_at = at(0);
  must(api_->write([&](Transaction& t) -> Result<void> {
    must(t.webhooks().add(webhook));
    must(t.webhooks().add_delivery(delivery));
    must(t.webhooks().give_up(webhook.id, "paused"));
    return t.webhooks().update(webhook);
  }));
  const Incident silent{IncidentKind::station_silent, office_.company.id, office_.station.id, at(1)};
  must(worker_->write([&](Transaction& t) -> Result<void> {
    delivery.id = new_id<WebhookDeliveryId>();
    delivery.event = new_id<EventId>();
    must(t.webhooks().add_delivery(delivery));
    must(t.webhooks().due(webhook.id, at(9), 5));
    must(t.webhooks().update_delivery(delivery));
    must(t.webhooks().prune_deliveries(at(9)));
    must(t.webhooks().update_health(must(t.webhooks().active()).at(0)));
    must(t.settings().set("outbox.webhooks", "7"));
    must(t.incidents().begin(silent));
    must(t.incidents().end(silent.kind, silent.station));
    must(t.periods().closed_in(webhook.company, {march(1), march(2)}));
    return {};
  }));
  EXPECT_TRUE(refused(*worker_, [&](auto& t) { return t.webhooks().add(webhook); }));
  EXPECT_TRUE(refused(*worker_, [&](auto& t) { return t.webhooks().update(webhook); }));
  EXPECT_TRUE(refused(*worker_, [&](auto& t) { return t.webhooks().remove(webhook.id); }));
  must(api_->write([&](Transaction& t) -> Result<void> {
    must(t.webhooks().remove(webhook.id));
    return {};
  }));
}

TEST_F(Roles, neither_changes_what_is_append_only_nor_the_schema) {
  for (const As role : {As::api, As::worker}) {
    const auto connection = database_->server().connect(role);
    for (const auto* sql :
         {"UPDATE punch SET at = booked_at",
          "DELETE FROM punch",
          "TRUNCATE punch CASCADE",
          "UPDATE audit SET actor = 'nobody'",
          "DELETE FROM audit",
          "UPDATE sighting SET outcome = 'spoof'",
          "DELETE FROM sighting",
          "DELETE FROM employee",
          "UPDATE correction SET reason = ''",
          "DELETE FROM correction",
          "UPDATE correction_decision SET note = ''",
          "DELETE FROM correction_decision",
          "UPDATE leave SET reason = ''",
          "DELETE FROM leave",
          "UPDATE overtime_grant SET most_minutes = 600",
          "DELETE FROM overtime_grant",
          "UPDATE period SET first_date = last_date",
          "DELETE FROM period",
          "UPDATE period_sheet SET figures = ''",
          "DELETE FROM period_sheet",
          "DELETE FROM company",
          "UPDATE template SET quality = 1",
          "INSERT INTO template_change (template, employee, removed) SELECT id, employee, true FROM template",
          "DELETE FROM template_change",
          "UPDATE sealing SET key_fingerprint = ''",
          "UPDATE outbox SET body = '{}'",
          "UPDATE outbox_forgotten SET sequence = 0",
          "SELECT setval('outbox_number', 1)",
          "DELETE FROM schema_migration",
          "ALTER TABLE punch DISABLE TRIGGER ALL",
          "CREATE TABLE attendsense.mine ()",
          "CREATE TABLE public.mine ()",
          "SET session_replication_role = replica"}) {
      EXPECT_ANY_THROW(connection->script(sql)) << sql;
    }
  }
}

TEST_F(Roles, the_owner_itself_meets_the_triggers) {
  const auto owner = database_->server().connect(As::owner);
  for (const auto* sql :
       {"UPDATE punch SET at = booked_at", "DELETE FROM punch", "TRUNCATE punch", "UPDATE audit SET actor = 'nobody'",
        "DELETE FROM audit", "TRUNCATE audit", "UPDATE template SET quality = 1", "TRUNCATE correction CASCADE",
        "TRUNCATE correction_decision", "TRUNCATE period_sheet", "DELETE FROM correction",
        "DELETE FROM period_sheet"}) {
    EXPECT_ANY_THROW(owner->script(sql)) << sql;
  }
}

TEST_F(Roles, a_missing_permission_names_the_role) {
  const auto done = worker_->write([&](auto& t) { return t.employees().update(office_.ada); });
  ASSERT_FALSE(done);
  EXPECT_NE(done.error().message.find("attendsense_worker"), std::string::npos);
  EXPECT_FALSE(done.error().remedy.empty());
}

}  // namespace attendsense::store::testing
