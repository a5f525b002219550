#pragma once

// What several use cases answer with: entities with the names that a reader needs beside them.

#include <chrono>
#include <optional>
#include <string>
#include <vector>

#include "attendsense/base/secret.hpp"
#include "attendsense/core/attendance.hpp"
#include "attendsense/core/entities.hpp"
#include "attendsense/vision/face.hpp"

namespace attendsense::service {

// A template without its vector.
struct PhotoView {
  core::TemplateId id;
  std::string model;
  float quality = 0;  // 0..1
  Instant created_at;
};

struct EmployeeView {
  core::Employee employee;
  core::Role role;
  core::Site site;
  std::vector<PhotoView> photos;
};

// Who somebody is, for lists of something else.
struct PersonView {
  core::EmployeeId id;
  std::string name;  // "Ada Lovelace"
  std::string email;
  core::EmployeeState state = core::EmployeeState::active;
  core::SiteId site;
  std::string time_zone;
};

struct StationView {
  core::Station station;  // its key is left empty
  core::Site site;
  std::vector<core::Camera> cameras;
  std::optional<core::ToldStationReport> report = {};  // none: it never told
};

struct PunchView {
  core::Punch punch;
  std::string name;  // of the employee
};

struct SightingView {
  core::Sighting sighting;
  std::optional<std::string> name;  // of the nearest person
  std::string station;
  std::string camera;
  bool crop = false;  // whether a picture of the face is kept
  std::optional<core::SightingDecision> decision = {};
  std::optional<std::string> decided_name = {};  // of the person that the decision names
};

// Tokens are shown once; only their hashes are kept.
struct Session {
  Secret access_token;
  Secret refresh_token;
  std::chrono::seconds expires_in{0};  // of the access token
  EmployeeView employee;
};

}  // namespace attendsense::service
