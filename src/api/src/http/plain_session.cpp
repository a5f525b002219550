#include "http/session_of.hpp"

namespace attendsense::api::http {

template <>
struct StreamTraits<asio::ip::tcp::socket> {
  using Stream = asio::ip::tcp::socket;
  static constexpr bool kTls = false;

  static asio::ip::tcp::socket& socket(Stream& stream) { return stream; }

  static asio::ip::tcp::socket& next_layer(Stream& stream) { return stream; }

  template <class Done>
  static void open(Stream& stream, Done done) {
    asio::post(stream.get_executor(), [done = std::move(done)]() mutable { done(error_code{}); });
  }

  template <class Done>
  static void close(Stream& stream, Done done) {  // NOLINT(performance-unnecessary-value-param): as Beast calls it
    error_code ignored;
    static_cast<void>(stream.shutdown(Stream::shutdown_send, ignored));
    done();
  }
};

void start_plain_session(asio::ip::tcp::socket socket, const SessionContext& context) {
  std::make_shared<SessionOf<asio::ip::tcp::socket>>(context, std::move(socket))->start();
}

}  // namespace attendsense::api::http
