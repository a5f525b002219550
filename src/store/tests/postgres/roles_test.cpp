// Each role can do what its process must do, and nothing else, whatever SQL it sends.

#include "postgres/postgres_database.hpp"

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
      must(t.templates().add(face_));
      must(t.tokens().add(office_.token(office_.ada.id, "hash-1")));
      must(t.settings().set("setup.code_hash", "a hash"));
      must(t.audit().append(office_.audit("one")));
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
};

}  // namespace

TEST_F(Roles, a_worker_books_follows_the_gallery_and_relays) {
  must(worker_->write([&](Transaction& t) { return book(t); }));
  must(worker_->write([&](Transaction& t) -> Result<void> {
    EXPECT_EQ(must(t.outbox().after(0, 10)).size(), 1U);
    EXPECT_EQ(must(t.outbox().last_sequence()), 1);
    EXPECT_EQ(must(t.outbox().prune(at(6))), 1);
    EXPECT_EQ(must(t.tokens().prune(at(7200))), 1);
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
  EXPECT_TRUE(refused(*worker_, [&](auto& t) { return t.templates().add(another); }));
  EXPECT_TRUE(refused(*worker_, [&](auto& t) { return t.templates().remove(face_.id); }));
  EXPECT_TRUE(refused(*worker_, [&](auto& t) { return t.stations().update(renamed); }));
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
    must(t.stations().update(office_.station));
    must(t.punches().add(office_.punch(grace.id, Direction::in, at(3))));
    must(t.tokens().add(office_.token(grace.id, "hash-2")));
    must(t.tokens().revoke_of_employee(grace.id, at(4)));
    must(t.tokens().prune(at(0)));
    must(t.outbox().add(office_.event("{}")));
    must(t.audit().append(office_.audit("two")));
    EXPECT_EQ(must(t.audit().verify(office_.company.id)), 2);
    must(t.sightings().list(office_.company.id, std::nullopt, {}));
    must(t.settings().remove("setup.code_hash"));
    return t.employees().erase(grace.id);
  }));
  EXPECT_TRUE(refused(*api_, [&](auto& t) { return t.sightings().add(office_.sighting(at(1))); }));
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
        "DELETE FROM audit", "TRUNCATE audit", "UPDATE template SET quality = 1"}) {
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
