#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <boost/json.hpp>
#include <memory>
#include <optional>

#include "attendsense/cli/exit_code.hpp"
#include "attendsense/cli/progress.hpp"
#include "attendsense/store/copy.hpp"
#include "attendsense/transport/sqlite_capture_queue.hpp"
#include "command.hpp"
#include "foundations.hpp"
#include "server_settings.hpp"

namespace attendsense::app {

namespace {

namespace fs = std::filesystem;
namespace json = boost::json;

struct MigrateOptions {
  std::string from;  // "sqlite:FOLDER"; empty: only the tables
  std::string to;    // "postgres:"
  bool as_json = false;
};

// The role that owns the tables, in place of the one that this installation works as.
Result<store::PostgresOptions> owner_options(const config::Config& config) {
  Result<store::PostgresOptions> options = postgres_options(config);
  if (!options) return options;
  Result<Secret> password = secret_of(config, "postgres.owner_password_file");
  if (!password) return fail(std::move(password));
  options->user = config.text("postgres.owner_user");
  options->password = std::move(*password);
  return options;
}

Result<int> migrate_file(const config::Config& config) {
  // Opening does it.
  Result<std::unique_ptr<core::Store>> store = open_store(config);
  if (!store) return fail(std::move(store));
  fmt::print("The database file is up to date.\n");
  return cli::done;
}

Result<int> migrate_server(const config::Config& config) {
  const Result<store::PostgresOptions> owner = owner_options(config);
  if (!owner) return fail(owner.error());
  if (Result<void> done = store::migrate_postgres(*owner); !done) return fail(std::move(done));
  if (Result<void> made = make_sealing_key(config); !made) return fail(std::move(made));
  fmt::print("Database {} on {} is up to date.\n", owner->database, owner->host);
  return cli::done;
}

// "sqlite:FOLDER", the data folder of `attendsense serve`.
Result<fs::path> folder_of(const std::string& from) {
  constexpr std::string_view kScheme = "sqlite:";
  if (from.starts_with(kScheme) && from.size() > kScheme.size()) return fs::path(from.substr(kScheme.size()));
  return fail(Failure::invalid_input, "source_unknown", "--from " + from + " is not a place to copy from",
              "Give --from sqlite:FOLDER, the data folder of the embedded installation");
}

// What waits in the file would be left behind.
Result<void> check_queue_is_empty(const fs::path& folder) {
  const fs::path file = folder / "queue.db";
  if (!fs::exists(file)) return {};
  const SystemClock clock;
  auto queue = transport::open_sqlite_capture_queue(file, {}, clock);
  if (!queue) return fail(std::move(queue));
  const Result<core::QueueStatus> status = (*queue)->status();
  if (!status) return fail(status.error());
  if (status->waiting + status->leased == 0) return {};
  return fail(Failure::conflict, "queue_not_empty",
              std::to_string(status->waiting + status->leased) + " captures still wait in " + file.string(),
              "Let `attendsense serve` work them off with the stations away, then stop it and copy");
}

void print(const store::CopyReport& report, bool as_json) {
  json::array tables;
  for (const store::CopiedTable& table : report.tables) {
    tables.push_back({{"table", table.name}, {"rows", table.target_rows}, {"matches", table.matches()}});
    if (!as_json) {
      fmt::print("{:<20}{:>12} rows  {}\n", table.name, table.target_rows, table.matches() ? "the same" : "DIFFERS");
    }
  }
  if (as_json) fmt::print("{}\n", json::serialize(json::object{{"tables", tables}, {"matches", report.matches()}}));
}

Result<int> copy(const config::Config& config, const MigrateOptions& options) {
  const Result<fs::path> folder = folder_of(options.from);
  if (!folder) return fail(folder.error());
  if (options.to != "postgres:" || !on_postgres(config)) {
    return fail(Failure::invalid_input, "target_unknown", "The copy goes into the PostgreSQL of the configuration",
                "Set database.engine = \"postgres\" and postgres.*, and give --to postgres:");
  }
  if (Result<void> empty = check_queue_is_empty(*folder); !empty) return fail(std::move(empty));
  const Result<store::PostgresOptions> owner = owner_options(config);
  if (!owner) return fail(owner.error());
  if (Result<void> done = store::migrate_postgres(*owner); !done) return fail(std::move(done));
  const Result<crypto::SealingKey> key = crypto::load_sealing_key(*folder / "sealing.key");
  if (!key) return fail(key.error());

  std::optional<cli::ProgressBar> bar;
  std::string shown;
  store::CopyOptions how;
  how.progress = [&](const store::CopyProgress& progress) {
    if (std::exchange(shown, progress.table) != progress.table) bar.emplace(progress.table);
    bar->show(static_cast<std::uint64_t>(progress.rows), static_cast<std::uint64_t>(progress.of));
  };
  const Result<store::CopyReport> report =
      store::copy_sqlite_to_postgres(*folder / "attendsense.db", *owner, *key, how);
  bar.reset();
  if (!report) return fail(report.error());
  print(*report, options.as_json);
  if (!report->matches()) return cli::check_failed;
  if (!options.as_json)
    fmt::print("Everything arrived. Put {} into the new data folder.\n", (*folder / "sealing.key").string());
  return cli::done;
}

}  // namespace

void add_migrate(Program program) {
  CLI::App* command = program.app.add_subcommand(
      "migrate", "Make the database's tables, or bring them up to date; with --from, copy an embedded installation");
  auto options = std::make_shared<MigrateOptions>();
  CLI::Option* from =
      command->add_option("--from", options->from, "sqlite:FOLDER, the data folder of an embedded installation");
  CLI::Option* to = command->add_option("--to", options->to, "postgres: the server of the configuration");
  from->needs(to);
  to->needs(from);
  command->add_flag("--json", options->as_json, "For machines");
  command->callback([program, options] {
    program.action = [options](const GlobalOptions& global) -> Result<int> {
      const Result<config::Config> config = load_settings(global);
      if (!config) return fail(config.error());
      if (!options->from.empty()) return copy(*config, *options);
      return on_postgres(*config) ? migrate_server(*config) : migrate_file(*config);
    };
  });
}

}  // namespace attendsense::app
