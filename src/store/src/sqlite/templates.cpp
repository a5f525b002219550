#include <fmt/format.h>

#include "paging.hpp"
#include "rows.hpp"
#include "sqlite/tables.hpp"

namespace attendsense::store::sqlite {
namespace {

using namespace core;

class SqliteTemplates final : public Templates {
 public:
  SqliteTemplates(Connection& connection, const crypto::SealingKey& key) : connection_(connection), key_(key) {}

  Result<void> add(const Template& added) override {
    return guarded([&] {
      connection_.run(
          "INSERT INTO template (id, employee, model, quality, created_at, sealed_vector)"
          " VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
          added.id, added.employee, added.model, added.quality, added.created_at, seal_vector(key_, added));
    });
  }

  Result<bool> remove(TemplateId id) override {
    return guarded([&] {
      const bool removed = connection_.run("DELETE FROM template WHERE id = ?1", id) != 0;
      if (removed) connection_.empty_log_after_commit();
      return removed;
    });
  }

  Result<std::optional<Template>> find(TemplateId id) override {
    return guarded([&]() -> std::optional<Template> {
      Query row(connection_,
                "SELECT id, employee, model, quality, created_at, sealed_vector FROM template WHERE id = ?1", id);
      if (!row.next()) return std::nullopt;
      return read_template(row, key_);
    });
  }

  Result<std::vector<Template>> of_employee(EmployeeId employee) override {
    return guarded([&] {
      return connection_.all(
          "SELECT id, employee, model, quality, created_at FROM template WHERE employee = ?1"
          " ORDER BY place",
          read_without_vector<Query>, employee);
    });
  }

  // In the order of the rows, from one end of the file to the other: no index names a model, on purpose.
  Result<void> for_each(const std::string& model, const std::function<Result<void>(const Template&)>& visit) override {
    return guarded([&] {
      Query rows(connection_,
                 "SELECT id, employee, model, quality, created_at, sealed_vector FROM template WHERE model = ?1"
                 " ORDER BY place",
                 model);
      while (rows.next()) {
        if (Result<void> visited = visit(read_template(rows, key_)); !visited) throw Failed(std::move(visited).error());
      }
    });
  }

  Result<std::int64_t> version() override {
    return guarded(
        [&] { return connection_.value<std::int64_t>("SELECT coalesce(max(version), 0) FROM template_change"); });
  }

  Result<std::vector<TemplateChange>> changes_after(std::int64_t version, int limit) override {
    return guarded([&] {
      return connection_.all(
          "SELECT version, template, employee, removed FROM template_change WHERE version > ?1"
          " ORDER BY version LIMIT ?2",
          read_change<Query>, version, limit_of(limit));
    });
  }

 private:
  Connection& connection_;
  const crypto::SealingKey& key_;
};

}  // namespace

std::unique_ptr<Templates> make_templates(Connection& connection, const crypto::SealingKey& key) {
  return std::make_unique<SqliteTemplates>(connection, key);
}

}  // namespace attendsense::store::sqlite
