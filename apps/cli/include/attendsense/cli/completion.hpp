#pragma once

#include <string>
#include <string_view>

#include "attendsense/base/result.hpp"

namespace CLI {  // NOLINT(readability-identifier-naming): CLI11's
class App;
}

namespace attendsense::cli {

// The completion script of a program for "bash", "zsh" or "fish", made from its options and subcommands.
// invalid_input "shell_unknown" for any other shell.
[[nodiscard]] Result<std::string> completion_script(const CLI::App& app, std::string_view shell);

}  // namespace attendsense::cli
