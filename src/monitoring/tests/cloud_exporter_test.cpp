// What arrives at Google, whatever Google answers.

#include "attendsense/monitoring/cloud_exporter.hpp"

#include <gmock/gmock.h>

#include "attendsense/base/log.hpp"
#include "attendsense/base/metrics_catalogue.hpp"
#include "fake_google.hpp"

namespace attendsense::monitoring {
namespace {

using namespace std::chrono_literals;
using ::testing::IsEmpty;

class CloudExport : public ::testing::Test {
 protected:
  CloudExport() {
    options.service_account = google.service_account();
    options.instance_id = "machine-1";
    options.zone = "somewhere";
    options.endpoint = google.url();
    options.interval = 40ms;
    options.first_pause = 4ms;
    options.timeout = 5s;
  }

  void start() {
    auto started = CloudExporter::start(options, registry, clock);
    ASSERT_TRUE(started) << started.error().text();
    exporter = std::move(*started);
  }

  // The value of a series in the last request that holds it, as JSON; "" when it is in none.
  std::string value_of(const std::string& metric, const std::string& label = "") {
    std::string found;
    const FakeGoogle::Seen seen = google.seen();
    for (const auto& body : seen.taken) {
      for (const auto& series : body.at("timeSeries").as_array()) {
        if (series.at("metric").at("type").as_string() != metric) continue;
        if (!label.empty() && boost::json::serialize(series.at("metric").at("labels")).find(label) == std::string::npos)
          continue;
        found = boost::json::serialize(series.at("points").at(0).at("value"));
      }
    }
    return found;
  }

  bool takes(std::size_t more) {
    const std::size_t before = google.seen().taken.size();
    return google.wait_until([&](const FakeGoogle::Seen& seen) { return seen.taken.size() >= before + more; });
  }

  double exports(const char* result) { return registry.counter(metrics::kExports, {{"result", result}}).value(); }

  FakeGoogle google;
  SystemClock clock;
  metrics::Registry registry;
  CloudOptions options;
  std::unique_ptr<CloudExporter> exporter;  // last: it uses all of the above
};

TEST_F(CloudExport, every_kind_of_metric_arrives_under_its_name) {
  registry.counter(metrics::kCaptures, {{"fate", "processed"}}).add(7);
  registry.gauge(metrics::kGalleryTemplates).set(12.5);
  registry.histogram(metrics::kCaptureWaitSeconds).observe(0.2);
  start();
  ASSERT_TRUE(takes(2));
  EXPECT_EQ(value_of("custom.googleapis.com/attendsense/captures_total"), R"({"int64Value":"7"})");
  EXPECT_EQ(value_of("custom.googleapis.com/attendsense/gallery_templates"), R"({"doubleValue":1.25E1})");
  EXPECT_NE(value_of("custom.googleapis.com/attendsense/capture_wait_seconds").find(R"("count":"1")"),
            std::string::npos);
  EXPECT_THAT(google.seen().faults, IsEmpty());
}

TEST_F(CloudExport, the_four_metrics_of_the_old_system_go_on) {
  registry.counter(metrics::kCapturesReceived, {{"result", "added"}}).add(5);
  registry.counter(metrics::kFaces, {{"outcome", "booked"}}).add(3);
  registry.counter(metrics::kFaces, {{"outcome", "unknown"}}).add(9);
  registry.counter(metrics::kEventsPublished, {{"type", "punch"}}).add(3);
  registry.counter(metrics::kErrors, {{"event", "capture_failed"}}).add(1);
  start();
  ASSERT_TRUE(takes(1));
  const auto first = google.seen().taken.front();
  exporter.reset();
  std::map<std::string, std::string> values;
  for (const auto& series : first.at("timeSeries").as_array()) {
    values[std::string(series.at("metric").at("type").as_string())] =
        boost::json::serialize(series.at("metric").at("labels")) +
        boost::json::serialize(series.at("points").at(0).at("value"));
  }
  EXPECT_EQ(values["custom.googleapis.com/new_message"], R"({"label":"added"}{"int64Value":"5"})");
  EXPECT_EQ(values["custom.googleapis.com/attendance_updated"], R"({"label":"booked"}{"int64Value":"3"})");
  EXPECT_EQ(values["custom.googleapis.com/mqtt_publish"], R"({"label":"punch"}{"int64Value":"3"})");
  EXPECT_EQ(values["custom.googleapis.com/error"], R"({"label":"capture_failed"}{"int64Value":"1"})");
}

TEST_F(CloudExport, what_was_counted_while_google_was_away_arrives_afterwards) {
  options.tries = 1;
  google.answer_next(std::vector<FakeGoogle::Answer>(3, {.status = 503}));
  auto& received = registry.counter(metrics::kCapturesReceived, {{"result", "added"}});
  received.add(5);
  start();
  ASSERT_TRUE(google.wait_until([](const FakeGoogle::Seen& seen) { return seen.refused == 2; }));
  received.add(2);
  ASSERT_TRUE(takes(1));
  exporter.reset();
  EXPECT_EQ(exports("failed"), 3);
  const auto first = google.seen().taken.front();
  EXPECT_NE(boost::json::serialize(first).find(
                R"("metric":{"type":"custom.googleapis.com/new_message","labels":{"label":"added"}})"),
            std::string::npos);
  EXPECT_NE(boost::json::serialize(first).find(R"({"int64Value":"7"})"), std::string::npos);
}

TEST_F(CloudExport, one_token_serves_many_pushes) {
  registry.gauge(metrics::kGalleryVersion).set(1);
  start();
  ASSERT_TRUE(takes(5));
  EXPECT_EQ(google.seen().tokens_given, 1);
  EXPECT_THAT(google.seen().faults, IsEmpty());
}

TEST_F(CloudExport, a_token_is_renewed_before_it_expires) {
  google.let_tokens_live(1);
  registry.gauge(metrics::kGalleryVersion).set(1);
  start();
  ASSERT_TRUE(google.wait_until([](const FakeGoogle::Seen& seen) { return seen.tokens_given >= 3; }));
  EXPECT_EQ(google.seen().refused, 0);
}

TEST_F(CloudExport, a_token_that_is_refused_is_replaced) {
  registry.gauge(metrics::kGalleryVersion).set(1);
  start();
  ASSERT_TRUE(takes(1));
  google.revoke_tokens();
  ASSERT_TRUE(takes(2));
  EXPECT_EQ(google.seen().tokens_given, 2);
  EXPECT_EQ(exports("failed"), 0);
}

TEST_F(CloudExport, trouble_that_passes_is_waited_for) {
  options.interval = 400ms;
  registry.gauge(metrics::kGalleryVersion).set(1);
  google.answer_next({{.status = 429}, {.status = 500}, {.status = 503}});
  start();
  ASSERT_TRUE(takes(1));
  EXPECT_EQ(google.seen().refused, 3);
  EXPECT_EQ(google.seen().taken.size(), 1U);
}

TEST_F(CloudExport, it_waits_as_long_as_it_is_asked_to) {
  options.interval = 1500ms;
  registry.gauge(metrics::kGalleryVersion).set(1);
  google.answer_next({{.status = 429, .retry_after = "1"}});
  start();
  ASSERT_TRUE(google.wait_until([](const FakeGoogle::Seen& seen) { return seen.refused == 1; }));
  const auto asked = std::chrono::steady_clock::now();
  ASSERT_TRUE(takes(1));
  EXPECT_GE(std::chrono::steady_clock::now() - asked, 990ms);
}

TEST_F(CloudExport, what_google_will_never_take_is_not_sent_again) {
  options.interval = 150ms;
  registry.gauge(metrics::kGalleryVersion).set(1);
  google.answer_next({{.status = 403}, {.status = 400}});
  start();
  ASSERT_TRUE(takes(1));
  EXPECT_EQ(google.seen().refused, 2);
  EXPECT_EQ(exports("failed"), 2);
}

TEST_F(CloudExport, trouble_is_logged_once_until_it_is_over) {
  std::atomic<int> warnings = 0;
  log::on_trouble([&](std::string_view event) { warnings += event == "export_failed" ? 1 : 0; });
  options.tries = 1;
  registry.gauge(metrics::kGalleryVersion).set(1);
  google.answer_next(std::vector<FakeGoogle::Answer>(4, {.status = 503}));
  start();
  ASSERT_TRUE(takes(2));
  EXPECT_EQ(warnings, 1);
  google.answer_next({{.status = 503}});
  ASSERT_TRUE(google.wait_until([](const FakeGoogle::Seen& seen) { return seen.refused == 5; }));
  ASSERT_TRUE(takes(1));
  exporter.reset();
  log::on_trouble({});
  EXPECT_EQ(warnings, 2);
}

TEST_F(CloudExport, a_request_holds_at_most_two_hundred_series) {
  for (int i = 0; i < 450; ++i) registry.counter(metrics::kCaptures, {{"fate", "fate-" + std::to_string(i)}}).add(i);
  start();
  ASSERT_TRUE(takes(3));
  exporter.reset();
  const FakeGoogle::Seen seen = google.seen();
  std::set<std::string> names;
  for (std::size_t i = 0; i < 3; ++i) {
    for (const auto& series : seen.taken.at(i).at("timeSeries").as_array()) {
      EXPECT_TRUE(names.insert(boost::json::serialize(series.at("metric"))).second);
    }
  }
  EXPECT_EQ(names.size(), 450U);
  EXPECT_THAT(google.seen().faults, IsEmpty());
}

TEST_F(CloudExport, a_google_that_does_not_answer_holds_up_neither_the_work_nor_the_end) {
  options.timeout = 60s;
  registry.gauge(metrics::kGalleryVersion).set(1);
  google.answer_next({{.hold = true}});
  start();
  ASSERT_TRUE(google.wait_until([](const FakeGoogle::Seen& seen) { return seen.refused == 1; }));
  const auto begun = std::chrono::steady_clock::now();
  registry.counter(metrics::kCaptures, {{"fate", "processed"}}).add();
  exporter.reset();
  EXPECT_LT(std::chrono::steady_clock::now() - begun, 2s);
}

TEST_F(CloudExport, an_answer_that_takes_too_long_is_given_up) {
  options.timeout = 100ms;
  registry.gauge(metrics::kGalleryVersion).set(1);
  google.answer_next({{.hold = true}, {.hold = true}});
  start();
  ASSERT_TRUE(takes(1));
  EXPECT_EQ(google.seen().refused, 2);
}

TEST_F(CloudExport, a_google_that_is_not_there_is_a_failed_export) {
  options.endpoint = "http://127.0.0.1:1";
  options.tries = 2;
  start();
  const auto deadline = std::chrono::steady_clock::now() + 10s;
  while (exports("failed") < 2 && std::chrono::steady_clock::now() < deadline) std::this_thread::yield();
  EXPECT_GE(exports("failed"), 2);
}

TEST_F(CloudExport, on_a_machine_of_googles_the_metadata_server_says_who_and_where_it_is) {
  options.service_account.clear();
  options.instance_id.clear();
  options.zone.clear();
  options.metadata_host = google.host();
  registry.gauge(metrics::kGalleryVersion).set(1);
  start();
  ASSERT_TRUE(takes(1));
  EXPECT_EQ(google.seen().taken.front().at("timeSeries").at(0).at("resource"),
            (boost::json::value{
                {"type", "gce_instance"},
                {"labels", {{"project_id", "the-project"}, {"instance_id", "4711"}, {"zone", "europe-west1-b"}}}}));
  EXPECT_THAT(google.seen().faults, IsEmpty());
}

TEST_F(CloudExport, a_signature_of_another_key_gets_no_token) {
  const FakeGoogle other;
  options.service_account = other.service_account_with("token_uri", google.url() + "/token");
  options.tries = 1;
  registry.gauge(metrics::kGalleryVersion).set(1);
  start();
  ASSERT_TRUE(google.wait_until([](const FakeGoogle::Seen& seen) { return !seen.faults.empty(); }));
  EXPECT_EQ(google.seen().faults.front(), "signature");
  EXPECT_EQ(google.seen().tokens_given, 0);
}

}  // namespace
}  // namespace attendsense::monitoring
