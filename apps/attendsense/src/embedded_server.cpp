#include "embedded_server.hpp"

#include <thread>

#include "attendsense/api/server.hpp"
#include "attendsense/base/log.hpp"
#include "attendsense/base/metrics.hpp"
#include "attendsense/crypto/sealing.hpp"
#include "attendsense/service/live_gallery.hpp"
#include "attendsense/service/login_throttle.hpp"
#include "attendsense/service/outbox_relay.hpp"
#include "attendsense/service/ports.hpp"
#include "attendsense/service/setup.hpp"
#include "attendsense/service/worker.hpp"
#include "attendsense/store/sqlite_store.hpp"
#include "attendsense/transport/in_process_event_bus.hpp"
#include "attendsense/transport/sqlite_capture_queue.hpp"
#include "attendsense/vision/analyzer.hpp"
#include "settings.hpp"
#include "version.hpp"

namespace attendsense::app {

namespace {

// How often the gallery looks for what other processes changed; changes of this one are there at once.
constexpr std::chrono::milliseconds kFollowInterval{500};

int worker_threads(const config::Config& config) {
  const auto asked = static_cast<int>(config.integer("worker.threads"));
  return asked > 0 ? asked : static_cast<int>(std::max(1U, std::thread::hardware_concurrency()));
}

transport::QueueOptions queue_options(const config::Config& config) {
  transport::QueueOptions options;
  options.max_waiting = config.integer("queue.max_waiting");
  options.max_attempts = static_cast<int>(config.integer("queue.max_attempts"));
  return options;
}

// What can fail to open, opened.
struct Foundations {
  std::unique_ptr<vision::Analyzer> analyzer;
  std::unique_ptr<core::Store> store;
  std::unique_ptr<core::CaptureQueue> queue;
};

// The recipe: each part in order; destruction is the page read backwards.
class Composition final : public EmbeddedServer {
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
        // Tells listeners what the outbox holds.
        bus_(transport::make_in_process_event_bus({}, &metrics_)),
        ports_{*store_, *queue_, *analyzer_, gallery_, throttle_, events_written_, metrics_} {}

  ~Composition() override { log::info("stopping"); }

  Result<void> begin(const config::Config& config) {
    if (Result<void> loaded = gallery_.load(); !loaded) return loaded;
    gallery_.follow(kFollowInterval);
    Result<std::optional<Secret>> code = service::ensure_setup_code(*store_);
    if (!code) return fail(std::move(code));
    if (*code) setup_code_ = (*code)->reveal();
    relay_.emplace(*store_, *bus_, events_written_, clock_);
    worker_.emplace(ports_, clock_, service::WorkerOptions{.threads = worker_threads(config)});
    return serve(config);
  }

  [[nodiscard]] std::string url() const override { return http_->url(); }

  [[nodiscard]] const std::string& setup_code() const override { return setup_code_; }

 private:
  // Last of all: nobody is answered before everything else works.
  Result<void> serve(const config::Config& config) {
    Result<api::ServerOptions> options = api::server_options(config);
    if (!options) return fail(std::move(options));
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
  std::unique_ptr<vision::Analyzer> analyzer_;
  std::unique_ptr<core::Store> store_;
  std::unique_ptr<core::CaptureQueue> queue_;
  service::LiveGallery gallery_;
  service::LoginThrottle throttle_;
  service::Signal events_written_;
  std::unique_ptr<core::EventBus> bus_;
  service::Ports ports_;
  std::string setup_code_;
  std::optional<service::OutboxRelay> relay_;
  std::optional<service::Worker> worker_;
  std::unique_ptr<api::HttpServer> http_;
};

Result<Foundations> open_foundations(const config::Config& config, const Clock& clock) {
  const DataFolder folder = data_folder(config);
  auto analyzer = vision::Analyzer::load(models_folder(config));
  if (!analyzer) return fail(std::move(analyzer));
  // For its owner only; a folder that cannot be made is told of by what is put into it.
  std::error_code failure;
  if (std::filesystem::create_directories(folder.root, failure)) {
    std::filesystem::permissions(folder.root, std::filesystem::perms::owner_all, failure);
  }
  auto key = crypto::load_or_create_sealing_key(folder.sealing_key());
  if (!key) return fail(std::move(key));
  auto store = store::open_sqlite_store(folder.database(), std::move(*key));
  if (!store) return fail(std::move(store));
  auto queue = transport::open_sqlite_capture_queue(folder.queue(), queue_options(config), clock);
  if (!queue) return fail(std::move(queue));
  return Foundations{std::move(*analyzer), std::move(*store), std::move(*queue)};
}

}  // namespace

Result<std::unique_ptr<EmbeddedServer>> EmbeddedServer::start(const config::Config& config) {
  static const SystemClock clock;
  Result<Foundations> foundations = open_foundations(config, clock);
  if (!foundations) return fail(std::move(foundations));
  auto server = std::make_unique<Composition>(std::move(*foundations), clock);
  if (Result<void> begun = server->begin(config); !begun) return fail(std::move(begun));
  return server;
}

}  // namespace attendsense::app
