#pragma once

// Server-sent events (WHATWG HTML, section 9.2) from a byte stream that is cut anywhere.

#include <functional>
#include <string>
#include <string_view>

namespace attendsense::station {

struct SseEvent {
  std::string id;    // the last one that the stream gave, also by an earlier event
  std::string type;  // "message" when none is named
  std::string data;  // lines joined by "\n"
};

class SseParser {
 public:
  explicit SseParser(std::function<void(const SseEvent&)> handler) : handler_(std::move(handler)) {}

  // Calls the handler for each event that is complete. An event of more than kMaxEvent bytes is skipped.
  void feed(std::string_view piece);
  // Another connection: what was begun is forgotten, the last id stays.
  void restart();

  [[nodiscard]] std::size_t skipped() const { return skipped_; }

  static constexpr std::size_t kMaxEvent = 256 << 10;

 private:
  void take_line(std::string_view line);
  void take_field(std::string_view name, std::string_view value);
  void dispatch();

  std::function<void(const SseEvent&)> handler_;
  std::string line_;
  bool after_carriage_return_ = false;
  bool at_beginning_ = true;
  bool too_large_ = false;
  bool has_data_ = false;
  std::size_t skipped_ = 0;
  SseEvent event_;
};

}  // namespace attendsense::station
