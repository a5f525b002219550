#include "attendsense/base/log.hpp"

#include <fmt/format.h>
#include <spdlog/sinks/stdout_sinks.h>
#include <spdlog/spdlog.h>

#include <atomic>
#include <cmath>
#include <iterator>

namespace attendsense::log {

namespace {

std::atomic<Format> chosen_format{Format::text};

spdlog::logger& logger() {
  static const std::shared_ptr<spdlog::logger> instance = [] {
    auto made = std::make_shared<spdlog::logger>("attendsense", std::make_shared<spdlog::sinks::stderr_sink_mt>());
    made->set_pattern("%Y-%m-%dT%H:%M:%S.%eZ %l %v", spdlog::pattern_time_type::utc);
    made->flush_on(spdlog::level::info);
    return made;
  }();
  return *instance;
}

spdlog::level::level_enum to_spdlog(Level level) {
  switch (level) {
    case Level::debug:
      return spdlog::level::debug;
    case Level::info:
      return spdlog::level::info;
    case Level::warn:
      return spdlog::level::warn;
    case Level::error:
      return spdlog::level::err;
    case Level::off:
      return spdlog::level::off;
  }
  return spdlog::level::info;
}

// One line stays one line, and a terminal is not steered by what somebody put into a name.
std::string escaped(std::string_view value) {
  std::string out;
  out.reserve(value.size());
  for (const char c : value) {
    switch (c) {
      case '"':
        out += "\\\"";
        break;
      case '\\':
        out += "\\\\";
        break;
      case '\n':
        out += "\\n";
        break;
      case '\t':
        out += "\\t";
        break;
      default:
        if (static_cast<unsigned char>(c) < 0x20 || c == 0x7f) {
          fmt::format_to(std::back_inserter(out), "\\u{:04x}", static_cast<unsigned>(static_cast<unsigned char>(c)));
        } else {
          out.push_back(c);
        }
    }
  }
  return out;
}

bool needs_quotes(const Field& field) {
  return field.quoted() &&
         (field.value().empty() || field.value().find_first_of(" \"\\=\n\t") != std::string_view::npos);
}

using TroubleListener = std::function<void(std::string_view)>;
std::atomic<std::shared_ptr<const TroubleListener>> trouble_listener;

void tell_trouble(Level level, std::string_view event) {
  if (level != Level::warn && level != Level::error) return;
  if (const auto listener = trouble_listener.load()) (*listener)(event);
}

void write(Level level, std::string_view event, Fields fields) {
  tell_trouble(level, event);
  const spdlog::level::level_enum severity = to_spdlog(level);
  if (!logger().should_log(severity)) return;
  logger().log(severity, format_event(chosen_format, event, fields));
}

}  // namespace

Field::Field(std::string_view key, double value)
    : key_(key), value_(std::isfinite(value) ? fmt::format("{:.6g}", value) : "null"), quoted_(false) {}

void configure(Level least, Format format) {
  chosen_format = format;
  logger().set_level(to_spdlog(least));
  if (format == Format::json) {
    logger().set_pattern(R"({"time":"%Y-%m-%dT%H:%M:%S.%fZ","level":"%l",%v})", spdlog::pattern_time_type::utc);
  }
}

void on_trouble(std::function<void(std::string_view event)> hear) {
  trouble_listener = hear ? std::make_shared<const TroubleListener>(std::move(hear)) : nullptr;
}

Result<Level> parse_level(std::string_view name) {
  if (name == "debug") return Level::debug;
  if (name == "info") return Level::info;
  if (name == "warn") return Level::warn;
  if (name == "error") return Level::error;
  if (name == "off") return Level::off;
  return fail(Failure::invalid_input, "log_level_unknown", "There is no log level '" + std::string(name) + "'",
              "Use one of debug, info, warn, error, off");
}

std::string format_event(Format format, std::string_view event, Fields fields) {
  if (format == Format::json) {
    std::string line = fmt::format(R"("event":"{}")", escaped(event));
    for (const Field& field : fields) {
      line += field.quoted() ? fmt::format(R"(,"{}":"{}")", field.key(), escaped(field.value()))
                             : fmt::format(R"(,"{}":{})", field.key(), field.value());
    }
    return line;
  }
  std::string line(event);
  for (const Field& field : fields) {
    const std::string value = escaped(field.value());
    line +=
        needs_quotes(field) ? fmt::format(" {}=\"{}\"", field.key(), value) : fmt::format(" {}={}", field.key(), value);
  }
  return line;
}

void debug(std::string_view event, Fields fields) {
  write(Level::debug, event, fields);
}

void info(std::string_view event, Fields fields) {
  write(Level::info, event, fields);
}

void warn(std::string_view event, Fields fields) {
  write(Level::warn, event, fields);
}

void error(std::string_view event, Fields fields) {
  write(Level::error, event, fields);
}

}  // namespace attendsense::log
