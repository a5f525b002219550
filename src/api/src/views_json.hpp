#pragma once

// What the use cases answer with, as the contract's schemas. One function a schema.

#include <boost/json/array.hpp>
#include <boost/json/object.hpp>
#include <boost/json/value.hpp>
#include <optional>
#include <string>
#include <vector>

#include "attendsense/core/entities.hpp"
#include "attendsense/service/enrol_photo.hpp"
#include "attendsense/service/read_company.hpp"
#include "attendsense/service/views.hpp"

namespace attendsense::api {

[[nodiscard]] boost::json::value to_json(const std::optional<Instant>& time);          // OptionalTime
[[nodiscard]] boost::json::value to_json(const std::optional<std::string>& text);      // text or null
[[nodiscard]] boost::json::object to_json(const core::Policy& policy);                 // Policy
[[nodiscard]] boost::json::object to_json(const service::read_company::Output& view);  // Company
[[nodiscard]] boost::json::object to_json(const core::Site& site);                     // Site
[[nodiscard]] boost::json::object to_json(const core::Role& role);                     // Role
[[nodiscard]] boost::json::object to_json(const core::Camera& camera);                 // Camera
[[nodiscard]] boost::json::object to_json(const core::CameraReport& camera);           // CameraReport
[[nodiscard]] boost::json::object to_json(const core::ToldStationReport& told);        // ToldStationReport
[[nodiscard]] boost::json::object to_json(const core::AuditEntry& entry);              // AuditEntry
[[nodiscard]] boost::json::object to_json(const service::PhotoView& photo);            // Photo
[[nodiscard]] boost::json::object to_json(const service::EnrolledPhoto& photo);        // EnrolledPhoto
[[nodiscard]] boost::json::object to_json(const service::EmployeeView& view);          // Employee
[[nodiscard]] boost::json::object to_json(const service::PersonView& person);          // Person
[[nodiscard]] boost::json::object to_json(const service::StationView& view);           // Station
[[nodiscard]] boost::json::object to_json(const service::PunchView& view);             // Punch
[[nodiscard]] boost::json::object to_json(const service::SightingView& view);          // Sighting
[[nodiscard]] boost::json::object to_json(const service::Session& session);            // Session

template <class Item>
[[nodiscard]] boost::json::array list_to_json(const std::vector<Item>& items) {
  boost::json::array list;
  list.reserve(items.size());
  for (const Item& item : items) list.push_back(to_json(item));
  return list;
}

template <class Id>
[[nodiscard]] boost::json::value optional_id(const std::optional<Id>& id) {  // OptionalId
  return id ? boost::json::value(id->to_string()) : boost::json::value(nullptr);
}

// {"items": [...], "next": "<cursor>" or null}
template <class Output>
[[nodiscard]] boost::json::object page_to_json(const Output& page) {
  return {{"items", list_to_json(page.items)}, {"next", to_json(page.next)}};
}

}  // namespace attendsense::api
