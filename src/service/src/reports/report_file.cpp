#include "reports/report_file.hpp"

#include <system_error>

#include "attendsense/formats/csv_writer.hpp"
#include "attendsense/formats/xlsx_writer.hpp"
#include "reports/table.hpp"

namespace attendsense::service::reports {
namespace {

constexpr std::size_t kPiece = 65536;

std::string title(const Query& query) {
  return std::string(to_string(query.report)) + " " + attendsense::to_string(query.from) + " " +
         attendsense::to_string(query.to);
}

std::unexpected<Error> unwritable(const std::string& why) {
  return fail(Failure::unavailable, "xlsx_unwritable", "The workbook cannot be written: " + why,
              "See to the free space and the rights of the folder for temporary files");
}

formats::Sink write_to(std::fstream& file) {
  return [&file](std::string_view piece) -> Result<void> {
    if (file.write(piece.data(), static_cast<std::streamsize>(piece.size()))) return {};
    return unwritable("no room");
  };
}

}  // namespace

ReportFile::ReportFile(export_report::Input input, ReportRun run, Instant now)
    : input_(std::move(input)), run_(std::move(run)), now_(now), left_(run_.people()) {}

Result<std::optional<std::string>> ReportFile::next() {
  if (!writer_) {
    if (auto begun = begin(); !begun) return fail(std::move(begun));
  }
  // What was taken is let go of before more is written, so that the text does not grow into the whole file.
  if (text_.size() - taken_ < kPiece) {
    text_.erase(0, taken_);
    taken_ = 0;
  }
  while (!finished_ && text_.size() - taken_ < kPiece) {
    if (auto written = write_lot(); !written) return fail(std::move(written));
  }
  return input_.format == export_report::Format::xlsx ? read_piece() : take_piece();
}

Result<void> ReportFile::begin() {
  if (input_.format == export_report::Format::csv) {
    // Excel needs the mark to read names; a payroll program would take it for a part of the first heading.
    const bool for_people = input_.query.report != Report::payroll;
    writer_ = formats::make_csv_writer(
        formats::append_to(text_),
        {.separator = input_.separator, .decimal_mark = input_.decimal_mark, .byte_order_mark = for_people});
  } else {
    try {
      folder_.emplace();
    } catch (const std::system_error& error) {
      return unwritable(error.what());
    }
    workbook_.open(folder_->path() / "report.xlsx", std::ios::binary | std::ios::in | std::ios::out | std::ios::trunc);
    auto writer = formats::make_xlsx_writer(write_to(workbook_),
                                            {.folder = folder_->path(), .title = title(input_.query), .created = now_});
    if (!writer) return fail(std::move(writer));
    writer_ = std::move(*writer);
  }
  return writer_->begin(title(input_.query), table_columns(columns_of(input_.query.report)));
}

Result<void> ReportFile::write_lot() {
  std::vector<Row> rows;
  if (!left_.empty()) {
    const auto lot = left_.first(std::min(run_.lot(), left_.size()));
    if (auto added = run_.add(lot, rows); !added) return added;
    left_ = left_.subspan(lot.size());
    return write(rows);
  }
  run_.finish(rows);
  if (auto written = write(rows); !written) return written;
  if (auto done = writer_->finish(); !done) return done;
  finished_ = true;
  workbook_.seekg(0);
  return {};
}

Result<void> ReportFile::write(std::vector<Row>& rows) {
  const auto& columns = columns_of(input_.query.report);
  for (const Row& row : rows)
    if (auto written = writer_->row(table_cells(columns, row)); !written) return written;
  return {};
}

std::optional<std::string> ReportFile::take_piece() {
  if (taken_ == text_.size()) return std::nullopt;
  std::string piece = text_.substr(taken_, kPiece);
  taken_ += piece.size();
  if (taken_ == text_.size()) {
    text_.clear();
    taken_ = 0;
  }
  return piece;
}

Result<std::optional<std::string>> ReportFile::read_piece() {
  std::string piece(kPiece, '\0');
  workbook_.read(piece.data(), static_cast<std::streamsize>(piece.size()));
  piece.resize(static_cast<std::size_t>(workbook_.gcount()));
  if (workbook_.bad()) return unwritable("it cannot be read back");
  return piece.empty() ? std::nullopt : std::optional(std::move(piece));
}

}  // namespace attendsense::service::reports
