#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <boost/json.hpp>
#include <memory>

#include "attendsense/cli/exit_code.hpp"
#include "command.hpp"
#include "foundations.hpp"

namespace attendsense::app {

namespace {

namespace json = boost::json;

struct QueueCommandOptions {
  bool as_json = false;
  int limit = 100;
  std::string capture;  // empty: all
};

Result<int> status(core::CaptureQueue& queue, const QueueCommandOptions& options) {
  const Result<core::QueueStatus> now = queue.status();
  if (!now) return fail(now.error());
  const std::string oldest = now->oldest_waiting ? to_rfc3339(*now->oldest_waiting) : "";
  if (options.as_json) {
    json::object status{{"waiting", now->waiting}, {"leased", now->leased}, {"dead", now->dead}};
    status["oldest_waiting"] = oldest.empty() ? json::value(nullptr) : json::value(oldest);
    fmt::print("{}\n", json::serialize(status));
  } else {
    fmt::print("waiting {}{}\nleased  {}\ndead    {}\n", now->waiting,
               oldest.empty() ? "" : " (oldest since " + oldest + ")", now->leased, now->dead);
  }
  return cli::done;
}

Result<int> dead(core::CaptureQueue& queue, const QueueCommandOptions& options) {
  const Result<std::vector<core::DeadCapture>> captures = queue.dead(options.limit);
  if (!captures) return fail(captures.error());
  json::array rows;
  for (const core::DeadCapture& capture : *captures) {
    rows.push_back({{"capture_id", capture.capture.to_string()},
                    {"station_id", capture.station.to_string()},
                    {"accepted_at", to_rfc3339(capture.accepted_at)},
                    {"died_at", to_rfc3339(capture.died_at)},
                    {"attempts", capture.attempts},
                    {"reason", capture.reason}});
    if (options.as_json) continue;
    fmt::print("{}  {}  {} tries  {}\n", capture.capture.to_string(), to_rfc3339(capture.died_at), capture.attempts,
               capture.reason);
  }
  if (options.as_json) {
    fmt::print("{}\n", json::serialize(rows));
  } else if (captures->empty()) {
    fmt::print("No dead captures.\n");
  }
  return cli::done;
}

Result<int> retry(core::CaptureQueue& queue, const QueueCommandOptions& options) {
  std::optional<core::CaptureId> capture;
  if (!options.capture.empty()) {
    const Result<core::CaptureId> parsed = core::CaptureId::parse(options.capture);
    if (!parsed) return fail(parsed.error());
    capture = *parsed;
  }
  const Result<std::int64_t> count = queue.retry_dead(capture);
  if (!count) return fail(count.error());
  if (capture && *count == 0) {
    return fail(Failure::not_found, "capture_not_dead", "No dead capture has the id " + options.capture,
                "List them with `attendsense queue dead`");
  }
  if (options.as_json) {
    fmt::print("{}\n", json::serialize(json::object{{"retried", *count}}));
  } else {
    fmt::print("{} {} back in the queue.\n", *count, *count == 1 ? "capture is" : "captures are");
  }
  return cli::done;
}

// Looking must not make an empty queue where there is none.
Result<void> check_there(const config::Config& config) {
  const std::filesystem::path file = data_folder(config).queue();
  if (on_rabbitmq(config) || std::filesystem::exists(file)) return {};
  return fail(Failure::not_found, "queue_missing", "There is no queue at " + file.string(),
              "Name the data folder of the server with --data");
}

}  // namespace

void add_queue(Program program) {
  CLI::App* command =
      program.app.add_subcommand("queue", "The captures that wait for a worker, and those laid aside as dead");
  command->require_subcommand(1);
  command->fallthrough();
  auto options = std::make_shared<QueueCommandOptions>();
  command->add_flag("--json", options->as_json, "For machines");

  const auto on_queue = [program, options](auto action) {
    return [program, options, action] {
      program.action = [options, action](const GlobalOptions& global) -> Result<int> {
        const Result<config::Config> config = load_settings(global);
        if (!config) return fail(config.error());
        if (Result<void> there = check_there(*config); !there) return fail(std::move(there));
        const SystemClock clock;
        auto queue = open_queue(*config, QueueUse::operate, clock);
        if (!queue) return fail(queue.error());
        return action(**queue, *options);
      };
    };
  };
  command->add_subcommand("status", "How many wait, are being processed, are dead")->callback(on_queue(status));
  CLI::App* list = command->add_subcommand("dead", "The dead captures with their reasons");
  list->add_option("--limit", options->limit, "At most so many")->check(CLI::Range(1, 100'000))->capture_default_str();
  list->callback(on_queue(dead));
  CLI::App* again = command->add_subcommand("retry", "Put dead captures back into the queue");
  again->add_option("capture", options->capture, "The capture's id; without it, all of them");
  again->callback(on_queue(retry));
}

}  // namespace attendsense::app
