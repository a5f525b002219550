#pragma once

// From the spool to the server, one capture after the other, for as long as it takes.

#include <chrono>
#include <cstdint>
#include <functional>
#include <stop_token>
#include <string>

#include "attendsense/base/secret.hpp"
#include "attendsense/base/synchronized.hpp"
#include "attendsense/core/station_report.hpp"
#include "attendsense/station/backoff.hpp"
#include "attendsense/station/clock_offset.hpp"
#include "attendsense/station/server_address.hpp"
#include "attendsense/station/spool.hpp"

namespace attendsense::station {

struct UplinkSettings {
  std::chrono::milliseconds timeout{15'000};  // for one capture; measured on a slow line
  BackoffSettings backoff;
  std::chrono::milliseconds look_every{2'000};           // whether a report is due, while there is nothing to send
  std::chrono::milliseconds greet_server_every{30'000};  // asks who it is: by that the server knows that it lives
};

enum class LinkState {
  connecting,  // no answer yet
  online,
  unreachable,  // retried with back-off; captures wait on the disk
  untrusted,    // whoever answers there does not prove that it is the server; retried as well, and nothing is sent
  refused,      // the token is not accepted (any more): an administrator must act; captures wait on the disk
};
std::string_view to_string(LinkState state);

// What the server says of this station.
struct StationProfile {
  std::string name;
  std::string language = "en";
};

struct UplinkCounts {
  std::int64_t delivered = 0;
  std::int64_t set_aside = 0;
  std::int64_t failed_attempts = 0;
};

struct UplinkListener {
  // On the uplink's thread; must return soon.
  std::function<void(LinkState, const std::string& why)> state_changed = [](LinkState, const std::string&) {};
  std::function<void(const StationProfile&)> profile_known = [](const StationProfile&) {};
  std::function<void(core::CaptureId)> delivered = [](core::CaptureId) {};
  std::function<void(core::CaptureId, const std::string& reason)> set_aside = [](core::CaptureId, const std::string&) {
  };
  // How the station is, for the server: asked after each greeting and after report_soon(). None: nothing is told.
  std::function<std::optional<core::StationReport>()> report = [] { return std::nullopt; };
  std::function<void(std::chrono::microseconds offset)> clock_is_wrong = [](std::chrono::microseconds) {};
};

// Sends strictly in order: nothing overtakes a capture that has to wait. 202 removes it from the spool; an answer that
// no repetition can change (400, 409, 413, 415, 422) sets it aside; everything else is tried again with back-off and
// jitter, not before Retry-After.
class Uplink {
 public:
  Uplink(ServerAddress server, Secret token, Spool& spool, ClockOffset& clock_offset, const Clock& clock,
         UplinkListener listener = {}, const UplinkSettings& settings = {});

  // Until stop is requested; then at once, also in the middle of an exchange.
  void run(const std::stop_token& stop);

  // From any thread: what the station would report is different now. Told within seconds.
  void report_soon() { report_is_due_ = true; }

  [[nodiscard]] UplinkCounts counts() const;
  [[nodiscard]] LinkState state() const;

 private:
  class Session;
  ServerAddress server_;
  Secret token_;
  Spool& spool_;
  ClockOffset& clock_offset_;
  const Clock& clock_;
  UplinkListener listener_;
  UplinkSettings settings_;
  Synchronized<UplinkCounts> counts_;
  std::atomic<LinkState> state_{LinkState::connecting};
  std::atomic<bool> report_is_due_{false};
};

}  // namespace attendsense::station
