#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <boost/json.hpp>
#include <memory>

#include "attendsense/cli/exit_code.hpp"
#include "attendsense/crypto/mqtt_password.hpp"
#include "attendsense/transport/mosquitto_accounts.hpp"
#include "command.hpp"
#include "foundations.hpp"
#include "server_settings.hpp"

namespace attendsense::app {

namespace {

struct SyncOptions {
  std::string password_file;
  std::string acl_file;
  std::string pid_file;  // empty: mosquitto is told by somebody else
  bool as_json = false;
};

Result<std::vector<core::Station>> active_stations(core::Transaction& transaction) {
  std::vector<core::Station> active;
  Result<std::vector<core::Company>> companies = transaction.companies().all();
  if (!companies) return fail(std::move(companies));
  for (const core::Company& company : *companies) {
    Result<std::vector<core::Station>> stations = transaction.stations().list(company.id);
    if (!stations) return fail(std::move(stations));
    std::ranges::copy_if(*stations, std::back_inserter(active),
                         [](const core::Station& station) { return station.state == core::StationState::active; });
  }
  return active;
}

Result<int> sync_broker(const config::Config& config, const SyncOptions& options) {
  const Result<std::unique_ptr<core::Store>> store = open_store(config);
  if (!store) return fail(store.error());
  const Result<std::vector<core::Station>> stations = core::read_from(**store, active_stations);
  if (!stations) return fail(stations.error());
  Result<Secret> relay_password = secret_of(config, "mqtt.password_file");
  if (!relay_password) return fail(std::move(relay_password));

  std::vector<transport::MosquittoStation> accounts;
  for (const core::Station& station : *stations) {
    accounts.push_back({.station = station.id,
                        .company = station.company,
                        .site = station.site,
                        .password = crypto::station_mqtt_password(station.key)});
  }
  const Result<bool> changed = transport::write_mosquitto_accounts(
      {.passwords = options.password_file, .acl = options.acl_file},
      {.user = config.text("mqtt.user"), .password = std::move(*relay_password)}, accounts);
  if (!changed) return fail(changed.error());
  if (*changed && !options.pid_file.empty()) {
    if (Result<void> told = transport::reload_mosquitto(options.pid_file); !told) return fail(std::move(told));
  }
  if (options.as_json) {
    fmt::print("{}\n",
               boost::json::serialize(boost::json::object{{"stations", accounts.size()}, {"changed", *changed}}));
  } else {
    fmt::print("{} {}; {}\n", accounts.size(),
               accounts.size() == 1 ? "station has an account" : "stations have accounts",
               *changed ? "the broker's files were written" : "nothing has changed");
  }
  return cli::done;
}

}  // namespace

void add_stations(Program program) {
  CLI::App* command = program.app.add_subcommand("stations", "The stations' accounts at the MQTT broker");
  command->require_subcommand(1);
  command->fallthrough();
  auto options = std::make_shared<SyncOptions>();
  CLI::App* sync = command->add_subcommand(
      "sync-broker", "Write who may connect to Mosquitto and what each may do, from the stations in the database");
  sync->add_option("--password-file", options->password_file, "Mosquitto's password_file")->required();
  sync->add_option("--acl-file", options->acl_file, "Mosquitto's acl_file")->required();
  sync->add_option("--pid-file", options->pid_file, "Mosquitto's pid_file: it is told to read both again");
  sync->add_flag("--json", options->as_json, "For machines");
  sync->callback([program, options] {
    program.action = [options](const GlobalOptions& global) -> Result<int> {
      const Result<config::Config> config = load_settings(global);
      if (!config) return fail(config.error());
      return sync_broker(*config, *options);
    };
  });
}

}  // namespace attendsense::app
