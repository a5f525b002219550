#include "testing/office.hpp"

namespace attendsense::store::testing {

using namespace core;

Instant at(std::int64_t seconds) {
  using namespace std::chrono;
  return sys_days{2026y / March / 2} + hours{8} + std::chrono::seconds{seconds};
}

Office Office::make(const std::string& name) {
  Office office;
  office.company = {new_id<CompanyId>(), name, Policy{}, at(0)};
  office.site = {new_id<SiteId>(), office.company.id, "Head office", "Europe/London"};
  office.role = {new_id<RoleId>(), office.company.id, "Staff", {Permission::view_own, Permission::manage_stations}};
  office.ada = office.employee("Ada", "Lovelace");
  office.ada.personnel_number = "A-0017";
  office.station = {new_id<StationId>(), office.company.id,    office.site.id,
                    "Front door",        StationState::active, Secret("a-key-of-the-station"),
                    std::nullopt,        std::nullopt,         at(1)};
  office.camera = {new_id<CameraId>(), office.station.id, "gate", CameraDirection::both};
  return office;
}

Employee Office::employee(const std::string& given_name, const std::string& family_name) const {
  return {new_id<EmployeeId>(),
          company.id,
          site.id,
          role.id,
          given_name + "@" + family_name + ".example",
          given_name,
          family_name,
          Honorific::ms,
          EmployeeState::active,
          at(2),
          at(1),
          "",
          at(-86'400),
          std::nullopt};
}

Template Office::face_template(EmployeeId employee, std::uint8_t fill) const {
  return {new_id<TemplateId>(), employee, "model-a", 0.875F, {{}, Bytes(1024, fill)}, at(3)};
}

Sighting Office::sighting(Instant captured_at) const {
  Sighting sighting;
  sighting.id = new_id<SightingId>();
  sighting.company = company.id;
  sighting.capture = new_id<CaptureId>();
  sighting.passage = new_id<PassageId>();
  sighting.station = station.id;
  sighting.camera = camera.id;
  sighting.captured_at = captured_at;
  sighting.processed_at = captured_at + std::chrono::microseconds{123'456};
  sighting.outcome = Outcome::booked;
  sighting.reason = Reason::recognised;
  sighting.best = ada.id;
  sighting.best_similarity = 0.71F;
  sighting.second_similarity = -0.125F;
  sighting.liveness = Liveness::live;
  sighting.liveness_score = 0.93F;
  sighting.quality = 0.5F;
  sighting.face_width = 112.25F;
  return sighting;
}

Punch Office::punch(EmployeeId employee, Direction direction, Instant when) const {
  return {new_id<PunchId>(),
          company.id,
          employee,
          site.id,
          direction,
          true,
          when,
          PunchSource::manual,
          std::nullopt,
          when + std::chrono::seconds{1}};
}

Event Office::event(const std::string& body) const {
  return {0, new_id<EventId>(), company.id, site.id, station.id, "punch", body, at(5)};
}

Token Office::token(EmployeeId employee, const std::string& hash) const {
  return {new_id<TokenId>(), TokenKind::refresh, company.id, employee, std::nullopt, new_id<TokenId>(), hash,
          at(3600),          std::nullopt,       at(4)};
}

AccountSession Office::session(const Token& token) const {
  return {token.family, company.id, token.employee.value(), "Firefox on Linux", "192.0.2.7", at(4), at(4), at(3600)};
}

AuditEntry Office::audit(const std::string& action) const {
  return {0, company.id, at(6), "system", action, ada.id.to_string(), R"({"a":1})", "", ""};
}

Result<void> add(Transaction& transaction, const Office& office) {
  Result<void> added = transaction.companies().add(office.company);
  if (added) added = transaction.companies().add_site(office.site);
  if (added) added = transaction.companies().add_role(office.role);
  if (added) added = transaction.employees().add(office.ada);
  if (added) added = transaction.stations().add(office.station);
  if (added) added = transaction.stations().add_camera(office.camera);
  return added;
}

}  // namespace attendsense::store::testing
