#include "attendsense/formats/xlsx_writer.hpp"

#include <xlsxwriter.h>

#include <algorithm>
#include <cstdio>
#include <map>
#include <mutex>
#include <set>
#include <utility>

#include "cell_text.hpp"
#include "private_file.hpp"
#include "sheet_text.hpp"

namespace attendsense::formats {

namespace {

constexpr std::int64_t kExactDigits = 1'000'000'000'000'000;  // a spreadsheet's number has 15
constexpr double kSecondsADay = 86'400.0;
constexpr LocalDate kFirstDate{std::chrono::year{1900}, std::chrono::March, std::chrono::day{1}};

std::unexpected<Error> unwritable(std::string_view cause) {
  return fail(Failure::unavailable, "xlsx_unwritable", "The workbook cannot be written: " + std::string(cause),
              "Check the free space of the folder for unfinished files");
}

struct FreeWorkbook {
  void operator()(lxw_workbook* workbook) const { lxw_workbook_free(workbook); }
};

class XlsxWriter final : public TableWriter {
 public:
  XlsxWriter(Sink sink, XlsxStyle style, PrivateFile file)
      : sink_(std::move(sink)), style_(std::move(style)), file_(std::move(file)) {
    style_.sheet_rows = std::clamp<std::int64_t>(style_.sheet_rows, 2, LXW_ROW_MAX);
  }

  Result<void> open();

 private:
  Result<void> write_header(std::string_view title, std::span<const Column> columns) override;
  Result<void> write_row(std::span<const Column> columns, std::span<const Cell> cells) override;
  Result<void> write_end() override;

  Result<void> begin_sheet(std::span<const Column> columns);
  Result<void> end_sheet();
  Result<void> close();
  Result<void> write_cell(lxw_col_t at, const Column& column, const Cell& cell);
  Result<void> write_scaled(lxw_col_t at, std::int64_t scaled, int places);
  Result<void> write_number(lxw_col_t at, double number, const std::string& format);
  Result<void> write_time(lxw_col_t at, LocalTime time, const char* format, const std::string& otherwise);
  Result<void> write_text(lxw_col_t at, std::string_view text, lxw_format* format = nullptr);
  Result<void> check(lxw_error error) const;
  lxw_format* number_format(const std::string& format);
  void set_properties();

  Sink sink_;
  XlsxStyle style_;
  PrivateFile file_;
  std::unique_ptr<lxw_workbook, FreeWorkbook> workbook_;
  lxw_format* header_format_ = nullptr;
  std::map<std::string, lxw_format*> formats_;
  std::set<std::string> names_;  // of sheets, taken
  std::string title_;
  lxw_worksheet* sheet_ = nullptr;
  lxw_col_t width_ = 0;
  std::int64_t row_ = 0;  // that is written next
};

Result<void> XlsxWriter::open() {
  std::string folder = style_.folder.string();
  lxw_workbook_options options{.constant_memory = LXW_TRUE, .tmpdir = folder.data(), .use_zip64 = LXW_FALSE};
  workbook_.reset(workbook_new_opt(file_.path().c_str(), &options));
  if (!workbook_) return unwritable("there is not enough memory");
  header_format_ = workbook_add_format(workbook_.get());
  format_set_bold(header_format_);
  set_properties();
  return {};
}

void XlsxWriter::set_properties() {
  // The library takes 0 for "now".
  const auto created = std::chrono::floor<std::chrono::seconds>(style_.created).time_since_epoch().count();
  std::string title = sheet_text(style_.title);
  std::string author = sheet_text(style_.author);
  std::string company = sheet_text(style_.company);
  lxw_doc_properties properties{};
  properties.title = title.data();
  properties.author = author.data();
  properties.company = company.data();
  properties.created = std::max<std::int64_t>(created, 1);
  workbook_set_properties(workbook_.get(), &properties);
}

Result<void> XlsxWriter::write_header(std::string_view title, std::span<const Column> columns) {
  if (sheet_ != nullptr) {
    if (Result<void> ended = end_sheet(); !ended) return ended;
  }
  title_ = title;
  return begin_sheet(columns);
}

double width_of(const Column& column) {
  const bool wide = column.type == ColumnType::text || column.type == ColumnType::date_time;
  return std::min(60.0, std::max(wide ? 22.0 : 12.0, static_cast<double>(column.name.size()) + 4.0));
}

Result<void> XlsxWriter::begin_sheet(std::span<const Column> columns) {
  sheet_ = workbook_add_worksheet(workbook_.get(), sheet_name(title_, names_).c_str());
  if (sheet_ == nullptr) return unwritable("a sheet cannot be begun");
  width_ = static_cast<lxw_col_t>(columns.size());
  row_ = 0;
  worksheet_freeze_panes(sheet_, 1, 0);
  for (lxw_col_t at = 0; at < width_; ++at) {
    worksheet_set_column(sheet_, at, at, width_of(columns[at]), nullptr);
    if (Result<void> written = write_text(at, sheet_text(columns[at].name), header_format_); !written) return written;
  }
  ++row_;
  return {};
}

Result<void> XlsxWriter::end_sheet() {
  const auto last_column = static_cast<lxw_col_t>(width_ - 1);
  if (row_ > 1) worksheet_autofilter(sheet_, 0, 0, static_cast<lxw_row_t>(row_ - 1), last_column);
  // The library does not look whether its rows got to the disk.
  if (std::fflush(sheet_->file) != 0 || std::ferror(sheet_->file) != 0) return unwritable("the disk refuses the rows");
  return {};
}

Result<void> XlsxWriter::write_row(std::span<const Column> columns, std::span<const Cell> cells) {
  if (row_ >= style_.sheet_rows) {
    Result<void> next = end_sheet();
    if (next) next = begin_sheet(columns);
    if (!next) return next;
  }
  for (lxw_col_t at = 0; at < width_; ++at) {
    if (Result<void> written = write_cell(at, columns[at], cells[at]); !written) return written;
  }
  ++row_;
  return {};
}

Result<void> XlsxWriter::write_cell(lxw_col_t at, const Column& column, const Cell& cell) {
  if (std::holds_alternative<std::monostate>(cell)) return {};
  const auto in_days = [](std::chrono::seconds value) { return static_cast<double>(value.count()) / kSecondsADay; };
  switch (column.type) {
    case ColumnType::text:
      return write_text(at, sheet_text(std::get<std::string>(cell)));
    case ColumnType::integer:
      return write_scaled(at, std::get<std::int64_t>(cell), 0);
    case ColumnType::decimal:
      return write_scaled(at, std::get<Decimal>(cell).scaled, column.places);
    case ColumnType::date: {
      const LocalDate date = std::get<LocalDate>(cell);
      return write_time(at, LocalTime{std::chrono::local_days{date}}, "yyyy-mm-dd", to_string(date));
    }
    case ColumnType::time_of_day:
      return write_number(at, in_days(time_of_day(cell)), "hh:mm");
    case ColumnType::date_time: {
      const LocalTime time = std::get<LocalTime>(cell);
      return write_time(at, time, "yyyy-mm-dd hh:mm:ss", date_time_text(time));
    }
    case ColumnType::duration:
      if (style_.durations == DurationStyle::hours_minutes) {
        return write_number(at, in_days(std::get<std::chrono::seconds>(cell)), "[h]:mm");
      }
      [[fallthrough]];
    case ColumnType::hours:
      return write_number(at, static_cast<double>(std::get<std::chrono::seconds>(cell).count()) / 3600.0, "0.00");
  }
  return {};
}

Result<void> XlsxWriter::write_scaled(lxw_col_t at, std::int64_t scaled, int places) {
  if (scaled <= -kExactDigits || scaled >= kExactDigits) return write_text(at, decimal_text(scaled, places, '.'));
  double unit = 1.0;
  for (int i = 0; i < places; ++i) unit *= 10.0;
  return write_number(at, static_cast<double>(scaled) / unit,
                      places == 0 ? "0" : "0." + std::string(static_cast<std::size_t>(places), '0'));
}

Result<void> XlsxWriter::write_time(lxw_col_t at, LocalTime time, const char* format, const std::string& otherwise) {
  const auto days = std::chrono::floor<std::chrono::days>(time);
  const LocalDate date{days};
  if (date < kFirstDate || date.year() > std::chrono::year{9999}) return write_text(at, otherwise);
  // Day 61 of a spreadsheet is 1900-03-01; before it, it counts a 29 February that never was.
  const auto day = (days - std::chrono::local_days{kFirstDate}).count() + 61;
  const auto second = std::chrono::floor<std::chrono::seconds>(time - days).count();
  return write_number(at, static_cast<double>(day) + static_cast<double>(second) / kSecondsADay, format);
}

Result<void> XlsxWriter::write_number(lxw_col_t at, double number, const std::string& format) {
  return check(worksheet_write_number(sheet_, static_cast<lxw_row_t>(row_), at, number, number_format(format)));
}

Result<void> XlsxWriter::write_text(lxw_col_t at, std::string_view text, lxw_format* format) {
  return check(worksheet_write_string(sheet_, static_cast<lxw_row_t>(row_), at, std::string(text).c_str(), format));
}

Result<void> XlsxWriter::check(lxw_error error) const {
  return error == LXW_NO_ERROR ? Result<void>() : unwritable(lxw_strerror(error));
}

lxw_format* XlsxWriter::number_format(const std::string& format) {
  lxw_format*& known = formats_[format];
  if (known == nullptr) {
    known = workbook_add_format(workbook_.get());
    format_set_num_format(known, format.c_str());
  }
  return known;
}

Result<void> XlsxWriter::close() {
  // The library calls gmtime(), which has one result for all threads.
  static std::mutex one_at_a_time;
  const std::lock_guard lock(one_at_a_time);
  return check(workbook_close(workbook_.release()));  // frees it, whatever comes of it
}

Result<void> XlsxWriter::write_end() {
  if (Result<void> ended = end_sheet(); !ended) return ended;
  if (Result<void> closed = close(); !closed) return closed;
  return file_.send_to(sink_);
}

}  // namespace

Result<std::unique_ptr<TableWriter>> make_xlsx_writer(Sink sink, XlsxStyle style) {
  Result<PrivateFile> file = PrivateFile::create(style.folder, ".xlsx");
  if (!file) return fail(std::move(file));
  auto writer = std::make_unique<XlsxWriter>(std::move(sink), std::move(style), std::move(*file));
  if (Result<void> opened = writer->open(); !opened) return fail(std::move(opened));
  return writer;
}

}  // namespace attendsense::formats
