#include "capture_vision.hpp"

#include "attendsense/base/log.hpp"
#include "attendsense/vision/overlap.hpp"

namespace attendsense::service::process_capture {
namespace {

core::Liveness to_core(vision::LivenessVerdict verdict) {
  switch (verdict) {
    case vision::LivenessVerdict::live:
      return core::Liveness::live;
    case vision::LivenessVerdict::spoof:
      return core::Liveness::spoof;
    case vision::LivenessVerdict::unclear:
      break;
  }
  return core::Liveness::unclear;
}

Result<void> judge(Ports& ports, vision::ImageView image, const vision::Face& face, SeenFace& seen, Timings& timings) {
  const Stopwatch watch(timings.judge);
  const vision::Quality quality = vision::measure_quality(image, face);
  seen.width = quality.face_width;
  seen.quality = quality.score;
  seen.good_quality = vision::judge_quality(quality, {}) == vision::QualityFault::none;
  const Result<vision::Liveness> liveness = ports.analyzer.liveness().judge(image, face);
  if (!liveness) return fail(liveness.error());
  seen.liveness = to_core(liveness->verdict);
  seen.liveness_score = liveness->score;
  seen.surroundings = liveness->surroundings >= vision::LivenessLimits{}.min_surroundings;
  return {};
}

Result<SeenFace> look_at(Ports& ports, vision::ImageView image, const vision::Face& face, Timings& timings) {
  SeenFace seen;
  if (Result<void> judged = judge(ports, image, face, seen, timings); !judged) return fail(std::move(judged));
  Result<vision::Embedding> embedding = [&] {
    const Stopwatch watch(timings.embed);
    return ports.analyzer.embedder().embed(image, face);
  }();
  // Landmarks that fall together give no direction: a face to report, not one to recognise.
  if (!embedding && embedding.error().code == "embedding_degenerate") {
    seen.good_quality = false;
    return seen;
  }
  if (!embedding) return fail(std::move(embedding));
  const Stopwatch watch(timings.match);
  Result<std::vector<vision::Match>> people = ports.gallery.search(*embedding, 2);
  if (!people) return fail(std::move(people));
  seen.people = std::move(*people);
  return seen;
}

Result<std::vector<vision::Face>> detect(Ports& ports, vision::ImageView image, Timings& timings) {
  const Stopwatch watch(timings.detect);
  return ports.analyzer.detector().detect(image);
}

// Enough around the face to know somebody by, and to find the face again should it become a template.
Bytes crop_of(vision::ImageView image, const vision::Face& face) {
  constexpr float kAround = 0.4F;  // of the face, on each side
  constexpr int kWidest = 640;     // pixels
  constexpr int kQuality = 90;
  const auto& [x, y, width, height] = face.box;
  const vision::Image cut = vision::crop(
      image, {x - width * kAround, y - height * kAround, width * (1 + 2 * kAround), height * (1 + 2 * kAround)});
  if (cut.empty()) return {};
  if (cut.width() <= kWidest) return vision::encode_jpeg(cut, kQuality);
  return vision::encode_jpeg(vision::resize(cut, kWidest, std::max(1, cut.height() * kWidest / cut.width())), kQuality);
}

// The others keep their order. A hint that fits no face well enough says nothing.
void put_tracked_first(std::vector<vision::Face>& faces, const core::FaceHint& hint) {
  const vision::Box box{hint.x, hint.y, hint.width, hint.height};
  const auto overlap = [&](const vision::Face& face) { return vision::intersection_over_union(face.box, box); };
  const auto tracked = std::ranges::max_element(faces, {}, overlap);
  if (tracked == faces.end() || overlap(*tracked) < kTrackedOverlap) return;
  std::rotate(faces.begin(), tracked, std::next(tracked));
}

}  // namespace

Result<std::vector<SeenFace>> look_at_faces(Ports& ports, BytesView jpeg, const std::optional<core::FaceHint>& tracked,
                                            Crops crops, Timings& timings) {
  const Result<vision::Image> image = [&] {
    const Stopwatch watch(timings.decode);
    return vision::decode_image(jpeg);
  }();
  if (!image) return fail(image.error());
  Result<std::vector<vision::Face>> faces = detect(ports, *image, timings);
  if (!faces) return fail(std::move(faces));
  if (tracked) put_tracked_first(*faces, *tracked);
  if (faces->size() > kMostFaces) {
    log::warn("faces_left_out", {{"faces", faces->size()}, {"most", kMostFaces}});
    faces->erase(faces->begin() + kMostFaces, faces->end());
  }
  std::vector<SeenFace> seen;
  for (const vision::Face& face : *faces) {
    Result<SeenFace> one = look_at(ports, *image, face, timings);
    if (!one) return fail(std::move(one));
    if (crops == Crops::keep) one->crop = crop_of(*image, face);
    seen.push_back(std::move(*one));
  }
  return seen;
}

}  // namespace attendsense::service::process_capture
