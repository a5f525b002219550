#include "paging.hpp"
#include "postgres/connection.hpp"
#include "rows.hpp"
#include "sqlite/connection.hpp"
#include "tables/tables.hpp"

namespace attendsense::store {
namespace {

using namespace core;

const std::string kSelect =
    "SELECT id, company, capture, face_index, passage, station, camera, captured_at, processed_at, outcome, reason,"
    " best, best_similarity, second_similarity, liveness, liveness_score, quality, face_width FROM sighting ";

constexpr auto kAsSighting = [](auto& row) { return read_sighting(row); };

template <class Connection>
class SightingTable final : public Sightings {
 public:
  explicit SightingTable(Connection& connection) : connection_(connection) {}

  Result<void> add(const Sighting& sighting) override {
    return guarded(
        [&] {
          connection_.run(
              "INSERT INTO sighting (id, company, capture, face_index, passage, station, camera, captured_at,"
              " processed_at, outcome, reason, best, best_similarity, second_similarity, liveness, liveness_score,"
              " quality, face_width)"
              " VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18)",
              sighting.id, sighting.company, sighting.capture, sighting.face_index, sighting.passage, sighting.station,
              sighting.camera, sighting.captured_at, sighting.processed_at, to_string(sighting.outcome),
              to_string(sighting.reason), sighting.best, sighting.best_similarity, sighting.second_similarity,
              to_string(sighting.liveness), sighting.liveness_score, sighting.quality, sighting.face_width);
        },
        {kSightingKnown});
  }

  Result<bool> has_capture(CaptureId capture) override {
    return guarded([&] {
      return connection_.template value<bool>("SELECT EXISTS (SELECT 1 FROM sighting WHERE capture = $1)", capture);
    });
  }

  Result<std::vector<Sighting>> of_passage(PassageId passage) override {
    return guarded([&] {
      return connection_.all(kSelect + "WHERE passage = $1 ORDER BY captured_at, capture, face_index", kAsSighting,
                             passage);
    });
  }

  Result<std::vector<Sighting>> list(CompanyId company, std::optional<Outcome> outcome, const Page& page) override {
    return guarded([&] {
      // Two statements, so that each is served by an index in the order asked for.
      std::string sql = kSelect + "WHERE company = $1 AND (captured_at, id) < ($2, $3)";
      sql += outcome ? " AND outcome = $5" : "";
      sql += " ORDER BY captured_at DESC, id DESC LIMIT $4";
      const Place before = place_of(company, page);
      const std::int64_t limit = limit_of(page.limit);
      if (!outcome) return connection_.all(sql, kAsSighting, company, before.at, before.id, limit);
      return connection_.all(sql, kAsSighting, company, before.at, before.id, limit, to_string(*outcome));
    });
  }

 private:
  struct Place {
    Instant at = Instant::max();
    SightingId id;
  };

  [[nodiscard]] Place place_of(CompanyId company, const Page& page) const {
    const auto after = after_of<SightingId>(page);
    if (!after) return {};
    const auto at = connection_.template value<std::optional<Instant>>(
        "SELECT captured_at FROM sighting WHERE id = $1 AND company = $2", *after, company);
    if (!at) throw_unknown_page(page);
    return {*at, *after};
  }

  Connection& connection_;
};

}  // namespace

std::unique_ptr<core::Sightings> make_sightings(sqlite::Connection& connection) {
  return std::make_unique<SightingTable<sqlite::Connection>>(connection);
}

std::unique_ptr<core::Sightings> make_sightings(postgres::Connection& connection) {
  return std::make_unique<SightingTable<postgres::Connection>>(connection);
}

}  // namespace attendsense::store
