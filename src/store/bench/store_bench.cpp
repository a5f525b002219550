// How fast the store is where it matters: a booking, a look at the neighbours, the loading of a gallery.
// ATTENDSENSE_BENCH_TEMPLATES sets the gallery's size (100,000).

#include <benchmark/benchmark.h>

#include <cstdlib>

#include "attendsense/base/files.hpp"
#include "attendsense/store/sqlite_store.hpp"
#include "testing/office.hpp"
#include "testing/results.hpp"

namespace attendsense::store {
namespace {

using namespace core;
using testing::at;
using testing::must;
using testing::Office;

struct Bench {
  TemporaryFolder folder;
  std::unique_ptr<Store> store = must(open_sqlite_store(folder.path() / "bench.db", crypto::SealingKey::generate()));
  Office office = Office::make();

  Bench() {
    must(store->write([&](Transaction& t) { return add(t, office); }));
  }
};

void BM_book_a_punch(benchmark::State& state) {
  Bench bench;
  std::int64_t second = 0;
  for (auto _ : state) {
    must(bench.store->write([&](Transaction& t) -> Result<void> {
      const Sighting seen = bench.office.sighting(at(++second));
      Punch punch = bench.office.punch(bench.office.ada.id, Direction::in, at(second));
      punch.sighting = seen.id;
      must(t.sightings().add(seen));
      must(t.punches().add(punch));
      must(t.audit().append(bench.office.audit("punch.book")));
      must(t.outbox().add(bench.office.event("{}")));
      return {};
    }));
  }
}

BENCHMARK(BM_book_a_punch)->Unit(benchmark::kMicrosecond);

void BM_neighbours_among_10000_punches(benchmark::State& state) {
  Bench bench;
  must(bench.store->write([&](Transaction& t) -> Result<void> {
    for (int i = 0; i < 10'000; ++i) {
      must(t.punches().add(bench.office.punch(bench.office.ada.id, Direction::in, at(i))));
    }
    return {};
  }));
  for (auto _ : state) {
    benchmark::DoNotOptimize(must(read_from(
        *bench.store, [&](Transaction& t) { return t.punches().neighbours(bench.office.ada.id, at(5'000)); })));
  }
}

BENCHMARK(BM_neighbours_among_10000_punches)->Unit(benchmark::kMicrosecond);

void BM_load_the_gallery(benchmark::State& state) {
  const char* wish = std::getenv("ATTENDSENSE_BENCH_TEMPLATES");
  const int count = wish != nullptr ? std::atoi(wish) : 100'000;
  Bench bench;
  for (int stored = 0; stored < count;) {
    must(bench.store->write([&](Transaction& t) -> Result<void> {
      for (int i = 0; i < 50'000 && stored < count; ++i, ++stored) {
        must(t.templates().add(bench.office.face_template(bench.office.ada.id)));
      }
      return {};
    }));
  }
  for (auto _ : state) {
    std::size_t bytes = 0;
    must(bench.store->read([&](Transaction& t) {
      return t.templates().for_each("model-a", [&](const Template& face) -> Result<void> {
        bytes += face.vector.bytes.size();
        return {};
      });
    }));
    benchmark::DoNotOptimize(bytes);
  }
  state.SetItemsProcessed(state.iterations() * count);
}

BENCHMARK(BM_load_the_gallery)->Unit(benchmark::kMillisecond)->Iterations(3);

}  // namespace
}  // namespace attendsense::store
