#include "paging.hpp"
#include "postgres/connection.hpp"
#include "rows.hpp"
#include "sqlite/connection.hpp"
#include "tables/tables.hpp"

namespace attendsense::store {
namespace {

using namespace core;

const std::string kSelect =
    "SELECT id, company, site, role, email, given_name, family_name, honorific, state, biometric_consent_at,"
    " created_at, personnel_number, hired_at, left_at FROM employee ";

constexpr auto kAsEmployee = [](auto& row) { return read_employee(row); };

void expect_found(std::int64_t changed, EmployeeId id) {
  if (changed != 0) return;
  throw_failed(Failure::not_found, "employee_unknown", "There is no employee " + id.to_string());
}

// What is said or done in another way over each engine.

constexpr std::string_view search_function(const sqlite::Connection& /*over*/) {
  return "instr";
}

constexpr std::string_view search_function(const postgres::Connection& /*over*/) {
  return "strpos";
}

// The schema's cascades do the rest: templates (and the gallery's history), punches, tokens and what was planned for
// the person go with the row, sightings forget whom they resembled. Events not yet forgotten may hold the name.
std::int64_t erase_row(sqlite::Connection& connection, EmployeeId id) {
  connection.run("DELETE FROM sighting_crop WHERE sighting IN (SELECT id FROM sighting WHERE best = $1)", id);
  connection.run("UPDATE sighting_decision SET note = '' WHERE employee = $1", id);
  const std::int64_t erased = connection.run("DELETE FROM employee WHERE id = $1", id);
  connection.run("DELETE FROM outbox WHERE instr(body, $1) > 0", id.to_string());
  connection.empty_log_after_commit();
  return erased;
}

// By a function of the schema's, which does the same: nobody may delete employees otherwise.
std::int64_t erase_row(postgres::Connection& connection, EmployeeId id) {
  return connection.value<std::int64_t>("SELECT erase_employee($1)", id);
}

std::int64_t set_password(sqlite::Connection& connection, EmployeeId id, const std::string& encoded) {
  return connection.run("UPDATE employee SET password_hash = $2 WHERE id = $1", id, encoded);
}

std::int64_t set_password(postgres::Connection& connection, EmployeeId id, const std::string& encoded) {
  return connection.run(
      "INSERT INTO employee_password (employee, hash) SELECT id, $2 FROM employee WHERE id = $1"
      " ON CONFLICT (employee) DO UPDATE SET hash = excluded.hash",
      id, encoded);
}

std::optional<std::string> password_of(sqlite::Connection& connection, EmployeeId id) {
  return connection.value<std::optional<std::string>>("SELECT password_hash FROM employee WHERE id = $1", id);
}

std::optional<std::string> password_of(postgres::Connection& connection, EmployeeId id) {
  return connection.value<std::optional<std::string>>("SELECT hash FROM employee_password WHERE employee = $1", id);
}

template <class Connection>
class EmployeeTable final : public Employees {
 public:
  explicit EmployeeTable(Connection& connection) : connection_(connection) {}

  Result<void> add(const Employee& employee) override {
    return guarded(
        [&] {
          connection_.run(
              "INSERT INTO employee (id, company, site, role, email, given_name, family_name, honorific, state,"
              " biometric_consent_at, created_at, email_key, search_key, personnel_number, hired_at, left_at)"
              " VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16)",
              employee.id, employee.company, employee.site, employee.role, employee.email, employee.given_name,
              employee.family_name, to_string(employee.honorific), to_string(employee.state),
              employee.biometric_consent_at, employee.created_at, fold_case(employee.email), search_key(employee),
              employee.personnel_number, employee.hired_at, employee.left_at);
        },
        {kEmailTaken, kPersonnelNumberTaken});
  }

  // The company and the time of making stay what they are.
  Result<void> update(const Employee& employee) override {
    return guarded(
        [&] {
          const std::int64_t changed = connection_.run(
              "UPDATE employee SET site = $2, role = $3, email = $4, given_name = $5, family_name = $6, honorific = $7,"
              " state = $8, biometric_consent_at = $9, email_key = $10, search_key = $11, personnel_number = $12,"
              " hired_at = $13, left_at = $14 WHERE id = $1",
              employee.id, employee.site, employee.role, employee.email, employee.given_name, employee.family_name,
              to_string(employee.honorific), to_string(employee.state), employee.biometric_consent_at,
              fold_case(employee.email), search_key(employee), employee.personnel_number, employee.hired_at,
              employee.left_at);
          expect_found(changed, employee.id);
        },
        {kEmailTaken, kPersonnelNumberTaken});
  }

  Result<std::optional<Employee>> find(EmployeeId id) override {
    return guarded([&] { return connection_.first(kSelect + "WHERE id = $1", kAsEmployee, id); });
  }

  Result<std::vector<Employee>> find_by_email(const std::string& email) override {
    return guarded(
        [&] { return connection_.all(kSelect + "WHERE email_key = $1 ORDER BY id", kAsEmployee, fold_case(email)); });
  }

  Result<std::optional<Employee>> find_by_personnel_number(CompanyId company, const std::string& number) override {
    return guarded([&] {
      return connection_.first(kSelect + "WHERE company = $1 AND personnel_number = $2 AND personnel_number <> ''",
                               kAsEmployee, company, number);
    });
  }

  Result<std::vector<Employee>> list(CompanyId company, const EmployeeFilter& filter, const Page& page) override {
    return guarded([&] {
      std::optional<std::string_view> state;
      if (filter.state) state = to_string(*filter.state);
      const std::string sql = fmt::format(
          "{}WHERE company = $1 AND id > $2 AND ($3 IS NULL OR state = $3) AND ($4 = '' OR {}(search_key, $4) > 0)"
          "{}{} ORDER BY id LIMIT $7",
          kSelect, search_function(connection_), condition("site = $5", 5, filter.site),
          condition("role = $6", 6, filter.role));
      return connection_.all(sql, kAsEmployee, company, after_of<EmployeeId>(page).value_or(EmployeeId{}), state,
                             fold_case(filter.search), filter.site, filter.role, limit_of(page.limit));
    });
  }

  Result<void> erase(EmployeeId id) override {
    return guarded([&] { expect_found(erase_row(connection_, id), id); });
  }

  Result<void> set_password_hash(EmployeeId id, const std::string& encoded) override {
    return guarded([&] { expect_found(set_password(connection_, id, encoded), id); });
  }

  Result<std::optional<std::string>> password_hash(EmployeeId id) override {
    return guarded([&] { return password_of(connection_, id); });
  }

 private:
  Connection& connection_;
};

}  // namespace

std::unique_ptr<Employees> make_employees(sqlite::Connection& connection) {
  return std::make_unique<EmployeeTable<sqlite::Connection>>(connection);
}

std::unique_ptr<Employees> make_employees(postgres::Connection& connection) {
  return std::make_unique<EmployeeTable<postgres::Connection>>(connection);
}

}  // namespace attendsense::store
