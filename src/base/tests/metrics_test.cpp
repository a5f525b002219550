#include <gtest/gtest.h>

#include <regex>
#include <set>
#include <stdexcept>

#include "attendsense/base/log.hpp"
#include "attendsense/base/metrics_catalogue.hpp"

namespace attendsense::metrics {
namespace {

TEST(Metrics, are_read_as_they_stand) {
  Registry registry;
  registry.counter(kCaptures, {{"fate", "processed"}}).add(3);
  registry.gauge(kGalleryTemplates).set(12);
  auto& seconds = registry.histogram(kCaptureStageSeconds, {{"stage", "open"}});
  for (const double value : {0.0005, 0.03, 0.04, 99.0}) seconds.observe(value);

  std::map<std::string, Series> read;
  for (Series& series : registry.read()) read.emplace(series.name, std::move(series));
  ASSERT_EQ(read.size(), 3U);
  EXPECT_EQ(read.at("attendsense_captures_total").value, 3);
  EXPECT_EQ(read.at("attendsense_captures_total").labels, (Labels{{"fate", "processed"}}));
  EXPECT_EQ(read.at("attendsense_captures_total").kind, Kind::counter);
  EXPECT_EQ(read.at("attendsense_gallery_templates").value, 12);
  const Series& stage = read.at("attendsense_capture_stage_seconds");
  EXPECT_EQ(stage.kind, Kind::histogram);
  EXPECT_EQ(stage.bounds.size(), buckets::kStage.size());
  EXPECT_EQ(stage.counts, (std::vector<std::uint64_t>{1, 0, 0, 0, 0, 2, 0, 0, 0, 0, 0, 1}));
  EXPECT_DOUBLE_EQ(stage.value, 99.0705);
}

TEST(Metrics, the_same_family_and_labels_are_the_same_metric) {
  Registry registry;
  registry.counter(kErrors, {{"event", "a"}}).add();
  registry.counter(kErrors, {{"event", "a"}}).add();
  registry.counter(kErrors, {{"event", "b"}}).add();
  EXPECT_EQ(registry.counter(kErrors, {{"event", "a"}}).value(), 2);
  EXPECT_NE(registry.text().find("attendsense_errors_total{event=\"a\"} 2"), std::string::npos) << registry.text();
}

TEST(Metrics, another_kind_or_other_labels_are_a_defect) {
  Registry registry;
  EXPECT_THROW(registry.gauge(kCaptures, {{"fate", "processed"}}), std::logic_error);
  EXPECT_THROW(registry.counter(kCaptures), std::logic_error);
  EXPECT_THROW(registry.counter(kCaptures, {{"state", "processed"}}), std::logic_error);
  EXPECT_THROW(registry.counter(kCaptures, {{"fate", "processed"}, {"more", ""}}), std::logic_error);
}

TEST(MetricsCatalogue, names_and_units_are_as_prometheus_wants_them) {
  std::set<std::string_view> names;
  for (const Family* family : kCatalogue) {
    EXPECT_TRUE(names.insert(family->name).second) << family->name;
    EXPECT_TRUE(std::regex_match(std::string(family->name), std::regex("attendsense(_[a-z]+)+"))) << family->name;
    EXPECT_EQ(family->name.ends_with("_total"), family->kind == Kind::counter) << family->name;
    EXPECT_EQ(family->bounds.empty(), family->kind != Kind::histogram) << family->name;
    EXPECT_TRUE(std::ranges::is_sorted(family->bounds)) << family->name;
    EXPECT_FALSE(family->help.empty()) << family->name;
  }
}

TEST(Log, trouble_is_heard_of_at_any_level_and_until_it_is_ended) {
  std::vector<std::string> heard;
  log::on_trouble([&](std::string_view event) { heard.emplace_back(event); });
  log::debug("quiet");
  log::info("news");
  log::warn("careful");
  log::error("broken");
  log::on_trouble({});
  log::error("unheard");
  EXPECT_EQ(heard, (std::vector<std::string>{"careful", "broken"}));
}

}  // namespace
}  // namespace attendsense::metrics
