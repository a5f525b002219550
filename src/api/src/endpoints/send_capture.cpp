#include <array>
#include <charconv>
#include <cmath>

#include "attendsense/service/accept_capture.hpp"
#include "endpoints/endpoints.hpp"
#include "json_input.hpp"
#include "query_input.hpp"

namespace attendsense::api::endpoints {

namespace use_case = service::accept_capture;

namespace {

constexpr std::string_view kSealed = "application/vnd.attendsense.sealed-jpeg";
constexpr std::string_view kBare = "image/jpeg";

constexpr std::string_view kFaceForm = R"(four numbers such as "120.5,80,64.25,80" (x, y, width, height))";

// Four decimal numbers and three commas, no blanks. Whether they make sense is the use case's to say.
std::optional<core::FaceHint> parse_face(std::string_view text) {
  std::array<float, 4> numbers{};
  const char* at = text.data();
  const char* const end = at + text.size();
  for (std::size_t i = 0; i < numbers.size(); ++i) {
    if (i > 0) {
      if (at == end || *at != ',') return std::nullopt;
      ++at;
    }
    const auto [next, failed] = std::from_chars(at, end, numbers.at(i), std::chars_format::fixed);
    if (failed != std::errc{} || !std::isfinite(numbers.at(i))) return std::nullopt;
    at = next;
  }
  if (at != end) return std::nullopt;
  return core::FaceHint{numbers[0], numbers[1], numbers[2], numbers[3]};
}

use_case::Input read(ParameterReader& fields, const service::Principal& actor) {
  constexpr std::string_view kCapture = "Attendsense-Capture-Id";
  constexpr std::string_view kPassage = "Attendsense-Passage-Id";
  constexpr std::string_view kCamera = "Attendsense-Camera";
  constexpr std::string_view kCapturedAt = "Attendsense-Captured-At";
  use_case::Input input;
  input.actor = actor;
  input.capture = fields.required(kCapture, fields.id<core::CaptureId>(kCapture));
  input.passage = fields.required(kPassage, fields.id<core::PassageId>(kPassage));
  input.camera = fields.required(kCamera, fields.text(kCamera));
  input.captured_at = fields.required(kCapturedAt, fields.time(kCapturedAt));
  if (const auto offset = fields.integer("Attendsense-Clock-Offset")) {
    input.clock_offset = std::chrono::microseconds{*offset};
  }
  input.face = fields.choice("Attendsense-Face", parse_face, kFaceForm);
  return input;
}

}  // namespace

Result<http::Response> send_capture(Call& call) {
  const std::string type = media_type(call.request);
  if (type != kSealed && type != kBare) {
    return fail(Failure::unsupported, "content_type_unsupported", "The body is not called a capture",
                "Send Content-Type: " + std::string(kSealed));
  }
  ParameterReader fields = ParameterReader::of_headers(call);
  use_case::Input input = read(fields, call.principal);
  if (auto done = fields.finish(); !done) return fail(std::move(done));
  input.format = type == kSealed ? use_case::Format::sealed_jpeg : use_case::Format::jpeg;
  input.origin = call.client.local ? use_case::Origin::loopback : use_case::Origin::network;
  input.body = std::move(call.request.body);
  const auto accepted = use_case::run(call.ports(), std::move(input), call.now);
  if (!accepted) return fail(accepted.error());
  return json_response(202, {{"capture_id", accepted->capture.to_string()},
                             {"status", accepted->status == core::Enqueued::added ? "queued" : "known"}});
}

}  // namespace attendsense::api::endpoints
