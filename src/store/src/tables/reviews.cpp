#include <fmt/format.h>

#include "postgres/connection.hpp"
#include "rows.hpp"
#include "sealed.hpp"
#include "sqlite/connection.hpp"
#include "tables/tables.hpp"

namespace attendsense::store {
namespace {

using namespace core;

constexpr Conflict kDecided{"sighting_decision.sighting", "sighting_decided", "Somebody has decided on this sighting",
                            "Look at the sighting; a correction that was entered can be undone"};

constexpr auto kAsDecision = [](auto& row) {
  SightingDecision decision;
  std::string verdict;
  row.into(decision.sighting, decision.company, verdict, decision.employee, decision.correction, decision.note,
           decision.by, decision.at);
  decision.verdict = expect_known(parse_sighting_verdict(verdict), "sighting_decision.verdict");
  return decision;
};

template <class Connection>
class ReviewTable final : public Reviews {
 public:
  ReviewTable(Connection& connection, const crypto::SealingKey& sealing) : connection_(connection), sealing_(sealing) {}

  Result<void> decide(const SightingDecision& decision) override {
    return guarded(
        [&] {
          connection_.run(
              "INSERT INTO sighting_decision (sighting, company, verdict, employee, correction, note, decided_by,"
              " decided_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
              decision.sighting, decision.company, to_string(decision.verdict), decision.employee, decision.correction,
              decision.note, decision.by, decision.at);
        },
        {kDecided});
  }

  Result<std::optional<SightingDecision>> decision(SightingId sighting) override {
    return guarded([&] {
      return connection_.first(
          "SELECT sighting, company, verdict, employee, correction, note, decided_by, decided_at"
          " FROM sighting_decision WHERE sighting = $1",
          kAsDecision, sighting);
    });
  }

  Result<void> keep_crop(CompanyId company, SightingId sighting, BytesView jpeg, Instant at) override {
    return guarded([&] {
      const Bytes sealed = crypto::seal(sealing_, jpeg, crop_seal_context(sighting));
      connection_.run("INSERT INTO sighting_crop (sighting, company, kept_at, sealed_jpeg) VALUES ($1, $2, $3, $4)",
                      sighting, company, at, BytesView(sealed));
    });
  }

  Result<std::optional<Bytes>> crop(SightingId sighting) override {
    return guarded([&] {
      return connection_.first(
          "SELECT sealed_jpeg FROM sighting_crop WHERE sighting = $1", [&](auto& row) { return opened(row, sighting); },
          sighting);
    });
  }

  Result<bool> has_crop(SightingId sighting) override {
    return guarded([&] {
      return connection_.template value<bool>("SELECT EXISTS (SELECT 1 FROM sighting_crop WHERE sighting = $1)",
                                              sighting);
    });
  }

  Result<bool> remove_crop(SightingId sighting) override {
    return guarded([&] { return connection_.run("DELETE FROM sighting_crop WHERE sighting = $1", sighting) > 0; });
  }

  Result<std::int64_t> remove_crops_like(EmployeeId employee) override {
    return guarded([&] {
      return connection_.run("DELETE FROM sighting_crop WHERE sighting IN (SELECT id FROM sighting WHERE best = $1)",
                             employee);
    });
  }

  Result<std::int64_t> prune_crops(CompanyId company, Instant kept_before) override {
    return guarded([&] {
      return connection_.run("DELETE FROM sighting_crop WHERE company = $1 AND kept_at < $2", company, kept_before);
    });
  }

 private:
  template <class Row>
  Bytes opened(Row& row, SightingId sighting) const {
    BytesView sealed;
    row.into(sealed);
    Result<Bytes> jpeg = crypto::open(sealing_, sealed, crop_seal_context(sighting));
    if (!jpeg) {
      throw_failed(
          Failure::corrupt, "crop_sealed_otherwise",
          fmt::format("The picture of sighting {} does not open: {}", sighting.to_string(), jpeg.error().message),
          "Put back the key file or the backup it belongs to");
    }
    return *std::move(jpeg);
  }

  Connection& connection_;
  const crypto::SealingKey& sealing_;
};

}  // namespace

std::unique_ptr<core::Reviews> make_reviews(sqlite::Connection& connection, const crypto::SealingKey& key) {
  return std::make_unique<ReviewTable<sqlite::Connection>>(connection, key);
}

std::unique_ptr<core::Reviews> make_reviews(postgres::Connection& connection, const crypto::SealingKey& key) {
  return std::make_unique<ReviewTable<postgres::Connection>>(connection, key);
}

}  // namespace attendsense::store
