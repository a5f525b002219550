#include "connection.hpp"

#include <amqp_framing.h>
#include <amqp_ssl_socket.h>
#include <amqp_tcp_socket.h>
#include <poll.h>
#include <sys/time.h>

#include "errors.hpp"
#include "fields.hpp"
#include "topology.hpp"

namespace attendsense::transport::amqp {

namespace {

using std::chrono::milliseconds;

constexpr amqp_channel_t kChannel = 1;
constexpr int kFrameMax = 131'072;
constexpr milliseconds kGoodbye{1'000};

timeval to_timeval(milliseconds time) {
  const auto micros = std::chrono::duration_cast<std::chrono::microseconds>(time).count();
  return {micros / 1'000'000, micros % 1'000'000};
}

Result<void> check(int status, const char* doing) {
  if (status == AMQP_STATUS_OK) return {};
  return fail(status_error(status, doing));
}

Result<void> check(const amqp_rpc_reply_t& reply, const char* doing) {
  if (reply.reply_type == AMQP_RESPONSE_NORMAL) return {};
  return fail(reply_error(reply, doing));
}

// The socket belongs to `state` from the beginning.
Result<amqp_socket_t*> make_socket(amqp_connection_state_t state, const AmqpOptions& options) {
  if (options.ca.empty()) return amqp_tcp_socket_new(state);
  amqp_socket_t* socket = amqp_ssl_socket_new(state);
  if (socket == nullptr) return fail(away("no TLS socket could be made"));
  if (amqp_ssl_socket_set_cacert(socket, options.ca.c_str()) != AMQP_STATUS_OK) {
    return fail(Failure::unavailable, "queue_untrusted", "The authority file " + options.ca.string() + " is unreadable",
                "Name the PEM file of the authority that signed RabbitMQ's certificate");
  }
  amqp_ssl_socket_set_verify_peer(socket, 1);
  amqp_ssl_socket_set_verify_hostname(socket, 1);
  if (amqp_ssl_socket_set_ssl_versions(socket, AMQP_TLSv1_2, AMQP_TLSvLATEST) != AMQP_STATUS_OK)
    return fail(away("TLS 1.2 is not to be had"));
  return socket;
}

Result<void> log_in(amqp_connection_state_t state, const AmqpOptions& options, const AmqpAccount& account) {
  // Lets the broker say that it is short of memory or disk, in place of just not reading any more.
  std::array<amqp_table_entry_t, 1> abilities{};
  abilities[0].key = bytes_of("connection.blocked");
  abilities[0].value.kind = AMQP_FIELD_KIND_BOOLEAN;
  abilities[0].value.value.boolean = 1;
  std::array<amqp_table_entry_t, 2> entries{};
  entries[0].key = bytes_of("capabilities");
  entries[0].value.kind = AMQP_FIELD_KIND_TABLE;
  entries[0].value.value.table = {static_cast<int>(abilities.size()), abilities.data()};
  entries[1].key = bytes_of("product");
  entries[1].value.kind = AMQP_FIELD_KIND_UTF8;
  entries[1].value.value.bytes = bytes_of("AttendSense");
  const amqp_table_t properties{static_cast<int>(entries.size()), entries.data()};
  return check(
      amqp_login_with_properties(state, options.vhost.c_str(), AMQP_DEFAULT_MAX_CHANNELS, kFrameMax,
                                 static_cast<int>(options.heartbeat.count()), &properties, AMQP_SASL_METHOD_PLAIN,
                                 account.user.c_str(), account.password.reveal().c_str()),
      "signing in");
}

}  // namespace

void Connection::Closer::operator()(amqp_connection_state_t state) const {
  const timeval goodbye = to_timeval(kGoodbye);
  amqp_set_rpc_timeout(state, &goodbye);
  amqp_connection_close(state, AMQP_REPLY_SUCCESS);
  amqp_destroy_connection(state);
}

Result<Connection> Connection::open(const AmqpOptions& options, const AmqpAccount& account) {
  State state(amqp_new_connection());
  if (!state) return fail(away("out of memory"));
  const timeval timeout = to_timeval(options.connect_timeout);
  Result<void> done = check(amqp_set_handshake_timeout(state.get(), &timeout), "connecting");
  if (done) done = check(amqp_set_rpc_timeout(state.get(), &timeout), "connecting");
  if (!done) return fail(std::move(done));
  const Result<amqp_socket_t*> socket = make_socket(state.get(), options);
  if (!socket) return fail(socket.error());
  done = check(amqp_socket_open_noblock(*socket, options.host.c_str(), options.port, &timeout), "connecting");
  if (done) done = log_in(state.get(), options, account);
  if (!done) return fail(std::move(done));
  amqp_channel_open(state.get(), kChannel);
  done = check(amqp_get_rpc_reply(state.get()), "opening a channel");
  if (!done) return fail(std::move(done));
  return Connection(std::move(state), options.max_body);
}

Result<void> Connection::confirm_publishes() {
  amqp_confirm_select(state_.get(), kChannel);
  return check(amqp_get_rpc_reply(state_.get()), "asking for confirmations");
}

Result<std::int64_t> Connection::count(const std::string& queue) {
  const amqp_queue_declare_ok_t* told =
      amqp_queue_declare(state_.get(), kChannel, bytes_of(queue), 1, 1, 0, 0, amqp_empty_table);
  if (told == nullptr) return fail(reply_error(amqp_get_rpc_reply(state_.get()), "counting messages"));
  const std::int64_t count = told->message_count;
  amqp_maybe_release_buffers_on_channel(state_.get(), kChannel);
  return count;
}

Result<std::uint64_t> Connection::publish(const std::string& exchange, const Message& message) {
  const Properties properties(message);
  const int status = amqp_basic_publish(state_.get(), kChannel, bytes_of(exchange), bytes_of(kRoutingKey), 1, 0,
                                        &properties.get(), bytes_of(as_text(message.body)));
  if (status != AMQP_STATUS_OK) return fail(status_error(status, "publishing"));
  return ++published_;
}

Result<void> Connection::consume_one(const std::string& queue, const std::string& consumer) {
  amqp_basic_qos(state_.get(), kChannel, 0, 1, 0);
  Result<void> done = check(amqp_get_rpc_reply(state_.get()), "limiting deliveries");
  if (!done) return done;
  amqp_basic_consume(state_.get(), kChannel, bytes_of(queue), bytes_of(consumer), 0, 0, 0, amqp_empty_table);
  return check(amqp_get_rpc_reply(state_.get()), "subscribing to the queue");
}

Result<void> Connection::cancel(const std::string& consumer) {
  amqp_basic_cancel(state_.get(), kChannel, bytes_of(consumer));
  return check(amqp_get_rpc_reply(state_.get()), "ending a subscription");
}

Result<void> Connection::get(const std::string& queue) {
  amqp_basic_get_t method{};
  method.queue = bytes_of(queue);
  return check(amqp_send_method(state_.get(), kChannel, AMQP_BASIC_GET_METHOD, &method), "reading a message");
}

Result<void> Connection::acknowledge(std::uint64_t tag) {
  return check(amqp_basic_ack(state_.get(), kChannel, tag, 0), "acknowledging");
}

Result<void> Connection::requeue(std::uint64_t tag) {
  return check(amqp_basic_nack(state_.get(), kChannel, tag, 0, 1), "returning a message");
}

Result<void> Connection::requeue_all() {
  return check(amqp_basic_nack(state_.get(), kChannel, 0, 1, 1), "returning messages");
}

Result<void> Connection::reject(std::uint64_t tag) {
  return check(amqp_basic_reject(state_.get(), kChannel, tag, 0), "rejecting a message");
}

Result<std::optional<Event>> Connection::next() {
  while (true) {
    amqp_frame_t frame{};
    const timeval at_once{};
    const int status = amqp_simple_wait_frame_noblock(state_.get(), &frame, &at_once);
    if (status == AMQP_STATUS_TIMEOUT) return std::nullopt;
    if (status != AMQP_STATUS_OK) return fail(status_error(status, "listening"));
    Result<std::optional<Event>> event = read_frame(frame);
    // Everything was copied out of the frame; without this the library keeps all of them.
    amqp_maybe_release_buffers_on_channel(state_.get(), frame.channel);
    if (!event || *event) return event;
  }
}

Result<Event> Connection::next_until(TimePoint deadline) {
  const Wake nobody;
  while (true) {
    Result<std::optional<Event>> event = next();
    if (!event) return fail(std::move(event));
    if (*event) return **std::move(event);
    const auto left = std::chrono::ceil<milliseconds>(deadline - std::chrono::steady_clock::now());
    if (left <= milliseconds{0}) return fail(away("it does not answer"));
    wait(nobody, std::min(left, milliseconds{500}));
  }
}

void Connection::wait(const Wake& wake, milliseconds most) const {
  std::array<pollfd, 2> watched{pollfd{amqp_get_sockfd(state_.get()), POLLIN, 0}, pollfd{wake.descriptor(), POLLIN, 0}};
  if (amqp_frames_enqueued(state_.get()) == 0 && amqp_data_in_buffer(state_.get()) == 0)
    ::poll(watched.data(), watched.size(), static_cast<int>(most.count()));
  wake.clear();
}

Result<std::optional<Event>> Connection::read_frame(const amqp_frame_t& frame) {
  switch (frame.frame_type) {
    case AMQP_FRAME_METHOD:
      return read_method(frame.payload.method);
    case AMQP_FRAME_HEADER:
      read_header(frame);
      return completed();
    case AMQP_FRAME_BODY:
      read_body(frame.payload.body_fragment);
      return completed();
    default:
      return std::nullopt;
  }
}

Result<std::optional<Event>> Connection::read_method(const amqp_method_t& method) {
  switch (method.id) {
    case AMQP_BASIC_DELIVER_METHOD: {
      const auto& deliver = *static_cast<const amqp_basic_deliver_t*>(method.decoded);
      partial_ = Partial{Delivered{.tag = deliver.delivery_tag, .consumer = text_of(deliver.consumer_tag)}};
      return std::nullopt;
    }
    case AMQP_BASIC_GET_OK_METHOD:
      partial_ = Partial{Delivered{.tag = static_cast<const amqp_basic_get_ok_t*>(method.decoded)->delivery_tag}};
      return std::nullopt;
    case AMQP_BASIC_GET_EMPTY_METHOD:
      return Nothing{};
    case AMQP_BASIC_RETURN_METHOD:
      partial_ = Partial{Returned{}};
      return std::nullopt;
    case AMQP_BASIC_ACK_METHOD: {
      const auto& ack = *static_cast<const amqp_basic_ack_t*>(method.decoded);
      return Confirmed{ack.delivery_tag, ack.multiple != 0, true};
    }
    case AMQP_BASIC_NACK_METHOD: {
      const auto& nack = *static_cast<const amqp_basic_nack_t*>(method.decoded);
      return Confirmed{nack.delivery_tag, nack.multiple != 0, false};
    }
    case AMQP_BASIC_CANCEL_METHOD:
      return Cancelled{text_of(static_cast<const amqp_basic_cancel_t*>(method.decoded)->consumer_tag)};
    case AMQP_CONNECTION_BLOCKED_METHOD:
      return Blocked{true};
    case AMQP_CONNECTION_UNBLOCKED_METHOD:
      return Blocked{false};
    case AMQP_CONNECTION_CLOSE_METHOD:
    case AMQP_CHANNEL_CLOSE_METHOD:
      return fail(close_error(method, "listening"));
    default:
      return std::nullopt;
  }
}

void Connection::read_header(const amqp_frame_t& frame) {
  if (!partial_) return;
  const auto& properties = *static_cast<const amqp_basic_properties_t*>(frame.payload.properties.decoded);
  partial_->has_header = true;
  partial_->left = frame.payload.properties.body_size;
  if (auto* returned = std::get_if<Returned>(&partial_->event))
    returned->message_id = message_of(properties).message_id;
  if (auto* delivered = std::get_if<Delivered>(&partial_->event)) {
    delivered->message = message_of(properties);
    delivered->body_size = partial_->left;
    if (partial_->left <= max_body_) delivered->message.body.reserve(partial_->left);
  }
}

void Connection::read_body(const amqp_bytes_t& fragment) {
  if (!partial_) return;
  partial_->left -= std::min<std::uint64_t>(partial_->left, fragment.len);
  auto* delivered = std::get_if<Delivered>(&partial_->event);
  if (delivered == nullptr || delivered->body_size > max_body_) return;
  const BytesView bytes = as_bytes({static_cast<const char*>(fragment.bytes), fragment.len});
  delivered->message.body.insert(delivered->message.body.end(), bytes.begin(), bytes.end());
}

std::optional<Event> Connection::completed() {
  if (!partial_ || !partial_->has_header || partial_->left > 0) return std::nullopt;
  std::optional<Event> event(std::move(partial_->event));
  partial_.reset();
  return event;
}

}  // namespace attendsense::transport::amqp
