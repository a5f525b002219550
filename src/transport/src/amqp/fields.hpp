#pragma once

#include <amqp.h>
#include <amqp_framing.h>

#include <string>
#include <string_view>
#include <vector>

#include "message.hpp"

namespace attendsense::transport::amqp {

// Views into `text`, which must outlive their use.
[[nodiscard]] amqp_bytes_t bytes_of(std::string_view text);
[[nodiscard]] std::string text_of(const amqp_bytes_t& bytes);

// Copies what a header frame brought, without the body.
[[nodiscard]] Message message_of(const amqp_basic_properties_t& properties);

// A message's properties in the library's form. They point into the message, which must outlive them. Headers that the
// broker sets (x-...) are left out.
class Properties {
 public:
  explicit Properties(const Message& message);
  Properties(const Properties&) = delete;
  Properties& operator=(const Properties&) = delete;

  [[nodiscard]] const amqp_basic_properties_t& get() const { return properties_; }

 private:
  std::vector<amqp_table_entry_t> entries_;
  amqp_basic_properties_t properties_{};
};

}  // namespace attendsense::transport::amqp
