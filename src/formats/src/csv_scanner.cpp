#include "csv_scanner.hpp"

#include <algorithm>
#include <array>
#include <new>
#include <utility>

namespace attendsense::formats {

namespace {

constexpr std::size_t kChunk = std::size_t{64} * 1024;  // asked of the source at once
constexpr std::size_t kPiece = std::size_t{4} * 1024;  // fed to libcsv at once; a field may exceed its limit by as much
constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";
constexpr const char* kNotUtf8 = "It is not UTF-8; save the file as \"CSV UTF-8\"";

int no_space(unsigned char /*byte*/) {
  return 0;  // spaces belong to the values
}

// Where the header line ends, at a line end outside quotes, or nothing.
std::optional<std::size_t> end_of_header(std::string_view text) {
  bool quoted = false;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '"') quoted = !quoted;
    if (text[i] == '\n' && !quoted) return i;
  }
  return std::nullopt;
}

// Of equally frequent ones the one that is rarer within names.
char most_frequent_separator(std::string_view header) {
  constexpr std::string_view kSeparators = "\t;,";
  std::array<std::size_t, kSeparators.size()> counts{};
  bool quoted = false;
  for (const char c : header) {
    if (c == '"') quoted = !quoted;
    const std::size_t which = kSeparators.find(c);
    if (!quoted && which != std::string_view::npos) ++counts.at(which);
  }
  const auto most = std::ranges::max_element(counts);
  return *most == 0 ? ',' : kSeparators[static_cast<std::size_t>(most - counts.begin())];
}

}  // namespace

CsvScanner::CsvScanner(Source source, std::optional<char> separator, CsvLimits limits)
    : source_(std::move(source)),
      limits_(limits),
      separator_(separator.value_or(',')),
      separator_known_(separator.has_value()) {
  if (csv_init(&parser_, CSV_STRICT | CSV_STRICT_FINI) != 0) throw std::bad_alloc();
  csv_set_space_func(&parser_, no_space);
  csv_set_blk_size(&parser_, kPiece);
}

CsvScanner::~CsvScanner() {
  csv_free(&parser_);
}

std::unexpected<LineError> CsvScanner::problem(std::int64_t line, std::string message) const {
  return std::unexpected(LineError{line, {}, std::move(message)});
}

Result<std::optional<std::expected<CsvFields, LineError>>> CsvScanner::next() {
  using Told = std::optional<std::expected<CsvFields, LineError>>;
  const auto give_up = [this](Step&& step) {
    ended_ = true;
    return Told(std::unexpected(std::move(step).error()));
  };
  if (!begun_ && !ended_) {
    Result<Step> begin = begin_file();
    if (!begin) return fail(std::move(begin));
    if (!*begin) return give_up(std::move(*begin));
    begun_ = true;
  }
  while (!ended_ && !record_complete_) {
    if (consumed_ == buffer_.size() && !at_end_) {
      if (Result<void> filled = fill(); !filled) return fail(std::move(filled));
      continue;
    }
    Step step = consumed_ == buffer_.size() ? finish() : scan_line_piece();
    if (!step) return give_up(std::move(step));
  }
  if (!record_complete_) return Told();
  record_complete_ = false;
  if (++records_ > limits_.records + 1) {  // the header is one of them
    return give_up(
        problem(record_.line, "There are more than " + std::to_string(limits_.records) + " records; split the file"));
  }
  return Told(std::exchange(record_, {}));
}

Result<void> CsvScanner::fill() {
  if (consumed_ == buffer_.size()) {
    buffer_.clear();
    consumed_ = 0;
  }
  const std::size_t before = buffer_.size();
  buffer_.resize(before + kChunk);
  const Result<std::size_t> count = source_(std::span(buffer_).subspan(before));
  buffer_.resize(before + std::min(count.value_or(0), kChunk));
  if (!count) return fail(count.error());
  at_end_ = *count == 0;
  return {};
}

Result<void> CsvScanner::read_header_line() {
  const std::size_t enough = std::max(kChunk, limits_.field_bytes);
  while (!at_end_ && buffer_.size() < enough && !end_of_header(buffer_)) {
    if (Result<void> filled = fill(); !filled) return filled;
  }
  return {};
}

Result<CsvScanner::Step> CsvScanner::begin_file() {
  if (Result<void> read = read_header_line(); !read) return fail(std::move(read));
  if (buffer_.starts_with("\xFF\xFE") || buffer_.starts_with("\xFE\xFF")) {
    return Step(problem(1, "It is UTF-16, not UTF-8; save the file as \"CSV UTF-8\""));
  }
  if (buffer_.starts_with(kByteOrderMark)) consumed_ = kByteOrderMark.size();
  if (!separator_known_) {
    const std::string_view text = std::string_view(buffer_).substr(consumed_);
    separator_ = most_frequent_separator(text.substr(0, end_of_header(text).value_or(text.size())));
  }
  csv_set_delim(&parser_, static_cast<unsigned char>(separator_));
  return Step();
}

CsvScanner::Step CsvScanner::scan_line_piece() {
  std::string_view piece = std::string_view(buffer_).substr(consumed_, kPiece);
  // To the line end and no further, so that what libcsv reports is known to be of this line.
  piece = piece.substr(0, std::min(piece.find_first_of("\r\n"), piece.size() - 1) + 1);
  if (line_feed_due_ && !piece.starts_with('\n')) {
    return problem(line_, "It ends in a carriage return alone; lines end in LF or CRLF");
  }
  line_feed_due_ = false;
  if (Step checked = check_bytes(piece); !checked) return checked;
  if (!in_record_ && piece.front() != '\n' && piece.front() != '\r') {
    in_record_ = true;
    record_.line = field_line_ = line_;
  }
  if (Step fed = feed(piece); !fed) return fed;
  consumed_ += piece.size();
  line_feed_due_ = piece.back() == '\r' && !in_record_;
  if (piece.back() == '\n') ++line_;
  return {};
}

CsvScanner::Step CsvScanner::check_bytes(std::string_view piece) {
  for (const char c : piece) {
    if (c == '\0') return problem(line_, "There is a NUL byte in it; this is not a text file");
    const auto byte = static_cast<std::uint8_t>(c);
    if (byte < 0x80 && utf8_.complete()) continue;  // nearly always
    if (!utf8_.step(byte)) return problem(line_, kNotUtf8);
  }
  return {};
}

CsvScanner::Step CsvScanner::feed(std::string_view piece) {
  longest_field_ = 0;
  if (csv_parse(&parser_, piece.data(), piece.size(), on_field, on_record, this) == piece.size()) return check_limits();
  if (csv_error(&parser_) != CSV_EPARSE) return problem(line_, "There is not enough memory to read it");
  return problem(line_,
                 "A quotation mark is out of place; a field with one in it is quoted as a whole, with each of its "
                 "quotation marks doubled");
}

CsvScanner::Step CsvScanner::check_limits() {
  if (std::max(longest_field_, parser_.entry_pos) > limits_.field_bytes) {
    return problem(field_line_, "A field is longer than " + std::to_string(limits_.field_bytes) +
                                    " bytes; is a quotation mark missing at its end?");
  }
  if (record_.fields.size() > limits_.fields) {
    return problem(record_.line, "It has more than " + std::to_string(limits_.fields) + " fields");
  }
  return {};
}

CsvScanner::Step CsvScanner::finish() {
  ended_ = true;
  if (!utf8_.complete()) return problem(line_, kNotUtf8);
  longest_field_ = 0;
  if (csv_fini(&parser_, on_field, on_record, this) != 0) {
    return problem(field_line_, "A quotation mark is opened and never closed");
  }
  return check_limits();
}

void CsvScanner::on_field(void* data, std::size_t size, void* self) {
  auto& scanner = *static_cast<CsvScanner*>(self);
  scanner.longest_field_ = std::max(scanner.longest_field_, size);
  scanner.field_line_ = scanner.line_;
  scanner.record_.fields.emplace_back(static_cast<const char*>(data), size);
}

void CsvScanner::on_record(int /*terminator*/, void* self) {
  auto& scanner = *static_cast<CsvScanner*>(self);
  scanner.record_complete_ = true;
  scanner.in_record_ = false;
}

}  // namespace attendsense::formats
