#pragma once

#include <span>
#include <string>
#include <vector>

#include "attendsense/service/enrol_photo.hpp"

namespace attendsense::service {

// A photo that is fit to become a template. The picture itself is gone.
struct InspectedPhoto {
  vision::Embedding embedding;
  vision::Quality quality;
};

// Exactly one face, good enough to be compared against for years. Errors: those of enrol_photo about pictures.
[[nodiscard]] Result<InspectedPhoto> inspect_photo(vision::Analyzer& analyzer, BytesView photo);
// All of them; every photo that fails is a field "<field>[i]" of the error, which has the code of the first.
[[nodiscard]] Result<std::vector<InspectedPhoto>> inspect_photos(vision::Analyzer& analyzer,
                                                                 std::span<const Bytes> photos,
                                                                 const std::string& field);

// conflict "face_enrolled_already" when somebody of the company other than `owner` has that face, unless `alike` says
// that it is another person's. Call it with the gallery's enrolment lock held.
[[nodiscard]] Result<void> refuse_face_of_another(Ports& ports, core::CompanyId company,
                                                  std::span<const InspectedPhoto> photos,
                                                  const std::optional<core::EmployeeId>& owner, AlikeFace alike);

// For the audit: "refused", or "confirmed" when somebody vouched for a look-alike.
[[nodiscard]] inline std::string alike_word(AlikeFace alike) {
  return alike == AlikeFace::refuse ? "refused" : "confirmed";
}

// The template in the database; the gallery hears of it when it catches up.
[[nodiscard]] Result<EnrolledPhoto> add_template(core::Transaction& transaction, core::EmployeeId employee,
                                                 const InspectedPhoto& photo, Instant now);

}  // namespace attendsense::service
