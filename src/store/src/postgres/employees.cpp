#include "paging.hpp"
#include "postgres/tables.hpp"
#include "rows.hpp"

namespace attendsense::store::postgres {
namespace {

using namespace core;

const std::string kSelect =
    "SELECT id, company, site, role, email, given_name, family_name, honorific, state, biometric_consent_at, created_at"
    " FROM employee ";

void expect_found(std::int64_t changed, EmployeeId id) {
  if (changed != 0) return;
  throw_failed(Failure::not_found, "employee_unknown", "There is no employee " + id.to_string());
}

class PostgresEmployees final : public Employees {
 public:
  explicit PostgresEmployees(Connection& connection) : connection_(connection) {}

  Result<void> add(const Employee& employee) override {
    return guarded(
        [&] {
          connection_.run(
              "INSERT INTO employee (id, company, site, role, email, given_name, family_name, honorific,"
              " state, biometric_consent_at, created_at, email_key, search_key) VALUES ($1, $2, $3, $4, $5, $6, $7, "
              "$8, $9, $10, $11, $12, $13)",
              employee.id, employee.company, employee.site, employee.role, employee.email, employee.given_name,
              employee.family_name, to_string(employee.honorific), to_string(employee.state),
              employee.biometric_consent_at, employee.created_at, fold_case(employee.email), search_key(employee));
        },
        {kEmailTaken});
  }

  // The company and the time of making stay what they are.
  Result<void> update(const Employee& employee) override {
    return guarded(
        [&] {
          const std::int64_t changed = connection_.run(
              "UPDATE employee SET site = $2, role = $3, email = $4, given_name = $5, family_name = $6, honorific = $7,"
              " state = $8, biometric_consent_at = $9, email_key = $10, search_key = $11 WHERE id = $1",
              employee.id, employee.site, employee.role, employee.email, employee.given_name, employee.family_name,
              to_string(employee.honorific), to_string(employee.state), employee.biometric_consent_at,
              fold_case(employee.email), search_key(employee));
          expect_found(changed, employee.id);
        },
        {kEmailTaken});
  }

  Result<std::optional<Employee>> find(EmployeeId id) override {
    return guarded([&] { return connection_.first(kSelect + "WHERE id = $1", read_employee<Query>, id); });
  }

  Result<std::vector<Employee>> find_by_email(const std::string& email) override {
    return guarded([&] {
      return connection_.all(kSelect + "WHERE email_key = $1 ORDER BY id", read_employee<Query>, fold_case(email));
    });
  }

  Result<std::vector<Employee>> list(CompanyId company, const EmployeeFilter& filter, const Page& page) override {
    return guarded([&] {
      std::optional<std::string_view> state;
      if (filter.state) state = to_string(*filter.state);
      return connection_.all(kSelect +
                                 "WHERE company = $1 AND id > $2 AND ($3::text IS NULL OR state = $3)"
                                 " AND ($4 = '' OR strpos(search_key, $4) > 0) ORDER BY id LIMIT $5",
                             read_employee<Query>, company, after_of<EmployeeId>(page).value_or(EmployeeId{}), state,
                             fold_case(filter.search), limit_of(page.limit));
    });
  }

  // By a function of the schema's: nobody may delete employees otherwise.
  Result<void> erase(EmployeeId id) override {
    return guarded([&] { expect_found(connection_.value<std::int64_t>("SELECT erase_employee($1)", id), id); });
  }

  Result<void> set_password_hash(EmployeeId id, const std::string& encoded) override {
    return guarded([&] {
      const std::int64_t changed = connection_.run(
          "INSERT INTO employee_password (employee, hash) SELECT id, $2 FROM employee WHERE id = $1"
          " ON CONFLICT (employee) DO UPDATE SET hash = excluded.hash",
          id, encoded);
      expect_found(changed, id);
    });
  }

  Result<std::optional<std::string>> password_hash(EmployeeId id) override {
    return guarded([&] {
      return connection_.value<std::optional<std::string>>("SELECT hash FROM employee_password WHERE employee = $1",
                                                           id);
    });
  }

 private:
  Connection& connection_;
};

}  // namespace

std::unique_ptr<Employees> make_employees(Connection& connection) {
  return std::make_unique<PostgresEmployees>(connection);
}

}  // namespace attendsense::store::postgres
