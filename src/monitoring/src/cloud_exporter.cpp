#include "attendsense/monitoring/cloud_exporter.hpp"

#include <condition_variable>
#include <mutex>
#include <random>
#include <thread>

#include "access_token.hpp"
#include "attendsense/base/log.hpp"
#include "attendsense/base/metrics_catalogue.hpp"
#include "metadata_server.hpp"
#include "reference_metrics.hpp"
#include "time_series.hpp"

namespace attendsense::monitoring {

namespace {

using std::chrono::milliseconds;
using std::chrono::steady_clock;

constexpr std::size_t kShownOfAnswer = 300;

bool sleep_until(const std::stop_token& stop, steady_clock::time_point until) {
  std::mutex mutex;
  std::condition_variable_any never;
  std::unique_lock lock(mutex);
  never.wait_until(lock, stop, until, [] { return false; });
  return !stop.stop_requested();
}

bool asks_for_patience(long status) {
  return status == 429 || status >= 500;
}

Error refused(const HttpResponse& response) {
  const bool again = asks_for_patience(response.status) || response.status == 401;
  return {.failure = again ? Failure::unavailable : Failure::invalid_input,
          .code = "export_refused",
          .message = "Google Cloud Monitoring answered " + std::to_string(response.status) + " " +
                     response.body.substr(0, kShownOfAnswer),
          .remedy = "Check the project, the permissions of the account and its quota",
          .retry_after = response.retry_after};
}

}  // namespace

struct CloudExporter::State {
  State(CloudOptions given, std::optional<ServiceAccount> account, metrics::Registry& of, const Clock& by)
      : options(std::move(given)),
        registry(of),
        clock(by),
        client(options.ca_file, options.timeout),
        tokens(account ? AccessTokens(std::move(*account), client, clock)
                       : AccessTokens(options.metadata_host, client, clock)),
        started(clock.now()) {}

  void run(const std::stop_token& stop);
  void push(const std::stop_token& stop, steady_clock::time_point deadline);
  void note(const Result<void>& result);
  [[nodiscard]] Result<void> send_all(const std::stop_token& stop, steady_clock::time_point deadline);
  [[nodiscard]] Result<void> find_resource(const std::stop_token& stop);
  [[nodiscard]] Result<void> send_with_patience(const std::string& body, const std::stop_token& stop,
                                                steady_clock::time_point deadline);
  [[nodiscard]] Result<void> send(const std::string& body, const std::stop_token& stop);
  [[nodiscard]] milliseconds spread(milliseconds whole);

  CloudOptions options;
  metrics::Registry& registry;
  const Clock& clock;
  HttpClient client;
  AccessTokens tokens;
  const Instant started;
  ReferenceMetrics reference;
  Instant last_point;
  steady_clock::time_point point_at;  // when the last one was read
  bool is_failing = false;
  std::minstd_rand random{std::random_device{}()};
  std::jthread thread;  // last: ends before what it uses
};

// Between half and all of it, so that the machines of a fleet do not all come at once.
milliseconds CloudExporter::State::spread(milliseconds whole) {
  return milliseconds(std::uniform_int_distribution<milliseconds::rep>(whole.count() / 2, whole.count())(random));
}

void CloudExporter::State::run(const std::stop_token& stop) {
  steady_clock::time_point next = steady_clock::now() + spread(options.interval);
  while (sleep_until(stop, next)) {
    point_at = steady_clock::now();
    push(stop, point_at + options.interval);
    // Without making up for what was missed; one that took longer than an interval is not followed at once.
    next = std::max(point_at + options.interval, steady_clock::now());
  }
}

void CloudExporter::State::push(const std::stop_token& stop, steady_clock::time_point deadline) {
  const Result<void> result = send_all(stop, deadline);
  if (!stop.stop_requested()) note(result);
}

void CloudExporter::State::note(const Result<void>& result) {
  registry.counter(metrics::kExports, {{"result", result ? "sent" : "failed"}}).add();
  if (!result && !is_failing) log::warn("export_failed", {{"code", result.error().code}, {"error", result.error()}});
  if (result && is_failing) log::info("export_works_again");
  is_failing = !result;
}

Result<void> CloudExporter::State::send_all(const std::stop_token& stop, steady_clock::time_point deadline) {
  if (Result<void> found = find_resource(stop); !found) return found;
  const Resource resource{options.project, options.instance_id, options.zone};
  const Instant now = clock.now();
  point_at = steady_clock::now();
  // A clock that was set back: a point too soon after the last one, or before it, would be refused.
  if (now < std::max(started, last_point) + std::min(options.interval, kShortestInterval) / 2) return {};
  const std::vector<metrics::Series> all = registry.read();
  boost::json::array series = time_series_of(all, resource, options.process, {started, now});
  for (auto& sent : reference.time_series_of(all, resource, now)) series.push_back(std::move(sent));
  last_point = now;
  for (const std::string& body : request_bodies(series)) {
    if (Result<void> sent = send_with_patience(body, stop, deadline); !sent) return sent;
  }
  reference.arrived();
  return {};
}

Result<void> CloudExporter::State::find_resource(const std::stop_token& stop) {
  const std::pair<std::string*, const char*> asked[] = {{&options.project, "project/project-id"},
                                                        {&options.instance_id, "instance/id"},
                                                        {&options.zone, "instance/zone"}};
  for (const auto& [value, path] : asked) {
    if (!value->empty()) continue;
    Result<std::string> answer = ask_metadata(client, options.metadata_host, path, stop);
    if (!answer) return fail(std::move(answer));
    // "projects/123/zones/europe-west1-b"
    *value = answer->substr(answer->rfind('/') + 1);
  }
  return {};
}

Result<void> CloudExporter::State::send_with_patience(const std::string& body, const std::stop_token& stop,
                                                      steady_clock::time_point deadline) {
  milliseconds pause = options.first_pause;
  for (int attempt = 1;; ++attempt) {
    Result<void> sent = send(body, stop);
    if (sent || sent.error().failure != Failure::unavailable || attempt >= options.tries) return sent;
    const steady_clock::time_point next =
        steady_clock::now() + std::max(spread(pause), sent.error().retry_after.value_or(milliseconds{0}));
    // The next point is due: it holds all that this one holds.
    if (next >= deadline || !sleep_until(stop, next)) return sent;
    pause *= 2;
  }
}

Result<void> CloudExporter::State::send(const std::string& body, const std::stop_token& stop) {
  Result<Secret> token = tokens.get(stop);
  if (!token) return fail(std::move(token));
  const Result<HttpResponse> response =
      client.send({.url = options.endpoint + "/v3/projects/" + options.project + "/timeSeries",
                   .headers = {"Content-Type: application/json"},
                   .bearer = std::move(*token),
                   .body = Secret(body)},
                  stop);
  if (!response) return fail(response.error());
  if (response->status == 200) return {};
  if (response->status == 401) tokens.forget();
  return std::unexpected(refused(*response));
}

Result<std::unique_ptr<CloudExporter>> CloudExporter::start(CloudOptions options, metrics::Registry& registry,
                                                            const Clock& clock) {
  std::optional<ServiceAccount> account;
  if (!options.service_account.empty()) {
    Result<ServiceAccount> read = read_service_account(options.service_account);
    if (!read) return fail(std::move(read));
    account = std::move(*read);
    if (options.project.empty()) options.project = account->project;
  }
  auto state = std::make_unique<State>(std::move(options), std::move(account), registry, clock);
  state->thread = std::jthread([state = state.get()](const std::stop_token& stop) { state->run(stop); });
  return std::unique_ptr<CloudExporter>(new CloudExporter(std::move(state)));
}

CloudExporter::CloudExporter(std::unique_ptr<State> state) : state_(std::move(state)) {}

CloudExporter::~CloudExporter() = default;

}  // namespace attendsense::monitoring
