#include "attendsense/formats/csv_reader.hpp"

#include <algorithm>
#include <utility>

#include "attendsense/formats/formula_guard.hpp"
#include "csv_scanner.hpp"

namespace attendsense::formats {

namespace {

std::string_view trimmed(std::string_view text) {
  const std::size_t first = text.find_first_not_of(" \t");
  if (first == std::string_view::npos) return {};
  return text.substr(first, text.find_last_not_of(" \t") - first + 1);
}

char lower(char c) {
  return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}

bool same_name(std::string_view one, std::string_view other) {
  return std::ranges::equal(trimmed(one), trimmed(other), {}, lower, lower);
}

constexpr std::size_t kAbsent = static_cast<std::size_t>(-1);

}  // namespace

class CsvReader::Impl {
 public:
  Impl(Source source, std::vector<CsvColumn> columns, CsvReading reading)
      : columns_(std::move(columns)),
        reading_(reading),
        scanner_(std::move(source), reading.separator, reading.limits),
        places_(columns_.size(), kAbsent) {}

  Result<std::optional<CsvRecord>> next() {
    if (failure_) return fail(*failure_);
    if (ended_) return std::nullopt;
    if (!header_read_) {
      Result<std::vector<LineError>> errors = read_header();
      if (!errors) return fail(*(failure_ = errors.error()));
      if (!errors->empty()) {
        ended_ = true;
        return CsvRecord{errors->front().line, std::move(*errors), {}};
      }
    }
    auto fields = scanner_.next();
    if (!fields) return fail(*(failure_ = fields.error()));
    ended_ = !fields->has_value() || !(*fields)->has_value();
    if (!fields->has_value()) return std::nullopt;
    if (ended_) return CsvRecord{(*fields)->error().line, {(*fields)->error()}, {}};
    return map(std::move(***fields));
  }

  [[nodiscard]] bool has_column(std::size_t column) const { return places_.at(column) != kAbsent; }

  [[nodiscard]] char separator() const { return scanner_.separator(); }

 private:
  // Everything that is wrong with the header, to be mended at one go.
  Result<std::vector<LineError>> read_header() {
    auto header = scanner_.next();
    if (!header) return fail(std::move(header));
    if (!header->has_value())
      return std::vector{LineError{1, {}, "The file is empty; its first line names the columns"}};
    if (!(*header)->has_value()) return std::vector{(*header)->error()};
    header_read_ = true;
    width_ = (**header)->fields.size();
    std::vector<LineError> errors = place_columns(***header);
    for (std::size_t i = 0; i < columns_.size(); ++i) {
      if (columns_[i].need == ColumnNeed::required && !has_column(i)) {
        errors.push_back({(**header)->line, columns_[i].name, "This column is missing"});
      }
    }
    return errors;
  }

  std::vector<LineError> place_columns(const CsvFields& header) {
    std::vector<LineError> errors;
    for (std::size_t at = 0; at < header.fields.size(); ++at) {
      const std::string& name = header.fields[at];
      const auto column = std::ranges::find_if(columns_, [&](const auto& each) { return same_name(each.name, name); });
      if (column == columns_.end()) {
        if (reading_.unknown == UnknownColumns::refuse) {
          errors.push_back({header.line, std::string(trimmed(name)), unknown_column(at)});
        }
        continue;
      }
      std::size_t& place = places_[static_cast<std::size_t>(column - columns_.begin())];
      if (place != kAbsent) errors.push_back({header.line, column->name, "This column is there more than once"});
      place = at;
    }
    return errors;
  }

  [[nodiscard]] std::string unknown_column(std::size_t at) const {
    std::string message = "Column " + std::to_string(at + 1) + " is not one of";
    for (const CsvColumn& column : columns_) message += (&column == columns_.data() ? " " : ", ") + column.name;
    return message;
  }

  CsvRecord map(CsvFields record) {
    if (record.fields.size() != width_) {
      LineError error{
          record.line,
          {},
          "It has " + std::to_string(record.fields.size()) + " fields where the header has " + std::to_string(width_)};
      return {record.line, {std::move(error)}, {}};
    }
    CsvRecord mapped{record.line, {}, std::vector<std::string>(columns_.size())};
    for (std::size_t i = 0; i < columns_.size(); ++i) {
      if (places_[i] == kAbsent) continue;
      std::string& value = record.fields[places_[i]];
      mapped.values[i] = reading_.unguard_formulas ? unguard_formula(value) : std::move(value);
    }
    return mapped;
  }

  std::vector<CsvColumn> columns_;
  CsvReading reading_;
  CsvScanner scanner_;
  std::vector<std::size_t> places_;  // of each column in a record
  std::size_t width_ = 0;
  bool header_read_ = false;
  bool ended_ = false;
  std::optional<Error> failure_;
};

CsvReader::CsvReader(Source source, std::vector<CsvColumn> columns, CsvReading reading)
    : impl_(std::make_unique<Impl>(std::move(source), std::move(columns), reading)) {}

CsvReader::~CsvReader() = default;
CsvReader::CsvReader(CsvReader&&) noexcept = default;
CsvReader& CsvReader::operator=(CsvReader&&) noexcept = default;

Result<std::optional<CsvRecord>> CsvReader::next() {
  return impl_->next();
}

bool CsvReader::has_column(std::size_t column) const {
  return impl_->has_column(column);
}

char CsvReader::separator() const {
  return impl_->separator();
}

}  // namespace attendsense::formats
