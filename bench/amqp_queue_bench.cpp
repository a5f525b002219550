// How many captures of 50 KB go through RabbitMQ a second, confirmed, and what the window of confirmations is worth.
// Wants $ATTENDSENSE_TEST_SERVERS: scripts/stack/servers.py start --folder FOLDER --only rabbitmq
#include <benchmark/benchmark.h>

#include <cstdio>
#include <memory>

#include "attendsense/transport/amqp_capture_queue.hpp"
#include "testing/declared_queue.hpp"

namespace {

using namespace attendsense;
using std::chrono::milliseconds;

constexpr std::size_t kBodySize = 50'000;
constexpr milliseconds kDeadline{60'000};

struct World {
  explicit World(std::size_t window)
      : declared(attendsense::testing::test_servers().value(), {.max_waiting = 1'000'000}), queue(open(window)) {}

  [[nodiscard]] std::unique_ptr<core::CaptureQueue> open(std::size_t window) const {
    AmqpOptions options = declared.options();
    options.confirm_window = window;
    options.prefetch = 64;
    return transport::open_amqp_capture_queue(options, clock).value();
  }

  using AmqpOptions = transport::AmqpOptions;
  SystemClock clock;
  transport::testing_support::DeclaredQueue declared;
  std::unique_ptr<core::CaptureQueue> queue;
};

std::unique_ptr<World> world;

core::CaptureJob fresh_job() {
  core::CaptureJob job;
  job.capture = core::CaptureId::make(SystemClock{}.now());
  job.body.assign(kBodySize, 7);
  return job;
}

// The argument is the window: 1 awaits each confirmation before the next publish.
void BM_AmqpEnqueue(benchmark::State& state) {
  if (state.thread_index() == 0) world = std::make_unique<World>(static_cast<std::size_t>(state.range(0)));
  for (auto _ : state) {
    if (!world->queue->enqueue(fresh_job(), kDeadline)) state.SkipWithError("enqueue failed");
  }
  state.SetItemsProcessed(state.iterations());
  if (state.thread_index() == 0) world.reset();
}

void BM_AmqpEnqueueTakeAcknowledge(benchmark::State& state) {
  if (state.thread_index() == 0) world = std::make_unique<World>(64);
  for (auto _ : state) {
    if (!world->queue->enqueue(fresh_job(), kDeadline)) state.SkipWithError("enqueue failed");
    const auto leased = world->queue->take(milliseconds(60'000), milliseconds(10'000));
    if (!leased || !*leased || !world->queue->acknowledge(**leased)) state.SkipWithError("take or acknowledge failed");
  }
  state.SetItemsProcessed(state.iterations());
  if (state.thread_index() == 0) world.reset();
}

BENCHMARK(BM_AmqpEnqueue)->Arg(1)->Arg(64)->Threads(64)->UseRealTime()->Unit(benchmark::kMillisecond);
BENCHMARK(BM_AmqpEnqueueTakeAcknowledge)->Threads(1)->Threads(16)->UseRealTime()->Unit(benchmark::kMillisecond);

// Remembers the rates, to compare the two windows.
class Comparing final : public benchmark::ConsoleReporter {
 public:
  void ReportRuns(const std::vector<Run>& runs) override {
    ConsoleReporter::ReportRuns(runs);
    for (const Run& run : runs) {
      const auto rate = run.counters.find("items_per_second");
      if (rate == run.counters.end()) continue;
      if (run.benchmark_name().find("BM_AmqpEnqueue/1/") == 0) one_by_one_ = rate->second;
      if (run.benchmark_name().find("BM_AmqpEnqueue/64/") == 0) in_a_window_ = rate->second;
    }
  }

  void Finalize() override {
    if (one_by_one_ > 0)
      std::printf("A window of 64 confirmations: %.1f times one by one\n", in_a_window_ / one_by_one_);
  }

 private:
  double one_by_one_ = 0;
  double in_a_window_ = 0;
};

}  // namespace

int main(int count, char** arguments) {
  benchmark::Initialize(&count, arguments);
  if (!attendsense::testing::test_servers()) {
    std::fprintf(stderr, "%s\n", std::string(attendsense::testing::kStartTheServers).c_str());
    return 1;
  }
  Comparing reporter;
  benchmark::RunSpecifiedBenchmarks(&reporter);
  return 0;
}
