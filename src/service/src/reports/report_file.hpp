#pragma once

#include <fstream>
#include <memory>
#include <optional>
#include <string>

#include "attendsense/base/files.hpp"
#include "attendsense/formats/table_writer.hpp"
#include "attendsense/service/reports/export_report.hpp"
#include "reports/report_run.hpp"

namespace attendsense::service::reports {

// A report on its way into a file: asked for a piece, it reads the next lot of people. For one thread at a time.
class ReportFile {
 public:
  ReportFile(export_report::Input input, ReportRun run, Instant now);

  // As export_report::Pieces.
  [[nodiscard]] Result<std::optional<std::string>> next();

 private:
  [[nodiscard]] Result<void> begin();
  [[nodiscard]] Result<void> write_lot();
  [[nodiscard]] Result<void> write(std::vector<Row>& rows);
  [[nodiscard]] std::optional<std::string> take_piece();
  [[nodiscard]] Result<std::optional<std::string>> read_piece();

  export_report::Input input_;
  ReportRun run_;
  Instant now_;
  std::span<const core::Employee> left_;   // who is not in the file yet
  std::string text_;                       // of CSV: written and not yet taken
  std::size_t taken_ = 0;                  // of that
  std::optional<TemporaryFolder> folder_;  // of XLSX
  std::fstream workbook_;
  std::unique_ptr<formats::TableWriter> writer_;
  bool finished_ = false;
};

}  // namespace attendsense::service::reports
