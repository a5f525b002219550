#include "attendsense/service/worker.hpp"

#include <exception>
#include <thread>

#include "attendsense/base/log.hpp"
#include "attendsense/base/metrics_catalogue.hpp"
#include "attendsense/service/process_capture.hpp"

namespace attendsense::service {
namespace {

using process_capture::Output;
using process_capture::Timings;

double seconds(std::chrono::microseconds time) {
  return std::chrono::duration<double>(time).count();
}

// Made once; every thread counts into it.
class WorkerMetrics {
 public:
  explicit WorkerMetrics(metrics::Registry& registry) {
    for (const char* fate : {"processed", "known", "held", "retried", "buried", "given_back"}) {
      fates_[fate] = &registry.counter(metrics::kCaptures, {{"fate", fate}});
    }
    using core::Outcome;
    for (const Outcome outcome :
         {Outcome::booked, Outcome::too_soon, Outcome::unknown, Outcome::spoof, Outcome::unclear, Outcome::too_old}) {
      outcomes_[outcome] = &registry.counter(metrics::kFaces, {{"outcome", std::string(core::to_string(outcome))}});
    }
    for (const auto& [name, member] : kStages) {
      stages_[name] = &registry.histogram(metrics::kCaptureStageSeconds, {{"stage", name}});
    }
    wait_ = &registry.histogram(metrics::kCaptureWaitSeconds);
  }

  void count(const char* fate) const { fates_.at(fate)->add(); }

  void count(const Output& output, std::chrono::microseconds wait) const {
    count(output.known ? "known" : "processed");
    wait_->observe(seconds(wait));
    if (output.known) return;
    for (const process_capture::FaceOutcome& face : output.faces) outcomes_.at(face.outcome)->add();
    for (const auto& [name, member] : kStages) stages_.at(name)->observe(seconds(output.timings.*member));
  }

 private:
  static constexpr std::array<std::pair<const char*, std::chrono::microseconds Timings::*>, 7> kStages{{
      {"open", &Timings::open},
      {"decode", &Timings::decode},
      {"detect", &Timings::detect},
      {"judge", &Timings::judge},
      {"embed", &Timings::embed},
      {"match", &Timings::match},
      {"book", &Timings::book},
  }};
  std::map<std::string, metrics::Counter*, std::less<>> fates_;
  std::map<core::Outcome, metrics::Counter*> outcomes_;
  std::map<std::string, metrics::Histogram*, std::less<>> stages_;
  metrics::Histogram* wait_ = nullptr;
};

constexpr std::chrono::milliseconds kFirstPause{100};
constexpr std::chrono::milliseconds kLongestPause{5000};
constexpr std::chrono::milliseconds kLongestHold{1000};  // between looks whether the store is back

// The store is away, full, held up, or was lost at its commit: all pass, and none is the capture's fault.
bool is_outage(const Result<Output>& output) {
  return !output && (output.error().failure == Failure::unavailable || output.error().failure == Failure::in_doubt);
}

}  // namespace

struct Worker::State {
  State(const Ports& given_ports, const Clock& given_clock, WorkerOptions given_options)
      : ports(given_ports), clock(given_clock), options(given_options), counts(given_ports.metrics) {}

  void work(const std::stop_token& stop);
  void settle(const core::LeasedCapture& leased, const std::stop_token& stop);
  bool hold(const core::LeasedCapture& leased, std::chrono::milliseconds pause, const std::stop_token& stop);
  void give_back(const core::LeasedCapture& leased);
  Result<Output> process(const core::LeasedCapture& leased);
  void done(const core::LeasedCapture& leased, const Output& output);
  void failed(const core::LeasedCapture& leased, const Error& error);
  static void report(const core::LeasedCapture& leased, const Result<bool>& settled);

  Ports ports;
  const Clock& clock;
  const WorkerOptions options;
  const WorkerMetrics counts;
  std::vector<std::jthread> threads;
};

void Worker::State::work(const std::stop_token& stop) {
  Signal never_rung;
  std::chrono::milliseconds pause = kFirstPause;
  while (!stop.stop_requested()) {
    const Result<std::optional<core::LeasedCapture>> leased = ports.queue.take(options.lease, options.wait);
    if (!leased) {
      log::warn("queue_unreachable", {{"error", leased.error()}});
      never_rung.wait(stop, pause);
      pause = std::min(pause * 2, kLongestPause);
      continue;
    }
    pause = kFirstPause;
    if (!*leased) continue;
    if (stop.stop_requested()) return give_back(**leased);
    settle(**leased, stop);
  }
}

// Through an outage the capture stays in hand, however long: each try that ends in one would bring it nearer to the
// dead letters, and the next capture would fare no better.
void Worker::State::settle(const core::LeasedCapture& leased, const std::stop_token& stop) {
  Result<Output> output = process(leased);
  if (is_outage(output)) {
    counts.count("held");
    log::warn("capture_held",
              {{"capture", leased.job.capture}, {"code", output.error().code}, {"error", output.error()}});
  }
  std::chrono::milliseconds pause = kFirstPause;
  while (is_outage(output)) {
    if (!hold(leased, pause, stop)) return give_back(leased);
    pause = std::min(pause * 2, kLongestHold);
    output = process(leased);
  }
  if (output) {
    done(leased, *output);
  } else {
    failed(leased, output.error());
  }
}

// Whether it is still this worker's after the pause.
bool Worker::State::hold(const core::LeasedCapture& leased, std::chrono::milliseconds pause,
                         const std::stop_token& stop) {
  Signal never_rung;
  never_rung.wait(stop, pause);
  if (stop.stop_requested()) return false;
  const Result<bool> kept = ports.queue.keep(leased, options.lease);
  // A queue that cannot be asked may well keep it: one that does not says so when the capture is settled.
  return !kept || *kept;
}

void Worker::State::give_back(const core::LeasedCapture& leased) {
  counts.count("given_back");
  report(leased, ports.queue.give_back(leased));
}

// A library that throws must cost one try of one capture, not the worker.
Result<Output> Worker::State::process(const core::LeasedCapture& leased) {
  try {
    return process_capture::run(ports, {leased.job}, clock.now());
  } catch (const std::exception& thrown) {
    return fail(Failure::internal, "capture_threw", std::string("Processing threw: ") + thrown.what());
  }
}

void Worker::State::done(const core::LeasedCapture& leased, const Output& output) {
  counts.count(output, clock.now() - leased.job.accepted_at);
  if (output.known) log::info("capture_known", {{"capture", leased.job.capture}});
  for (std::size_t i = 0; i < output.faces.size(); ++i) {
    log::info("face_decided", {{"capture", leased.job.capture},
                               {"face", i},
                               {"outcome", core::to_string(output.faces[i].outcome)},
                               {"reason", core::to_string(output.faces[i].reason)}});
  }
  report(leased, ports.queue.acknowledge(leased));
}

void Worker::State::failed(const core::LeasedCapture& leased, const Error& error) {
  const bool hopeless = process_capture::is_hopeless(error);
  log::warn(hopeless ? "capture_hopeless" : "capture_failed",
            {{"capture", leased.job.capture}, {"attempt", leased.attempt}, {"code", error.code}, {"error", error}});
  counts.count(hopeless ? "buried" : "retried");
  const std::string reason = error.code + ": " + error.message;
  report(leased, hopeless ? ports.queue.bury(leased, reason) : ports.queue.release(leased, reason));
}

// Whatever could not be settled comes again when its lease ends, and changes nothing then.
void Worker::State::report(const core::LeasedCapture& leased, const Result<bool>& settled) {
  if (!settled) log::warn("capture_not_settled", {{"capture", leased.job.capture}, {"error", settled.error()}});
  if (settled && !*settled) log::warn("capture_lease_lost", {{"capture", leased.job.capture}});
}

Worker::Worker(const Ports& ports, const Clock& clock, WorkerOptions options)
    : state_(std::make_unique<State>(ports, clock, options)) {
  for (int i = 0; i < std::max(1, options.threads); ++i) {
    state_->threads.emplace_back([state = state_.get()](const std::stop_token& stop) { state->work(stop); });
  }
}

Worker::~Worker() {
  stop();
}

void Worker::stop() {
  for (std::jthread& thread : state_->threads) thread.request_stop();
  state_->threads.clear();
}

}  // namespace attendsense::service
