#include "declared_queue.hpp"

#include <amqp_framing.h>
#include <amqp_ssl_socket.h>

#include <boost/json.hpp>
#include <deque>
#include <stdexcept>

#include "amqp/fields.hpp"
#include "attendsense/base/files.hpp"
#include "attendsense/base/uuid.hpp"
#include "testing/checkout.hpp"

namespace attendsense::transport::testing_support {

namespace {

using amqp::bytes_of;
using boost::json::object;

constexpr amqp_channel_t kChannel = 1;

void replace_all(std::string& text, std::string_view from, std::string_view to) {
  for (std::size_t at = text.find(from); at != std::string::npos; at = text.find(from, at + to.size()))
    text.replace(at, from.size(), to);
}

object shipped(const char* file, std::int64_t max_waiting) {
  std::string text(as_text(read_file(checkout() / "deploy/rabbitmq" / file).value()));
  replace_all(text, "@MAX_WAITING@", std::to_string(max_waiting));
  return boost::json::parse(text).as_object();
}

// The last part of a version 7 id is random.
std::string fresh_name() {
  std::string id = make_uuid_v7(SystemClock{}.now()).to_string();
  return "attendsense-" + id.substr(24);
}

std::string renamed(const object& from, std::string_view key, const std::string& name) {
  auto text = value_to<std::string>(from.at(key));
  replace_all(text, "attendsense", name);
  return text;
}

// A queue's arguments. The strings live in `texts`.
std::vector<amqp_table_entry_t> arguments(const object& from, const std::string& name, std::deque<std::string>& texts) {
  std::vector<amqp_table_entry_t> entries;
  for (const auto& [key, value] : from) {
    amqp_table_entry_t entry{};
    entry.key = bytes_of(texts.emplace_back(key));
    if (value.is_string()) {
      entry.value.kind = AMQP_FIELD_KIND_UTF8;
      entry.value.value.bytes =
          bytes_of(texts.emplace_back(renamed(from, key, key == "x-dead-letter-exchange" ? name : "attendsense")));
    } else {
      entry.value.kind = AMQP_FIELD_KIND_I64;
      entry.value.value.i64 = value.to_number<std::int64_t>();
    }
    entries.push_back(entry);
  }
  return entries;
}

void demand(amqp_connection_state_t state, const char* doing) {
  if (amqp_get_rpc_reply(state).reply_type != AMQP_RESPONSE_NORMAL)
    throw std::runtime_error(std::string("RabbitMQ: ") + doing);
}

}  // namespace

void DeclaredQueue::Closer::operator()(amqp_connection_state_t state) const {
  amqp_connection_close(state, AMQP_REPLY_SUCCESS);
  amqp_destroy_connection(state);
}

DeclaredQueue::DeclaredQueue(const attendsense::testing::TestServers& servers, const Declaration& what)
    : servers_(servers), name_(fresh_name()), connection_(amqp_new_connection()) {
  const auto& broker = *servers_.rabbitmq;
  amqp_socket_t* socket = amqp_ssl_socket_new(connection_.get());
  amqp_ssl_socket_set_cacert(socket, servers.ca.c_str());
  if (amqp_socket_open(socket, broker.host.c_str(), broker.port) != AMQP_STATUS_OK)
    throw std::runtime_error("RabbitMQ cannot be reached");
  amqp_login(connection_.get(), broker.vhost.c_str(), 0, 131'072, 0, AMQP_SASL_METHOD_PLAIN,
             broker.administrator.user.c_str(), broker.administrator.password.c_str());
  amqp_channel_open(connection_.get(), kChannel);
  demand(connection_.get(), "opening a channel");
  const object definitions = shipped("definitions.json", what.max_waiting);
  for (const auto& each : definitions.at("exchanges").as_array()) {
    const object& exchange = each.as_object();
    amqp_exchange_declare(connection_.get(), kChannel, bytes_of(renamed(exchange, "name", name_)),
                          bytes_of(value_to<std::string>(exchange.at("type"))), 0, 1, 0, 0, amqp_empty_table);
    demand(connection_.get(), "declaring an exchange");
  }
  for (const auto& each : definitions.at("queues").as_array()) {
    const object& queue = each.as_object();
    std::deque<std::string> texts;
    auto entries = arguments(queue.at("arguments").as_object(), name_, texts);
    amqp_queue_declare(connection_.get(), kChannel, bytes_of(renamed(queue, "name", name_)), 0, 1, 0, 0,
                       {static_cast<int>(entries.size()), entries.data()});
    demand(connection_.get(), "declaring a queue");
  }
  const object bindings = shipped("bindings.json", what.max_waiting);
  for (const auto& each : bindings.at("bindings").as_array()) {
    const object& binding = each.as_object();
    amqp_queue_bind(connection_.get(), kChannel, bytes_of(renamed(binding, "destination", name_)),
                    bytes_of(renamed(binding, "source", name_)),
                    bytes_of(value_to<std::string>(binding.at("routing_key"))), amqp_empty_table);
    demand(connection_.get(), "binding a queue");
  }
  if (!what.dead_letters) drop(name_ + ".dead");
}

DeclaredQueue::~DeclaredQueue() {
  for (const std::string& each : {name_, name_ + ".dead"}) {
    amqp_queue_delete(connection_.get(), kChannel, bytes_of(each), 0, 0);
    amqp_exchange_delete(connection_.get(), kChannel, bytes_of(each), 0);
  }
}

void DeclaredQueue::publish(const std::string& message_id, const std::string& schema, const std::string& body) const {
  const amqp::Message message{.content_type = "image/jpeg",
                              .message_id = message_id,
                              .type = "capture",
                              .headers = {{"schema", schema}},
                              .body = to_bytes(body)};
  const amqp::Properties properties(message);
  amqp_basic_publish(connection_.get(), kChannel, bytes_of(name_), bytes_of("capture"), 0, 0, &properties.get(),
                     bytes_of(body));
}

void DeclaredQueue::drop(const std::string& queue) const {
  amqp_queue_delete(connection_.get(), kChannel, bytes_of(queue), 0, 0);
  demand(connection_.get(), "deleting a queue");
}

}  // namespace attendsense::transport::testing_support
