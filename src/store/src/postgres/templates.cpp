#include <fmt/format.h>

#include "paging.hpp"
#include "postgres/tables.hpp"
#include "rows.hpp"

namespace attendsense::store::postgres {
namespace {

using namespace core;

constexpr int kBatch = 1000;

const std::string kSelect = "SELECT id, employee, model, quality, created_at, sealed_vector FROM template ";
const std::string kVisit =
    "SELECT id, employee, model, quality, created_at, sealed_vector, place FROM template"
    " WHERE model = $1 AND place > $2 ORDER BY place LIMIT $3";

class PostgresTemplates final : public Templates {
 public:
  PostgresTemplates(Connection& connection, const crypto::SealingKey& key) : connection_(connection), key_(key) {}

  Result<void> add(const Template& added) override {
    return guarded([&] {
      connection_.run(
          "INSERT INTO template (id, employee, model, quality, created_at, sealed_vector)"
          " VALUES ($1, $2, $3, $4, $5, $6)",
          added.id, added.employee, added.model, added.quality, added.created_at, seal_vector(key_, added));
    });
  }

  Result<bool> remove(TemplateId id) override {
    return guarded([&] { return connection_.run("DELETE FROM template WHERE id = $1", id) != 0; });
  }

  Result<std::optional<Template>> find(TemplateId id) override {
    return guarded([&] {
      return connection_.first(kSelect + "WHERE id = $1", [&](Query& row) { return read_template(row, key_); }, id);
    });
  }

  Result<std::vector<Template>> of_employee(EmployeeId employee) override {
    return guarded([&] {
      return connection_.all(
          "SELECT id, employee, model, quality, created_at FROM template WHERE employee = $1"
          " ORDER BY place",
          read_without_vector<Query>, employee);
    });
  }

  // Batch after batch in the order of the primary key, all of the transaction's one moment: never the whole gallery in
  // memory at once. No index names a model, on purpose: nearly all rows are of the one in use.
  Result<void> for_each(const std::string& model, const std::function<Result<void>(const Template&)>& visit) override {
    return guarded([&] {
      std::int64_t place = 0;
      for (int seen = kBatch; seen == kBatch;) {
        Query rows = connection_.query(kVisit, model, place, kBatch);
        for (seen = 0; rows.next(); ++seen) {
          place = rows.column<std::int64_t>(6);
          if (Result<void> visited = visit(read_template(rows, key_)); !visited) {
            throw Failed(std::move(visited).error());
          }
        }
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
          "SELECT version, template, employee, removed FROM template_change WHERE version > $1"
          " ORDER BY version LIMIT $2",
          read_change<Query>, version, limit_of(limit));
    });
  }

 private:
  Connection& connection_;
  const crypto::SealingKey& key_;
};

}  // namespace

std::unique_ptr<Templates> make_templates(Connection& connection, const crypto::SealingKey& key) {
  return std::make_unique<PostgresTemplates>(connection, key);
}

}  // namespace attendsense::store::postgres
