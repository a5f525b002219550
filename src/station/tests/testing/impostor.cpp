#include "testing/impostor.hpp"

#include <arpa/inet.h>
#include <openssl/evp.h>
#include <openssl/ssl.h>
#include <openssl/x509.h>
#include <pthread.h>
#include <sys/socket.h>
#include <unistd.h>

#include <csignal>
#include <memory>

namespace attendsense::station::testing {

namespace {

struct Deleter {
  void operator()(EVP_PKEY* key) const { EVP_PKEY_free(key); }

  void operator()(X509* certificate) const { X509_free(certificate); }

  void operator()(SSL_CTX* context) const { SSL_CTX_free(context); }

  void operator()(SSL* connection) const { SSL_free(connection); }
};

template <class T>
using Owned = std::unique_ptr<T, Deleter>;

Owned<X509> vouch_for_itself(EVP_PKEY& key) {
  Owned<X509> certificate(X509_new());
  ASN1_INTEGER_set(X509_get_serialNumber(certificate.get()), 1);
  X509_gmtime_adj(X509_getm_notBefore(certificate.get()), -3600);
  X509_gmtime_adj(X509_getm_notAfter(certificate.get()), 3600);
  X509_set_pubkey(certificate.get(), &key);
  X509_NAME* name = X509_get_subject_name(certificate.get());
  X509_NAME_add_entry_by_txt(name, "CN", MBSTRING_ASC, reinterpret_cast<const unsigned char*>("127.0.0.1"), -1, -1, 0);
  X509_set_issuer_name(certificate.get(), name);
  X509_sign(certificate.get(), &key, EVP_sha256());
  return certificate;
}

Owned<SSL_CTX> make_context() {
  const Owned<EVP_PKEY> key(EVP_EC_gen("P-256"));
  Owned<SSL_CTX> context(SSL_CTX_new(TLS_server_method()));
  SSL_CTX_use_certificate(context.get(), vouch_for_itself(*key).get());
  SSL_CTX_use_PrivateKey(context.get(), key.get());
  return context;
}

}  // namespace

Impostor::Impostor() : listener_(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0)) {
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  socklen_t size = sizeof(address);
  auto* generic = reinterpret_cast<sockaddr*>(&address);
  if (::bind(listener_, generic, size) != 0 || ::listen(listener_, 16) != 0 ||
      ::getsockname(listener_, generic, &size) != 0) {
    throw std::runtime_error("no free port");
  }
  port_ = ntohs(address.sin_port);
  thread_ = std::jthread([this] { serve(); });
}

Impostor::~Impostor() {
  ::shutdown(listener_, SHUT_RDWR);  // ends accept()
  thread_.join();
  ::close(listener_);
}

std::string Impostor::address() const {
  return "https://127.0.0.1:" + std::to_string(port_);
}

void Impostor::serve() const {
  sigset_t broken_pipe;  // the station hangs up
  sigemptyset(&broken_pipe);
  sigaddset(&broken_pipe, SIGPIPE);
  pthread_sigmask(SIG_BLOCK, &broken_pipe, nullptr);
  const Owned<SSL_CTX> context = make_context();
  for (int connection = ::accept(listener_, nullptr, nullptr); connection >= 0;
       connection = ::accept(listener_, nullptr, nullptr)) {
    const Owned<SSL> session(SSL_new(context.get()));
    SSL_set_fd(session.get(), connection);
    static_cast<void>(SSL_accept(session.get()));
    ::close(connection);
  }
}

}  // namespace attendsense::station::testing
