#pragma once

#include <gtest/gtest.h>

#include <functional>
#include <memory>
#include <string>

#include "attendsense/base/files.hpp"
#include "attendsense/core/ports/event_bus.hpp"
#include "attendsense/service/accept_capture.hpp"
#include "attendsense/service/create_employee.hpp"
#include "attendsense/service/create_station.hpp"
#include "attendsense/service/ports.hpp"
#include "attendsense/service/process_capture.hpp"
#include "attendsense/service/register_company.hpp"
#include "scripted_analyzer.hpp"

namespace attendsense::service::testing {

inline constexpr const char* kAdminPassword = "kettle-violin-lantern-42";
inline constexpr const char* kEmployeePassword = "marble-otter-thunder-17";

// 2026-03-02 08:00 in Berlin, a Monday.
[[nodiscard]] Instant monday_morning();

// Everything that use cases work with: the real database and the real queue in a folder of their own, a clock that the
// test sets, and an analyzer that sees what the test says.
class Parts {
 public:
  Parts();

  [[nodiscard]] Ports& ports() { return ports_; }

  [[nodiscard]] Instant now() const { return clock.now(); }

  TemporaryFolder folder;
  ManualClock clock{monday_morning()};
  ScriptedAnalyzer analyzer;
  std::unique_ptr<core::Store> store;
  std::unique_ptr<core::CaptureQueue> queue;
  LiveGallery gallery;
  LoginThrottle throttle;
  Signal events_written;
  metrics::Registry metrics;

 private:
  Ports ports_;
};

// A company "Analytical Engines" in Berlin whose administrator is Charles Babbage (face: person 0).
class Office : public Parts {
 public:
  Office();

  // An active employee with a photo. `face`: as of person(), none for no photo.
  core::EmployeeId hire(const std::string& given_name, const std::string& family_name, std::optional<Direction> face,
                        AlikeFace alike = AlikeFace::refuse);
  // With kEmployeePassword; given.family@example.com.
  core::EmployeeId hire_with_password(const std::string& given_name, const std::string& family_name);
  [[nodiscard]] Principal principal_of(core::EmployeeId employee);
  [[nodiscard]] Principal principal_of(const create_station::Output& station) const;
  // One camera "gate" of this direction.
  create_station::Output open_door(core::CameraDirection direction, const std::string& name = "Front door");

  // A sealed capture of the door's camera, now.
  [[nodiscard]] core::CaptureJob capture(const create_station::Output& door, const Bytes& jpeg);

  [[nodiscard]] core::CaptureJob capture(const create_station::Output& door, std::vector<ScriptedFace> faces) {
    return capture(door, analyzer.picture(std::move(faces)));
  }

  Result<process_capture::Output> process(const core::CaptureJob& job);
  // The one face of a capture.
  process_capture::FaceOutcome see(const create_station::Output& door, ScriptedFace face);

  [[nodiscard]] std::vector<core::Punch> punches();
  [[nodiscard]] std::vector<core::Sighting> sightings();
  [[nodiscard]] std::vector<core::Event> events();
  // "employee.create", ... in order.
  [[nodiscard]] std::vector<std::string> audit_actions();

  core::CompanyId company;
  core::SiteId site;
  core::EmployeeId administrator;
  Session first_session;
  Principal boss;  // the administrator
};

// Looks every few milliseconds until it holds, for what nobody rings a bell about. Whether it came to hold within 30 s.
[[nodiscard]] bool eventually(const std::function<bool()>& holds);

// Fails the test with the error's text.
template <class T>
T expect_value(Result<T> result) {
  if (result) return std::move(*result);
  ADD_FAILURE() << result.error().code << ": " << result.error().text();
  throw std::runtime_error(result.error().text());
}

template <class T>
std::string code_of(const Result<T>& result) {
  return result ? "no error" : result.error().code;
}

// The fields of an error, in order.
template <class T>
std::vector<std::string> fields_of(const Result<T>& result) {
  std::vector<std::string> fields;
  if (!result) {
    for (const FieldError& error : result.error().fields) fields.push_back(error.field);
  }
  return fields;
}

}  // namespace attendsense::service::testing
