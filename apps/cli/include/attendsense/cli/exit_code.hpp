#pragma once

#include <string_view>

#include "attendsense/base/result.hpp"

namespace attendsense::cli {

// What a program of ours returns to the shell. The text of kExitCodes is part of every --help.
enum ExitCode : int {
  done = 0,
  failed = 1,        // a defect, or something that nobody foresaw
  wrong_usage = 2,   // options or arguments
  wrong_input = 3,   // configuration or data that is given
  file_damaged = 4,  // a file that is missing or corrupt
  unavailable = 5,   // a part is away, try again
  check_failed = 6,  // the command ran, and what it checked does not hold
};

inline constexpr std::string_view kExitCodes =
    "Exit codes: 0 done, 1 failed, 2 wrong usage, 3 wrong configuration or input, 4 a file is missing or damaged,\n"
    "5 a part is unavailable (try again), 6 a check does not hold.";

[[nodiscard]] ExitCode exit_code_of(Failure failure);

// "attendsense: message; remedy" on standard error, one line, and the code to exit with.
[[nodiscard]] ExitCode report(std::string_view program, const Error& error);

}  // namespace attendsense::cli
