#include "testing/booking_server.hpp"

#include "testing/events.hpp"

namespace attendsense::station::testing {

using namespace std::chrono_literals;

BookingServer::BookingServer(core::StationId station)
    : station_(station), server_([this](const Request& request) { return handle(request); }) {}

Answer BookingServer::handle(const Request& request) {
  if (request.path == "/api/v1/station") return answer(200, "", R"({"name":"Gate","language":"en"})");
  if (request.path == "/api/v1/station/report") return answer(204);
  return request.path == "/api/v1/captures" ? book(request) : tell();
}

Answer BookingServer::book(const Request& request) {
  const auto capture = core::CaptureId::parse(request.headers.at("attendsense-capture-id"));
  const auto passage = core::PassageId::parse(request.headers.at("attendsense-passage-id"));
  const std::scoped_lock lock(mutex_);
  const auto payload = punch_payload(station_, *capture, *passage, SystemClock{}.now());
  events_ += sse(++last_, "punch", envelope(payload));
  arrived_.notify_all();
  return accepted(request);
}

// What has come until now, then the end: the station comes back for more.
Answer BookingServer::tell() {
  std::unique_lock lock(mutex_);
  arrived_.wait_for(lock, 100ms, [this] { return !events_.empty(); });
  return {.bytes = event_stream(": hello\n\n" + std::exchange(events_, {})).bytes};
}

}  // namespace attendsense::station::testing
