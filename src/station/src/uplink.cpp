#include "attendsense/station/uplink.hpp"

#include <curl/curl.h>
#include <fmt/format.h>

#include <boost/json.hpp>
#include <charconv>

#include "attendsense/base/log.hpp"
#include "attendsense/station/station_status.hpp"
#include "http_client.hpp"

namespace attendsense::station {

namespace {

namespace json = boost::json;
using std::chrono::milliseconds;

constexpr milliseconds kLongestRetryAfter{600'000};

// What an answer means for the capture that was sent.
enum class Fate { delivered, try_again, never, not_allowed };

std::string header_of(const HttpResponse& response, const char* name) {
  const auto found = response.headers.find(name);
  return found == response.headers.end() ? std::string() : found->second;
}

// A text of a JSON object; empty when there is none.
std::string text_at(const json::value& object, const char* key) {
  const json::object* fields = object.if_object();
  const json::value* value = fields == nullptr ? nullptr : fields->if_contains(key);
  return value != nullptr && value->is_string() ? std::string(value->get_string()) : std::string();
}

json::value parsed(const std::string& body) {
  boost::system::error_code failed;
  json::value value = json::parse(body, failed);
  return failed ? json::value() : value;
}

// Seconds or a date; nothing when it is absent or nonsense.
std::optional<milliseconds> retry_after(const HttpResponse& response) {
  const std::string text = header_of(response, "retry-after");
  if (text.empty()) return std::nullopt;
  std::int64_t seconds = 0;
  const auto [end, failed] = std::from_chars(text.data(), text.data() + text.size(), seconds);
  if (failed != std::errc{} || end != text.data() + text.size()) {
    const std::time_t date = curl_getdate(text.c_str(), nullptr);
    if (date < 0) return std::nullopt;
    seconds = date - std::chrono::system_clock::to_time_t(response.answered_at);
  }
  if (seconds <= 0) return std::nullopt;
  return std::min(milliseconds(1000 * std::min<std::int64_t>(seconds, 3600)), kLongestRetryAfter);
}

// Only an answer that names the capture counts: a captive portal says 200 to anything.
Fate fate_of(const HttpResponse& response, const core::CaptureId& id) {
  switch (response.status) {
    case 202:
      return text_at(parsed(response.body), "capture_id") == id.to_string() ? Fate::delivered : Fate::try_again;
    case 400:
    case 409:
    case 413:
    case 415:
    case 422:
      return Fate::never;
    case 401:
    case 403:
      return Fate::not_allowed;
    case 404:
      return text_at(parsed(response.body), "code") == "camera_unknown" ? Fate::never : Fate::try_again;
    default:
      return Fate::try_again;
  }
}

std::string reason_of(const HttpResponse& response) {
  const json::value problem = parsed(response.body);
  std::string reason = fmt::format("the server answered {}", response.status);
  if (const std::string code = text_at(problem, "code"); !code.empty()) reason += " " + code;
  if (const std::string detail = text_at(problem, "detail"); !detail.empty()) reason += ": " + detail.substr(0, 300);
  return reason;
}

std::string clock_offset_header(std::chrono::microseconds offset) {
  return fmt::format("Attendsense-Clock-Offset: {}", offset.count());
}

std::vector<std::string> headers_of(const SpooledCapture& spooled,
                                    std::optional<std::chrono::microseconds> current_offset) {
  const Capture& capture = spooled.capture;
  std::vector<std::string> headers = {
      "Content-Type: application/vnd.attendsense.sealed-jpeg",
      "Accept: application/json",
      "Attendsense-Capture-Id: " + capture.id.to_string(),
      "Attendsense-Passage-Id: " + capture.passage.to_string(),
      "Attendsense-Camera: " + capture.camera,
      "Attendsense-Captured-At: " + to_rfc3339(capture.captured_at),
      fmt::format("Attendsense-Face: {:.2f},{:.2f},{:.2f},{:.2f}", capture.face.x, capture.face.y, capture.face.width,
                  capture.face.height),
  };
  if (const auto offset = spooled.clock_offset ? spooled.clock_offset : current_offset) {
    headers.push_back(clock_offset_header(*offset));
  }
  return headers;
}

Instant to_instant(std::chrono::system_clock::time_point time) {
  return std::chrono::floor<std::chrono::microseconds>(time);
}

}  // namespace

std::string_view to_string(LinkState state) {
  switch (state) {
    case LinkState::connecting:
      return "connecting";
    case LinkState::online:
      return "online";
    case LinkState::unreachable:
      return "unreachable";
    case LinkState::untrusted:
      return "untrusted";
    case LinkState::refused:
      return "refused";
  }
  return "connecting";
}

// One run of the uplink: what lives on its thread only.
class Uplink::Session {
 public:
  Session(Uplink& uplink, const std::stop_token& stop)
      : uplink_(uplink), stop_(stop), http_(uplink.server_, uplink.token_), backoff_(uplink.settings_.backoff) {}

  void run() {
    while (!stop_.stop_requested()) {
      const auto now = std::chrono::steady_clock::now();
      if (now >= next_greeting_) {
        if (!greet_server()) continue;
        next_greeting_ = std::chrono::steady_clock::now() + uplink_.settings_.greet_server_every;
      }
      if (uplink_.report_is_due_.exchange(false)) tell_report();
      uplink_.spool_.wait_for_capture(stop_, std::min(next_greeting_, now + uplink_.settings_.look_every));
      Result<std::optional<SpooledCapture>> oldest = uplink_.spool_.oldest(uplink_.clock_.now());
      if (!oldest) {
        log::error("spool_unreadable", {{"error", oldest.error()}});
        sleep_unless_stopped(stop_, backoff_.next());
      } else if (*oldest) {
        send(**oldest);
      }
    }
  }

 private:
  // GET /station: is the token good, what time is it there, which language is spoken. The server knows by it that this
  // station lives, and how wrong its clock is. False: not answered, has waited.
  bool greet_server() {
    std::vector<std::string> headers = {"Accept: application/json"};
    if (const auto offset = uplink_.clock_offset_.get()) headers.push_back(clock_offset_header(*offset));
    Result<HttpResponse> response =
        http_.send({.path = "/api/v1/station", .headers = headers, .timeout = kGreetingTimeout}, stop_);
    if (!response) return wait_after(response.error());
    learn_time(*response);
    if (response->status == 401 || response->status == 403) return wait_refused(*response);
    if (response->status == 429 || response->status >= 500) return wait_after(*response);
    if (response->status != 200) {  // not what stands between a capture and the server
      log::warn("station_profile_refused", {{"reason", reason_of(*response)}});
      return true;
    }
    backoff_.reset();
    become(LinkState::online, "");
    const json::value body = parsed(response->body);
    StationProfile profile{.name = text_at(body, "name")};
    if (const std::string language = text_at(body, "language"); !language.empty()) profile.language = language;
    uplink_.listener_.profile_known(profile);
    uplink_.report_is_due_ = true;
    return true;
  }

  // PUT /station/report. Captures are what counts: a report that does not arrive is told again with the next greeting.
  void tell_report() {
    const std::optional<core::StationReport> report = uplink_.listener_.report();
    if (!report) return;
    const std::string body = report_text(*report);
    const std::vector<std::string> headers = {"Content-Type: application/json", "Accept: application/json"};
    const Result<HttpResponse> response = http_.send({.path = "/api/v1/station/report",
                                                      .headers = headers,
                                                      .body = &body,
                                                      .method = "PUT",
                                                      .timeout = kGreetingTimeout},
                                                     stop_);
    const bool is_told = response && response->status == 204;
    if (is_told || stop_.stop_requested()) return;
    log::info("report_not_told", {{"why", response ? reason_of(*response) : response.error().text()}});
  }

  void send(const SpooledCapture& spooled) {
    const Capture& capture = spooled.capture;
    const HttpRequest request{.path = "/api/v1/captures",
                              .headers = headers_of(spooled, uplink_.clock_offset_.get()),
                              .body = &capture.sealed,
                              .timeout = uplink_.settings_.timeout};
    Result<HttpResponse> response = http_.send(request, stop_);
    if (!response) {
      wait_after(response.error());
      return;
    }
    learn_time(*response);
    switch (fate_of(*response, capture.id)) {
      case Fate::delivered:
        return finish(spooled);
      case Fate::never:
        return set_aside(spooled, reason_of(*response));
      case Fate::not_allowed:
        wait_refused(*response);
        return;
      case Fate::try_again:
        wait_after(*response);
        return;
    }
  }

  void finish(const SpooledCapture& spooled) {
    if (Result<void> removed = uplink_.spool_.remove(spooled.sequence); !removed) {
      // It will be sent again and the server will know it: harmless, but not at full speed.
      log::error("spool_unwritable", {{"error", removed.error()}});
      sleep_unless_stopped(stop_, backoff_.next());
      return;
    }
    backoff_.reset();
    become(LinkState::online, "");
    uplink_.counts_.with([](UplinkCounts& counts) { ++counts.delivered; });
    uplink_.listener_.delivered(spooled.capture.id);
  }

  void set_aside(const SpooledCapture& spooled, const std::string& reason) {
    log::warn("capture_set_aside", {{"capture", spooled.capture.id}, {"reason", reason}});
    if (Result<void> moved = uplink_.spool_.set_aside(spooled.sequence, reason, uplink_.clock_.now()); !moved) {
      log::error("spool_unwritable", {{"error", moved.error()}});
      sleep_unless_stopped(stop_, backoff_.next());
      return;
    }
    backoff_.reset();
    become(LinkState::online, "");
    uplink_.counts_.with([](UplinkCounts& counts) { ++counts.set_aside; });
    uplink_.listener_.set_aside(spooled.capture.id, reason);
  }

  bool wait_after(const Error& error) {
    const bool is_untrusted = error.code == "server_certificate";
    if (!stop_.stop_requested())
      note_failure(is_untrusted ? LinkState::untrusted : LinkState::unreachable, error.text());
    sleep_unless_stopped(stop_, backoff_.next());
    return false;
  }

  bool wait_after(const HttpResponse& response) {
    note_failure(LinkState::unreachable, reason_of(response));
    sleep_unless_stopped(stop_, backoff_.next(retry_after(response)));
    return false;
  }

  bool wait_refused(const HttpResponse& response) {
    note_failure(LinkState::refused, reason_of(response));
    sleep_unless_stopped(stop_, backoff_.next(uplink_.settings_.backoff.longest));
    return false;
  }

  void note_failure(LinkState state, const std::string& why) {
    uplink_.counts_.with([](UplinkCounts& counts) { ++counts.failed_attempts; });
    become(state, why);
  }

  void become(LinkState state, const std::string& why) {
    if (uplink_.state_.exchange(state) != state) uplink_.listener_.state_changed(state, why);
  }

  void learn_time(const HttpResponse& response) {
    const Result<Instant> server = parse_rfc3339(header_of(response, "attendsense-time"));
    if (!server) return;
    uplink_.clock_offset_.observe(to_instant(response.sent_at), to_instant(response.answered_at), *server);
    const bool is_wrong = uplink_.clock_offset_.is_wrong();
    if (is_wrong && !clock_was_wrong_) uplink_.listener_.clock_is_wrong(*uplink_.clock_offset_.get());
    clock_was_wrong_ = is_wrong;
  }

  static constexpr milliseconds kGreetingTimeout{5000};

  Uplink& uplink_;
  const std::stop_token& stop_;
  HttpClient http_;
  Backoff backoff_;
  std::chrono::steady_clock::time_point next_greeting_{};
  bool clock_was_wrong_ = false;
};

Uplink::Uplink(ServerAddress server, Secret token, Spool& spool, ClockOffset& clock_offset, const Clock& clock,
               UplinkListener listener, const UplinkSettings& settings)
    : server_(std::move(server)),
      token_(std::move(token)),
      spool_(spool),
      clock_offset_(clock_offset),
      clock_(clock),
      listener_(std::move(listener)),
      settings_(settings) {}

void Uplink::run(const std::stop_token& stop) {
  Session(*this, stop).run();
}

UplinkCounts Uplink::counts() const {
  return counts_.with([](const UplinkCounts& counts) { return counts; });
}

LinkState Uplink::state() const {
  return state_;
}

}  // namespace attendsense::station
