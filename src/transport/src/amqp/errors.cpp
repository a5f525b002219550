#include "errors.hpp"

#include <amqp_framing.h>

#include "attendsense/base/log.hpp"
#include "fields.hpp"
#include "one_line.hpp"

namespace attendsense::transport::amqp {

namespace {

constexpr std::chrono::milliseconds kTryAgain{1'000};

Error unavailable(std::string code, std::string message, std::string remedy) {
  Error error{Failure::unavailable, std::move(code), std::move(message), std::move(remedy)};
  error.retry_after = kTryAgain;
  return error;
}

bool about_trust(int status) {
  return status == AMQP_STATUS_SSL_HOSTNAME_VERIFY_FAILED || status == AMQP_STATUS_SSL_PEER_VERIFY_FAILED ||
         status == AMQP_STATUS_SSL_CONNECTION_FAILED;
}

Error refused(int code, const amqp_bytes_t& text, const char* doing) {
  // 320: an operator closed the connection, or the broker is stopping.
  const std::string said = std::to_string(code) + " " + one_line(text_of(text));
  if (code == AMQP_CONNECTION_FORCED) return away("it closed the connection: " + said);
  return unavailable("queue_refused", "RabbitMQ refused while " + std::string(doing) + ": " + said,
                     "Check the account's permissions and that deploy/rabbitmq/definitions was imported");
}

}  // namespace

Error away(const std::string& why) {
  return unavailable("queue_away", "RabbitMQ cannot be reached: " + why,
                     "Check that the broker runs; captures are kept by the stations meanwhile");
}

Error leads_nowhere() {
  return unavailable("queue_refused", "RabbitMQ refused a message: its exchange leads to no queue (yet)",
                     "deploy/rabbitmq/settle.erl binds it after each start of the broker: see deploy/README.md");
}

Error status_error(int status, const char* doing) {
  const std::string said = amqp_error_string2(status);
  if (about_trust(status)) {
    return unavailable("queue_untrusted", "RabbitMQ's certificate was not accepted: " + said,
                       "Check the host name and the file of the certificate authority");
  }
  return away(said + " while " + doing);
}

Error reply_error(const amqp_rpc_reply_t& reply, const char* doing) {
  if (reply.reply_type == AMQP_RESPONSE_SERVER_EXCEPTION) return close_error(reply.reply, doing);
  return status_error(reply.library_error == 0 ? AMQP_STATUS_CONNECTION_CLOSED : reply.library_error, doing);
}

Error close_error(const amqp_method_t& method, const char* doing) {
  if (method.id == AMQP_CONNECTION_CLOSE_METHOD) {
    const auto& close = *static_cast<const amqp_connection_close_t*>(method.decoded);
    return refused(close.reply_code, close.reply_text, doing);
  }
  if (method.id == AMQP_CHANNEL_CLOSE_METHOD) {
    const auto& close = *static_cast<const amqp_channel_close_t*>(method.decoded);
    return refused(close.reply_code, close.reply_text, doing);
  }
  return away(std::string("an unexpected answer while ") + doing);
}

}  // namespace attendsense::transport::amqp
