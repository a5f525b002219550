#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <boost/json.hpp>
#include <cstdio>
#include <memory>

#include "attendsense/cli/exit_code.hpp"
#include "attendsense/cli/progress.hpp"
#include "attendsense/vision/models.hpp"
#include "command.hpp"

namespace attendsense::app {

namespace {

namespace json = boost::json;

struct ModelsOptions {
  bool as_json = false;
  bool include_optional = false;
  std::string mirror;
};

std::string_view to_string(vision::FileState state) {
  switch (state) {
    case vision::FileState::intact:
      return "intact";
    case vision::FileState::missing:
      return "missing";
    case vision::FileState::corrupt:
      return "corrupt";
  }
  return "corrupt";
}

json::object describe(const vision::ModelEntry& entry) {
  json::array files;
  for (const vision::ModelFile& file : entry.files) {
    files.push_back({{"name", file.name}, {"url", file.url}, {"sha256", file.sha256}, {"bytes", file.bytes}});
  }
  return {{"id", entry.id},       {"task", entry.task},          {"licence", entry.licence},
          {"input", entry.input}, {"default", entry.is_default}, {"files", files}};
}

Result<int> list(const ModelsOptions& options) {
  if (options.as_json) {
    json::array entries;
    for (const vision::ModelEntry& entry : vision::model_manifest()) entries.push_back(describe(entry));
    fmt::print("{}\n", json::serialize(entries));
    return cli::done;
  }
  for (const vision::ModelEntry& entry : vision::model_manifest()) {
    fmt::print("{:<36} {:<9} {:<11} {}\n", entry.id, entry.task, entry.licence,
               entry.is_default ? "default" : "optional");
    for (const vision::ModelFile& file : entry.files)
      fmt::print("  {} ({} bytes)\n    {}\n", file.name, file.bytes, file.url);
  }
  return cli::done;
}

Result<int> verify(const std::filesystem::path& folder, const ModelsOptions& options) {
  const std::vector<vision::FileCheck> checks = vision::verify_models(folder);
  bool intact = true;
  json::array rows;
  for (const vision::FileCheck& check : checks) {
    intact = intact && check.state == vision::FileState::intact;
    rows.push_back({{"file", (folder / check.file.name).string()},
                    {"state", to_string(check.state)},
                    {"expected_sha256", check.file.sha256},
                    {"found_sha256", check.found_sha256}});
    if (options.as_json) continue;
    fmt::print("{:<8} {}\n", to_string(check.state), (folder / check.file.name).string());
    if (check.state == vision::FileState::corrupt) {
      fmt::print("         expected sha256 {}\n         found    sha256 {}\n", check.file.sha256, check.found_sha256);
    }
  }
  if (options.as_json) fmt::print("{}\n", json::serialize(rows));
  if (intact) return cli::done;
  return fail(Failure::corrupt, "model_corrupt", "Not all model files in " + folder.string() + " are intact",
              "Run `attendsense models fetch`");
}

Result<int> fetch(const std::filesystem::path& folder, const ModelsOptions& options) {
  std::unique_ptr<cli::ProgressBar> bar;
  std::string current;
  vision::FetchOptions fetching;
  fetching.mirror = options.mirror;
  fetching.include_optional = options.include_optional;
  fetching.progress = [&](const vision::FetchProgress& progress) {
    if (progress.file != current) {
      bar.reset();
      bar = std::make_unique<cli::ProgressBar>(progress.file);
      current = progress.file;
    }
    bar->show(progress.done, progress.total);
  };
  const Result<std::vector<std::string>> fetched = vision::fetch_models(folder, fetching);
  bar.reset();
  if (!fetched) return fail(fetched.error());
  if (options.as_json) {
    fmt::print("{}\n", json::serialize(json::value_from(*fetched)));
  } else if (fetched->empty()) {
    fmt::print("All model files in {} are there and intact.\n", folder.string());
  } else {
    for (const std::string& name : *fetched) fmt::print("fetched {}\n", (folder / name).string());
  }
  return cli::done;
}

}  // namespace

void add_models(Program program) {
  CLI::App* models = program.app.add_subcommand("models", "The neural networks: list, verify, fetch");
  models->require_subcommand(1);
  auto options = std::make_shared<ModelsOptions>();
  models->add_flag("--json", options->as_json, "For machines");
  models->fallthrough();

  const auto with_folder = [program, options](auto action) {
    return [program, options, action] {
      program.action = [options, action](const GlobalOptions& global) -> Result<int> {
        const Result<config::Config> config = load_settings(global);
        if (!config) return fail(config.error());
        return action(models_folder(*config), *options);
      };
    };
  };
  models->add_subcommand("list", "What the product knows, with origin, licence and hash")->callback([program, options] {
    program.action = [options](const GlobalOptions&) { return list(*options); };
  });
  models->add_subcommand("verify", "Compare the files with their hashes")->callback(with_folder(verify));
  CLI::App* fetching = models->add_subcommand("fetch", "Download what is missing or damaged, and verify it");
  fetching->add_option("--mirror", options->mirror,
                       "A folder or a web address that holds the files, in place of the official ones");
  fetching->add_flag("--all", options->include_optional, "Also the optional models");
  fetching->callback(with_folder(fetch));
}

}  // namespace attendsense::app
