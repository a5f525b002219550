#pragma once

#include <optional>
#include <string>

#include "attendsense/service/ports.hpp"
#include "attendsense/service/principal.hpp"
#include "attendsense/service/views.hpp"

// Says of a sighting that the system could not settle who it was, which enters a correction and may make its picture
// one of the person's photos, or that nobody needs to know. Final; the pictures of the same face in that passage go.
// Needs view_all and approve_requests, and manage_employees for a photo. Errors: not_found "sighting_unknown",
// "crop_unknown"; conflict "sighting_decided", "sighting_settled"; invalid_input "input_invalid"; those of
// request_correction and enrol_photo.
namespace attendsense::service::decide_sighting {

inline constexpr int kLongestNote = 250;

enum class Template { none, add };

struct Input {
  Principal actor = {};
  core::SightingId sighting;
  core::SightingVerdict verdict = core::SightingVerdict::dismissed;
  std::optional<core::EmployeeId> employee = {};  // of assigned
  std::optional<core::Direction> direction = {};  // of assigned; none: the camera's
  Template photo = Template::none;                // of assigned
  std::string note = {};
};

using Output = SightingView;

[[nodiscard]] Result<void> check(const Input& input);
[[nodiscard]] Result<Output> run(Ports& ports, const Input& input, Instant now);

}  // namespace attendsense::service::decide_sighting
