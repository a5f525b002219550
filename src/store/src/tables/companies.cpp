#include "names.hpp"
#include "postgres/connection.hpp"
#include "rows.hpp"
#include "sqlite/connection.hpp"
#include "tables/tables.hpp"

namespace attendsense::store {
namespace {

using namespace core;

constexpr auto kAsCompany = [](auto& row) { return read_company(row); };
constexpr auto kAsSite = [](auto& row) { return read_site(row); };
constexpr auto kAsRole = [](auto& row) { return read_role(row); };

template <class Connection>
class CompanyTable final : public Companies {
 public:
  explicit CompanyTable(Connection& connection) : connection_(connection) {}

  Result<void> add(const Company& company) override {
    return guarded([&] {
      connection_.run("INSERT INTO company (id, name, policy, created_at) VALUES ($1, $2, $3, $4)", company.id,
                      company.name, value_of(policy_to_json(company.policy)), company.created_at);
    });
  }

  Result<std::optional<Company>> find(CompanyId id) override {
    return guarded([&] {
      return connection_.first("SELECT id, name, policy, created_at FROM company WHERE id = $1", kAsCompany, id);
    });
  }

  Result<std::vector<Company>> all() override {
    return guarded(
        [&] { return connection_.all("SELECT id, name, policy, created_at FROM company ORDER BY id", kAsCompany); });
  }

  Result<void> set_policy(CompanyId id, const Policy& policy) override {
    return guarded([&] {
      if (connection_.run("UPDATE company SET policy = $2 WHERE id = $1", id, value_of(policy_to_json(policy))) == 0) {
        throw_failed(Failure::not_found, "company_unknown", "There is no company " + id.to_string());
      }
    });
  }

  Result<void> set_name(CompanyId id, const std::string& name) override {
    return guarded([&] {
      if (connection_.run("UPDATE company SET name = $2 WHERE id = $1", id, name) == 0) {
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

  Result<void> update_site(const Site& site) override {
    return guarded([&] {
      const auto changed = connection_.run("UPDATE site SET name = $2, time_zone = $3 WHERE id = $1", site.id,
                                           site.name, site.time_zone);
      if (changed == 0) throw_failed(Failure::not_found, "site_unknown", "There is no site " + site.id.to_string());
    });
  }

  Result<std::optional<Site>> find_site(SiteId id) override {
    return guarded(
        [&] { return connection_.first("SELECT id, company, name, time_zone FROM site WHERE id = $1", kAsSite, id); });
  }

  Result<std::vector<Site>> sites(CompanyId id) override {
    return guarded([&] {
      return connection_.all("SELECT id, company, name, time_zone FROM site WHERE company = $1 ORDER BY id", kAsSite,
                             id);
    });
  }

  Result<void> add_role(const Role& role) override {
    return guarded([&] {
      connection_.run("INSERT INTO role (id, company, name, permissions) VALUES ($1, $2, $3, $4)", role.id,
                      role.company, role.name, join_permissions(role.permissions));
    });
  }

  Result<void> update_role(const Role& role) override {
    return guarded([&] {
      const auto changed = connection_.run("UPDATE role SET name = $2, permissions = $3 WHERE id = $1", role.id,
                                           role.name, join_permissions(role.permissions));
      if (changed == 0) throw_failed(Failure::not_found, "role_unknown", "There is no role " + role.id.to_string());
    });
  }

  Result<std::optional<Role>> find_role(RoleId id) override {
    return guarded([&] {
      return connection_.first("SELECT id, company, name, permissions FROM role WHERE id = $1", kAsRole, id);
    });
  }

  Result<std::vector<Role>> roles(CompanyId id) override {
    return guarded([&] {
      return connection_.all("SELECT id, company, name, permissions FROM role WHERE company = $1 ORDER BY id", kAsRole,
                             id);
    });
  }

 private:
  Connection& connection_;
};

}  // namespace

std::unique_ptr<core::Companies> make_companies(sqlite::Connection& connection) {
  return std::make_unique<CompanyTable<sqlite::Connection>>(connection);
}

std::unique_ptr<core::Companies> make_companies(postgres::Connection& connection) {
  return std::make_unique<CompanyTable<postgres::Connection>>(connection);
}

}  // namespace attendsense::store
