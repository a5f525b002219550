#include "failed.hpp"
#include "paging.hpp"
#include "postgres/connection.hpp"
#include "sqlite/connection.hpp"
#include "tables/tables.hpp"

namespace attendsense::store {
namespace {

using namespace core;

const std::string kSelect =
    "SELECT id, company, employee, kind, punch, punch_at, direction, at, site, reason, batch, state, requested_by,"
    " requested_at FROM correction ";

constexpr auto kAsCorrection = [](auto& row) {
  Correction correction;
  std::string kind;
  std::optional<std::string> direction;
  std::string state;
  row.into(correction.id, correction.company, correction.employee, kind, correction.punch, correction.punch_at,
           direction, correction.at, correction.site, correction.reason, correction.batch, state,
           correction.requested_by, correction.requested_at);
  correction.kind = expect_known(parse_correction_kind(kind), "correction.kind");
  if (direction) correction.direction = expect_known(parse_direction(*direction), "correction.direction");
  correction.state = expect_known(parse_request_state(state), "correction.state");
  return correction;
};

constexpr auto kAsDecision = [](auto& row) {
  CorrectionDecision decision;
  std::string verdict;
  row.into(decision.correction, verdict, decision.by, decision.at, decision.note);
  decision.verdict = expect_known(parse_request_state(verdict), "correction_decision.verdict");
  return decision;
};

template <class Connection>
class CorrectionTable final : public Corrections {
 public:
  explicit CorrectionTable(Connection& connection) : connection_(connection) {}

  Result<void> add(const Correction& correction) override {
    return guarded([&] {
      expect_own_punch(correction);
      std::optional<std::string_view> direction;
      if (correction.direction) direction = to_string(*correction.direction);
      connection_.run(
          "INSERT INTO correction (id, company, employee, kind, punch, punch_at, direction, at, site, reason, batch,"
          " state, requested_by, requested_at)"
          " VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)",
          correction.id, correction.company, correction.employee, to_string(correction.kind), correction.punch,
          correction.punch_at, direction, correction.at, correction.site, correction.reason, correction.batch,
          to_string(correction.state), correction.requested_by, correction.requested_at);
    });
  }

  Result<void> decide(const CorrectionDecision& decision) override {
    return guarded([&] {
      if (connection_.run("UPDATE correction SET state = $2 WHERE id = $1", decision.correction,
                          to_string(decision.verdict)) == 0) {
        throw_failed(Failure::not_found, "correction_unknown",
                     "There is no correction " + decision.correction.to_string());
      }
      connection_.run(
          "INSERT INTO correction_decision (correction, sequence, verdict, decided_by, decided_at, note)"
          " SELECT $1, coalesce(max(sequence), 0) + 1, $2, $3, $4, $5 FROM correction_decision WHERE correction = $1",
          decision.correction, to_string(decision.verdict), decision.by, decision.at, decision.note);
    });
  }

  Result<std::optional<Correction>> find(CorrectionId id) override {
    return guarded([&] { return connection_.first(kSelect + "WHERE id = $1", kAsCorrection, id); });
  }

  Result<std::vector<CorrectionDecision>> decisions(CorrectionId id) override {
    return guarded([&] {
      return connection_.all(
          "SELECT correction, verdict, decided_by, decided_at, note FROM correction_decision WHERE correction = $1"
          " ORDER BY sequence",
          kAsDecision, id);
    });
  }

  Result<std::vector<Correction>> open_of_punch(PunchId punch) override {
    return guarded([&] {
      return connection_.all(
          kSelect + "WHERE punch = $1 AND state IN ('requested', 'half_approved', 'approved') ORDER BY id",
          kAsCorrection, punch);
    });
  }

  Result<std::vector<Correction>> list(CompanyId company, const CorrectionFilter& filter, const Page& page) override {
    return guarded([&] {
      std::optional<std::string_view> state;
      if (filter.state) state = to_string(*filter.state);
      return connection_.all(kSelect + "WHERE company = $1 AND id < $2" +
                                 condition("employee = $3", 3, filter.employee) + condition("state = $4", 4, state) +
                                 condition("batch = $5", 5, filter.batch) + " ORDER BY id DESC LIMIT $6",
                             kAsCorrection, company, before_of<CorrectionId>(page), filter.employee, state,
                             filter.batch, limit_of(page.limit));
    });
  }

  // Each half has an index of its own.
  Result<std::vector<Correction>> approved_in(CompanyId company, Instant from, Instant to,
                                              std::optional<EmployeeId> employee) override {
    return guarded([&] {
      const std::string approved =
          kSelect + "WHERE company = $1 AND state = 'approved'" + condition("employee = $4", 4, employee);
      return connection_.all(approved + " AND at >= $2 AND at < $3 UNION " + approved +
                                 " AND punch_at >= $2 AND punch_at < $3 ORDER BY id",
                             kAsCorrection, company, from, to, employee);
    });
  }

 private:
  // The schema sees to everything that is referred to but this: punches have no index of their own by person and id.
  void expect_own_punch(const Correction& correction) const {
    if (!correction.punch) return;
    if (connection_.template value<bool>(
            "SELECT EXISTS (SELECT 1 FROM punch WHERE id = $1 AND company = $2 AND employee = $3)", *correction.punch,
            correction.company, correction.employee)) {
      return;
    }
    throw_failed(Failure::conflict, "reference_unknown",
                 "The punch to correct is not there or belongs to somebody else", "Correct a punch of the same person");
  }

  Connection& connection_;
};

}  // namespace

std::unique_ptr<Corrections> make_corrections(sqlite::Connection& connection) {
  return std::make_unique<CorrectionTable<sqlite::Connection>>(connection);
}

std::unique_ptr<Corrections> make_corrections(postgres::Connection& connection) {
  return std::make_unique<CorrectionTable<postgres::Connection>>(connection);
}

}  // namespace attendsense::store
