#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>

#include "attendsense/service/ports.hpp"
#include "attendsense/service/reports/report.hpp"

// A whole report as a file. Memory does not grow with its length: the people are read some at a time, each lot in a
// transaction of its own, and nothing is read that nobody asks for. What is shown of one person is of one moment.
// Errors: as of read_report; unavailable "xlsx_unwritable".
namespace attendsense::service::export_report {

enum class Format { csv, xlsx };
[[nodiscard]] std::string_view media_type(Format format);

struct Input {
  reports::Query query = {};
  Format format = Format::csv;
  char separator = ',';     // of CSV: , ; or tab
  char decimal_mark = '.';  // of CSV: . or ,
};

// The next bytes of a file, up to 64 KiB of them; nullopt at the end. By one thread at a time. A workbook is made as a
// whole, in a folder for temporary files, when its first bytes are asked for.
using Pieces = std::function<Result<std::optional<std::string>>()>;

struct Output {
  std::string file_name;  // "days-2026-03-01-2026-03-31.csv"
  std::string media_type;
  Pieces pieces;  // uses the ports that run() was given
};

[[nodiscard]] Result<void> check(const Input& input);
// Tells what is wrong with the question before the first byte.
[[nodiscard]] Result<Output> run(Ports& ports, const Input& input, Instant now);

}  // namespace attendsense::service::export_report
