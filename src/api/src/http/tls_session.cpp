#include <boost/asio/ssl/context.hpp>
#include <boost/asio/ssl/stream.hpp>

#include "http/session_of.hpp"

namespace attendsense::api::http {

template <>
struct StreamTraits<asio::ssl::stream<asio::ip::tcp::socket>> {
  using Stream = asio::ssl::stream<asio::ip::tcp::socket>;
  static constexpr bool kTls = true;

  static asio::ip::tcp::socket& socket(Stream& stream) { return stream.next_layer(); }

  static asio::ip::tcp::socket& next_layer(Stream& stream) { return stream.next_layer(); }

  template <class Done>
  static void open(Stream& stream, Done done) {
    stream.async_handshake(Stream::server, std::move(done));
  }

  template <class Done>
  static void close(Stream& stream, Done done) {
    stream.async_shutdown([&stream, done = std::move(done)](error_code) mutable {
      error_code ignored;
      static_cast<void>(stream.next_layer().shutdown(asio::ip::tcp::socket::shutdown_send, ignored));
      done();
    });
  }
};

void start_tls_session(asio::ip::tcp::socket socket, asio::ssl::context& tls, const SessionContext& context) {
  using Stream = asio::ssl::stream<asio::ip::tcp::socket>;
  std::make_shared<SessionOf<Stream>>(context, std::move(socket), tls)->start();
}

Result<std::shared_ptr<asio::ssl::context>> load_tls(const TlsFiles& files) {
  auto tls = std::make_shared<asio::ssl::context>(asio::ssl::context::tls_server);
  try {
    tls->set_options(asio::ssl::context::default_workarounds | asio::ssl::context::no_tlsv1 |
                     asio::ssl::context::no_tlsv1_1);
    tls->use_certificate_chain_file(files.certificate_chain.string());
    tls->use_private_key_file(files.private_key.string(), asio::ssl::context::pem);
  } catch (const boost::system::system_error& failed) {
    return fail(Failure::invalid_input, "tls_files_invalid",
                "The certificate " + files.certificate_chain.string() + " with the key " + files.private_key.string() +
                    " cannot be used: " + failed.code().message(),
                "Name a PEM certificate chain and its unencrypted private key");
  }
  return tls;
}

}  // namespace attendsense::api::http
