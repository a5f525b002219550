#include "paging.hpp"
#include "rows.hpp"
#include "sqlite/tables.hpp"

namespace attendsense::store::sqlite {
namespace {

using namespace core;

const std::string kSelect =
    "SELECT id, company, site, role, email, given_name, family_name, honorific, state, biometric_consent_at, created_at"
    " FROM employee ";

void expect_found(std::int64_t changed, EmployeeId id) {
  if (changed != 0) return;
  throw_failed(Failure::not_found, "employee_unknown", "There is no employee " + id.to_string());
}

class SqliteEmployees final : public Employees {
 public:
  explicit SqliteEmployees(Connection& connection) : connection_(connection) {}

  Result<void> add(const Employee& employee) override {
    return guarded(
        [&] {
          connection_.run(
              "INSERT INTO employee (id, company, site, role, email, given_name, family_name, honorific,"
              " state, biometric_consent_at, created_at, email_key, search_key) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, "
              "?8, ?9, ?10, ?11, ?12, ?13)",
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
              "UPDATE employee SET site = ?2, role = ?3, email = ?4, given_name = ?5, family_name = ?6, honorific = ?7,"
              " state = ?8, biometric_consent_at = ?9, email_key = ?10, search_key = ?11 WHERE id = ?1",
              employee.id, employee.site, employee.role, employee.email, employee.given_name, employee.family_name,
              to_string(employee.honorific), to_string(employee.state), employee.biometric_consent_at,
              fold_case(employee.email), search_key(employee));
          expect_found(changed, employee.id);
        },
        {kEmailTaken});
  }

  Result<std::optional<Employee>> find(EmployeeId id) override {
    return guarded([&] { return connection_.first(kSelect + "WHERE id = ?1", read_employee<Query>, id); });
  }

  Result<std::vector<Employee>> find_by_email(const std::string& email) override {
    return guarded([&] {
      return connection_.all(kSelect + "WHERE email_key = ?1 ORDER BY id", read_employee<Query>, fold_case(email));
    });
  }

  Result<std::vector<Employee>> list(CompanyId company, const EmployeeFilter& filter, const Page& page) override {
    return guarded([&] {
      std::optional<std::string_view> state;
      if (filter.state) state = to_string(*filter.state);
      return connection_.all(kSelect +
                                 "WHERE company = ?1 AND id > coalesce(?2, x'')"
                                 " AND (?3 IS NULL OR state = ?3) AND (?4 = '' OR instr(search_key, ?4) > 0)"
                                 " ORDER BY id LIMIT ?5",
                             read_employee<Query>, company, after_of<EmployeeId>(page), state, fold_case(filter.search),
                             limit_of(page.limit));
    });
  }

  // The schema's cascades do the rest: templates (and the gallery's history), punches and tokens go with the row,
  // sightings forget whom they resembled. Events not yet forgotten may hold the name.
  Result<void> erase(EmployeeId id) override {
    return guarded([&] {
      expect_found(connection_.run("DELETE FROM employee WHERE id = ?1", id), id);
      connection_.run("DELETE FROM outbox WHERE instr(body, ?1) > 0", id.to_string());
      connection_.empty_log_after_commit();
    });
  }

  Result<void> set_password_hash(EmployeeId id, const std::string& encoded) override {
    return guarded([&] {
      expect_found(connection_.run("UPDATE employee SET password_hash = ?2 WHERE id = ?1", id, encoded), id);
    });
  }

  Result<std::optional<std::string>> password_hash(EmployeeId id) override {
    return guarded([&] {
      return connection_.value<std::optional<std::string>>("SELECT password_hash FROM employee WHERE id = ?1", id);
    });
  }

 private:
  Connection& connection_;
};

}  // namespace

std::unique_ptr<Employees> make_employees(Connection& connection) {
  return std::make_unique<SqliteEmployees>(connection);
}

}  // namespace attendsense::store::sqlite
