#pragma once

// A subcommand adds itself to the program and says what it returns. One file each.

#include <functional>
#include <string>

#include "attendsense/base/result.hpp"
#include "settings.hpp"

namespace CLI {  // NOLINT(readability-identifier-naming): CLI11's
class App;
}

namespace attendsense::app {

// Runs the chosen subcommand; its exit code, or an error for report().
using Action = std::function<Result<int>(const GlobalOptions&)>;

struct Program {
  CLI::App& app;
  GlobalOptions& options;
  Action& action;  // set by the subcommand that was chosen
};

void add_serve(Program program);
void add_api(Program program);
void add_worker(Program program);
void add_migrate(Program program);
void add_import(Program program);
void add_stations(Program program);
void add_models(Program program);
void add_eval(Program program);
void add_queue(Program program);
void add_config(Program program);
void add_completion(Program program);

}  // namespace attendsense::app
