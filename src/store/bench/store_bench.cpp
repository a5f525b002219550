// How fast the store is where it matters: a booking, a look at the neighbours, the loading of a gallery.
// ATTENDSENSE_BENCH_TEMPLATES sets the gallery's size (100,000). With ATTENDSENSE_TEST_SERVERS also over PostgreSQL;
// then the ratio to SQLite is told at the end.

#include <benchmark/benchmark.h>

#include <cstdlib>
#include <map>

#include "postgres/postgres_database.hpp"
#include "sqlite/sqlite_database.hpp"

namespace attendsense::store {
namespace {

using namespace core;
using testing::at;
using testing::must;
using testing::Office;

constexpr int kTemplates = 100'000;

struct Bench {
  virtual ~Bench() = default;

  [[nodiscard]] virtual Store& store() = 0;

  // As the server does by itself in a while.
  virtual void analyse() {}

  Office office = Office::make();

 protected:
  void fill() {
    must(store().write([&](Transaction& t) { return add(t, office); }));
  }
};

struct SqliteBench final : Bench {
  testing::SqliteDatabase database;

  SqliteBench() { fill(); }

  Store& store() override { return database.store(); }
};

struct PostgresBench final : Bench {
  testing::PostgresDatabase database;

  PostgresBench() { fill(); }

  Store& store() override { return database.store(); }

  void analyse() override { database.server().connect(testing::As::owner)->script("ANALYZE"); }
};

template <class Engine>
void BM_book_a_punch(benchmark::State& state) {
  Engine bench;
  std::int64_t second = 0;
  for (auto _ : state) {
    must(bench.store().write([&](Transaction& t) -> Result<void> {
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

template <class Engine>
void BM_neighbours_among_10000_punches(benchmark::State& state) {
  Engine bench;
  must(bench.store().write([&](Transaction& t) -> Result<void> {
    for (int i = 0; i < 10'000; ++i) {
      must(t.punches().add(bench.office.punch(bench.office.ada.id, Direction::in, at(i))));
    }
    return {};
  }));
  for (auto _ : state) {
    benchmark::DoNotOptimize(must(read_from(
        bench.store(), [&](Transaction& t) { return t.punches().neighbours(bench.office.ada.id, at(5'000)); })));
  }
}

// A week of everybody, nine punches each, among a quarter of a year: what a board or a report begins with.
template <class Engine>
void BM_read_45000_punches_of_5000_people(benchmark::State& state) {
  constexpr int kPeople = 5'000;
  constexpr int kPunchesEach = 9;
  constexpr int kWeeks = 4;
  constexpr int kWeek = 7 * 86'400;
  Engine bench;
  std::vector<EmployeeId> people;
  must(bench.store().write([&](Transaction& t) -> Result<void> {
    for (int i = 0; i < kPeople; ++i) {
      const Employee employee = bench.office.employee("Person" + std::to_string(i), "Of Many");
      must(t.employees().add(employee));
      people.push_back(employee.id);
    }
    return {};
  }));
  for (int week = 0; week < kWeeks; ++week) {
    must(bench.store().write([&](Transaction& t) -> Result<void> {
      for (int i = 0; i < kPunchesEach; ++i) {
        for (const EmployeeId person : people) {
          must(t.punches().add(bench.office.punch(person, Direction::in, at(week * kWeek + i * 40'000))));
        }
      }
      return {};
    }));
  }
  bench.analyse();
  for (auto _ : state) {
    const auto punches = must(read_from(bench.store(), [&](Transaction& t) {
      return t.punches().of(bench.office.company.id, people, at(kWeek), at(2 * kWeek));
    }));
    if (punches.size() != std::size_t{kPeople} * kPunchesEach) state.SkipWithError("not all were read");
  }
}

template <class Engine>
void BM_load_the_gallery(benchmark::State& state) {
  const char* wish = std::getenv("ATTENDSENSE_BENCH_TEMPLATES");
  const int count = wish != nullptr ? std::atoi(wish) : kTemplates;
  Engine bench;
  for (int stored = 0; stored < count;) {
    must(bench.store().write([&](Transaction& t) -> Result<void> {
      for (int i = 0; i < 50'000 && stored < count; ++i, ++stored) {
        must(t.templates().add(bench.office.face_template(bench.office.ada.id)));
      }
      return {};
    }));
  }
  for (auto _ : state) {
    std::size_t bytes = 0;
    must(bench.store().read([&](Transaction& t) {
      return t.templates().for_each("model-a", [&](const Template& face) -> Result<void> {
        bytes += face.vector.bytes.size();
        return {};
      });
    }));
    benchmark::DoNotOptimize(bytes);
  }
  state.SetItemsProcessed(state.iterations() * count);
}

template <class Engine>
void add_benchmarks(const std::string& engine) {
  benchmark::RegisterBenchmark(("book_a_punch/" + engine).c_str(), BM_book_a_punch<Engine>)
      ->UseRealTime()
      ->Unit(benchmark::kMicrosecond);
  benchmark::RegisterBenchmark(("neighbours_among_10000_punches/" + engine).c_str(),
                               BM_neighbours_among_10000_punches<Engine>)
      ->UseRealTime()
      ->Unit(benchmark::kMicrosecond);
  benchmark::RegisterBenchmark(("read_45000_punches_of_5000_people/" + engine).c_str(),
                               BM_read_45000_punches_of_5000_people<Engine>)
      ->UseRealTime()
      ->Unit(benchmark::kMillisecond)
      ->Iterations(20);
  benchmark::RegisterBenchmark(("load_the_gallery/" + engine).c_str(), BM_load_the_gallery<Engine>)
      ->UseRealTime()
      ->Unit(benchmark::kMillisecond)
      ->Iterations(3);
}

// The console's table, and after it how much longer PostgreSQL takes than SQLite.
class Comparison final : public benchmark::ConsoleReporter {
 public:
  void ReportRuns(const std::vector<Run>& runs) override {
    ConsoleReporter::ReportRuns(runs);
    for (const Run& run : runs) seconds_[run.run_name.function_name] = run.GetAdjustedRealTime();
  }

  void Finalize() override {
    for (const auto& [name, time] : seconds_) {
      const std::size_t slash = name.find("/postgres");
      if (slash == std::string::npos) continue;
      const std::string what = name.substr(0, slash);
      const auto sqlite = seconds_.find(what + "/sqlite");
      if (sqlite == seconds_.end()) continue;
      GetOutputStream() << what << ": PostgreSQL takes " << time / sqlite->second << " times as long as SQLite\n";
    }
  }

 private:
  std::map<std::string, double> seconds_;  // in the unit of each, the same for both engines
};

}  // namespace
}  // namespace attendsense::store

int main(int argc, char** argv) {
  using namespace attendsense::store;
  benchmark::Initialize(&argc, argv);
  add_benchmarks<SqliteBench>("sqlite");
  const auto servers = attendsense::testing::test_servers();
  if (servers && servers->postgres) add_benchmarks<PostgresBench>("postgres");
  Comparison reporter;
  benchmark::RunSpecifiedBenchmarks(&reporter);
  return 0;
}
