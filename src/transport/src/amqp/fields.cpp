#include "fields.hpp"

namespace attendsense::transport::amqp {

namespace {

constexpr std::uint8_t kPersistent = 2;

std::optional<HeaderValue> value_of(const amqp_field_value_t& field) {
  switch (field.kind) {
    case AMQP_FIELD_KIND_UTF8:
    case AMQP_FIELD_KIND_BYTES:
      return text_of(field.value.bytes);
    case AMQP_FIELD_KIND_BOOLEAN:
      return std::int64_t{field.value.boolean != 0};
    case AMQP_FIELD_KIND_I8:
      return std::int64_t{field.value.i8};
    case AMQP_FIELD_KIND_U8:
      return std::int64_t{field.value.u8};
    case AMQP_FIELD_KIND_I16:
      return std::int64_t{field.value.i16};
    case AMQP_FIELD_KIND_U16:
      return std::int64_t{field.value.u16};
    case AMQP_FIELD_KIND_I32:
      return std::int64_t{field.value.i32};
    case AMQP_FIELD_KIND_U32:
      return std::int64_t{field.value.u32};
    case AMQP_FIELD_KIND_I64:
      return field.value.i64;
    case AMQP_FIELD_KIND_U64:
    case AMQP_FIELD_KIND_TIMESTAMP:
      return static_cast<std::int64_t>(field.value.u64);
    default:
      return std::nullopt;
  }
}

std::span<const amqp_table_entry_t> entries_of(const amqp_table_t& table) {
  return {table.entries, static_cast<std::size_t>(table.num_entries)};
}

// x-death is an array of tables, the newest first.
std::optional<Death> death_of(const amqp_field_value_t& field) {
  if (field.kind != AMQP_FIELD_KIND_ARRAY || field.value.array.num_entries == 0) return std::nullopt;
  const amqp_field_value_t& newest = field.value.array.entries[0];
  if (newest.kind != AMQP_FIELD_KIND_TABLE) return std::nullopt;
  Death death;
  for (const amqp_table_entry_t& entry : entries_of(newest.value.table)) {
    const std::optional<HeaderValue> value = value_of(entry.value);
    const std::string key = text_of(entry.key);
    if (!value) continue;
    if (const auto* text = std::get_if<std::string>(&*value); text != nullptr && key == "reason") death.reason = *text;
    if (const auto* number = std::get_if<std::int64_t>(&*value); number != nullptr && key == "time")
      death.seconds = *number;
  }
  return death;
}

amqp_field_value_t field_of(const HeaderValue& value) {
  amqp_field_value_t field{};
  if (const auto* number = std::get_if<std::int64_t>(&value)) {
    field.kind = AMQP_FIELD_KIND_I64;
    field.value.i64 = *number;
  } else {
    field.kind = AMQP_FIELD_KIND_UTF8;
    field.value.bytes = bytes_of(std::get<std::string>(value));
  }
  return field;
}

}  // namespace

amqp_bytes_t bytes_of(std::string_view text) {
  // The library takes no const, and does not write.
  return {text.size(), const_cast<char*>(text.data())};
}

std::string text_of(const amqp_bytes_t& bytes) {
  return bytes.len == 0 ? std::string() : std::string(static_cast<const char*>(bytes.bytes), bytes.len);
}

Message message_of(const amqp_basic_properties_t& properties) {
  Message message;
  const auto has = [&](amqp_flags_t flag) { return (properties._flags & flag) != 0; };
  if (has(AMQP_BASIC_CONTENT_TYPE_FLAG)) message.content_type = text_of(properties.content_type);
  if (has(AMQP_BASIC_MESSAGE_ID_FLAG)) message.message_id = text_of(properties.message_id);
  if (has(AMQP_BASIC_TYPE_FLAG)) message.type = text_of(properties.type);
  if (!has(AMQP_BASIC_HEADERS_FLAG)) return message;
  for (const amqp_table_entry_t& entry : entries_of(properties.headers)) {
    const std::string key = text_of(entry.key);
    if (key == "x-death") message.death = death_of(entry.value);
    if (std::optional<HeaderValue> value = value_of(entry.value))
      message.headers.insert_or_assign(key, *std::move(value));
  }
  return message;
}

Properties::Properties(const Message& message) {
  for (const auto& [name, value] : message.headers) {
    if (!name.starts_with("x-")) entries_.push_back({bytes_of(name), field_of(value)});
  }
  properties_._flags = AMQP_BASIC_CONTENT_TYPE_FLAG | AMQP_BASIC_DELIVERY_MODE_FLAG | AMQP_BASIC_MESSAGE_ID_FLAG |
                       AMQP_BASIC_TYPE_FLAG | AMQP_BASIC_HEADERS_FLAG;
  properties_.content_type = bytes_of(message.content_type);
  properties_.delivery_mode = kPersistent;
  properties_.message_id = bytes_of(message.message_id);
  properties_.type = bytes_of(message.type);
  properties_.headers = {static_cast<int>(entries_.size()), entries_.data()};
}

}  // namespace attendsense::transport::amqp
