#include "names.hpp"
#include "postgres/tables.hpp"
#include "rows.hpp"

namespace attendsense::store::postgres {
namespace {

using namespace core;

class PostgresCompanies final : public Companies {
 public:
  explicit PostgresCompanies(Connection& connection) : connection_(connection) {}

  Result<void> add(const Company& company) override {
    return guarded([&] {
      connection_.run("INSERT INTO company (id, name, policy, created_at) VALUES ($1, $2, $3, $4)", company.id,
                      company.name, value_of(policy_to_json(company.policy)), company.created_at);
    });
  }

  Result<std::optional<Company>> find(CompanyId id) override {
    return guarded([&] {
      return connection_.first("SELECT id, name, policy, created_at FROM company WHERE id = $1", read_company<Query>,
                               id);
    });
  }

  Result<std::vector<Company>> all() override {
    return guarded([&] {
      return connection_.all("SELECT id, name, policy, created_at FROM company ORDER BY id", read_company<Query>);
    });
  }

  Result<void> set_policy(CompanyId id, const Policy& policy) override {
    return guarded([&] {
      if (connection_.run("UPDATE company SET policy = $2 WHERE id = $1", id, value_of(policy_to_json(policy))) == 0) {
        throw_failed(Failure::not_found, "company_unknown", "There is no company " + id.to_string());
      }
    });
  }

  Result<void> add_site(const Site& site) override {
    return guarded([&] {
      connection_.run("INSERT INTO site (id, company, name, time_zone) VALUES ($1, $2, $3, $4)", site.id, site.company,
                      site.name, site.time_zone);
    });
  }

  Result<std::optional<Site>> find_site(SiteId id) override {
    return guarded([&] {
      return connection_.first("SELECT id, company, name, time_zone FROM site WHERE id = $1", read_site<Query>, id);
    });
  }

  Result<std::vector<Site>> sites(CompanyId id) override {
    return guarded([&] {
      return connection_.all("SELECT id, company, name, time_zone FROM site WHERE company = $1 ORDER BY id",
                             read_site<Query>, id);
    });
  }

  Result<void> add_role(const Role& role) override {
    return guarded([&] {
      connection_.run("INSERT INTO role (id, company, name, permissions) VALUES ($1, $2, $3, $4)", role.id,
                      role.company, role.name, join_permissions(role.permissions));
    });
  }

  Result<std::optional<Role>> find_role(RoleId id) override {
    return guarded([&] {
      return connection_.first("SELECT id, company, name, permissions FROM role WHERE id = $1", read_role<Query>, id);
    });
  }

  Result<std::vector<Role>> roles(CompanyId id) override {
    return guarded([&] {
      return connection_.all("SELECT id, company, name, permissions FROM role WHERE company = $1 ORDER BY id",
                             read_role<Query>, id);
    });
  }

 private:
  Connection& connection_;
};

}  // namespace

std::unique_ptr<Companies> make_companies(Connection& connection) {
  return std::make_unique<PostgresCompanies>(connection);
}

}  // namespace attendsense::store::postgres
