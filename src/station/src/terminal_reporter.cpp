#include "attendsense/station/terminal_reporter.hpp"

#include <fmt/format.h>

#include <boost/json.hpp>
#include <ctime>
#include <ostream>

namespace attendsense::station {

namespace {

namespace json = boost::json;

// Time of day where this station stands.
std::string time_of_day(Instant instant) {
  const std::time_t seconds = std::chrono::system_clock::to_time_t(instant);
  std::tm local{};
  if (localtime_r(&seconds, &local) == nullptr) return "--:--:--";
  return fmt::format("{:02}:{:02}:{:02}", local.tm_hour, local.tm_min, local.tm_sec);
}

// A name may hold what would steer a terminal.
std::string printable(std::string_view text) {
  std::string out;
  for (const char c : text) out.push_back(static_cast<unsigned char>(c) < 0x20 || c == 0x7f ? '?' : c);
  return out;
}

std::string_view words(core::Reason reason) {
  switch (reason) {
    case core::Reason::recognised:
    case core::Reason::recognised_by_passage:
      return "recognised";
    case core::Reason::punched_recently:
      return "punched a moment ago";
    case core::Reason::no_template_near:
      return "nobody enrolled looks like this";
    case core::Reason::gallery_empty:
      return "nobody is enrolled yet";
    case core::Reason::not_live:
      return "a picture or screen, not a person";
    case core::Reason::liveness_doubtful:
      return "cannot tell whether this is a live person";
    case core::Reason::no_surroundings:
      return "too little around the face to tell whether it is live";
    case core::Reason::two_people_alike:
      return "two people look alike here";
    case core::Reason::poor_quality:
      return "too small, dark, blurred or turned away";
    case core::Reason::captured_long_ago:
      return "captured too long ago to be booked";
    case core::Reason::captured_in_future:
      return "captured in the future: check this clock";
    case core::Reason::employee_inactive:
      return "no longer active";
    case core::Reason::no_face:
      return "no face in the picture";
  }
  return "";
}

std::string delay(const StationObserver::Heard& heard) {
  if (heard.is_late) return "late";
  if (!heard.after_frame) return "";
  return fmt::format("{:.2f} s", std::chrono::duration<double>(*heard.after_frame).count());
}

std::string line_of(const StationObserver::Heard& heard) {
  const StationEvent& event = heard.event;
  const std::string after = delay(heard);
  const std::string tail = after.empty() ? "" : "   (" + after + ")";
  if (event.outcome == core::Outcome::booked) {
    return fmt::format("{}  {:<3}  {}{}", time_of_day(event.at), core::to_string(event.direction),
                       printable(event.greeting), tail);
  }
  return fmt::format("{}  -    {}: {}{}", time_of_day(event.at), core::to_string(event.outcome), words(event.reason),
                     tail);
}

json::object json_of(const StationObserver::Heard& heard) {
  const StationEvent& event = heard.event;
  boost::system::error_code failed;
  json::value payload = json::parse(event.payload, failed);
  json::object line = payload.is_object() ? std::move(payload.get_object()) : json::object();
  line["event"] = event.outcome == core::Outcome::booked ? "punch" : "sighting";
  line["late"] = heard.is_late;
  if (heard.after_frame) line["after_frame_ms"] = heard.after_frame->count();
  return line;
}

std::string paint(Colour colour, const char* code, const std::string& text) {
  return colour == Colour::yes ? fmt::format("\x1b[{}m{}\x1b[0m", code, text) : text;
}

}  // namespace

void TerminalReporter::heard(const Heard& heard) {
  if (form_ == ReportAs::json_lines) {
    out_ << json::serialize(json_of(heard)) << std::endl;
    return;
  }
  const bool is_greeting = heard.event.outcome == core::Outcome::booked && !heard.is_late;
  out_ << paint(colour_, is_greeting ? "1" : "2", line_of(heard)) << std::endl;
}

void TerminalReporter::camera_changed(const std::string& camera, CameraState state, const std::string& why) {
  if (form_ == ReportAs::json_lines) {
    const json::object line{{"event", "camera"}, {"camera", camera}, {"state", to_string(state)}, {"why", why}};
    out_ << json::serialize(line) << std::endl;
  }
  if (state == CameraState::opening) return;
  note(fmt::format("camera {} {}{}{}", printable(camera), to_string(state), why.empty() ? "" : ": ", printable(why)));
}

void TerminalReporter::link_changed(LinkState state, const std::string& why) {
  if (form_ == ReportAs::json_lines) {
    const json::object line{{"event", "server"}, {"state", to_string(state)}, {"why", why}};
    out_ << json::serialize(line) << std::endl;
  }
  switch (state) {
    case LinkState::connecting:
      return;
    case LinkState::online:
      return note("server online");
    case LinkState::unreachable:
      return note("server unreachable; captures wait on this disk: " + printable(why));
    case LinkState::untrusted:
      return note("server not trusted; captures wait on this disk: " + printable(why));
    case LinkState::refused:
      return note("token revoked or unknown; captures wait on this disk: " + printable(why) +
                  "; make new credentials for this station");
  }
}

void TerminalReporter::profile_known(const StationProfile& profile) {
  if (form_ == ReportAs::lines && !profile.name.empty()) note("this is station " + printable(profile.name));
}

void TerminalReporter::captured(const std::string& camera, const Capture& capture) {
  if (form_ != ReportAs::json_lines) return;
  const json::object line{{"event", "capture"},
                          {"camera", camera},
                          {"capture_id", capture.id.to_string()},
                          {"passage_id", capture.passage.to_string()},
                          {"captured_at", to_rfc3339(capture.captured_at)},
                          {"face_width", capture.face.width},
                          {"bytes", capture.sealed.size()}};
  out_ << json::serialize(line) << std::endl;
}

void TerminalReporter::trouble(const Error& error) {
  if (form_ == ReportAs::json_lines) {
    const json::object line{
        {"event", "trouble"}, {"code", error.code}, {"message", error.message}, {"remedy", error.remedy}};
    out_ << json::serialize(line) << std::endl;
  }
  // A full disk fails for every capture; once is enough to say it.
  const std::string text = error.text();
  if (std::exchange(last_trouble_, text) != text) note(text);
}

void TerminalReporter::note(const std::string& text) {
  err_ << paint(colour_, "2", "attendsense-station: " + text) << std::endl;
}

void TerminalReporter::summarise(const Summary& summary) {
  const Journal::Figures& figures = summary.figures;
  const double uploads =
      figures.passages == 0 ? 0 : static_cast<double>(figures.captures) / static_cast<double>(figures.passages);
  if (form_ == ReportAs::json_lines) {
    const json::object line{{"event", "summary"},
                            {"frames", summary.frames},
                            {"frames_dropped", summary.frames_dropped},
                            {"frames_searched", summary.looks},
                            {"passages", figures.passages},
                            {"uploads", figures.captures},
                            {"uploads_per_passage", uploads},
                            {"most_uploads_of_a_passage", figures.most_uploads},
                            {"delivered", summary.uplink.delivered},
                            {"set_aside", summary.uplink.set_aside},
                            {"waiting", summary.spool.waiting},
                            {"unanswered", summary.unanswered},
                            {"lost", summary.lost},
                            {"greetings", figures.greetings},
                            {"greeting_median_ms", figures.median.count()},
                            {"greeting_p95_ms", figures.p95.count()}};
    out_ << json::serialize(line) << std::endl;
    return;
  }
  out_ << fmt::format(
      "{} frames ({} dropped, {} searched for faces), {} passages, {} uploads ({:.2f} a passage, at most {})\n",
      summary.frames, summary.frames_dropped, summary.looks, figures.passages, figures.captures, uploads,
      figures.most_uploads);
  out_ << fmt::format("{} greetings", figures.greetings);
  if (figures.greetings > 0) {
    out_ << fmt::format(", from the frame to the greeting: median {:.2f} s, p95 {:.2f} s",
                        std::chrono::duration<double>(figures.median).count(),
                        std::chrono::duration<double>(figures.p95).count());
  }
  out_ << std::endl;
  if (summary.spool.waiting > 0) note(fmt::format("{} captures wait for the server", summary.spool.waiting));
  if (summary.uplink.set_aside > 0) note(fmt::format("{} captures were refused", summary.uplink.set_aside));
  if (summary.lost > 0) note(fmt::format("{} captures were lost: the spool could not be written", summary.lost));
}

std::string describe_cameras(std::span<const vision::CameraInfo> cameras, ReportAs form) {
  if (form == ReportAs::json_lines) {
    json::array list;
    for (const vision::CameraInfo& camera : cameras) {
      json::array resolutions(camera.resolutions.begin(), camera.resolutions.end());
      list.push_back(
          json::object{{"device", camera.device}, {"name", camera.name}, {"resolutions", std::move(resolutions)}});
    }
    return json::serialize(list) + "\n";
  }
  if (cameras.empty()) {
    return "No cameras found. Plug one in, and check that this user may open it (group video: "
           "sudo usermod -aG video $USER, then sign in again). Network cameras are not listed: give their address, "
           "--camera gate=rtsp://...\n";
  }
  std::string table = fmt::format("{:<14} {:<36} {}\n", "DEVICE", "NAME", "RESOLUTIONS");
  for (const vision::CameraInfo& camera : cameras) {
    table +=
        fmt::format("{:<14} {:<36} {}\n", camera.device, printable(camera.name), fmt::join(camera.resolutions, " "));
  }
  return table;
}

}  // namespace attendsense::station
