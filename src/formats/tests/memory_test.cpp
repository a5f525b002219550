#include <gtest/gtest.h>
#include <unistd.h>

#include <fstream>

#include "attendsense/base/files.hpp"
#include "attendsense/formats/csv_writer.hpp"
#include "attendsense/formats/xlsx_writer.hpp"
#include "testing/csv_files.hpp"

namespace attendsense::formats {
namespace {

constexpr std::size_t kMiB = 1024 * 1024;

std::size_t resident_bytes() {
  std::size_t size = 0;
  std::size_t resident = 0;
  std::ifstream("/proc/self/statm") >> size >> resident;
  return resident * static_cast<std::size_t>(::sysconf(_SC_PAGESIZE));
}

// The most memory that was seen while rows were written and the file was sent.
template <class MakeWriter>
std::size_t peak_of(MakeWriter make_writer, int rows) {
  std::size_t peak = 0;
  const Sink sink = [&peak](std::string_view) -> Result<void> {
    peak = std::max(peak, resident_bytes());
    return {};
  };
  const std::unique_ptr<TableWriter> writer = make_writer(sink);
  EXPECT_TRUE(
      writer->begin("Days", {{"name"}, {"note"}, {"count", ColumnType::integer}, {"time", ColumnType::duration}}));
  for (int i = 0; i < rows; ++i) {
    const std::vector<Cell> row = {"Person " + std::to_string(i), "note " + std::to_string(i * 7), std::int64_t{i},
                                   std::chrono::seconds{i}};
    EXPECT_TRUE(writer->row(row));
    if (i % 1000 == 0) peak = std::max(peak, resident_bytes());
  }
  EXPECT_TRUE(writer->finish());
  return peak;
}

template <class MakeWriter>
void expect_no_growth(MakeWriter make_writer) {
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
  GTEST_SKIP() << "sanitizers keep memory";
#endif
  const std::size_t small = peak_of(make_writer, 20'000);
  const std::size_t large = peak_of(make_writer, 200'000);
  EXPECT_LT(large, small + 2 * kMiB);
}

TEST(Memory, does_not_grow_with_the_rows_of_a_csv_file) {
  expect_no_growth([](Sink sink) { return make_csv_writer(std::move(sink)); });
}

TEST(Memory, does_not_grow_with_the_rows_of_a_workbook) {
  const TemporaryFolder folder;
  expect_no_growth(
      [&folder](Sink sink) { return make_xlsx_writer(std::move(sink), {.folder = folder.path()}).value(); });
}

TEST(Memory, does_not_grow_with_the_records_that_are_read) {
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
  GTEST_SKIP() << "sanitizers keep memory";
#endif
  std::size_t sent = 0;
  CsvReader reader(
      [&sent](std::span<char> into) -> Result<std::size_t> {
        const std::string_view line = sent == 0 ? "a,b\n" : "some text,\"some more\ntext\"\n";
        if (sent++ > 200'000) return 0;
        std::ranges::copy(line, into.begin());
        return line.size();
      },
      testing::columns({"a", "b"}));
  std::size_t first = 0;
  std::size_t last = 0;
  std::size_t records = 0;
  while (reader.next().value()) {
    if (++records % 1000 == 0) last = resident_bytes();
    if (records == 1000) first = last;
  }
  EXPECT_EQ(records, 200'000U);
  EXPECT_LT(last, first + kMiB);
}

}  // namespace
}  // namespace attendsense::formats
