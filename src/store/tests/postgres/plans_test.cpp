// The questions that grow with the company are answered from an index: asked of a server that has planned for a large
// company, with the very statements that the store prepares.

#include <fmt/format.h>

#include <boost/json.hpp>

#include "postgres/postgres_database.hpp"
#include "postgres/session.hpp"
#include "testing/planning.hpp"

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
    const auto conninfo = postgres::conninfo_of(database_->server().options(As::owner));
    heartbeat_ = std::make_unique<postgres::Heartbeat>(conninfo, std::chrono::seconds{5});
    session_ = std::make_unique<postgres::Session>(conninfo, key_, *heartbeat_);
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
    // Somebody has decided on every fifth of those that were open.
    owner->run(
        "INSERT INTO sighting_decision SELECT id, company, 'dismissed', NULL, NULL, '', '', now() FROM sighting"
        " WHERE outcome = 'unknown' ORDER BY id LIMIT $1",
        kEmployees / 25);
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
    fill_planning(*owner);
    owner->script("ANALYZE");
  }

  // For a fifth of them a leave, a correction of each punch, an overtime grant and an assignment; ten thousand days
  // off.
  void fill_planning(postgres::Connection& owner) {
    for (const auto* table : {"assignment", "holiday", "leave", "overtime_grant", "correction", "period_sheet"}) {
      database_->server().connect(As::superuser)->script(fmt::format("ALTER TABLE {} DISABLE TRIGGER ALL", table));
    }
    const Schedule schedule = schedule_of(office_, "Shifts");
    const LeaveKind kind = leave_kind_of(office_, "Annual leave");
    must(database_->store().write([&](Transaction& t) -> Result<void> {
      must(t.schedules().add(schedule));
      must(t.leaves().add_kind(kind));
      return t.periods().add(period_);
    }));
    const CompanyId company = office_.company.id;
    owner.script(
        "INSERT INTO schedule SELECT gen_random_uuid(), company, name || n, name_key || n, definition,"
        " created_at FROM schedule, generate_series(1, 19) AS n");
    const std::string numbered = "(SELECT id, (row_number() OVER ())::int AS n FROM employee LIMIT 20000) AS person";
    owner.run(
        "INSERT INTO assignment SELECT gen_random_uuid(), $1, (SELECT array_agg(id) FROM schedule)[1 + n % 20],"
        " id, NULL, NULL, date '2020-01-01' + n % 3000, NULL, date '2020-01-01', now() FROM " +
            numbered,
        company);
    owner.run(
        "INSERT INTO holiday SELECT gen_random_uuid(), $1, NULL, date '1990-01-01' + n, 'Day', 'closed', 'whole'"
        " FROM generate_series(1, 10000) AS n",
        company);
    owner.run(
        "INSERT INTO leave SELECT gen_random_uuid(), $1, id, $2, date '2020-01-01' + n % 3000,"
        " date '2020-01-07' + n % 3000, 'whole', CASE n % 10 WHEN 0 THEN 'requested' ELSE 'approved' END, '', '',"
        " now(), '', NULL, '' FROM " +
            numbered,
        company, kind.id);
    owner.run(
        "INSERT INTO overtime_grant SELECT gen_random_uuid(), $1, id, date '2020-01-01' + n % 3000, 60, '', '',"
        " now(), NULL FROM " +
            numbered,
        company);
    owner.run(
        "INSERT INTO correction SELECT gen_random_uuid(), $1, person.id, 'change', punch.id, punch.at, 'in',"
        " punch.at + n * interval '1 minute', NULL, '', gen_random_uuid(), CASE n % 10 WHEN 0 THEN 'requested'"
        " ELSE 'approved' END, '', now() FROM " +
            numbered + " JOIN punch ON punch.employee = person.id",
        company);
    owner.run("INSERT INTO period_sheet SELECT $1, id, '{}', '' FROM employee", period_.id);
    owner.script(
        "INSERT INTO webhook SELECT gen_random_uuid(), id, '', '', '', 'active', '', NULL, NULL, 0, NULL, now()"
        " FROM company, generate_series(1, 20);"
        "INSERT INTO webhook_delivery SELECT gen_random_uuid(), company, id, gen_random_uuid(), 'punch', NULL, '',"
        " now(), CASE n % 10 WHEN 0 THEN 'waiting' ELSE 'delivered' END, 1, CASE n % 10 WHEN 0 THEN now() END, NULL,"
        " NULL, '' FROM webhook, generate_series(1, 1000) AS n");
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
                        " WHERE statement ~ 'FROM "
                        "(punch|sighting|outbox|employee|assignment|holiday|leave|overtime_grant|correction|period_"
                        "sheet|webhook_delivery) '",
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
    std::string found;
    for (const Plan& plan : plans_of(std::forward<Function>(question))) {
      for (const std::string& node : plan.nodes) {
        EXPECT_EQ(node.find("Seq Scan"), std::string::npos) << node << " in " << plan.statement;
        // What comes page by page comes in the order of an index; the few faces of a passage may be put in order.
        if (plan.statement.find("LIMIT") != std::string::npos) {
          EXPECT_NE(node, "Sort") << plan.statement;
        }
        used = used || node.ends_with(" " + index);
        found += node + "; ";
      }
    }
    EXPECT_TRUE(used) << index << " is not among " << found;
  }

  std::unique_ptr<PostgresDatabase> database_;
  const crypto::SealingKey key_ = crypto::SealingKey::generate();
  std::unique_ptr<postgres::Heartbeat> heartbeat_;
  std::unique_ptr<postgres::Session> session_;
  const Office office_ = Office::make();
  const Period period_ = period_of(office_, march(1), march(31));
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
  expect_index("sighting_time", [&](auto& t) { return t.sightings().list(company, {}, page); });
  expect_index("sighting_outcome",
               [&](auto& t) { return t.sightings().list(company, {.outcome = Outcome::unknown}, page); });
  const SightingFilter open{.review = ReviewFilter::open};
  expect_index("sighting_review", [&](auto& t) { return t.sightings().list(company, open, page); });
  expect_index("sighting_passage", [&](auto& t) { return t.sightings().of_passage(new_id<PassageId>()); });
  expect_index("sighting_known", [&](auto& t) { return t.sightings().has_capture(new_id<CaptureId>()); });
  expect_index("outbox_pkey", [&](auto& t) { return t.outbox().after(0, 100); });
  expect_index("outbox_pkey", [&](auto& t) { return t.outbox().last_sequence(); });
  expect_index("employee_email", [&](auto& t) { return t.employees().find_by_email("e17"); });
  expect_index("employee_company_id_key", [&](auto& t) { return t.employees().list(company, {}, page); });
  expect_index("personnel_number_taken", [&](auto& t) { return t.employees().find_by_personnel_number(company, "7"); });
  const EmployeeId ada = office_.ada.id;
  const DateRange week{march(2), march(8)};
  const auto approved = RequestState::approved;
  expect_index("assignment_company", [&](auto& t) { return t.schedules().list_assignments(company, {}, page); });
  expect_index("assignment_schedule",
               [&](auto& t) { return t.schedules().list_assignments(company, new_id<ScheduleId>(), page); });
  expect_index("assignment_employee",
               [&](auto& t) { return t.schedules().assignments_in(company, week, office_.ada); });
  expect_index("holiday_date", [&](auto& t) { return t.holidays().in(company, week, office_.site.id); });
  expect_index("leave_company", [&](auto& t) { return t.leaves().list(company, {}, page); });
  expect_index("leave_employee", [&](auto& t) { return t.leaves().list(company, {ada, {}, {}}, page); });
  expect_index("leave_state", [&](auto& t) { return t.leaves().list(company, {{}, approved, {}}, page); });
  expect_index("leave_approved", [&](auto& t) { return t.leaves().approved_in(company, week, {}); });
  expect_index("leave_employee", [&](auto& t) { return t.leaves().approved_in(company, week, ada); });
  expect_index("overtime_grant_date", [&](auto& t) { return t.leaves().grants_in(company, week, {}); });
  expect_index("overtime_grant_employee", [&](auto& t) { return t.leaves().grants_in(company, week, ada); });
  expect_index("correction_company", [&](auto& t) { return t.corrections().list(company, {}, page); });
  expect_index("correction_employee", [&](auto& t) { return t.corrections().list(company, {ada, {}, {}}, page); });
  expect_index("correction_state", [&](auto& t) { return t.corrections().list(company, {{}, approved, {}}, page); });
  expect_index("correction_batch",
               [&](auto& t) { return t.corrections().list(company, {{}, {}, new_id<CorrectionBatchId>()}, page); });
  expect_index("correction_punch", [&](auto& t) { return t.corrections().open_of_punch(new_id<PunchId>()); });
  expect_index("correction_at", [&](auto& t) { return t.corrections().approved_in(company, at(0), at(60), {}); });
  expect_index("correction_punch_at", [&](auto& t) { return t.corrections().approved_in(company, at(0), at(60), {}); });
  expect_index("correction_employee",
               [&](auto& t) { return t.corrections().approved_in(company, at(0), at(60), ada); });
  expect_index("period_sheet_pkey", [&](auto& t) { return t.periods().sheets(period_.id, page); });
  const auto hook = new_id<WebhookId>();
  expect_index("webhook_delivery_log", [&](auto& t) { return t.webhooks().deliveries(hook, {}, page); });
  expect_index("webhook_delivery_due", [&](auto& t) { return t.webhooks().due(hook, at(0), 9); });
  EXPECT_EQ(must(read_from(database_->store(), [&](auto& t) { return t.punches().list(company, year, page); })).size(),
            500U);
}

}  // namespace attendsense::store::testing
