#include "attendsense/formats/line_error.hpp"

namespace attendsense::formats {

namespace {

std::string place_of(const LineError& error) {
  std::string place = error.line > 0 ? "line " + std::to_string(error.line) : "file";
  if (!error.column.empty()) place += ", column " + error.column;
  return place;
}

}  // namespace

std::string to_string(const LineError& error) {
  return place_of(error) + ": " + error.message;
}

Error to_error(std::span<const LineError> errors) {
  Error error{Failure::invalid_input, "file_malformed", "The file cannot be read", "Correct it and send it again"};
  if (!errors.empty()) error.message = "The file cannot be read: " + to_string(errors.front());
  if (errors.size() > 1) error.message += " (and " + std::to_string(errors.size() - 1) + " more)";
  for (const LineError& each : errors) error.fields.push_back({place_of(each), each.message});
  return error;
}

}  // namespace attendsense::formats
