#include "proxy.hpp"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <stdexcept>
#include <vector>

namespace attendsense::transport::testing_support {

namespace {

constexpr int kLookMs = 10;

// Two ends whose bytes go from one to the other. A silent proxy reads nothing, as a cable that was pulled.
struct Pair {
  int client = -1;
  int server = -1;
};

bool pass_on(int from, int to) {
  std::array<char, 65536> buffer{};
  const ssize_t got = ::recv(from, buffer.data(), buffer.size(), MSG_DONTWAIT);
  if (got < 0) return errno == EAGAIN || errno == EWOULDBLOCK;
  if (got == 0) return false;
  for (ssize_t sent = 0; sent < got;) {
    const ssize_t more = ::send(to, buffer.data() + sent, static_cast<std::size_t>(got - sent), MSG_NOSIGNAL);
    if (more < 0) return false;
    sent += more;
  }
  return true;
}

void close_pair(const Pair& pair) {
  ::close(pair.client);
  ::close(pair.server);
}

int connect_to(const std::string& host, int port) {
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_port = htons(static_cast<std::uint16_t>(port));
  if (::inet_pton(AF_INET, host.c_str(), &address.sin_addr) != 1) throw std::runtime_error("proxy: bad address");
  const int socket = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  if (::connect(socket, reinterpret_cast<const sockaddr*>(&address), sizeof address) == 0) return socket;
  ::close(socket);
  return -1;
}

}  // namespace

Proxy::Proxy(std::string host, int target_port)
    : host_(host == "localhost" ? "127.0.0.1" : std::move(host)), target_port_(target_port) {
  listener_ = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  socklen_t size = sizeof address;
  if (::bind(listener_, reinterpret_cast<const sockaddr*>(&address), size) != 0 || ::listen(listener_, 16) != 0 ||
      ::getsockname(listener_, reinterpret_cast<sockaddr*>(&address), &size) != 0)
    throw std::runtime_error("proxy: cannot listen");
  port_ = ntohs(address.sin_port);
  thread_ = std::jthread([this](const std::stop_token& stop) { serve(stop); });
}

Proxy::~Proxy() {
  thread_.request_stop();
  thread_.join();
  ::close(listener_);
}

void Proxy::serve(const std::stop_token& stop) {
  std::vector<Pair> pairs;
  int cuts = 0;
  while (!stop.stop_requested()) {
    std::vector<pollfd> watched{{listener_, POLLIN, 0}};
    if (!silent_) {
      for (const Pair& pair : pairs) {
        watched.push_back({pair.client, POLLIN, 0});
        watched.push_back({pair.server, POLLIN, 0});
      }
    }
    ::poll(watched.data(), watched.size(), kLookMs);
    if ((watched[0].revents & POLLIN) != 0) {
      const int client = ::accept4(listener_, nullptr, nullptr, SOCK_CLOEXEC);
      const int server = connect_to(host_, target_port_);
      if (server < 0) {
        ::close(client);
      } else {
        pairs.push_back({client, server});
      }
    }
    const bool cut = cuts != cuts_;
    cuts = cuts_;
    std::erase_if(pairs, [&](const Pair& pair) {
      const bool over = cut || (!silent_ && (!pass_on(pair.client, pair.server) || !pass_on(pair.server, pair.client)));
      if (over) close_pair(pair);
      return over;
    });
  }
  for (const Pair& pair : pairs) close_pair(pair);
}

}  // namespace attendsense::transport::testing_support
