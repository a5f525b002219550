#pragma once

#include <cstddef>
#include <map>
#include <optional>
#include <string>

namespace attendsense::transport::amqp {

// The places into which the broker may deliver, each a subscription for one unsettled message at a time. So no more
// messages are in this process than it works on, and a death of the process costs no others an attempt. For one thread.
class Slots {
 public:
  [[nodiscard]] std::string open() {
    std::string name = "slot-" + std::to_string(++opened_);
    message_in_.emplace(name, std::nullopt);
    return name;
  }

  // A slot in which nothing is, which the caller is about to cancel.
  [[nodiscard]] std::optional<std::string> close_empty() {
    for (const auto& [name, tag] : message_in_) {
      if (tag) continue;
      std::string closed = name;
      message_in_.erase(name);
      return closed;
    }
    return std::nullopt;
  }

  void fill(const std::string& name, std::uint64_t tag) {
    if (const auto found = message_in_.find(name); found != message_in_.end()) found->second = tag;
  }

  void empty(std::uint64_t tag) {
    for (auto& [name, held] : message_in_) {
      if (held == tag) held.reset();
    }
  }

  void clear() { message_in_.clear(); }

  [[nodiscard]] std::size_t count() const { return message_in_.size(); }

 private:
  std::map<std::string, std::optional<std::uint64_t>> message_in_;
  std::size_t opened_ = 0;
};

}  // namespace attendsense::transport::amqp
