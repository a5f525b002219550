// Rows a second of an export, beside what the C library alone needs to print the same characters.

#include <benchmark/benchmark.h>

#include <array>
#include <cstdio>

#include "attendsense/base/files.hpp"
#include "attendsense/formats/csv_reader.hpp"
#include "attendsense/formats/csv_writer.hpp"
#include "attendsense/formats/xlsx_writer.hpp"

namespace attendsense::formats {
namespace {

constexpr int kRows = 100'000;
constexpr LocalDate kDate{std::chrono::year{2026}, std::chrono::March, std::chrono::day{29}};

// A day of a person, as a report has it.
const std::vector<Column> kColumns = {{"number"},
                                      {"name"},
                                      {"date", ColumnType::date},
                                      {"first", ColumnType::time_of_day},
                                      {"last", ColumnType::time_of_day},
                                      {"worked", ColumnType::duration},
                                      {"balance", ColumnType::hours},
                                      {"punches", ColumnType::integer}};

std::array<Cell, 8> row_of(int i) {
  return {"P" + std::to_string(i),
          std::string("Ada Lovelace"),
          kDate,
          std::chrono::seconds{29'000 + i % 3600},
          std::chrono::seconds{61'200 + i % 3600},
          std::chrono::seconds{28'800 + i % 3600},
          std::chrono::seconds{i % 3600 - 1800},
          std::int64_t{i % 7}};
}

void write_rows(benchmark::State& state, TableWriter& writer) {
  bool good = writer.begin("Days", kColumns).has_value();
  for (int i = 0; i < kRows; ++i) good = good && writer.row(row_of(i)).has_value();
  if (!good || !writer.finish()) state.SkipWithError("the file was not written");
}

Sink counting(std::size_t& bytes) {
  return [&bytes](std::string_view piece) -> Result<void> {
    bytes += piece.size();
    return {};
  };
}

void report(benchmark::State& state, std::size_t bytes) {
  state.SetItemsProcessed(state.iterations() * kRows);
  state.SetBytesProcessed(static_cast<std::int64_t>(bytes));
}

void plain_fprintf(benchmark::State& state) {
  std::FILE* file = std::fopen("/dev/null", "w");
  std::size_t bytes = 0;
  for (auto _ : state) {
    for (int i = 0; i < kRows; ++i) {
      const int first = 29'000 + i % 3600;
      const int last = 61'200 + i % 3600;
      const int worked = 28'800 + i % 3600;
      bytes += static_cast<std::size_t>(
          std::fprintf(file, "P%d,Ada Lovelace,%04d-%02d-%02d,%02d:%02d:%02d,%02d:%02d:%02d,%d:%02d,%.4f,%d\r\n", i,
                       2026, 3, 29, first / 3600, first / 60 % 60, first % 60, last / 3600, last / 60 % 60, last % 60,
                       worked / 3600, worked / 60 % 60, (i % 3600 - 1800) / 3600.0, i % 7));
    }
  }
  (void)std::fclose(file);
  report(state, bytes);
}

void csv_writer(benchmark::State& state) {
  std::size_t bytes = 0;
  for (auto _ : state) write_rows(state, *make_csv_writer(counting(bytes)));
  report(state, bytes);
}

void xlsx_writer(benchmark::State& state) {
  const TemporaryFolder folder;
  std::size_t bytes = 0;
  for (auto _ : state) write_rows(state, **make_xlsx_writer(counting(bytes), {.folder = folder.path()}));
  report(state, bytes);
}

void csv_reader(benchmark::State& state) {
  std::string file;
  write_rows(state, *make_csv_writer(append_to(file)));
  std::vector<CsvColumn> columns;
  for (const Column& column : kColumns) columns.push_back({column.name});
  for (auto _ : state) {
    CsvReader reader(source_of(file), columns);
    int rows = 0;
    for (auto record = reader.next(); record && record->has_value(); record = reader.next()) ++rows;
    if (rows != kRows) state.SkipWithError("the file was not read");
  }
  report(state, file.size() * state.iterations());
}

BENCHMARK(plain_fprintf)->Unit(benchmark::kMillisecond);
BENCHMARK(csv_writer)->Unit(benchmark::kMillisecond);
BENCHMARK(xlsx_writer)->Unit(benchmark::kMillisecond);
BENCHMARK(csv_reader)->Unit(benchmark::kMillisecond);

}  // namespace
}  // namespace attendsense::formats

BENCHMARK_MAIN();
