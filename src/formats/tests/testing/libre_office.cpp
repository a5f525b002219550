#include "testing/libre_office.hpp"

#include <spawn.h>
#include <sys/wait.h>

#include <algorithm>
#include <stdexcept>

#include "attendsense/base/files.hpp"
#include "testing/csv_files.hpp"

namespace attendsense::formats::testing {

namespace {

void run(std::vector<std::string> command) {
  std::vector<char*> arguments;
  for (std::string& argument : command) arguments.push_back(argument.data());
  arguments.push_back(nullptr);
  pid_t child = 0;
  int status = 0;
  if (::posix_spawnp(&child, arguments[0], nullptr, nullptr, arguments.data(), environ) != 0 ||
      ::waitpid(child, &status, 0) != child || status != 0) {
    throw std::runtime_error("LibreOffice did not convert " + command.back());
  }
}

// LibreOffice writes quoted fields strictly, each row as wide as the sheet.
Sheet parse(const std::filesystem::path& file) {
  const Bytes content = read_file(file).value();
  const std::string_view text = as_text(content);
  std::vector<std::string> names;
  // The rows as values: under a header of our own, as wide as the first row.
  std::size_t width = 1;
  bool quoted = false;
  for (const char c : text) {
    if (c == '"') quoted = !quoted;
    if (c == '\n' && !quoted) break;
    if (c == ',' && !quoted) ++width;
  }
  std::string with_header;
  for (std::size_t i = 0; i < width; ++i) {
    names.push_back("c" + std::to_string(i));
    with_header += (i > 0 ? "," : "") + names.back();
  }
  with_header += "\n" + std::string(text);
  const CsvContent csv =
      read_csv(with_header, names, {.separator = ',', .unguard_formulas = false, .limits = {.field_bytes = 200'000}});
  if (!csv.errors.empty()) throw std::runtime_error("LibreOffice wrote " + to_string(csv.errors.front()));
  Sheet sheet;
  for (const CsvRecord& record : csv.records) sheet.push_back(record.values);
  return sheet;
}

}  // namespace

std::vector<Sheet> open_in_libre_office(const std::filesystem::path& file, Cells cells) {
  const TemporaryFolder work;
  // Comma, quote, UTF-8, from line 1, no formats, English, all text quoted, "special numbers" (of import), as shown or
  // not, no formulas, spaces kept, all sheets.
  const std::string shown = cells == Cells::as_shown ? "true" : "false";
  const std::string filter = "csv:Text - txt - csv (StarCalc):44,34,76,1,,1033,true,true," + shown + ",false,false,-1";
  run({"timeout", "120", "soffice", "-env:UserInstallation=file://" + (work.path() / "profile").string(), "--headless",
       "--norestore",
       "--infilter=" + std::string(file.extension() == ".csv" ? "CSV:44,34,76,1,,1033" : "Calc MS Excel 2007 XML"),
       "--convert-to", filter, "--outdir", (work.path() / "out").string(), file.string()});
  std::vector<std::filesystem::path> sheets;
  for (const auto& entry : std::filesystem::directory_iterator(work.path() / "out")) sheets.push_back(entry.path());
  std::ranges::sort(sheets, {}, [](const std::filesystem::path& sheet) { return sheet.stem().string(); });
  std::vector<Sheet> content;
  for (const std::filesystem::path& sheet : sheets) content.push_back(parse(sheet));
  return content;
}

}  // namespace attendsense::formats::testing
