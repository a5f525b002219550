#include "attendsense/service/accept_capture.hpp"

#include "attendsense/base/metrics_catalogue.hpp"
#include "attendsense/service/input_check.hpp"
#include "attendsense/vision/image.hpp"
#include "lookup.hpp"
#include "station_clock.hpp"

namespace attendsense::service::accept_capture {
namespace {

// Version byte 0x80 and the first bytes of a time in this century, in base64url.
constexpr std::string_view kFernetBeginning = "gAAAA";
constexpr std::size_t kShortestFernet = 100;
constexpr std::chrono::days kFurthestAhead{1};
constexpr Instant kEarliest = std::chrono::sys_days{std::chrono::year{2020} / 1 / 1};

// Below, a new measure of the station's clock is not worth a write.

Result<void> check_sealed(BytesView body) {
  const bool token = body.size() >= kShortestFernet && as_text(body).starts_with(kFernetBeginning);
  if (token) return {};
  return fail(Failure::invalid_input, "capture_not_sealed", "The body is not a sealed capture (a Fernet token)",
              "Seal the JPEG with the station's key");
}

// Decided from the header; the worker decodes.
Result<void> check_bare(const Input& input) {
  if (input.origin != Origin::loopback) {
    return fail(Failure::forbidden, "capture_must_be_sealed", "A bare picture is taken over loopback only",
                "Seal it with the station's key");
  }
  const Result<vision::ImageHeader> header = vision::read_image_header(input.body);
  if (!header) return fail(header.error());
  if (header->format != vision::ImageFormat::jpeg) {
    return fail(Failure::unsupported, "picture_format_unsupported", "A capture has to be a JPEG", "Send image/jpeg");
  }
  if (std::int64_t{header->width} * header->height > vision::DecodeLimits{}.max_pixels) {
    return fail(Failure::too_large, "picture_dimensions",
                "The picture has " + std::to_string(header->width) + " x " + std::to_string(header->height) + " pixels",
                "Send at most " + std::to_string(vision::DecodeLimits{}.max_pixels / 1'000'000) + " megapixels");
  }
  return {};
}

Result<void> check_body(const Input& input) {
  if (input.body.size() > kLargestBody) {
    return fail(Failure::too_large, "picture_bytes", "The capture has " + std::to_string(input.body.size()) + " bytes",
                "Send at most " + std::to_string(kLargestBody));
  }
  return input.format == Format::jpeg ? check_bare(input) : check_sealed(input.body);
}

// A clock that is wrong but measured is as good as a right one.
Result<void> check_time(const Input& input, Instant now) {
  const Instant at = input.captured_at - input.clock_offset.value_or(std::chrono::microseconds{0});
  if (at >= kEarliest && at <= now + kFurthestAhead) return {};
  return fail(Failure::invalid_input, "captured_at_implausible",
              "The capture claims to be from " + to_rfc3339(input.captured_at), "Set the station's clock");
}

struct Door {
  core::Station station;
  core::CameraId camera;
  bool known = false;  // the capture was processed before
};

Result<Door> find_door(core::Transaction& transaction, const Input& input) {
  Result<core::Station> station = station_of(transaction, input.actor.company, *input.actor.station);
  if (!station) return fail(std::move(station));
  Result<std::vector<core::Camera>> cameras = transaction.stations().cameras(station->id);
  if (!cameras) return fail(std::move(cameras));
  const auto camera = std::ranges::find(*cameras, input.camera, &core::Camera::name);
  if (camera == cameras->end()) {
    return fail(Failure::not_found, "camera_unknown", "This station has no camera of that name",
                "GET /station lists its cameras");
  }
  Result<bool> known = transaction.sightings().has_capture(input.capture);
  if (!known) return fail(std::move(known));
  return Door{std::move(*station), camera->id, *known};
}

// Only when the clock has moved since it was last written, which is seldom.
Result<void> note_clock(core::Store& store, const core::Station& station, const Input& input) {
  if (!clock_has_moved(station, input.clock_offset)) return {};
  return store.write([&](core::Transaction& transaction) -> Result<void> {
    Result<core::Station> current = station_of(transaction, station.company, station.id);
    if (!current) return fail(std::move(current));
    current->clock_offset = input.clock_offset;
    return transaction.stations().update(*current);
  });
}

// Not-a-number fails every comparison.
bool is_plausible(const core::FaceHint& face) {
  const auto near = [](float place) { return place >= -kMostFaceHint && place <= kMostFaceHint; };
  const auto length = [](float side) { return side > 0 && side <= kMostFaceHint; };
  return near(face.x) && near(face.y) && length(face.width) && length(face.height);
}

core::CaptureJob job_of(Input&& input, const Door& door, Instant now) {
  core::CaptureJob job;
  job.capture = input.capture;
  job.company = door.station.company;
  job.station = door.station.id;
  job.camera = door.camera;
  job.passage = input.passage;
  job.captured_at = input.captured_at;
  job.accepted_at = now;
  job.face = input.face;
  job.clock_offset = input.clock_offset;
  job.sealed = input.format == Format::sealed_jpeg;
  job.body = std::move(input.body);
  return job;
}

}  // namespace

Result<void> check(const Input& input) {
  // Ids sort and spread by their content, and clients make them: a nil one would be shared by everybody's mistakes.
  InputCheck check;
  check.that(!input.capture.is_nil(), "Attendsense-Capture-Id", "must be a UUID other than nil");
  check.that(!input.passage.is_nil(), "Attendsense-Passage-Id", "must be a UUID other than nil");
  check.name(input.camera, "Attendsense-Camera", 64);
  check.that(!input.body.empty(), "body", "must not be empty");
  check_clock_offset(check, input.clock_offset);
  check.that(!input.face || is_plausible(*input.face), "Attendsense-Face",
             "must be within 20000 pixels of the corner, with a width and a height above 0 and up to 20000");
  return check.result();
}

namespace {

Result<Output> accept(Ports& ports, Input input, Instant now) {
  if (Result<core::StationId> station = require_station(input.actor); !station) return fail(std::move(station));
  if (Result<void> checked = check(input); !checked) return fail(std::move(checked));
  if (Result<void> good = check_body(input); !good) return fail(std::move(good));
  if (Result<void> plausible = check_time(input, now); !plausible) return fail(std::move(plausible));
  const Result<Door> door =
      core::read_from(ports.store, [&](core::Transaction& transaction) { return find_door(transaction, input); });
  if (!door) return fail(door.error());
  const core::CaptureId capture = input.capture;
  if (door->known) return Output{capture, core::Enqueued::known};
  if (Result<void> noted = note_clock(ports.store, door->station, input); !noted) return fail(std::move(noted));
  const Result<core::Enqueued> status = ports.queue.enqueue(job_of(std::move(input), *door, now), kEnqueueDeadline);
  if (!status) return fail(status.error());
  return Output{capture, *status};
}

const char* result_of(const Result<Output>& output) {
  if (!output) return "refused";
  return output->status == core::Enqueued::added ? "added" : "known";
}

}  // namespace

Result<Output> run(Ports& ports, Input input, Instant now) {
  Result<Output> output = accept(ports, std::move(input), now);
  ports.metrics.counter(metrics::kCapturesReceived, {{"result", result_of(output)}}).add();
  return output;
}

}  // namespace attendsense::service::accept_capture
