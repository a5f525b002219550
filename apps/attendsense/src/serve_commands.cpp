#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <boost/json.hpp>
#include <cstdio>
#include <memory>

#include "attendsense/base/log.hpp"
#include "attendsense/cli/exit_code.hpp"
#include "attendsense/cli/stop_signal.hpp"
#include "command.hpp"
#include "server_process.hpp"
#include "version.hpp"

namespace attendsense::app {

namespace {

void announce(const ServerProcess& server, bool as_json) {
  const std::string& code = server.setup_code();
  const std::string url = server.url();
  if (as_json) {
    boost::json::object line{{"version", kVersion}};
    line["address"] = url.empty() ? boost::json::value(nullptr) : boost::json::value(url);
    line["setup_code"] = code.empty() ? boost::json::value(nullptr) : boost::json::value(code);
    fmt::print("{}\n", boost::json::serialize(line));
  } else {
    if (url.empty()) fmt::print("AttendSense {} works on captures\n", kVersion);
    if (!url.empty()) fmt::print("AttendSense {} serves at {}\n", kVersion, url);
    if (!code.empty()) fmt::print("No company is registered yet. One-time set-up code: {}\n", code);
  }
  std::fflush(stdout);
}

Result<int> run(const GlobalOptions& options, Duties duties, bool as_json) {
  // Before any thread, so that all of them leave the signals to this one.
  cli::StopSignal stop;
  const Result<config::Config> config = load_settings(options);
  if (!config) return fail(config.error());
  const Result<log::Level> level = log::parse_level(config->text("log.level"));
  if (!level) return fail(level.error());
  log::configure(*level, config->text("log.format") == "json" ? log::Format::json : log::Format::text);
  const Result<std::unique_ptr<ServerProcess>> server = ServerProcess::start(*config, duties);
  if (!server) return fail(server.error());
  announce(**server, as_json);
  stop.wait();
  return cli::done;
}

void add(const Program& program, const char* name, const char* description, Duties duties) {
  CLI::App* command = program.app.add_subcommand(name, description);
  auto as_json = std::make_shared<bool>(false);
  command->add_flag("--json", *as_json, "Announce address and set-up code as one line of JSON");
  command->callback([program, duties, as_json] {
    program.action = [duties, as_json](const GlobalOptions& options) { return run(options, duties, *as_json); };
  });
}

}  // namespace

void add_serve(Program program) {
  add(program, "serve", "Run the whole server in one process: API, workers and events, until SIGINT or SIGTERM",
      {.answers = true, .works = true});
}

void add_api(Program program) {
  add(program, "api", "Answer HTTP only; any number of these share a PostgreSQL and a RabbitMQ with the workers",
      {.answers = true, .works = false});
}

void add_worker(Program program) {
  add(program, "worker", "Work on captures and relay events only; any number of these",
      {.answers = false, .works = true});
}

}  // namespace attendsense::app
