#pragma once

// From a row of a table to the noun it stands for, the same over both engines: what the columns hold is read here once.
// `Row` is a query that stands on a row, with the columns in the order that the function names them.

#include <fmt/format.h>

#include "attendsense/core/ports/store.hpp"
#include "attendsense/crypto/sealing.hpp"
#include "case_fold.hpp"
#include "failed.hpp"
#include "names.hpp"
#include "policy_json.hpp"
#include "sealed.hpp"

namespace attendsense::store {

inline constexpr Conflict kEmailTaken{"employee.email_key", "email_taken",
                                      "An employee of this company has this e-mail already",
                                      "Choose another e-mail, or change the employee who has it"};

inline constexpr Conflict kPersonnelNumberTaken{"employee.company, employee.personnel_number", "personnel_number_taken",
                                                "An employee of this company has this personnel number already",
                                                "Choose another number, or change the employee who has it"};

inline constexpr Conflict kCameraNameTaken{"camera.station, camera.name", "camera_name_taken",
                                           "This station has a camera of this name already", "Choose another name"};

inline constexpr Conflict kSightingKnown{"sighting.capture, sighting.face_index", "sighting_known",
                                         "This face of this capture has been processed already",
                                         "Nothing needs to be done: the first outcome stands"};

template <class Row>
[[nodiscard]] core::Company read_company(Row& row) {
  core::Company company;
  std::string policy;
  row.into(company.id, company.name, policy, company.created_at);
  company.policy = value_of(policy_from_json(policy));
  return company;
}

template <class Row>
[[nodiscard]] core::Site read_site(Row& row) {
  core::Site site;
  row.into(site.id, site.company, site.name, site.time_zone);
  return site;
}

template <class Row>
[[nodiscard]] core::Role read_role(Row& row) {
  core::Role role;
  std::string permissions;
  row.into(role.id, role.company, role.name, permissions);
  role.permissions = expect_known(parse_permissions(permissions), "role.permissions");
  return role;
}

template <class Row>
[[nodiscard]] core::Employee read_employee(Row& row) {
  core::Employee employee;
  std::string honorific;
  std::string state;
  row.into(employee.id, employee.company, employee.site, employee.role, employee.email, employee.given_name,
           employee.family_name, honorific, state, employee.biometric_consent_at, employee.created_at,
           employee.personnel_number, employee.hired_at, employee.left_at);
  employee.honorific = expect_known(core::parse_honorific(honorific), "employee.honorific");
  employee.state = expect_known(core::parse_employee_state(state), "employee.state");
  return employee;
}

template <class Row>
[[nodiscard]] core::Template read_without_vector(Row& row) {
  core::Template read;
  row.into(read.id, read.employee, read.model, read.quality, read.created_at);
  return read;
}

template <class Row>
[[nodiscard]] core::TemplateChange read_change(Row& row) {
  core::TemplateChange change;
  row.into(change.version, change.id, change.employee, change.removed);
  return change;
}

template <class Row>
[[nodiscard]] core::Camera read_camera(Row& row) {
  core::Camera camera;
  std::string direction;
  row.into(camera.id, camera.station, camera.name, direction);
  camera.direction = expect_known(core::parse_camera_direction(direction), "camera.direction");
  return camera;
}

template <class Row>
[[nodiscard]] core::Sighting read_sighting(Row& row) {
  core::Sighting sighting;
  std::string outcome;
  std::string reason;
  std::string liveness;
  row.into(sighting.id, sighting.company, sighting.capture, sighting.face_index, sighting.passage, sighting.station,
           sighting.camera, sighting.captured_at, sighting.processed_at, outcome, reason, sighting.best,
           sighting.best_similarity, sighting.second_similarity, liveness, sighting.liveness_score, sighting.quality,
           sighting.face_width);
  sighting.outcome = expect_known(core::parse_outcome(outcome), "sighting.outcome");
  sighting.reason = expect_known(core::parse_reason(reason), "sighting.reason");
  sighting.liveness = expect_known(core::parse_liveness(liveness), "sighting.liveness");
  return sighting;
}

// `id, employee, site, direction, alternating, at, source, sighting, booked_at`: of a company that is known.
// What the figures are reckoned from.
template <class Row>
[[nodiscard]] core::Punch read_bare_punch(core::CompanyId company, Row& row) {
  core::Punch punch;
  punch.company = company;
  std::string_view direction;
  row.into(punch.id, punch.employee, punch.site, direction, punch.alternating, punch.at);
  punch.direction = expect_known(core::parse_direction(direction), "punch.direction");
  return punch;
}

// The same, whose it is, and where it came from.
template <class Row>
[[nodiscard]] core::Punch read_punch(Row& row) {
  core::Punch punch = read_bare_punch(row.template column<core::CompanyId>(6), row);
  punch.source = expect_known(core::parse_punch_source(row.template column<std::string_view>(7)), "punch.source");
  punch.sighting = row.template column<std::optional<core::SightingId>>(8);
  punch.booked_at = row.template column<Instant>(9);
  return punch;
}

template <class Row>
[[nodiscard]] core::Event read_event(Row& row) {
  core::Event event;
  row.into(event.sequence, event.id, event.company, event.site, event.station, event.type, event.body, event.at);
  return event;
}

template <class Row>
[[nodiscard]] core::AuditEntry read_entry(Row& row) {
  core::AuditEntry entry;
  row.into(entry.company, entry.sequence, entry.at, entry.actor, entry.action, entry.subject, entry.details,
           entry.previous_hash, entry.hash);
  return entry;
}

template <class Row>
[[nodiscard]] core::Token read_token(Row& row) {
  core::Token token;
  std::string kind;
  row.into(token.id, kind, token.company, token.employee, token.station, token.family, token.hash, token.expires_at,
           token.revoked_at, token.created_at);
  token.kind = expect_known(core::parse_token_kind(kind), "token.kind");
  return token;
}

template <class Row>
[[nodiscard]] core::AccountSession read_session(Row& row) {
  core::AccountSession session;
  row.into(session.id, session.company, session.employee, session.client, session.address, session.begun_at,
           session.last_used_at, session.expires_at);
  return session;
}

// `id, employee, model, quality, created_at, sealed_vector`, opened.
template <class Row>
[[nodiscard]] core::Template read_template(Row& row, const crypto::SealingKey& key) {
  core::Template read = read_without_vector(row);
  const auto sealed = row.template column<BytesView>(5);
  Result<Bytes> opened = crypto::open(key, sealed, template_seal_context(read.id, read.employee, read.model));
  if (!opened) {
    throw_failed(Failure::corrupt, "template_sealed_otherwise",
                 fmt::format("Template {} of employee {} does not open: {}", read.id.to_string(),
                             read.employee.to_string(), opened.error().message),
                 "Put back the key file or the backup it belongs to, or enrol the person anew");
  }
  read.vector.bytes = *std::move(opened);
  return read;
}

[[nodiscard]] inline Bytes seal_vector(const crypto::SealingKey& key, const core::Template& added) {
  return crypto::seal(key, added.vector.bytes, template_seal_context(added.id, added.employee, added.model));
}

template <class Row>
[[nodiscard]] core::Station read_station(Row& row, const crypto::SealingKey& key) {
  core::Station station;
  std::string state;
  BytesView sealed;
  row.into(station.id, station.company, station.site, station.name, state, sealed, station.last_seen,
           station.clock_offset, station.created_at);
  station.state = expect_known(core::parse_station_state(state), "station.state");
  const Result<Bytes> opened = crypto::open(key, sealed, station_seal_context(station.id));
  if (!opened) {
    throw_failed(Failure::corrupt, "station_key_sealed_otherwise",
                 fmt::format("The key of station {} does not open: {}", station.id.to_string(), opened.error().message),
                 "Put back the key file or the backup it belongs to, or register the station anew");
  }
  station.key = Secret(std::string(as_text(*opened)));
  return station;
}

[[nodiscard]] inline Bytes seal_station_key(const crypto::SealingKey& key, const core::Station& station) {
  return crypto::seal(key, as_bytes(station.key.reveal()), station_seal_context(station.id));
}

// The line break keeps a search from running over from the name into the e-mail.
[[nodiscard]] inline std::string search_key(const core::Employee& employee) {
  return fold_case(employee.given_name + ' ' + employee.family_name + '\n' + employee.email);
}

}  // namespace attendsense::store
