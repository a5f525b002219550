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

const std::string kDecided = " AND id IN (SELECT sighting FROM sighting_decision WHERE company = $1)";
// What its station saw of the same face in passing settles it: it was recognised, or somebody decided.
const std::string kOpen =
    " AND outcome IN ('unknown', 'unclear', 'spoof', 'too_old') AND reason <> 'no_face'"
    " AND NOT EXISTS (SELECT 1 FROM sighting other WHERE other.passage = sighting.passage"
    " AND other.station = sighting.station AND other.face_index = sighting.face_index"
    " AND (other.outcome IN ('booked', 'too_soon')"
    " OR EXISTS (SELECT 1 FROM sighting_decision decided WHERE decided.sighting = other.id)))";

std::string_view of_review(ReviewFilter filter) {
  switch (filter) {
    case ReviewFilter::open:
      return kOpen;
    case ReviewFilter::decided:
      return kDecided;
    case ReviewFilter::all:
      break;
  }
  return "";
}

constexpr auto kAsSighting = [](auto& row) { return read_sighting(row); };

std::int64_t prune_rows(sqlite::Connection& connection, CompanyId company, Instant before, int most) {
  const std::string chosen =
      " IN (SELECT id FROM sighting WHERE company = $1 AND outcome <> 'booked' AND captured_at < $2"
      " AND NOT EXISTS (SELECT 1 FROM punch WHERE punch.sighting = sighting.id) ORDER BY captured_at, id LIMIT $3)";
  connection.run("DELETE FROM sighting_decision WHERE sighting" + chosen, company, before, most);
  connection.run("DELETE FROM sighting_crop WHERE sighting" + chosen, company, before, most);
  return connection.run("DELETE FROM sighting WHERE id" + chosen, company, before, most);
}

// By a function of the schema's, which does the same: nobody may delete sightings otherwise.
std::int64_t prune_rows(postgres::Connection& connection, CompanyId company, Instant before, int most) {
  return connection.value<std::int64_t>("SELECT prune_sightings($1, $2, $3)", company, before, most);
}

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

  Result<std::optional<Sighting>> find(SightingId id) override {
    return guarded([&] { return connection_.first(kSelect + "WHERE id = $1", kAsSighting, id); });
  }

  Result<std::vector<Sighting>> list(CompanyId company, const SightingFilter& filter, const Page& page) override {
    return guarded([&] {
      std::optional<std::string_view> outcome;
      if (filter.outcome) outcome = to_string(*filter.outcome);
      std::string sql = kSelect + "WHERE company = $1 AND (captured_at, id) < ($2, $3)";
      sql += condition("outcome = $5", 5, outcome);
      sql += condition("station = $6", 6, filter.station);
      sql += condition("captured_at >= $7", 7, filter.from);
      sql += condition("captured_at < $8", 8, filter.to);
      sql += of_review(filter.review);
      sql += " ORDER BY captured_at DESC, id DESC LIMIT $4";
      const Place before = place_of(company, page);
      return connection_.all(sql, kAsSighting, company, before.at, before.id, limit_of(page.limit), outcome,
                             filter.station, filter.from, filter.to);
    });
  }

  Result<std::int64_t> prune(CompanyId company, Instant captured_before, int most) override {
    return guarded([&] { return prune_rows(connection_, company, captured_before, most); });
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
