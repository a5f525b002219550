#pragma once

#include <string>
#include <vector>

#include "attendsense/base/bytes.hpp"
#include "attendsense/service/enrol_photo.hpp"
#include "attendsense/service/ports.hpp"
#include "attendsense/service/views.hpp"

// The installation's one company, its first site, the roles "administrator" and "employee", and its first
// administrator, all or nothing. Needs the set-up code that the server printed, which is burnt by it. Errors:
// unauthenticated "setup_code_wrong"; throttled "too_many_attempts"; conflict "company_registered"; invalid_input
// "input_invalid"; those of enrol_photo for photos, whose field says which.
namespace attendsense::service::register_company {

struct Administrator {
  std::string email = {};
  std::string given_name = {};
  std::string family_name = {};
  core::Honorific honorific = core::Honorific::none;
  Secret password = {};
  bool consent = false;            // to biometric processing; photos need it
  std::vector<Bytes> photos = {};  // at most kMostPhotosAtOnce
};

struct Input {
  std::string setup_code = {};  // as typed
  std::string company_name = {};
  std::string language = "en";
  std::string site_name = {};
  std::string time_zone = {};  // IANA name
  Administrator administrator = {};
  std::string address = {};  // of the caller, for the throttle; empty: local
};

struct Output {
  core::CompanyId company;
  core::SiteId site;
  core::EmployeeId employee;
  Session session;
};

[[nodiscard]] Result<void> check(const Input& input);
[[nodiscard]] Result<Output> run(Ports& ports, const Input& input, Instant now);

}  // namespace attendsense::service::register_company
