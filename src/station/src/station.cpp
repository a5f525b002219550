#include "attendsense/station/station.hpp"

#include <condition_variable>
#include <deque>

#include "attendsense/base/log.hpp"
#include "attendsense/base/synchronized.hpp"
#include "attendsense/station/greeter.hpp"
#include "attendsense/station/mqtt_events.hpp"
#include "camera_reports.hpp"
#include "entrance.hpp"
#include "folder_lock.hpp"
#include "quiet_observer.hpp"

namespace attendsense::station {

using std::chrono::steady_clock;

namespace {

// Before a clip plays, the event stream gets so long to connect, lest the first events be missed.
constexpr std::chrono::seconds kEventsHeadStart{5};
// After everything is delivered, the answers get so long.
constexpr std::chrono::seconds kAnswersGrace{15};

std::unique_ptr<Voice> voice_or_silence(const VoiceSettings& settings, StationObserver& observer) {
  Result<std::unique_ptr<Voice>> voice = make_voice(settings);
  if (voice) return std::move(*voice);
  observer.trouble(voice.error());
  return silent_voice();
}

// Apart from the last frame of the session before, so that time does not run backwards for the door.
constexpr std::chrono::seconds kBetweenSessions{5};

}  // namespace

struct Station::Parts {
  Parts(Settings settings_in, Credentials credentials_in, FolderLock lock_in, std::unique_ptr<Spool> spool_in,
        std::unique_ptr<vision::Detector> detector_in, StationObserver& observer_in, const Clock& clock_in);

  [[nodiscard]] UplinkListener uplink_listener();
  [[nodiscard]] EventStreamListener event_listener();
  [[nodiscard]] std::unique_ptr<EventSource> make_events();
  void send(const std::string& camera, const Shot& shot, core::PassageId passage);
  void hear(const StationEvent& event);
  [[nodiscard]] bool is_late(const StationEvent& event, std::optional<steady_clock::time_point> seen_at) const;
  void open_entrances();
  void camera_changed(const std::string& camera, CameraState state, const std::string& why);
  void report_dropped();
  [[nodiscard]] core::StationReport report() const;
  // Until the condition holds; false when the time is up or stop was requested.
  bool wait_until(const std::stop_token& stop, steady_clock::time_point deadline, const std::function<bool()>& holds);
  void something_changed();
  void watch(Entrance& entrance, const std::stop_token& stop, Ending ending);
  enum class Over { by_itself, on_request };
  Over play(Entrance& entrance, const std::stop_token& stop);
  void resolve_last_looks(Entrance& entrance, const std::stop_token& stop, Over over);
  [[nodiscard]] bool wait_for_restart(Entrance& entrance, const std::stop_token& stop);
  [[nodiscard]] Entrance* find_entrance(const std::string& camera) const;
  void settle(const std::stop_token& stop);
  [[nodiscard]] Summary summary() const;

  Settings settings;
  Credentials credentials;
  FolderLock lock;
  const Clock& clock;
  QuietObserver observer;
  std::unique_ptr<vision::Detector> detector;
  std::unique_ptr<Spool> spool;
  Journal journal;
  ClockOffset clock_offset;
  Greeter greeter;
  CameraReports cameras;
  Uplink uplink;
  std::unique_ptr<EventSource> events;
  std::vector<std::unique_ptr<Entrance>> entrances;

  std::mutex mutex;
  std::condition_variable_any changed;
  std::atomic<std::uint64_t> changes{0};
  std::atomic<bool> events_connected{false};
  std::atomic<std::size_t> doors_open{0};
  std::atomic<std::size_t> failed_sources{0};
  std::atomic<std::int64_t> lost{0};
  std::atomic<std::int64_t> dropped_reported{0};
};

Station::Parts::Parts(Settings settings_in, Credentials credentials_in, FolderLock lock_in,
                      std::unique_ptr<Spool> spool_in, std::unique_ptr<vision::Detector> detector_in,
                      StationObserver& observer_in, const Clock& clock_in)
    : settings(std::move(settings_in)),
      credentials(std::move(credentials_in)),
      lock(std::move(lock_in)),
      clock(clock_in),
      observer(observer_in),
      detector(std::move(detector_in)),
      spool(std::move(spool_in)),
      greeter(voice_or_silence(settings.voice, observer_in)),
      uplink(settings.server, credentials.token, *spool, clock_offset, clock, uplink_listener()),
      events(make_events()) {
  const SpoolCounts counts = spool->counts();
  dropped_reported = counts.dropped_for_age + counts.dropped_for_size;
  for (const CameraSetting& camera : settings.cameras) {
    entrances.push_back(std::make_unique<Entrance>(camera));
    cameras.add(camera.name);
  }
}

UplinkListener Station::Parts::uplink_listener() {
  return {
      .state_changed =
          [this](LinkState state, const std::string& why) {
            observer.tell([&](StationObserver& told) { told.link_changed(state, why); });
            something_changed();
          },
      .profile_known =
          [this](const StationProfile& profile) {
            if (!settings.fixed_language) greeter.speak_language(profile.language);
            observer.tell([&](StationObserver& told) { told.profile_known(profile); });
          },
      .delivered = [this](core::CaptureId) { something_changed(); },
      .set_aside =
          [this](core::CaptureId id, const std::string& reason) {
            journal.given_up(id);
            observer.tell([&](StationObserver& told) {
              told.trouble({Failure::invalid_input, "capture_set_aside",
                            "A capture was refused and set aside: " + reason, "It stays in the spool for inspection"});
            });
            something_changed();
          },
      .report = [this] { return std::optional(report()); },
      .clock_is_wrong =
          [this](std::chrono::microseconds offset) {
            const double seconds = std::chrono::duration<double>(offset).count();
            observer.tell([&](StationObserver& told) {
              told.trouble({Failure::invalid_input, "clock_wrong",
                            "This station's clock is " + std::to_string(seconds) + " s ahead of the server's",
                            "Set the clock, or switch on time synchronisation; punches are corrected meanwhile"});
            });
          },
  };
}

std::unique_ptr<EventSource> Station::Parts::make_events() {
  if (!settings.mqtt) {
    return std::make_unique<EventStream>(settings.server, credentials.token, credentials.key_text, credentials.station,
                                         event_listener());
  }
  return std::make_unique<MqttEvents>(
      *settings.mqtt, credentials, event_listener(),
      [this] { return StationStatus{.waiting = spool->counts().waiting, .clock_offset = clock_offset.get()}; }, clock);
}

EventStreamListener Station::Parts::event_listener() {
  return {
      .event = [this](const StationEvent& event) { hear(event); },
      .connection_changed =
          [this](bool connected, const std::string& why) {
            events_connected = connected;
            if (!connected) log::info("events_interrupted", {{"why", why}});
            something_changed();
          },
      .recall_last_id = [this] { return spool->last_event_id(); },
      .remember_last_id =
          [this](const std::string& id) {
            if (Result<void> kept = spool->remember_event_id(id); !kept) {
              log::warn("spool_unwritable", {{"error", kept.error()}});
            }
          },
      .note_heard =
          [this](const core::EventId& event) {
            const Result<bool> is_new = spool->note_heard(event);
            if (!is_new) log::warn("spool_unwritable", {{"error", is_new.error()}});
            return is_new.value_or(true);  // better heard twice than not at all
          },
  };
}

void Station::Parts::send(const std::string& camera, const Shot& shot, core::PassageId passage) {
  const Instant now = clock.now();
  const Capture capture = seal_capture(shot, passage, camera, credentials.key, now, settings.door.capture);
  // Before the spool has it: the answer may be faster than this thread.
  journal.sent(capture.id, passage, shot.seen_at);
  if (Result<void> kept = spool->append(capture, clock_offset.get(), now); !kept) {
    journal.given_up(capture.id);
    ++lost;
    observer.tell([&](StationObserver& told) { told.trouble(kept.error()); });
    return;
  }
  report_dropped();
  observer.tell([&](StationObserver& told) { told.captured(camera, capture); });
}

void Station::Parts::report_dropped() {
  const SpoolCounts counts = spool->counts();
  const std::int64_t dropped = counts.dropped_for_age + counts.dropped_for_size;
  const std::int64_t before = dropped_reported.exchange(dropped);
  if (dropped <= before) return;
  observer.tell([&](StationObserver& told) {
    told.trouble({Failure::unavailable, "spool_overflow",
                  std::to_string(dropped - before) + " captures were dropped: the spool is full or they were too old",
                  "Mend the connection to the server, or raise station.spool_megabytes or station.spool_days"});
  });
}

void Station::Parts::hear(const StationEvent& event) {
  const std::optional<steady_clock::time_point> seen_at = journal.judged(event.capture, event.passage, event.outcome);
  StationObserver::Heard heard{.event = event, .after_frame = std::nullopt, .is_late = is_late(event, seen_at)};
  if (seen_at) {
    heard.after_frame = std::chrono::duration_cast<std::chrono::milliseconds>(steady_clock::now() - *seen_at);
  }
  if (event.outcome == core::Outcome::booked && !heard.is_late) {
    greeter.greet(event.greeting, seen_at.value_or(steady_clock::now()));
    if (heard.after_frame) journal.greeted(*heard.after_frame);
  }
  observer.tell([&](StationObserver& told) { told.heard(heard); });
  something_changed();
}

// By this process's own memory of the frame where it has one, else by the server's clock as it is known here.
bool Station::Parts::is_late(const StationEvent& event, std::optional<steady_clock::time_point> seen_at) const {
  if (seen_at) return steady_clock::now() - *seen_at > kGreetingLifetime;
  const Instant server_now = clock.now() - clock_offset.get().value_or(std::chrono::microseconds{0});
  return server_now - event.at > kGreetingLifetime || server_now - event.sent_at > kGreetingLifetime;
}

void Station::Parts::camera_changed(const std::string& camera, CameraState state, const std::string& why) {
  if (state == CameraState::failed) ++failed_sources;
  if (cameras.note(camera, state, why)) uplink.report_soon();
  observer.tell([&](StationObserver& told) { told.camera_changed(camera, state, why); });
}

core::StationReport Station::Parts::report() const {
  const SpoolCounts counts = spool->counts();
  return {.version = "",
          .waiting = counts.waiting,
          .set_aside = counts.aside,
          .dropped = counts.dropped_for_age + counts.dropped_for_size,
          .cameras = cameras.all()};
}

void Station::Parts::open_entrances() {
  const PassageOpinion opinion{
      .answer = [this](core::PassageId passage) { return journal.answer(passage); },
      .has_settled = [this](core::PassageId passage) { return journal.has_settled(passage); },
  };
  for (const std::unique_ptr<Entrance>& entrance : entrances) {
    const std::string& name = entrance->setting.name;
    auto sink = [this, name](const Shot& shot, core::PassageId passage) { send(name, shot, passage); };
    entrance->door = std::make_unique<Door>(*detector, opinion, std::move(sink), settings.door);
    entrance->door->show_to([this, name](const TimedFrame& frame, std::span<const SeenFace> faces) {
      observer.tell([&](StationObserver& told) { told.looked(name, frame, faces); });
    });
  }
}

Entrance* Station::Parts::find_entrance(const std::string& camera) const {
  const auto found = std::ranges::find(
      entrances, camera, [](const auto& entrance) -> const std::string& { return entrance->setting.name; });
  return found == entrances.end() ? nullptr : found->get();
}

bool Station::Parts::wait_until(const std::stop_token& stop, steady_clock::time_point deadline,
                                const std::function<bool()>& holds) {
  std::unique_lock lock_on_changes(mutex);
  return changed.wait_until(lock_on_changes, stop, deadline, holds);
}

void Station::Parts::something_changed() {
  // Under the lock, so that nobody checks a condition, misses this call and sleeps.
  {
    const std::scoped_lock lock_on_changes(mutex);
    ++changes;
  }
  changed.notify_all();
}

// A door's thread: its frames, then the answers that its last passages wait for; and again when it is started again.
void Station::Parts::watch(Entrance& entrance, const std::stop_token& stop, Ending ending) {
  do {
    const Over over = play(entrance, stop);
    resolve_last_looks(entrance, stop, over);
    if (over == Over::by_itself) {
      if (ending == Ending::when_idle) break;
      entrance.stop();  // a file has ended: it may be played again
    }
  } while (wait_for_restart(entrance, stop));
  --doors_open;
  something_changed();
}

Station::Parts::Over Station::Parts::play(Entrance& entrance, const std::stop_token& stop) {
  std::stop_source session = entrance.begin_session();
  const std::stop_callback ends_too(stop, [&session] { session.request_stop(); });
  if (!session.stop_requested()) {
    const std::string& name = entrance.setting.name;
    auto changed_state = [this, name](CameraState state, const std::string& why) { camera_changed(name, state, why); };
    const std::unique_ptr<CameraFeed> feed =
        make_feed(entrance.setting.address, clock, clock.now(), std::move(changed_state), settings.feed);
    const std::chrono::microseconds begin = entrance.last_position;
    while (std::optional<TimedFrame> frame = feed->next(session.get_token())) {
      frame->position += begin;
      entrance.last_position = frame->position + kBetweenSessions;
      entrance.door->look(*frame);
    }
    entrance.door->end();
    const FeedCounts counts = feed->counts();
    entrance.control.with([&](Entrance::Control& control) {
      control.counts.frames += counts.frames;
      control.counts.dropped += counts.dropped;
      control.counts.losses += counts.losses;
    });
  }
  if (!session.stop_requested()) return Over::by_itself;
  if (!entrance.is_wanted()) camera_changed(entrance.setting.name, CameraState::stopped, "");
  return Over::on_request;
}

bool Station::Parts::wait_for_restart(Entrance& entrance, const std::stop_token& stop) {
  const auto forever = steady_clock::now() + std::chrono::years(10);
  return wait_until(stop, forever, [&entrance] { return entrance.is_wanted(); }) && !stop.stop_requested();
}

void Station::Parts::resolve_last_looks(Entrance& entrance, const std::stop_token& stop, Over over) {
  const auto deadline = steady_clock::now() + settings.door.keep_last_look;
  for (std::uint64_t seen = changes; !entrance.door->resolve(); seen = changes) {
    if (over == Over::on_request && entrance.is_wanted()) break;  // started again; the door resolves them as it looks
    if (!wait_until(stop, deadline, [&] { return changes != seen; })) break;
  }
}

void Station::Parts::settle(const std::stop_token& stop) {
  const auto deadline = steady_clock::now() + settings.settle;
  if (!wait_until(stop, deadline, [this] { return spool->counts().waiting == 0; })) return;
  static_cast<void>(wait_until(stop, std::min(deadline, steady_clock::now() + kAnswersGrace),
                               [this] { return journal.unanswered() == 0; }));
}

Summary Station::Parts::summary() const {
  Summary summary;
  for (const std::unique_ptr<Entrance>& entrance : entrances) {
    const FeedCounts feed = entrance->control.with([](const Entrance::Control& control) { return control.counts; });
    const DoorCounts door = entrance->door->counts();
    summary.frames += feed.frames;
    summary.frames_dropped += feed.dropped;
    summary.looks += door.looks;
    summary.passages += door.passages;
  }
  summary.figures = journal.figures();
  summary.uplink = uplink.counts();
  summary.spool = spool->counts();
  summary.events = events->counts();
  summary.unanswered = journal.unanswered();
  summary.failed_sources = failed_sources;
  summary.lost = lost;
  return summary;
}

Station::Station(std::unique_ptr<Parts> parts) : parts_(std::move(parts)) {}

Station::~Station() = default;

Result<std::unique_ptr<Station>> Station::open(Settings settings, Credentials credentials,
                                               std::unique_ptr<vision::Detector> detector, StationObserver& observer,
                                               const Clock& clock) {
  if (settings.mqtt && (credentials.company.is_nil() || credentials.site.is_nil())) {
    return fail(Failure::invalid_input, "credentials_malformed",
                "The station's credentials do not name its company and its site, which events over MQTT need",
                "Add company_id and site_id as GET /api/v1/stations answers them, or make the station anew");
  }
  Result<FolderLock> lock = FolderLock::take(settings.data_folder);
  if (!lock) return fail(std::move(lock));
  Result<std::unique_ptr<Spool>> spool = Spool::open(settings.data_folder / "spool.db", settings.spool);
  if (!spool) return fail(std::move(spool));
  return std::unique_ptr<Station>(
      new Station(std::make_unique<Parts>(std::move(settings), std::move(credentials), std::move(*lock),
                                          std::move(*spool), std::move(detector), observer, clock)));
}

Summary Station::run(const std::stop_token& stop, Ending ending) {
  Parts& parts = *parts_;
  // Threads end in the order from the cameras to the voice: each one's output is still taken.
  std::jthread greeter([&] { parts.greeter.run(stop); });
  std::jthread uplink([&](const std::stop_token& own) { parts.uplink.run(own); });
  std::jthread events([&](const std::stop_token& own) { parts.events->run(own); });
  if (ending == Ending::when_idle) {
    static_cast<void>(
        parts.wait_until(stop, steady_clock::now() + kEventsHeadStart, [&] { return parts.events_connected.load(); }));
  }
  parts.open_entrances();
  parts.doors_open = parts.entrances.size();
  std::vector<std::jthread> doors;
  doors.reserve(parts.entrances.size());
  for (const std::unique_ptr<Entrance>& entrance : parts.entrances) {
    doors.emplace_back([&parts, &entrance, &stop, ending] { parts.watch(*entrance, stop, ending); });
  }
  const auto forever = steady_clock::now() + std::chrono::years(10);
  const bool must_wait_for_stop = ending == Ending::never;
  static_cast<void>(parts.wait_until(stop, forever, [&] { return !must_wait_for_stop && parts.doors_open == 0; }));
  doors.clear();
  if (ending == Ending::when_idle) parts.settle(stop);
  uplink.request_stop();
  events.request_stop();
  uplink.join();
  events.join();
  parts.greeter.finish();
  greeter.join();
  return parts.summary();
}

void Station::stop_camera(const std::string& name) {
  if (Entrance* entrance = parts_->find_entrance(name)) entrance->stop();
}

void Station::start_camera(const std::string& name) {
  Entrance* entrance = parts_->find_entrance(name);
  if (entrance == nullptr) return;
  entrance->start();
  parts_->something_changed();
}

void Station::be_silent() {
  parts_->greeter.be_silent();
}

void Station::speak() {
  parts_->greeter.speak();
}

Vitals Station::vitals() const {
  const Parts& parts = *parts_;
  return {.link = parts.uplink.state(),
          .hears_events = parts.events_connected,
          .spool = parts.spool->counts(),
          .uplink = parts.uplink.counts(),
          .clock_offset = parts.clock_offset.get(),
          .is_clock_wrong = parts.clock_offset.is_wrong(),
          .is_silent = parts.greeter.is_silent()};
}

}  // namespace attendsense::station
