#pragma once

#include <optional>
#include <string>

#include "attendsense/base/bytes.hpp"
#include "attendsense/service/ports.hpp"
#include "attendsense/service/principal.hpp"
#include "attendsense/vision/face.hpp"

namespace attendsense::service {

inline constexpr std::size_t kMostPhotosAtOnce = 5;
inline constexpr std::size_t kMostPhotosOfEmployee = 20;

// A photo has "exactly one face" when every other face in it is narrower than this share of the largest one: people far
// behind do not make a portrait a group picture.
inline constexpr float kBackgroundFaceShare = 0.25F;

// What to do with a face that somebody else seems to have. Twins, and in a large company a rare stranger, are that
// alike; an administrator who has looked at both says so, and at the door the match margin keeps them apart.
enum class AlikeFace { refuse, is_another_person };

// What became of a photo: the report that its owner gets.
struct EnrolledPhoto {
  core::TemplateId id;
  std::string model;
  vision::Quality quality;
  Instant created_at;
};

}  // namespace attendsense::service

// One more photo of an employee becomes a template. The photo itself is not kept. Liveness is not judged: it may well
// be a scanned print. Needs manage_employees. Errors, of the picture: too_large "picture_bytes", "picture_dimensions";
// unsupported "picture_format_unsupported"; invalid_input "picture_damaged", "picture_too_small", "photo_no_face",
// "photo_several_faces", "photo_poor_quality" (which fault, and what to do). conflict "face_enrolled_already": somebody
// else has that face (named in the message), "photos_full", "consent_missing". not_found "employee_unknown".
namespace attendsense::service::enrol_photo {

struct Input {
  Principal actor = {};
  core::EmployeeId employee = {};
  Bytes photo = {};  // JPEG, PNG or WebP
  AlikeFace alike = AlikeFace::refuse;
};

using Output = EnrolledPhoto;

[[nodiscard]] Result<Output> run(Ports& ports, const Input& input, Instant now);

}  // namespace attendsense::service::enrol_photo
