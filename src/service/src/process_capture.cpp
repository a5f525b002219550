#include "attendsense/service/process_capture.hpp"

#include "attendsense/crypto/fernet.hpp"
#include "capture_booking.hpp"

namespace attendsense::service::process_capture {
namespace {

// The bytes of the picture. Without a time limit: a station may have kept the capture for days.
Result<Bytes> open_seal(const core::CaptureJob& job, const core::Station& station, Instant now) {
  const Result<crypto::FernetKey> key = crypto::FernetKey::parse(station.key);
  if (!key) {
    // Ours to mend, not the sender's: worth another try once it is.
    return fail(Failure::corrupt, "station_key_corrupt",
                "The stored key of station " + station.id.to_string() + " is damaged",
                "Restore the database, or revoke the station and create it anew");
  }
  return crypto::fernet_decrypt(*key, job.body, now);
}

Result<std::vector<SeenFace>> look(Ports& ports, const core::CaptureJob& job, const Scene& scene, Instant now,
                                   Timings& timings) {
  const Crops crops = scene.company.policy.keep_crops ? Crops::keep : Crops::none;
  if (!job.sealed) return look_at_faces(ports, job.body, job.face, crops, timings);
  const Result<Bytes> jpeg = [&] {
    const Stopwatch watch(timings.open);
    return open_seal(job, scene.station, now);
  }();
  if (!jpeg) return fail(jpeg.error());
  return look_at_faces(ports, *jpeg, job.face, crops, timings);
}

Output known_already(const Timings& timings) {
  return {.known = true, .faces = {}, .timings = timings};
}

}  // namespace

Result<Output> run(Ports& ports, const Input& input, Instant now) {
  const core::CaptureJob& job = input.job;
  Timings timings;
  const Result<std::optional<Scene>> scene =
      core::read_from(ports.store, [&](core::Transaction& transaction) { return find_scene(transaction, job); });
  if (!scene) return fail(scene.error());
  if (!*scene) return known_already(timings);
  const Result<std::vector<SeenFace>> faces = look(ports, job, **scene, now, timings);
  if (!faces) return fail(faces.error());

  Result<Output> output = [&] {
    const Stopwatch watch(timings.book);
    return core::write_to(ports.store,
                          [&](core::Transaction& transaction) { return book(transaction, job, **scene, *faces, now); });
  }();
  // Another worker wrote the same capture between our look and our commit.
  if (!output && output.error().code == "sighting_known") return known_already(timings);
  if (!output) return output;
  if (!output->known) ports.events_written.ring();
  output->timings = timings;
  return output;
}

bool is_hopeless(const Error& error) {
  switch (error.failure) {
    case Failure::invalid_input:
    case Failure::unsupported:
    case Failure::too_large:
    case Failure::not_found:
      return true;
    default:
      return false;
  }
}

}  // namespace attendsense::service::process_capture
