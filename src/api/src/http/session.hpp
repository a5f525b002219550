#pragma once

// What the engine and its connections know of each other. Seen by http/ alone.

#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <chrono>
#include <condition_variable>
#include <memory>
#include <mutex>
#include <unordered_set>

#include "http/engine.hpp"
#include "http/message.hpp"

namespace boost::asio::ssl {
class context;
}

namespace attendsense::api::http {

class SessionBase;

// One I/O thread and the connections that live on it. Its members are touched on that thread only.
struct Loop {
  std::unordered_set<SessionBase*> sessions;
  bool draining = false;
  boost::asio::io_context io{1};  // last: what it still holds when it goes refers to the sessions above
};

// How many connections there are. Safe from any thread.
class ConnectionCount {
 public:
  void add() {
    const std::scoped_lock lock(mutex_);
    ++count_;
  }

  void remove() {
    const std::scoped_lock lock(mutex_);
    if (--count_ == 0) none_left_.notify_all();
  }

  [[nodiscard]] std::size_t value() const {
    const std::scoped_lock lock(mutex_);
    return count_;
  }

  // Whether they have all ended by then.
  bool wait_for_none(std::chrono::milliseconds most) {
    std::unique_lock lock(mutex_);
    return none_left_.wait_for(lock, most, [this] { return count_ == 0; });
  }

 private:
  mutable std::mutex mutex_;
  std::condition_variable none_left_;
  std::size_t count_ = 0;
};

struct SessionContext {
  const Limits& limits;
  RequestHandler& handler;
  Loop& loop;
  ConnectionCount& connections;  // counted by the sessions themselves
  bool refuse = false;           // over the bound of connections: answer 503 and close
};

class SessionBase : public std::enable_shared_from_this<SessionBase> {
 public:
  explicit SessionBase(const SessionContext& context) : context_(context) {
    context_.connections.add();
    context_.loop.sessions.insert(this);
  }

  virtual ~SessionBase() {
    context_.loop.sessions.erase(this);
    context_.connections.remove();
  }

  SessionBase(const SessionBase&) = delete;
  SessionBase& operator=(const SessionBase&) = delete;

  // The server stops: end when idle or streaming, else after the response.
  virtual void drain() = 0;
  // End now.
  virtual void cut() = 0;

 protected:
  SessionContext context_;
};

// Both are called on the loop's thread. The session keeps itself alive while something is under way.
void start_plain_session(boost::asio::ip::tcp::socket socket, const SessionContext& context);
void start_tls_session(boost::asio::ip::tcp::socket socket, boost::asio::ssl::context& tls,
                       const SessionContext& context);

// invalid_input "tls_files_invalid" when the files do not hold a certificate and its key.
[[nodiscard]] Result<std::shared_ptr<boost::asio::ssl::context>> load_tls(const TlsFiles& files);

}  // namespace attendsense::api::http
