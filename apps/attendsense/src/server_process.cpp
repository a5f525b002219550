#include "server_process.hpp"

#include "attendsense/api/metrics_server.hpp"
#include "attendsense/api/server.hpp"
#include "attendsense/base/log.hpp"
#include "attendsense/base/metrics.hpp"
#include "attendsense/monitoring/cloud_exporter.hpp"
#include "attendsense/monitoring/error_count.hpp"
#include "attendsense/service/counted_event_bus.hpp"
#include "attendsense/service/live_gallery.hpp"
#include "attendsense/service/login_throttle.hpp"
#include "attendsense/service/outbox_relay.hpp"
#include "attendsense/service/outbox_tail.hpp"
#include "attendsense/service/ports.hpp"
#include "attendsense/service/setup.hpp"
#include "attendsense/service/station_watch.hpp"
#include "attendsense/service/vital_signs.hpp"
#include "attendsense/service/webhook_dispatcher.hpp"
#include "attendsense/service/worker.hpp"
#include "attendsense/transport/curl_webhook_transport.hpp"
#include "attendsense/transport/in_process_event_bus.hpp"
#include "attendsense/vision/analyzer.hpp"
#include "foundations.hpp"
#include "settings.hpp"
#include "version.hpp"

namespace attendsense::app {

namespace {

// How often the gallery looks for what other processes changed, besides when the database tells; changes of this one
// are there at once. A file does not tell.
constexpr std::chrono::milliseconds kFollowFile{500};
constexpr std::chrono::milliseconds kFollowServer{5000};
// How soon what other processes wrote to the outbox is seen: a part of the second in which a person is greeted.
constexpr std::chrono::milliseconds kOutboxPoll{100};

// What can fail to open, opened.
struct Foundations {
  std::unique_ptr<vision::Analyzer> analyzer;
  std::unique_ptr<core::Store> store;
  std::unique_ptr<core::CaptureQueue> queue;
  std::unique_ptr<core::EventBus> broker;  // none: stations listen to the HTTP interface
};

// The recipe: each part in order; destruction is the page read backwards.
class Composition final : public ServerProcess {
 public:
  Composition(Foundations foundations, const Clock& clock)
      : clock_(clock),
        // The networks, loaded once and shared by all threads.
        analyzer_(std::move(foundations.analyzer)),
        // The database; everything durable except what waits in the queue.
        store_(std::move(foundations.store)),
        queue_(std::move(foundations.queue)),
        // Everybody's templates in memory, following the database.
        gallery_(*store_, analyzer_->embedder().model(), analyzer_->embedder().dimensions()),
        // Where stations listen, if not at this process.
        broker_(std::move(foundations.broker)),
        // Tells this process's own listeners what the outbox holds.
        bus_(transport::make_in_process_event_bus({}, &metrics_)),
        // What the relay tells is counted, whichever bus it is.
        told_(broker_ ? *broker_ : *bus_, metrics_),
        ports_{*store_, *queue_, *analyzer_, gallery_, throttle_, events_written_, metrics_} {}

  ~Composition() override { log::info("stopping"); }

  Result<void> begin(const config::Config& config, Duties duties) {
    if (Result<void> loaded = gallery_.load(); !loaded) return loaded;
    gallery_.follow(on_postgres(config) ? kFollowServer : kFollowFile);
    ports_.allow_plain_webhooks = config.flag("webhooks.allow_http");
    vital_signs_.emplace(ports_, clock_);
    if (Result<void> watched = be_watched(config, duties); !watched) return watched;
    if (duties.works) {
      relay_.emplace(*store_, told_, events_written_, clock_, service::RelayOptions{.poll = kOutboxPoll});
      worker_.emplace(ports_, clock_, service::WorkerOptions{.threads = worker_threads(config)});
      tell_others(config);
    }
    if (!duties.answers) return {};
    // Unless the relay tells this process's listeners anyway.
    if (!duties.works || broker_) tail_.emplace(*store_, *bus_, tail_woken_, kOutboxPoll);
    Result<std::optional<Secret>> code = service::ensure_setup_code(*store_);
    if (!code) return fail(std::move(code));
    if (*code) setup_code_ = (*code)->reveal();
    return serve(config);
  }

  [[nodiscard]] std::string url() const override { return http_ ? http_->url() : ""; }

  [[nodiscard]] const std::string& setup_code() const override { return setup_code_; }

 private:
  // Other people's servers hear of what happens, alerts among it.
  void tell_others(const config::Config& config) {
    webhook_transport_ = transport::make_curl_webhook_transport({.allow_private = config.flag("webhooks.allow_private"),
                                                                 .allow_http = config.flag("webhooks.allow_http"),
                                                                 .ca_file = config.text("webhooks.ca_file")});
    webhooks_.emplace(*store_, *webhook_transport_, clock_, metrics_);
    station_watch_.emplace(
        *store_, events_written_, clock_,
        service::StationWatchOptions{.silent = std::chrono::minutes{config.integer("alerts.silent_minutes")},
                                     .clock_tolerance = std::chrono::seconds{config.integer("alerts.clock_seconds")}});
  }

  // Whoever looks at the metrics may do so from now on.
  Result<void> be_watched(const config::Config& config, Duties duties) {
    Result<std::optional<api::MetricsOptions>> listener = api::metrics_options(config);
    if (!listener) return fail(std::move(listener));
    if (*listener) {
      auto served = api::MetricsServer::start(**listener, metrics_);
      if (!served) return fail(std::move(served));
      metrics_server_ = std::move(*served);
    }
    const char* name = duties.answers && duties.works ? "serve" : duties.answers ? "api" : "worker";
    Result<std::optional<monitoring::CloudOptions>> cloud = monitoring::cloud_options(config, name);
    if (!cloud) return fail(std::move(cloud));
    if (*cloud) {
      auto exporter = monitoring::CloudExporter::start(std::move(**cloud), metrics_, clock_);
      if (!exporter) return fail(std::move(exporter));
      exporter_ = std::move(*exporter);
    }
    return {};
  }

  // Last of all: nobody is answered before everything else works.
  Result<void> serve(const config::Config& config) {
    Result<api::ServerOptions> options = api::server_options(config);
    if (!options) return fail(std::move(options));
    options->web_root = web_folder(config);
    auto http = api::HttpServer::start(
        std::move(*options),
        {.ports = ports_, .bus = *bus_, .clock = clock_, .readiness = readiness_checks(), .version = kVersion});
    if (!http) return fail(std::move(http));
    http_ = std::move(*http);
    return {};
  }

  std::vector<api::ReadinessCheck> readiness_checks() {
    return {
        {"store", [this] { return store_->read([](core::Transaction& t) { return reachable(t.companies().all()); }); }},
        {"queue", [this] { return reachable(queue_->status()); }},
        {"gallery", [this]() -> Result<void> {
           if (gallery_.loaded()) return {};
           return fail(Failure::unavailable, "gallery_loading", "The gallery is not loaded yet", "Wait a moment");
         }}};
  }

  template <class T>
  static Result<void> reachable(Result<T>&& answer) {
    if (!answer) return fail(std::move(answer));
    return {};
  }

  const Clock& clock_;
  metrics::Registry metrics_;
  monitoring::ErrorCount errors_{metrics_};
  std::unique_ptr<vision::Analyzer> analyzer_;
  std::unique_ptr<core::Store> store_;
  std::unique_ptr<core::CaptureQueue> queue_;
  service::LiveGallery gallery_;
  service::LoginThrottle throttle_;
  service::Signal events_written_;
  service::Signal tail_woken_;
  std::unique_ptr<core::EventBus> broker_;
  std::unique_ptr<core::EventBus> bus_;
  service::CountedEventBus told_;
  service::Ports ports_;
  std::string setup_code_;
  std::optional<service::VitalSigns> vital_signs_;
  std::unique_ptr<api::MetricsServer> metrics_server_;
  std::unique_ptr<monitoring::CloudExporter> exporter_;
  std::optional<service::OutboxTail> tail_;
  std::optional<service::OutboxRelay> relay_;
  std::optional<service::Worker> worker_;
  std::unique_ptr<core::WebhookTransport> webhook_transport_;
  std::optional<service::WebhookDispatcher> webhooks_;
  std::optional<service::StationWatch> station_watch_;
  std::unique_ptr<api::HttpServer> http_;
};

QueueUse queue_use(Duties duties) {
  if (duties.answers && duties.works) return QueueUse::both;
  return duties.answers ? QueueUse::publish : QueueUse::consume;
}

// Several processes share what they work on; a file has one that works on it.
Result<void> check_shared(const config::Config& config, Duties duties) {
  if (duties.answers && duties.works) return {};
  if (on_postgres(config) && on_rabbitmq(config)) return {};
  return fail(Failure::invalid_input, "engines_not_shared",
              "A process of its own for the API or the workers needs a database and a queue that they share",
              "Set database.engine = \"postgres\" and queue.engine = \"rabbitmq\", or run `attendsense serve`");
}

Result<Foundations> open_foundations(const config::Config& config, Duties duties, const Clock& clock) {
  Foundations opened;
  auto analyzer = vision::Analyzer::load(models_folder(config));
  if (!analyzer) return fail(std::move(analyzer));
  opened.analyzer = std::move(*analyzer);
  auto store = open_store(config);
  if (!store) return fail(std::move(store));
  opened.store = std::move(*store);
  auto queue = open_queue(config, queue_use(duties), clock);
  if (!queue) return fail(std::move(queue));
  opened.queue = std::move(*queue);
  if (duties.works && on_mqtt(config)) {
    auto broker = open_broker_bus(config, *opened.store);
    if (!broker) return fail(std::move(broker));
    opened.broker = std::move(*broker);
  }
  return opened;
}

}  // namespace

Result<std::unique_ptr<ServerProcess>> ServerProcess::start(const config::Config& config, Duties duties) {
  static const SystemClock clock;
  if (Result<void> shared = check_shared(config, duties); !shared) return fail(std::move(shared));
  Result<Foundations> foundations = open_foundations(config, duties, clock);
  if (!foundations) return fail(std::move(foundations));
  auto server = std::make_unique<Composition>(std::move(*foundations), clock);
  if (Result<void> begun = server->begin(config, duties); !begun) return fail(std::move(begun));
  return server;
}

}  // namespace attendsense::app
