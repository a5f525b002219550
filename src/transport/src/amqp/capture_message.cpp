#include "capture_message.hpp"

#include <charconv>

#include "one_line.hpp"

namespace attendsense::transport::amqp {

namespace {

constexpr const char* kSchema = "attendsense.capture.v1";
constexpr const char* kSealed = "application/vnd.attendsense.sealed-jpeg";
constexpr const char* kBare = "image/jpeg";
constexpr const char* kType = "capture";

std::int64_t micros(Instant instant) {
  return instant.time_since_epoch().count();
}

std::string trace_id(const core::CaptureId& capture) {
  std::string text = capture.to_string();
  std::erase(text, '-');
  return text;
}

// "x,y,width,height", each in the shortest form that reads back as the same float.
std::string face_text(const core::FaceHint& face) {
  std::string text;
  for (const float side : {face.x, face.y, face.width, face.height}) {
    std::array<char, 32> digits{};
    const auto end = std::to_chars(digits.begin(), digits.end(), side);
    if (!text.empty()) text += ',';
    text.append(digits.begin(), end.ptr);
  }
  return text;
}

std::optional<core::FaceHint> parse_face(const std::string& text) {
  std::array<float, 4> sides{};
  const char* at = text.data();
  const char* const end = at + text.size();
  for (std::size_t i = 0; i < sides.size(); ++i) {
    if (i > 0) {
      if (at == end || *at != ',') return std::nullopt;
      ++at;
    }
    const auto [stopped, failed] = std::from_chars(at, end, sides[i]);
    if (failed != std::errc{}) return std::nullopt;
    at = stopped;
  }
  if (at != end) return std::nullopt;
  return core::FaceHint{sides[0], sides[1], sides[2], sides[3]};
}

// Reads header after header; the first that is wrong is remembered, and what is read after it does not count.
class Reader {
 public:
  explicit Reader(const Message& message) : message_(message) {}

  template <class Id>
  Id id(const char* header) {
    const std::string* text = message_.text(header);
    return parse_id<Id>(header, text == nullptr ? std::string_view{} : *text);
  }

  template <class Id>
  Id parse_id(const char* name, std::string_view text) {
    const Result<Id> parsed = Id::parse(text);
    if (!parsed) wrong(name);
    return parsed.value_or(Id{});
  }

  Instant time(const char* header) {
    const std::int64_t* count = message_.number(header);
    if (count == nullptr) wrong(header);
    return Instant{std::chrono::microseconds{count == nullptr ? 0 : *count}};
  }

  std::optional<std::chrono::microseconds> duration(const char* header) {
    if (!message_.headers.contains(header)) return std::nullopt;
    const std::int64_t* count = message_.number(header);
    if (count == nullptr) wrong(header);
    return std::chrono::microseconds{count == nullptr ? 0 : *count};
  }

  std::optional<core::FaceHint> face(const char* header) {
    if (!message_.headers.contains(header)) return std::nullopt;
    const std::string* text = message_.text(header);
    const auto parsed = text == nullptr ? std::nullopt : parse_face(*text);
    if (!parsed) wrong(header);
    return parsed;
  }

  bool sealed() {
    if (message_.content_type != kSealed && message_.content_type != kBare) wrong("content type");
    return message_.content_type == kSealed;
  }

  [[nodiscard]] Result<void> result() const {
    if (wrong_.empty()) return {};
    return fail(Failure::invalid_input, "message_malformed", "The message's " + wrong_ + " is missing or malformed",
                "Look for what else writes to the exchange");
  }

 private:
  void wrong(const char* name) {
    if (wrong_.empty()) wrong_ = name;
  }

  const Message& message_;
  std::string wrong_;
};

template <class Id>
Id id_or_nil(const std::string* text) {
  return text == nullptr ? Id{} : Id::parse(*text).value_or(Id{});
}

Instant instant_or_epoch(const std::int64_t* micros) {
  return Instant{std::chrono::microseconds{micros == nullptr ? 0 : *micros}};
}

std::string reason_of(const Delivered& dead, std::size_t max_body) {
  const Message& message = dead.message;
  if (const std::string* reason = message.text("reason")) return one_line(*reason);
  if (!message.death) return "not known";
  if (message.death->reason == "delivery_limit")
    return "the lease of the last attempt ran out: the worker stopped or took too long";
  if (dead.body_size > max_body) return "its body is longer than " + std::to_string(max_body) + " bytes";
  return one_line(message.death->reason);
}

}  // namespace

Message encode(const core::CaptureJob& job) {
  Message message{.content_type = job.sealed ? kSealed : kBare,
                  .message_id = job.capture.to_string(),
                  .type = kType,
                  .headers = {{"schema", kSchema},
                              {"trace_id", trace_id(job.capture)},
                              {"company", job.company.to_string()},
                              {"station", job.station.to_string()},
                              {"camera", job.camera.to_string()},
                              {"passage", job.passage.to_string()},
                              {"captured_at", micros(job.captured_at)},
                              {"accepted_at", micros(job.accepted_at)}},
                  .body = job.body};
  if (job.face) message.headers["face"] = face_text(*job.face);
  if (job.clock_offset) message.headers["clock_offset"] = std::int64_t{job.clock_offset->count()};
  return message;
}

Result<core::CaptureJob> decode(const Message& message) {
  const std::string* schema = message.text("schema");
  if (schema == nullptr || *schema != kSchema) {
    return fail(Failure::unsupported, "message_schema_unknown",
                "The message's schema is " + (schema == nullptr ? "missing" : "'" + *schema + "', not known here"),
                "Update this program, then retry the dead letter");
  }
  Reader read(message);
  core::CaptureJob job{.capture = read.parse_id<core::CaptureId>("message id", message.message_id),
                       .company = read.id<core::CompanyId>("company"),
                       .station = read.id<core::StationId>("station"),
                       .camera = read.id<core::CameraId>("camera"),
                       .passage = read.id<core::PassageId>("passage"),
                       .captured_at = read.time("captured_at"),
                       .accepted_at = read.time("accepted_at"),
                       .face = read.face("face"),
                       .clock_offset = read.duration("clock_offset"),
                       .sealed = read.sealed()};
  if (Result<void> good = read.result(); !good) return fail(std::move(good));
  job.body = message.body;
  return job;
}

int attempt_of(const Message& message) {
  const std::int64_t* returns = message.number("x-delivery-count");
  if (returns == nullptr || *returns < 0) return 1;
  return static_cast<int>(std::min<std::int64_t>(*returns, 1'000'000)) + 1;
}

Message buried(Message message, const std::string& reason, int attempts, Instant now) {
  message.headers["reason"] = one_line(reason);
  message.headers["attempts"] = std::int64_t{attempts};
  message.headers["died_at"] = micros(now);
  return message;
}

Message revived(Message message) {
  for (const char* note : {"reason", "attempts", "died_at"}) message.headers.erase(note);
  return message;
}

core::DeadCapture read_dead(const Delivered& delivered, const AmqpOptions& options) {
  const Message& message = delivered.message;
  core::DeadCapture dead{.capture = id_or_nil<core::CaptureId>(&message.message_id),
                         .station = id_or_nil<core::StationId>(message.text("station")),
                         .accepted_at = instant_or_epoch(message.number("accepted_at")),
                         .died_at = instant_or_epoch(message.number("died_at")),
                         .attempts = options.max_attempts,
                         .reason = reason_of(delivered, options.max_body)};
  if (const std::int64_t* attempts = message.number("attempts")) {
    dead.attempts = static_cast<int>(*attempts);
    return dead;
  }
  // The broker moved it.
  if (message.death) dead.died_at = Instant{std::chrono::seconds{message.death->seconds}};
  if (message.death && message.death->reason == "rejected") dead.attempts = 1;
  return dead;
}

}  // namespace attendsense::transport::amqp
