#include "attendsense/base/config.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>

#include "attendsense/base/files.hpp"

namespace attendsense::config {
namespace {

using testing::HasSubstr;

Table table() {
  return Table(
      {{.name = "api.listen", .fallback = Value{std::string("127.0.0.1:8080")}, .description = "Where to listen"},
       {.name = "worker.threads", .fallback = Value{std::int64_t{2}}, .description = "Threads", .least = 1, .most = 64},
       {.name = "match.threshold", .fallback = Value{0.5}, .description = "Cosine", .least = 0, .most = 1},
       {.name = "log.level",
        .fallback = Value{std::string("info")},
        .description = "Least level",
        .one_of = {"debug", "info"}},
       {.name = "keep", .fallback = Value{false}, .description = "Keep", .takes = Takes::live}});
}

std::filesystem::path write(const TemporaryFolder& folder, const std::string& text) {
  const std::filesystem::path path = folder.path() / "a.toml";
  std::ofstream(path) << text;
  return path;
}

TEST(Config, later_sources_win) {
  const TemporaryFolder folder;
  const auto file = write(folder, "keep = true\n[worker]\nthreads = 3\n[match]\nthreshold = 1\n");
  const Result<Config> config =
      table().load(file, {{"ATTENDSENSE_WORKER_THREADS", "4"}, {"ATTENDSENSE_DATA", "/x"}}, {{"log.level", "debug"}});
  ASSERT_TRUE(config) << config.error().text();
  EXPECT_EQ(config->text("api.listen"), "127.0.0.1:8080");
  EXPECT_EQ(config->integer("worker.threads"), 4);
  EXPECT_EQ(config->number("match.threshold"), 1.0);
  EXPECT_EQ(config->text("log.level"), "debug");
  EXPECT_TRUE(config->flag("keep"));
}

TEST(Config, all_errors_are_told_at_once_with_their_origin) {
  const TemporaryFolder folder;
  const auto file = write(folder, "kep = true\n[worker]\nthreads = \"three\"\n[match]\nthreshold = 1.5\n");
  const Result<Config> config = table().load(file, {{"ATTENDSENSE_KEEP", "maybe"}, {"ATTENDSENSE_NONSENSE", "1"}},
                                             {{"log.level", "loud"}, {"x", "y"}});
  ASSERT_FALSE(config);
  EXPECT_EQ(config.error().code, "config_invalid");
  for (const char* part :
       {":1: kep is not a setting", ":3: worker.threads must be integer", ":5: match.threshold must be at most 1",
        "ATTENDSENSE_KEEP must be true or false", "ATTENDSENSE_NONSENSE is not a setting",
        "log.level must be one of debug, info", "'x' is not a setting"}) {
    EXPECT_THAT(config.error().message, HasSubstr(part));
  }
}

TEST(Config, a_file_that_is_no_toml_is_told_with_its_line) {
  const TemporaryFolder folder;
  const Result<Config> config = table().load(write(folder, "keep = true\n = 3\n"), {}, {});
  ASSERT_FALSE(config);
  EXPECT_THAT(config.error().message, HasSubstr("a.toml:2"));
}

TEST(Config, a_file_that_is_not_there_is_told) {
  EXPECT_FALSE(table().load("/nowhere/a.toml", {}, {}));
}

TEST(Config, asking_for_what_was_not_declared_is_a_defect) {
  const Config config = *table().load(std::nullopt, {}, {});
  EXPECT_THROW(static_cast<void>(config.text("nothing")), std::logic_error);
  EXPECT_THROW(static_cast<void>(config.integer("log.level")), std::logic_error);
}

TEST(Config, the_manual_lists_every_key) {
  const Table settings = table();
  const std::string manual = settings.manual();
  for (const Key& key : settings.keys()) EXPECT_THAT(manual, HasSubstr("`" + key.name + "`"));
  EXPECT_THAT(manual, HasSubstr("1 to 64"));
}

}  // namespace
}  // namespace attendsense::config
