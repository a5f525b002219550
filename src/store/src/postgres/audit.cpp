#include <fmt/format.h>

#include "audit_chain.hpp"
#include "audit_page.hpp"
#include "postgres/tables.hpp"
#include "rows.hpp"

namespace attendsense::store::postgres {
namespace {

using namespace core;

const std::string kSelect =
    "SELECT company, sequence, at, actor, action, subject, details, previous_hash, hash FROM audit ";
const std::string kPage = kSelect + "WHERE company = $1 AND sequence > $2 ORDER BY sequence LIMIT $3";

constexpr int kBatch = 1000;

class PostgresAudit final : public Audit {
 public:
  explicit PostgresAudit(Connection& connection) : connection_(connection) {}

  Result<AuditEntry> append(AuditEntry entry) override {
    return guarded([&] {
      const Head head = lock_head(entry.company);
      entry.sequence = head.sequence + 1;
      entry.previous_hash = head.hash;
      entry.hash = audit_hash(entry);
      connection_.run(
          "INSERT INTO audit (company, sequence, at, actor, action, subject, details, previous_hash, hash)"
          " VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
          entry.company, entry.sequence, entry.at, entry.actor, entry.action, entry.subject, entry.details,
          entry.previous_hash, entry.hash);
      connection_.run("UPDATE audit_head SET sequence = $2, hash = $3 WHERE company = $1", entry.company,
                      entry.sequence, entry.hash);
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
          kSelect + "WHERE company = $1 AND action = $2 AND subject = $3 ORDER BY sequence DESC LIMIT 1",
          read_entry<Query>, company, action, subject);
    });
  }

  Result<std::int64_t> verify(CompanyId company) override {
    return guarded([&] {
      Head verified;
      for (int seen = kBatch; seen == kBatch;) {
        Query rows = connection_.query(kPage, company, verified.sequence, kBatch);
        for (seen = 0; rows.next(); ++seen) {
          const AuditEntry entry = read_entry(rows);
          const bool fits = entry.sequence == verified.sequence + 1 && entry.previous_hash == verified.hash &&
                            entry.hash == audit_hash(entry);
          if (!fits) throw_broken(company, entry.sequence);
          verified = {entry.sequence, entry.hash};
        }
      }
      return verified.sequence;
    });
  }

 private:
  struct Head {
    std::int64_t sequence = 0;
    std::string hash;
  };

  // Until the end of the transaction nobody else appends. Another who did so since this transaction began makes it a
  // conflict, and the transaction runs again.
  [[nodiscard]] Head lock_head(CompanyId company) const {
    connection_.run("SELECT queue_for_commit()");
    connection_.run("INSERT INTO audit_head (company, sequence, hash) VALUES ($1, 0, '') ON CONFLICT DO NOTHING",
                    company);
    const auto read = [](Query& row) { return Head{row.column<std::int64_t>(0), row.column<std::string>(1)}; };
    return connection_.first("SELECT sequence, hash FROM audit_head WHERE company = $1 FOR UPDATE", read, company)
        .value();
  }

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
  return std::make_unique<PostgresAudit>(connection);
}

}  // namespace attendsense::store::postgres
