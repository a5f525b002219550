#include <gtest/gtest.h>

#include "attendsense/base/files.hpp"
#include "attendsense/monitoring/cloud_exporter.hpp"
#include "fake_google.hpp"
#include "http.hpp"
#include "service_account.hpp"

namespace attendsense::monitoring {
namespace {

std::map<std::string, std::string> with(std::map<std::string, std::string> overrides) {
  overrides.emplace("monitoring.google", "true");
  return overrides;
}

Result<std::optional<CloudOptions>> options_of(const std::map<std::string, std::string>& overrides) {
  const auto config = config::Table(cloud_config_keys()).load(std::nullopt, {}, overrides);
  if (!config) return fail(config.error());
  return cloud_options(*config, "worker");
}

TEST(ServiceAccount, is_read_from_its_key_file) {
  const FakeGoogle google;
  const auto account = read_service_account(google.service_account());
  ASSERT_TRUE(account) << account.error().text();
  EXPECT_EQ(account->project, "the-project");
  EXPECT_EQ(account->token_uri, google.url() + "/token");
}

TEST(ServiceAccount, a_file_that_is_none_is_refused_without_repeating_it) {
  const FakeGoogle google;
  const TemporaryFolder folder;
  const auto broken = folder.path() / "broken.json";
  ASSERT_TRUE(write_file_atomically(broken, as_bytes(R"({"type": "service_account", "private_key": "hidden)")));
  const std::vector<std::filesystem::path> files{broken, google.service_account_with("type", "authorized_user"),
                                                 google.service_account_with("client_email", ""),
                                                 google.service_account_with("private_key", "hidden"),
                                                 google.service_account_with("token_uri", "http://tokens.example/")};
  for (const auto& file : files) {
    const auto account = read_service_account(file);
    ASSERT_FALSE(account) << file;
    EXPECT_EQ(account.error().code, "service_account_invalid");
    EXPECT_EQ(account.error().text().find("hidden"), std::string::npos);
  }
  EXPECT_FALSE(read_service_account(folder.path() / "missing.json"));
}

TEST(MonitoringSettings, nothing_is_exported_unless_asked_for) {
  EXPECT_EQ(options_of({}).value(), std::nullopt);
}

TEST(MonitoringSettings, say_all_that_the_exporter_needs) {
  const auto options = options_of(with({{"monitoring.service_account_file", "/keys/writer.json"},
                                        {"monitoring.endpoint", "https://restricted.googleapis.com"},
                                        {"monitoring.interval_seconds", "10"}}))
                           .value();
  ASSERT_TRUE(options);
  EXPECT_EQ(options->service_account, "/keys/writer.json");
  EXPECT_EQ(options->endpoint, "https://restricted.googleapis.com");
  EXPECT_EQ(options->interval, kShortestInterval);
  EXPECT_EQ(options->process, "worker");
  EXPECT_FALSE(options->instance_id.empty());
  EXPECT_EQ(options->zone, "global");
}

TEST(MonitoringSettings, points_cannot_come_faster_than_google_takes_them) {
  EXPECT_FALSE(options_of(with({{"monitoring.interval_seconds", "9"}})));
}

TEST(MonitoringSettings, tokens_do_not_travel_in_the_clear) {
  EXPECT_EQ(options_of(with({{"monitoring.endpoint", "http://monitoring.googleapis.com"}})).error().code,
            "monitoring_settings_invalid");
  for (const char* safe : {"https://a.example", "http://127.0.0.1:80/x", "http://localhost", "http://[::1]:8080"}) {
    EXPECT_TRUE(is_private_url(safe)) << safe;
  }
  for (const char* unsafe : {"", "ftp://127.0.0.1", "http://127.0.0.1.example", "http://127.0.0.1@a.example/", "a"}) {
    EXPECT_FALSE(is_private_url(unsafe)) << unsafe;
  }
}

}  // namespace
}  // namespace attendsense::monitoring
