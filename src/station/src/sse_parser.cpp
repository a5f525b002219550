#include "attendsense/station/sse_parser.hpp"

namespace attendsense::station {

void SseParser::feed(std::string_view piece) {
  while (!piece.empty()) {
    if (after_carriage_return_) {
      after_carriage_return_ = false;
      if (piece.front() == '\n') piece.remove_prefix(1);
      continue;
    }
    const std::size_t end = piece.find_first_of("\r\n");
    const std::string_view part = piece.substr(0, end);
    if (line_.size() + part.size() + event_.data.size() > kMaxEvent) {
      too_large_ = true;
      line_.clear();
    } else {
      line_.append(part);
    }
    if (end == std::string_view::npos) return;
    after_carriage_return_ = piece[end] == '\r';
    piece.remove_prefix(end + 1);
    take_line(line_);
    line_.clear();
  }
}

void SseParser::restart() {
  line_.clear();
  event_.type.clear();
  event_.data.clear();
  after_carriage_return_ = false;
  at_beginning_ = true;
  too_large_ = false;
  has_data_ = false;
}

void SseParser::take_line(std::string_view line) {
  if (at_beginning_) {
    at_beginning_ = false;
    if (line.starts_with("\xEF\xBB\xBF")) line.remove_prefix(3);
  }
  if (line.empty()) return dispatch();
  if (line.front() == ':') return;  // a comment keeps the connection alive
  const std::size_t colon = line.find(':');
  std::string_view value = colon == std::string_view::npos ? std::string_view{} : line.substr(colon + 1);
  if (value.starts_with(' ')) value.remove_prefix(1);
  take_field(line.substr(0, colon), value);
}

void SseParser::take_field(std::string_view name, std::string_view value) {
  if (name == "event") {
    event_.type = value;
  } else if (name == "data") {
    if (has_data_) event_.data.push_back('\n');
    has_data_ = true;
    event_.data.append(value);
  } else if (name == "id" && value.find('\0') == std::string_view::npos) {
    event_.id = value;
  }
}

void SseParser::dispatch() {
  if (too_large_) {
    ++skipped_;
  } else if (has_data_) {
    if (event_.type.empty()) event_.type = "message";
    handler_(event_);
  }
  event_.type.clear();
  event_.data.clear();
  has_data_ = false;
  too_large_ = false;
}

}  // namespace attendsense::station
