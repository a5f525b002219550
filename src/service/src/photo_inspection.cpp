#include "photo_inspection.hpp"

#include <cmath>

#include "lookup.hpp"

namespace attendsense::service {
namespace {

std::string rounded(float value) {
  return std::to_string(std::lround(value));
}

struct Advice {
  std::string message;
  std::string remedy;
};

Advice advice_on(vision::QualityFault fault, const vision::Quality& quality, const vision::QualityLimits& limits) {
  using vision::QualityFault;
  switch (fault) {
    case QualityFault::too_small:
      return {"The face is only " + rounded(quality.face_width) + " pixels wide; " + rounded(limits.min_face_width) +
                  " are needed",
              "Come closer or take a larger picture"};
    case QualityFault::cut_off:
      return {"The face is cut off at the edge of the picture", "Put the whole head into the picture"};
    case QualityFault::too_dark:
      return {"The face is too dark", "Turn to a window or a lamp, with the light in front of you"};
    case QualityFault::too_bright:
      return {"The face is overexposed", "Step out of the glaring light"};
    case QualityFault::low_contrast:
      return {"The face has too little contrast", "Use even light, and wipe the lens"};
    case QualityFault::blurred:
      return {"The face is blurred", "Keep still, and let the camera focus on the face"};
    case QualityFault::turned_away:
      return {"The face is turned away", "Look straight into the camera, with the head upright"};
    case QualityFault::none:
      break;
  }
  return {"The face is not good enough", "Take another picture"};
}

// The one face of a portrait.
Result<vision::Face> only_face(const std::vector<vision::Face>& faces) {
  if (faces.empty()) {
    return fail(Failure::invalid_input, "photo_no_face", "There is no face in the picture",
                "Use a picture that shows the face from the front");
  }
  const vision::Face& largest = faces.front();
  const auto counts = [&](const vision::Face& face) {
    return face.box.width >= kBackgroundFaceShare * largest.box.width;
  };
  const auto people = std::ranges::count_if(faces, counts);
  if (people > 1) {
    return fail(Failure::invalid_input, "photo_several_faces",
                "There are " + std::to_string(people) + " faces in the picture",
                "Use a picture of this one person, or cut the others away");
  }
  return largest;
}

// What somebody else's name is to be told by, unless they are gone or of another company.
Result<std::optional<core::Employee>> colleague(core::Store& store, core::CompanyId company, const Uuid& id) {
  return core::read_from(store, [&](core::Transaction& transaction) -> Result<std::optional<core::Employee>> {
    Result<std::optional<core::Employee>> found = transaction.employees().find(core::EmployeeId{id});
    if (found && *found && (*found)->company != company) return std::optional<core::Employee>();
    return found;
  });
}

Result<float> match_threshold(core::Store& store, core::CompanyId company) {
  return core::read_from(store, [&](core::Transaction& transaction) -> Result<float> {
    Result<std::optional<core::Company>> found = transaction.companies().find(company);
    if (!found) return fail(std::move(found));
    // At set-up the company is not there yet; nor is anybody in the gallery.
    return (*found ? **found : core::Company{}).policy.match_threshold;
  });
}

}  // namespace

Result<InspectedPhoto> inspect_photo(vision::Analyzer& analyzer, BytesView photo) {
  Result<vision::Image> image = vision::decode_image(photo);
  if (!image) return fail(std::move(image));
  Result<std::vector<vision::Face>> faces = analyzer.detector().detect(*image);
  if (!faces) return fail(std::move(faces));
  Result<vision::Face> face = only_face(*faces);
  if (!face) return fail(std::move(face));

  const vision::Quality quality = vision::measure_quality(*image, *face);
  const vision::QualityLimits limits = vision::enrolment_limits();
  const vision::QualityFault fault = vision::judge_quality(quality, limits);
  if (fault != vision::QualityFault::none) {
    Advice advice = advice_on(fault, quality, limits);
    return fail(Failure::invalid_input, "photo_poor_quality", std::move(advice.message), std::move(advice.remedy));
  }
  Result<vision::Embedding> embedding = analyzer.embedder().embed(*image, *face);
  if (!embedding) return fail(std::move(embedding));
  return InspectedPhoto{std::move(*embedding), quality};
}

Result<std::vector<InspectedPhoto>> inspect_photos(vision::Analyzer& analyzer, std::span<const Bytes> photos,
                                                   const std::string& field) {
  std::vector<InspectedPhoto> inspected;
  std::optional<Error> failed;
  for (std::size_t i = 0; i < photos.size(); ++i) {
    Result<InspectedPhoto> photo = inspect_photo(analyzer, photos[i]);
    if (photo) {
      inspected.push_back(std::move(*photo));
      continue;
    }
    std::string name = field + "[" + std::to_string(i) + "]";
    std::string message = photo.error().text();
    if (!failed) failed = photo.error();
    failed->fields.push_back({std::move(name), std::move(message)});
  }
  if (failed) return fail(std::move(*failed));
  return inspected;
}

Result<void> refuse_face_of_another(Ports& ports, core::CompanyId company, std::span<const InspectedPhoto> photos,
                                    const std::optional<core::EmployeeId>& owner, AlikeFace alike) {
  if (photos.empty() || alike == AlikeFace::is_another_person) return {};
  if (Result<void> current = ports.gallery.catch_up(); !current) return current;
  const Result<float> threshold = match_threshold(ports.store, company);
  if (!threshold) return fail(threshold.error());
  for (const InspectedPhoto& photo : photos) {
    // Two, since the best may be the owner.
    Result<std::vector<vision::Match>> matches = ports.gallery.search(photo.embedding, 2);
    if (!matches) return fail(std::move(matches));
    for (const vision::Match& match : *matches) {
      if (match.similarity < *threshold || (owner && match.owner == owner->uuid)) continue;
      Result<std::optional<core::Employee>> other = colleague(ports.store, company, match.owner);
      if (!other) return fail(std::move(other));
      if (!*other) continue;
      return fail(Failure::conflict, "face_enrolled_already",
                  "This face is already enrolled as " + full_name(**other) + " (" + (*other)->email + ")",
                  "If it is the same person, use that entry; if it is somebody else, confirm that");
    }
  }
  return {};
}

Result<EnrolledPhoto> add_template(core::Transaction& transaction, core::EmployeeId employee,
                                   const InspectedPhoto& photo, Instant now) {
  core::Template added;
  added.id = core::TemplateId::make(now);
  added.employee = employee;
  added.model = photo.embedding.model();
  added.quality = photo.quality.score;
  added.vector.bytes = photo.embedding.serialise();
  added.created_at = now;
  if (Result<void> done = transaction.templates().add(added); !done) return fail(std::move(done));
  return EnrolledPhoto{added.id, added.model, photo.quality, now};
}

}  // namespace attendsense::service
