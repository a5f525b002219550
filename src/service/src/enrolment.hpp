#pragma once

#include "attendsense/core/ports/store.hpp"
#include "attendsense/service/enrol_photo.hpp"
#include "photo_inspection.hpp"

namespace attendsense::service {

// Whether the person may get one more template at all: conflict "consent_missing", "photos_full".
[[nodiscard]] Result<void> check_enrolment(core::Transaction& transaction, core::CompanyId company,
                                           core::EmployeeId employee);

// The template of a photo that was inspected, with its audit entry. Errors as of check_enrolment.
[[nodiscard]] Result<EnrolledPhoto> enrol(core::Transaction& transaction, const Principal& actor,
                                          core::EmployeeId employee, const InspectedPhoto& photo, AlikeFace alike,
                                          Instant now);

}  // namespace attendsense::service
