#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <boost/json.hpp>
#include <cstdio>
#include <memory>

#include "attendsense/base/log.hpp"
#include "attendsense/cli/exit_code.hpp"
#include "attendsense/cli/stop_signal.hpp"
#include "command.hpp"
#include "embedded_server.hpp"
#include "version.hpp"

namespace attendsense::app {

namespace {

void announce(const EmbeddedServer& server, bool as_json) {
  const std::string& code = server.setup_code();
  if (as_json) {
    boost::json::object line{{"address", server.url()}, {"version", kVersion}};
    line["setup_code"] = code.empty() ? boost::json::value(nullptr) : boost::json::value(code);
    fmt::print("{}\n", boost::json::serialize(line));
  } else {
    fmt::print("AttendSense {} serves at {}\n", kVersion, server.url());
    if (!code.empty()) fmt::print("No company is registered yet. One-time set-up code: {}\n", code);
  }
  std::fflush(stdout);
}

Result<int> serve(const GlobalOptions& options, bool as_json) {
  // Before any thread, so that all of them leave the signals to this one.
  cli::StopSignal stop;
  const Result<config::Config> config = load_settings(options);
  if (!config) return fail(config.error());
  const Result<log::Level> level = log::parse_level(config->text("log.level"));
  if (!level) return fail(level.error());
  log::configure(*level, config->text("log.format") == "json" ? log::Format::json : log::Format::text);
  const Result<std::unique_ptr<EmbeddedServer>> server = EmbeddedServer::start(*config);
  if (!server) return fail(server.error());
  announce(**server, as_json);
  stop.wait();
  return cli::done;
}

}  // namespace

void add_serve(Program program) {
  CLI::App* command = program.app.add_subcommand(
      "serve", "Run the whole server in one process: API, workers and events over SQLite, until SIGINT or SIGTERM");
  auto as_json = std::make_shared<bool>(false);
  command->add_flag("--json", *as_json, "Announce address and set-up code as one line of JSON");
  command->callback([program, as_json] {
    program.action = [as_json](const GlobalOptions& options) { return serve(options, *as_json); };
  });
}

}  // namespace attendsense::app
