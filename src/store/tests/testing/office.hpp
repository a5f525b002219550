#pragma once

// A company with one of each, to write tests about.

#include <chrono>
#include <string>

#include "attendsense/core/ports/store.hpp"

namespace attendsense::store::testing {

// 2026-03-02T08:00:00Z plus so many seconds.
[[nodiscard]] Instant at(std::int64_t seconds);

template <class Id>
[[nodiscard]] Id new_id() {
  return Id::make(at(0));
}

struct Office {
  core::Company company;
  core::Site site;
  core::Role role;
  core::Employee ada;
  core::Station station;
  core::Camera camera;

  // All of them new, none of them stored.
  [[nodiscard]] static Office make(const std::string& name = "Analytical Engines");

  // What belongs to this office, with every field set.
  [[nodiscard]] core::Employee employee(const std::string& given_name, const std::string& family_name) const;
  [[nodiscard]] core::Template face_template(core::EmployeeId employee, std::uint8_t fill = 7) const;
  [[nodiscard]] core::Sighting sighting(Instant captured_at) const;
  [[nodiscard]] core::Punch punch(core::EmployeeId employee, core::Direction direction, Instant when) const;
  [[nodiscard]] core::Event event(const std::string& body) const;
  [[nodiscard]] core::Token token(core::EmployeeId employee, const std::string& hash) const;
  // The session that a token is of.
  [[nodiscard]] core::AccountSession session(const core::Token& token) const;
  [[nodiscard]] core::AuditEntry audit(const std::string& action) const;
};

[[nodiscard]] Result<void> add(core::Transaction& transaction, const Office& office);

}  // namespace attendsense::store::testing
