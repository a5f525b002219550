#include "attendsense/station_ui/session.hpp"

namespace attendsense::station_ui {

namespace {

constexpr std::chrono::milliseconds kVitalsEvery{500};

}  // namespace

Session::Session(Open open, Monitor& monitor, std::chrono::milliseconds retry_every)
    : open_(std::move(open)),
      monitor_(monitor),
      retry_every_(retry_every),
      thread_([this](const std::stop_token& stop) { live(stop); }) {}

Session::~Session() {
  thread_.request_stop();
  thread_.join();
}

void Session::live(const std::stop_token& stop) {
  while (!stop.stop_requested()) {
    monitor_.phase_changed(Phase::starting);
    Result<OpenedStation> opened = open_(monitor_);
    if (opened) {
      run(std::move(*opened), stop);
    } else {
      monitor_.phase_changed(Phase::failed, opened.error());
      wait_to_retry(stop);
    }
  }
}

void Session::run(OpenedStation opened, const std::stop_token& stop) {
  monitor_.cameras_known(opened.cameras);
  const std::shared_ptr<station::Station> station = std::move(opened.station);
  {
    const std::scoped_lock lock(mutex_);
    station_ = station;
    if (is_silent_) station->be_silent();
    for (const std::string& camera : stopped_) station->stop_camera(camera);
  }
  monitor_.phase_changed(Phase::running);
  {
    const std::jthread vitals([&](const std::stop_token& own) { watch_vitals(*station, own); });
    static_cast<void>(station->run(stop, station::Ending::never));
  }
  const std::scoped_lock lock(mutex_);
  station_.reset();
}

// Apart from the window's thread: the spool counts under the lock that it writes to the disk under.
void Session::watch_vitals(const station::Station& station, const std::stop_token& stop) {
  std::mutex mutex;
  std::condition_variable_any never;
  std::unique_lock lock(mutex);
  while (!stop.stop_requested()) {
    monitor_.vitals_changed(station.vitals());
    never.wait_for(lock, stop, kVitalsEvery, [] { return false; });
  }
}

void Session::wait_to_retry(const std::stop_token& stop) {
  std::unique_lock lock(mutex_);
  asked_.wait_for(lock, stop, retry_every_, [this] { return retry_asked_; });
  retry_asked_ = false;
}

void Session::retry() {
  {
    const std::scoped_lock lock(mutex_);
    retry_asked_ = true;
  }
  asked_.notify_all();
}

std::shared_ptr<station::Station> Session::running() const {
  const std::scoped_lock lock(mutex_);
  return station_;
}

void Session::start_camera(const std::string& name) {
  {
    const std::scoped_lock lock(mutex_);
    stopped_.erase(name);
  }
  if (const auto station = running()) station->start_camera(name);
}

void Session::stop_camera(const std::string& name) {
  {
    const std::scoped_lock lock(mutex_);
    stopped_.insert(name);
  }
  if (const auto station = running()) station->stop_camera(name);
}

void Session::be_silent() {
  {
    const std::scoped_lock lock(mutex_);
    is_silent_ = true;
  }
  if (const auto station = running()) station->be_silent();
  monitor_.speech_switched(true);
}

void Session::speak() {
  {
    const std::scoped_lock lock(mutex_);
    is_silent_ = false;
  }
  if (const auto station = running()) station->speak();
  monitor_.speech_switched(false);
}

}  // namespace attendsense::station_ui
