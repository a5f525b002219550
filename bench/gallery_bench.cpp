// How long an exact search takes, on one thread. Templates are random directions whose coordinates weigh unequally, so
// that strangers resemble each other about as much as real faces do (a standard deviation of the cosine near 0.11,
// where evenly random ones would have 0.06): more near misses, more work. Goals: 10,000 in 0.5 ms, 1,000,000 in 60 ms,
// loaded in 10 s.

#include <benchmark/benchmark.h>

#include <cmath>
#include <random>

#include "attendsense/vision/gallery.hpp"

namespace {

using namespace attendsense;
using namespace attendsense::vision;

constexpr std::size_t kDimensions = 256;
const std::string kModel = "bench";

Embedding random_embedding(std::mt19937_64& chance) {
  std::vector<float> values(kDimensions);
  for (std::size_t i = 0; i < kDimensions; ++i) {
    // The sum of four 16-bit numbers: close enough to normal, and quick.
    const std::uint64_t bits = chance();
    float sum = -2;
    for (int part = 0; part < 4; ++part) sum += static_cast<float>((bits >> (16 * part)) & 0xFFFF) / 65535.0F;
    values[i] = sum * std::exp(-static_cast<float>(i) / 80);
  }
  return *Embedding::normalised(std::move(values), kModel);
}

Uuid uuid_of(std::uint64_t number) {
  Uuid uuid;
  std::memcpy(uuid.bytes.data() + 8, &number, sizeof number);
  return uuid;
}

// Adds `size` templates, two an owner; the time that adding alone took, in seconds.
double fill(Gallery& gallery, std::size_t size) {
  std::mt19937_64 chance(7);
  gallery.reserve(size);
  std::chrono::duration<double> adding{};
  std::vector<Embedding> batch;
  for (std::size_t begin = 0; begin < size; begin += batch.size()) {
    batch.clear();
    while (batch.size() < 10'000 && begin + batch.size() < size) batch.push_back(random_embedding(chance));
    const auto begun = std::chrono::steady_clock::now();
    for (std::size_t i = 0; i < batch.size(); ++i) {
      const std::uint64_t number = begin + i;
      if (!gallery.add({uuid_of(number / 2), uuid_of(number)}, batch[i])) std::abort();
    }
    adding += std::chrono::steady_clock::now() - begun;
  }
  return adding.count();
}

struct Filled {
  explicit Filled(std::size_t size) : gallery(kModel, kDimensions), load_seconds(fill(gallery, size)) {}

  Gallery gallery;
  double load_seconds;
};

void search(benchmark::State& state) {
  static std::map<std::int64_t, std::unique_ptr<Filled>> galleries;
  std::unique_ptr<Filled>& filled = galleries[state.range(0)];
  if (!filled) filled = std::make_unique<Filled>(static_cast<std::size_t>(state.range(0)));
  std::mt19937_64 chance(99);
  std::vector<Embedding> probes;
  for (int i = 0; i < 8; ++i) probes.push_back(random_embedding(chance));
  std::size_t at = 0;
  for (auto _ : state) {
    benchmark::DoNotOptimize(filled->gallery.search(probes[at++ % probes.size()], 5));
  }
  state.counters["load_s"] = filled->load_seconds;
}

BENCHMARK(search)->Arg(1'000)->Arg(10'000)->Arg(100'000)->Arg(1'000'000)->Unit(benchmark::kMillisecond);

}  // namespace

BENCHMARK_MAIN();
