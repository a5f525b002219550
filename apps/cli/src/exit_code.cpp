#include "attendsense/cli/exit_code.hpp"

#include <cstdio>
#include <string>

namespace attendsense::cli {

ExitCode exit_code_of(Failure failure) {
  switch (failure) {
    case Failure::invalid_input:
    case Failure::unauthenticated:
    case Failure::forbidden:
    case Failure::conflict:
    case Failure::too_large:
    case Failure::unsupported:
      return wrong_input;
    case Failure::not_found:
    case Failure::corrupt:
      return file_damaged;
    case Failure::throttled:
    case Failure::unavailable:
    case Failure::in_doubt:
      return unavailable;
    case Failure::internal:
      return failed;
  }
  return failed;
}

ExitCode report(std::string_view program, const Error& error) {
  std::string line = std::string(program) + ": " + error.text();
  for (char& c : line) {
    if (c == '\n' || c == '\r') c = ' ';
  }
  line.push_back('\n');
  std::fwrite(line.data(), 1, line.size(), stderr);
  return exit_code_of(error.failure);
}

}  // namespace attendsense::cli
