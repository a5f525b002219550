#include "attendsense/formats/xlsx_writer.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/resource.h>

#include <csignal>

#include "attendsense/base/files.hpp"

namespace attendsense::formats {
namespace {

using ::testing::StartsWith;

std::size_t files_in(const std::filesystem::path& folder) {
  const std::filesystem::directory_iterator files(folder);
  return static_cast<std::size_t>(std::distance(begin(files), end(files)));
}

class XlsxWriter : public ::testing::Test {
 protected:
  [[nodiscard]] std::unique_ptr<TableWriter> writer(Sink sink) const {
    return make_xlsx_writer(std::move(sink), {.folder = folder_.path(), .created = Instant{std::chrono::days{20'000}}})
        .value();
  }

  [[nodiscard]] std::size_t files() const { return files_in(folder_.path()); }

  TemporaryFolder folder_;
  std::string file_;
  std::vector<Cell> row_ = {std::string("Ada"), std::int64_t{3}};
  std::vector<Column> columns_ = {{"name"}, {"count", ColumnType::integer}};
};

TEST_F(XlsxWriter, gives_the_file_at_the_end_and_leaves_nothing_behind) {
  const auto table = writer(append_to(file_));
  ASSERT_TRUE(table->begin("Days", columns_));
  ASSERT_TRUE(table->row(row_));
  EXPECT_EQ(file_, "");
  ASSERT_TRUE(table->finish());
  EXPECT_THAT(file_, StartsWith("PK\3\4"));
  EXPECT_EQ(table->finish().error().code, "table_order");
  EXPECT_GT(file_.size(), 3000U);
}

TEST_F(XlsxWriter, the_unfinished_file_can_be_read_by_this_user_only_and_goes_with_the_writer) {
  {
    const auto table = writer(append_to(file_));
    ASSERT_TRUE(table->begin("Days", columns_));
    ASSERT_GE(files(), 1U);
    for (const auto& entry : std::filesystem::directory_iterator(folder_.path())) {
      EXPECT_EQ(entry.status().permissions() & (std::filesystem::perms::group_all | std::filesystem::perms::others_all),
                std::filesystem::perms::none)
          << entry.path();
    }
  }
  EXPECT_EQ(files(), 0U);
  {
    const auto table = writer(append_to(file_));
    ASSERT_TRUE(table->begin("Days", columns_));
    ASSERT_TRUE(table->finish());
  }
  EXPECT_EQ(files(), 0U);
}

TEST_F(XlsxWriter, the_same_rows_give_the_same_bytes) {
  const auto write = [this] {
    std::string file;
    const auto table = writer(append_to(file));
    EXPECT_TRUE(table->begin("Days", columns_));
    for (int i = 0; i < 100; ++i) EXPECT_TRUE(table->row(row_));
    EXPECT_TRUE(table->finish());
    return file;
  };
  EXPECT_EQ(write(), write());
}

TEST_F(XlsxWriter, a_failure_of_the_sink_is_passed_on_and_the_file_goes) {
  {
    const auto table =
        writer([](std::string_view) -> Result<void> { return fail(Failure::unavailable, "client_gone", "Gone"); });
    ASSERT_TRUE(table->begin("Days", columns_));
    EXPECT_EQ(table->finish().error().code, "client_gone");
    EXPECT_EQ(table->finish().error().code, "client_gone");
  }
  EXPECT_EQ(files(), 0U);
}

TEST_F(XlsxWriter, a_folder_that_is_not_there_is_refused) {
  const auto table = make_xlsx_writer(append_to(file_), {.folder = folder_.path() / "none"});
  ASSERT_FALSE(table);
  EXPECT_EQ(table.error().code, "xlsx_folder_unusable");
}

// Takes the disk away from this process: files of ours end at so many bytes.
class SmallDisk {
 public:
  explicit SmallDisk(rlim_t bytes) {
    ::getrlimit(RLIMIT_FSIZE, &before_);
    handler_ = std::signal(SIGXFSZ, SIG_IGN);
    const rlimit small{bytes, before_.rlim_max};
    ::setrlimit(RLIMIT_FSIZE, &small);
  }

  ~SmallDisk() {
    ::setrlimit(RLIMIT_FSIZE, &before_);
    (void)std::signal(SIGXFSZ, handler_);
  }

  SmallDisk(const SmallDisk&) = delete;
  SmallDisk& operator=(const SmallDisk&) = delete;

 private:
  rlimit before_{};
  void (*handler_)(int) = nullptr;
};

TEST_F(XlsxWriter, a_full_disk_is_an_error_and_no_short_file) {
  for (const rlim_t bytes : {rlim_t{2'000}, rlim_t{200'000}}) {
    {
      const auto table = writer(append_to(file_));
      const SmallDisk disk(bytes);
      ASSERT_TRUE(table->begin("Days", columns_));
      for (int i = 0; i < 20'000; ++i) {
        if (!table->row(row_)) break;
      }
      const Result<void> finished = table->finish();
      ASSERT_FALSE(finished);
      EXPECT_EQ(finished.error().code, "xlsx_unwritable");
      EXPECT_EQ(finished.error().failure, Failure::unavailable);
    }
    EXPECT_EQ(file_, "");
    EXPECT_EQ(files(), 0U);
  }
}

}  // namespace
}  // namespace attendsense::formats
