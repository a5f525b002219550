#pragma once

#include <string>
#include <thread>

namespace attendsense::station::testing {

// Answers TLS on a free loopback port with a certificate that nobody vouches for, as whoever sits between station and
// server does. What comes after the handshake is nobody's business.
class Impostor {
 public:
  Impostor();
  ~Impostor();
  Impostor(const Impostor&) = delete;
  Impostor& operator=(const Impostor&) = delete;

  [[nodiscard]] std::string address() const;  // "https://127.0.0.1:PORT"

 private:
  void serve() const;

  int listener_ = -1;
  int port_ = 0;
  std::jthread thread_;
};

}  // namespace attendsense::station::testing
