// How many captures of 50 KB go through the durable queue a second. Every operation is on the disk before it returns,
// so what is measured is mostly the disk's flush, shared by the calls that come at the same time.
#include <benchmark/benchmark.h>

#include <atomic>
#include <memory>

#include "attendsense/base/files.hpp"
#include "attendsense/transport/sqlite_capture_queue.hpp"

namespace {

using namespace attendsense;
using std::chrono::milliseconds;

constexpr std::size_t kBodySize = 50'000;
constexpr milliseconds kDeadline{60'000};

struct World {
  TemporaryFolder folder;
  SystemClock clock;
  std::unique_ptr<core::CaptureQueue> queue =
      transport::open_sqlite_capture_queue(folder.path() / "queue.db", {.max_waiting = 1'000'000}, clock).value();
};

std::unique_ptr<World> world;

core::CaptureJob fresh_job() {
  core::CaptureJob job;
  job.capture = core::CaptureId::make(SystemClock{}.now());
  job.body.assign(kBodySize, 7);
  return job;
}

void count_captures(benchmark::State& state) {
  state.SetItemsProcessed(state.iterations());
  state.SetBytesProcessed(state.iterations() * static_cast<std::int64_t>(kBodySize));
}

void BM_Enqueue(benchmark::State& state) {
  if (state.thread_index() == 0) world = std::make_unique<World>();
  for (auto _ : state) {
    if (!world->queue->enqueue(fresh_job(), kDeadline)) state.SkipWithError("enqueue failed");
  }
  count_captures(state);
  if (state.thread_index() == 0) world.reset();
}

// The whole way: in, leased, acknowledged. Each thread is a station's upload and a worker in turn.
void BM_EnqueueTakeAcknowledge(benchmark::State& state) {
  if (state.thread_index() == 0) world = std::make_unique<World>();
  for (auto _ : state) {
    if (!world->queue->enqueue(fresh_job(), kDeadline)) state.SkipWithError("enqueue failed");
    const auto leased = world->queue->take(milliseconds(60'000), milliseconds(10'000));
    if (!leased || !*leased || !world->queue->acknowledge(**leased)) state.SkipWithError("take or acknowledge failed");
  }
  count_captures(state);
  if (state.thread_index() == 0) world.reset();
}

BENCHMARK(BM_Enqueue)->ThreadRange(1, 32)->UseRealTime()->Unit(benchmark::kMillisecond);
BENCHMARK(BM_EnqueueTakeAcknowledge)->ThreadRange(1, 32)->UseRealTime()->Unit(benchmark::kMillisecond);

}  // namespace

BENCHMARK_MAIN();
