#pragma once

// A station that runs beside the window, and what the window may ask of it. Knows nothing of Qt.

#include <condition_variable>
#include <functional>
#include <memory>
#include <mutex>
#include <set>
#include <stop_token>
#include <string>
#include <thread>
#include <vector>

#include "attendsense/station_ui/monitor.hpp"

namespace attendsense::station_ui {

struct OpenedStation {
  std::unique_ptr<station::Station> station;
  std::vector<std::string> cameras;
};

// Opens the station on a thread of its own and keeps it running; one that cannot be opened (settings, credentials or
// models are wrong) is reported to the monitor and tried again every kRetryEvery, or when retry() asks for it.
// All from any thread; nothing here waits for a camera, the disk or the network, but the destructor.
class Session {
 public:
  // Reads settings and opens, anew for each attempt, so that what was mended meanwhile counts.
  using Open = std::function<Result<OpenedStation>(station::StationObserver&)>;

  // The monitor must outlive it.
  Session(Open open, Monitor& monitor, std::chrono::milliseconds retry_every = kRetryEvery);
  ~Session();
  Session(const Session&) = delete;
  Session& operator=(const Session&) = delete;

  void retry();
  void start_camera(const std::string& name);
  void stop_camera(const std::string& name);
  void be_silent();
  void speak();

  static constexpr std::chrono::milliseconds kRetryEvery{10'000};

 private:
  void live(const std::stop_token& stop);
  void run(OpenedStation opened, const std::stop_token& stop);
  void watch_vitals(const station::Station& station, const std::stop_token& stop);
  void wait_to_retry(const std::stop_token& stop);
  [[nodiscard]] std::shared_ptr<station::Station> running() const;

  Open open_;
  Monitor& monitor_;
  const std::chrono::milliseconds retry_every_;
  mutable std::mutex mutex_;
  std::condition_variable_any asked_;
  bool retry_asked_ = false;
  bool is_silent_ = false;         // what was wished also holds for a station that opens later
  std::set<std::string> stopped_;  // likewise
  std::shared_ptr<station::Station> station_;
  std::jthread thread_;  // last: it uses all of the above
};

}  // namespace attendsense::station_ui
