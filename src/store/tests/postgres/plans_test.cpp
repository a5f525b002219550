// The questions that grow with the company are answered from an index: asked of a server that has planned for a large
// company, with the very statements that the store prepares.

#include <boost/json.hpp>

#include "postgres/postgres_database.hpp"
#include "postgres/session.hpp"

namespace attendsense::store::testing {

using namespace core;

namespace {

constexpr int kEmployees = 100'000;

struct Plan {
  std::string statement;
  std::vector<std::string> nodes;  // "Index Scan punch punch_company"
};

void collect_nodes(const boost::json::value& plan, std::vector<std::string>& nodes) {
  const auto& node = plan.as_object();
  std::string text(node.at("Node Type").as_string());
  for (const auto* name : {"Relation Name", "Index Name"}) {
    if (const auto* value = node.if_contains(name)) text += " " + std::string(value->as_string());
  }
  nodes.push_back(text);
  if (const auto* inner = node.if_contains("Plans")) {
    for (const auto& each : inner->as_array()) collect_nodes(each, nodes);
  }
}

class Plans : public ::testing::Test {
 protected:
  void SetUp() override {
    ATTENDSENSE_NEEDS_SERVER(postgres);
    database_ = std::make_unique<PostgresDatabase>();
    must(database_->store().write([&](Transaction& t) { return add(t, office_); }));
    fill();
    session_ = std::make_unique<postgres::Session>(postgres::conninfo_of(database_->server().options(As::owner)), key_);
  }

  // A day of everybody: in and out, each seen by the camera; and the year of one.
  void fill() {
    const auto owner = database_->server().connect(As::owner);
    for (const auto* sql : {"ALTER TABLE sighting DISABLE TRIGGER ALL", "ALTER TABLE punch DISABLE TRIGGER ALL",
                            "ALTER TABLE employee DISABLE TRIGGER ALL", "ALTER TABLE outbox DISABLE TRIGGER ALL"}) {
      database_->server().connect(As::superuser)->script(sql);
    }
    owner->run(
        "INSERT INTO employee SELECT gen_random_uuid(), $1, $2, $3, 'e' || n, 'e' || n, 'e' || n, 'Given', 'Family',"
        " 'none', 'active', NULL, now() FROM generate_series(1, $4) AS n",
        office_.company.id, office_.site.id, office_.role.id, kEmployees);
    owner->run(
        "INSERT INTO sighting SELECT gen_random_uuid(), $1, gen_random_uuid(), 0, gen_random_uuid(), $2, $3,"
        " $4::timestamptz + n * interval '0.1 s', now(), CASE n % 10 WHEN 0 THEN 'unknown' ELSE 'booked' END,"
        " 'recognised', NULL, 0.7, 0.1, 'live', 0.9, 0.5, 100 FROM generate_series(1, $5) AS n",
        office_.company.id, office_.station.id, office_.camera.id, at(0), 2 * kEmployees);
    owner->run(
        "INSERT INTO punch SELECT gen_random_uuid(), $1, id, $2, 'in', false, $3::timestamptz + way * interval '8 h',"
        " 'camera', NULL, now() FROM employee, generate_series(0, 1) AS way",
        office_.company.id, office_.site.id, at(0));
    owner->run(
        "INSERT INTO punch SELECT gen_random_uuid(), $1, $2, $3, 'in', false, $4::timestamptz - n * interval '12 h',"
        " 'camera', NULL, now() FROM generate_series(1, 730) AS n",
        office_.company.id, office_.ada.id, office_.site.id, at(0));
    owner->run(
        "INSERT INTO outbox SELECT n, gen_random_uuid(), $1, $2, $3, 'punch', '{}', now()"
        " FROM generate_series(1, $4) AS n",
        office_.company.id, office_.site.id, office_.station.id, kEmployees);
    owner->script("ANALYZE");
  }

  // Runs `question` and gives the plans of what it prepared, as they are for any values.
  template <class Function>
  std::vector<Plan> plans_of(Function&& question) {
    must(session_->run(
        postgres::Session::Mode::read,
        [&](Transaction& t) -> Result<void> {
          auto result = question(t);
          if (!result) return fail(std::move(result));
          return {};
        },
        std::chrono::seconds{10}));
    postgres::Connection& connection = session_->connection();
    connection.script("SET plan_cache_mode = force_generic_plan");
    std::vector<Plan> plans;
    const auto read = [](postgres::Query& row) {
      return std::tuple{row.column<std::string>(0), row.column<std::string>(1), row.column<std::int64_t>(2)};
    };
    for (const auto& [name, statement, parameters] :
         connection.all("SELECT name, statement, cardinality(parameter_types)::bigint FROM pg_prepared_statements"
                        " WHERE statement ~ 'FROM (punch|sighting|outbox|employee) '",
                        read)) {
      std::string values;
      for (int i = 0; i < parameters; ++i) values += i == 0 ? "(NULL" : ", NULL";
      const auto plan = connection.value<std::string>("SELECT explained::text FROM explain_prepared($1) AS explained",
                                                      "EXECUTE " + name + values + (parameters == 0 ? "" : ")"));
      Plan& added = plans.emplace_back(Plan{statement, {}});
      collect_nodes(boost::json::parse(plan).as_array()[0].as_object().at("Plan"), added.nodes);
    }
    return plans;
  }

  template <class Function>
  void expect_index(const std::string& index, Function&& question) {
    bool used = false;
    for (const Plan& plan : plans_of(std::forward<Function>(question))) {
      for (const std::string& node : plan.nodes) {
        EXPECT_EQ(node.find("Seq Scan"), std::string::npos) << node << " in " << plan.statement;
        // What comes page by page comes in the order of an index; the few faces of a passage may be put in order.
        if (plan.statement.find("LIMIT") != std::string::npos) {
          EXPECT_NE(node, "Sort") << plan.statement;
        }
        used = used || node.ends_with(" " + index);
      }
    }
    EXPECT_TRUE(used) << index;
  }

  std::unique_ptr<PostgresDatabase> database_;
  const crypto::SealingKey key_ = crypto::SealingKey::generate();
  std::unique_ptr<postgres::Session> session_;
  const Office office_ = Office::make();
};

}  // namespace

// One test, since filling takes seconds.
TEST_F(Plans, no_question_reads_a_whole_table) {
  database_->server().connect(As::owner)->script(
      "CREATE FUNCTION explain_prepared(what text) RETURNS json LANGUAGE plpgsql AS"
      " $$ DECLARE plan json; BEGIN EXECUTE 'EXPLAIN (FORMAT JSON) ' || what INTO plan; RETURN plan; END $$");
  const CompanyId company = office_.company.id;
  const Page page{"", 500};
  const PunchFilter day{std::nullopt, at(0), at(86'400)};
  const PunchFilter year{office_.ada.id, at(std::int64_t{-365} * 86'400), at(0)};
  expect_index("punch_company", [&](auto& t) { return t.punches().list(company, day, page); });
  expect_index("punch_employee", [&](auto& t) { return t.punches().list(company, year, page); });
  expect_index("punch_employee", [&](auto& t) { return t.punches().neighbours(office_.ada.id, at(0)); });
  expect_index("sighting_time", [&](auto& t) { return t.sightings().list(company, std::nullopt, page); });
  expect_index("sighting_outcome", [&](auto& t) { return t.sightings().list(company, Outcome::unknown, page); });
  expect_index("sighting_passage", [&](auto& t) { return t.sightings().of_passage(new_id<PassageId>()); });
  expect_index("sighting_known", [&](auto& t) { return t.sightings().has_capture(new_id<CaptureId>()); });
  expect_index("outbox_pkey", [&](auto& t) { return t.outbox().after(0, 100); });
  expect_index("outbox_pkey", [&](auto& t) { return t.outbox().last_sequence(); });
  expect_index("employee_email", [&](auto& t) { return t.employees().find_by_email("e17"); });
  expect_index("employee_company_id_key", [&](auto& t) { return t.employees().list(company, {}, page); });
  EXPECT_EQ(must(read_from(database_->store(), [&](auto& t) { return t.punches().list(company, year, page); })).size(),
            500U);
}

}  // namespace attendsense::store::testing
