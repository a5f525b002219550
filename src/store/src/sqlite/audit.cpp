#include <fmt/format.h>

#include "audit_chain.hpp"
#include "audit_page.hpp"
#include "rows.hpp"
#include "sqlite/tables.hpp"

namespace attendsense::store::sqlite {
namespace {

using namespace core;

const std::string kSelect =
    "SELECT company, sequence, at, actor, action, subject, details, previous_hash, hash FROM audit ";

class SqliteAudit final : public Audit {
 public:
  explicit SqliteAudit(Connection& connection) : connection_(connection) {}

  Result<AuditEntry> append(AuditEntry entry) override {
    return guarded([&] {
      const auto last = connection_.first(kSelect + "WHERE company = ?1 ORDER BY sequence DESC LIMIT 1",
                                          read_entry<Query>, entry.company);
      entry.sequence = last ? last->sequence + 1 : 1;
      entry.previous_hash = last ? last->hash : "";
      entry.hash = audit_hash(entry);
      connection_.run(
          "INSERT INTO audit (company, sequence, at, actor, action, subject, details, previous_hash, hash)"
          " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)",
          entry.company, entry.sequence, entry.at, entry.actor, entry.action, entry.subject, entry.details,
          entry.previous_hash, entry.hash);
      return std::move(entry);
    });
  }

  Result<std::vector<AuditEntry>> list(CompanyId company, const AuditFilter& filter, const Page& page) override {
    return guarded([&] {
      return connection_.all(kSelect + audit_page_sql(filter), read_entry<Query>, company, audit_place_of(filter, page),
                             limit_of(page.limit), given(filter.action), given(filter.actor), given(filter.subject),
                             filter.from, filter.to);
    });
  }

  Result<std::optional<AuditEntry>> last(CompanyId company, const std::string& action,
                                         const std::string& subject) override {
    return guarded([&] {
      return connection_.first(
          kSelect + "WHERE company = ?1 AND action = ?2 AND subject = ?3 ORDER BY sequence DESC LIMIT 1",
          read_entry<Query>, company, action, subject);
    });
  }

  Result<std::int64_t> verify(CompanyId company) override {
    return guarded([&] {
      Query rows(connection_, kSelect + "WHERE company = ?1 ORDER BY sequence", company);
      std::int64_t verified = 0;
      std::string previous_hash;
      while (rows.next()) {
        const AuditEntry entry = read_entry(rows);
        const bool fits =
            entry.sequence == verified + 1 && entry.previous_hash == previous_hash && entry.hash == audit_hash(entry);
        if (!fits) throw_broken(company, entry.sequence);
        ++verified;
        previous_hash = entry.hash;
      }
      return verified;
    });
  }

 private:
  [[noreturn]] static void throw_broken(CompanyId company, std::int64_t sequence) {
    throw_failed(Failure::corrupt, "audit_chain_broken",
                 fmt::format("Entry {} of the audit of company {} does not fit the one before it", sequence,
                             company.to_string()),
                 "It, or the one before, was changed or removed outside of this program: compare with a backup");
  }

  Connection& connection_;
};

}  // namespace

std::unique_ptr<Audit> make_audit(Connection& connection) {
  return std::make_unique<SqliteAudit>(connection);
}

}  // namespace attendsense::store::sqlite
