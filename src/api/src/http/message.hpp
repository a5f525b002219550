#pragma once

// Requests and responses as plain data: nothing outside http/ knows which library speaks the protocol.

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "attendsense/base/bytes.hpp"
#include "http/body_stream.hpp"

namespace attendsense::api::http {

// ASCII only, as the names of header fields and media types are.
[[nodiscard]] bool equal_without_case(std::string_view left, std::string_view right);

// Header fields in order; names without regard to case.
class Headers {
 public:
  using Item = std::pair<std::string, std::string>;

  // A value never carries CR, LF or NUL further: they become spaces.
  void add(std::string name, std::string value);
  void set(std::string name, std::string value);
  [[nodiscard]] std::optional<std::string_view> find(std::string_view name) const;
  [[nodiscard]] std::size_t count(std::string_view name) const;
  // Of a field that is a list: all of its values with commas between them.
  [[nodiscard]] std::optional<std::string> joined(std::string_view name) const;

  [[nodiscard]] const std::vector<Item>& items() const { return items_; }

 private:
  std::vector<Item> items_;
};

struct Peer {
  std::string address;    // of the socket, numeric
  bool loopback = false;  // the socket's other end is this machine
  bool tls = false;
};

struct Request {
  std::string method;
  std::string target;  // origin-form as it was sent: "/api/v1/punches?limit=5"
  Headers headers;
  Bytes body;
  Peer peer;
};

struct Response {
  int status = 200;
  Headers headers;
  std::string body;
  // Instead of a body: what the stream gives, until it ends. `source` feeds it and goes with the connection.
  std::shared_ptr<BodyStream> stream;
  std::shared_ptr<void> source;
};

// A request that never became one: what is wrong with its bytes.
struct ProtocolFault {
  int status = 400;
  std::string code;
  std::string message;
  std::string remedy;
};

// To be called once, from any thread. When it is dropped uncalled, the request is refused as unavailable.
using Respond = std::function<void(Response)>;

class RequestHandler {
 public:
  virtual ~RequestHandler() = default;
  // On an I/O thread: must neither block nor throw.
  virtual void handle(Request request, Respond respond) = 0;
  // The answer to a request that could not be read, or was dropped unanswered. On any thread.
  [[nodiscard]] virtual Response refuse(const ProtocolFault& fault, const Peer& peer) = 0;
};

}  // namespace attendsense::api::http
