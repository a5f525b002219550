// What deploy/monitoring/ asks for is there.

#include <gtest/gtest.h>

#include <regex>
#include <set>

#include "attendsense/base/files.hpp"
#include "attendsense/base/metrics_catalogue.hpp"
#include "testing/checkout.hpp"

namespace attendsense::monitoring {
namespace {

std::set<std::string> names_in(const std::string& file, const std::string& prefix) {
  const auto content = read_file(checkout() / "deploy/monitoring" / file).value();
  const std::string text(as_text(content));
  const std::regex name(prefix + "([a-z_]+)");
  std::set<std::string> names;
  for (std::sregex_iterator at(text.begin(), text.end(), name), end; at != end; ++at) names.insert((*at)[1].str());
  return names;
}

std::set<std::string> known_names() {
  std::set<std::string> names;
  for (const metrics::Family* family : metrics::kCatalogue) {
    const std::string name(family->name.substr(std::string_view("attendsense_").size()));
    names.insert(name);
    if (family->kind != metrics::Kind::histogram) continue;
    for (const char* suffix : {"_bucket", "_sum", "_count"}) names.insert(name + suffix);
  }
  return names;
}

class Definitions : public ::testing::TestWithParam<std::pair<const char*, const char*>> {};

TEST_P(Definitions, name_only_metrics_that_there_are) {
  const auto [file, prefix] = GetParam();
  const std::set<std::string> used = names_in(file, prefix);
  EXPECT_GE(used.size(), 4U);
  for (const std::string& name : used) EXPECT_TRUE(known_names().contains(name)) << file << " names " << name;
}

INSTANTIATE_TEST_SUITE_P(
    Monitoring, Definitions,
    ::testing::Values(std::pair{"grafana-dashboard.json", "attendsense_"}, std::pair{"alerts.yml", "attendsense_"},
                      std::pair{"google-cloud-dashboard.json", "custom.googleapis.com/attendsense/"}),
    [](const auto& definition) { return "of_" + std::to_string(definition.index); });

}  // namespace
}  // namespace attendsense::monitoring
