#include "attendsense/station/event_stream.hpp"

#include <fmt/format.h>

#include "attendsense/base/log.hpp"
#include "attendsense/station/sse_parser.hpp"
#include "http_client.hpp"

namespace attendsense::station {

namespace {

// Repetitions come soon after the original, if at all.
constexpr std::size_t kRememberedEvents = 4096;

}  // namespace

class EventStream::Session {
 public:
  Session(EventStream& stream, const std::stop_token& stop)
      : stream_(stream),
        stop_(stop),
        http_(stream.server_, stream.token_),
        backoff_(stream.settings_.backoff),
        parser_([this](const SseEvent& event) { take(event); }),
        last_id_(stream.listener_.recall_last_id()) {
    // A station that has never listened begins with all that is kept for it: its first captures may be answered before
    // the server hears that it listens.
    if (last_id_.empty()) last_id_ = "0";
  }

  void run() {
    while (!stop_.stop_requested()) {
      const std::string why = listen();
      if (stop_.stop_requested()) return;
      become(Connection::lost, why);
      const auto asked_for =
          refused_ ? std::optional(stream_.settings_.backoff.longest) : std::optional<std::chrono::milliseconds>();
      sleep_unless_stopped(stop_, backoff_.next(asked_for));
      stream_.counts_.with([](EventStreamCounts& counts) { ++counts.reconnects; });
    }
  }

 private:
  enum class Connection { unknown, open, lost };

  // One connection, until it ends; returns why it did.
  std::string listen() {
    parser_.restart();
    refused_ = false;
    std::vector<std::string> headers = {"Accept: text/event-stream"};
    if (!last_id_.empty()) headers.push_back("Last-Event-ID: " + last_id_);
    const Result<HttpResponse> ended =
        http_.send({.path = "/api/v1/station/events",
                    .headers = std::move(headers),
                    .timeout = std::chrono::milliseconds{0},
                    .silence = stream_.settings_.silence,
                    .on_piece = [this](long status, std::string_view piece) { return take_piece(status, piece); }},
                   stop_);
    if (!ended) return ended.error().text();
    refused_ = ended->status == 401 || ended->status == 403;
    return ended->status == 200 ? std::string("the server ended the stream")
                                : fmt::format("the server answered {}", ended->status);
  }

  bool take_piece(long status, std::string_view piece) {
    if (status != 200) return false;
    if (connection_ != Connection::open) {
      backoff_.reset();
      become(Connection::open, "");
    }
    parser_.feed(piece);
    return !stop_.stop_requested();
  }

  void take(const SseEvent& raw) {
    Result<StationEvent> event = read_event(raw.type, raw.data, stream_.key_);
    if (event && event->station != stream_.station_) {
      event = fail(Failure::forbidden, "event_forged", "An event is of another station");
    }
    if (!event) {
      if (event.error().failure == Failure::unsupported) return;
      stream_.counts_.with([](EventStreamCounts& counts) { ++counts.refused; });
      log::warn("event_refused", {{"error", event.error()}});
      return;
    }
    const bool is_new = std::ranges::find(recent_, event->id) == recent_.end();
    stream_.counts_.with([&](EventStreamCounts& counts) { ++(is_new ? counts.events : counts.repeated); });
    if (is_new) {
      recent_.push_back(event->id);
      if (recent_.size() > kRememberedEvents) recent_.pop_front();
      stream_.listener_.event(*event);
    }
    if (!raw.id.empty() && raw.id != last_id_ && is_harmless(raw.id)) {
      last_id_ = raw.id;
      stream_.listener_.remember_last_id(last_id_);
    }
  }

  // It becomes part of a header.
  static bool is_harmless(const std::string& id) {
    return id.size() <= 64 && std::ranges::all_of(id, [](char c) { return c > 0x20 && c < 0x7f; });
  }

  void become(Connection connection, const std::string& why) {
    if (std::exchange(connection_, connection) != connection) {
      stream_.listener_.connection_changed(connection == Connection::open, why);
    }
  }

  EventStream& stream_;
  const std::stop_token& stop_;
  HttpClient http_;
  Backoff backoff_;
  SseParser parser_;
  std::string last_id_;
  std::deque<core::EventId> recent_;
  Connection connection_ = Connection::unknown;
  bool refused_ = false;
};

EventStream::EventStream(ServerAddress server, Secret token, Secret key, core::StationId station,
                         EventStreamListener listener, const EventStreamSettings& settings)
    : server_(std::move(server)),
      token_(std::move(token)),
      key_(std::move(key)),
      station_(station),
      listener_(std::move(listener)),
      settings_(settings) {}

void EventStream::run(const std::stop_token& stop) {
  Session(*this, stop).run();
}

EventStreamCounts EventStream::counts() const {
  return counts_.with([](const EventStreamCounts& counts) { return counts; });
}

}  // namespace attendsense::station
