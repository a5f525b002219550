#pragma once

#include <condition_variable>
#include <mutex>
#include <optional>
#include <string>
#include <thread>
#include <vector>

#include "http/engine.hpp"
#include "http/event_stream.hpp"

namespace attendsense::api::testing {

// Answers what the path asks for: "/echo" the body, "/held" when the test lets it, "/stream" a stream that the test
// holds, "/dropped" nothing.
class EchoHandler final : public http::RequestHandler {
 public:
  ~EchoHandler() override { release_held(); }

  void handle(http::Request request, http::Respond respond) override {
    if (request.target == "/dropped") return;
    if (request.target == "/held") return hold(std::move(respond));
    http::Response response;
    response.headers.add("Content-Type", "text/plain");
    if (request.target == "/stream") {
      stream = std::make_shared<http::EventStream>(stream_capacity);
      response.stream = stream;
      response.source = std::shared_ptr<void>(nullptr, [this](void*) { note_source_gone(); });
      stream->on_heartbeat = [this] { ++heartbeats; };
      (void)stream->push("hello\n");
    } else {
      response.body = request.method + " " + request.target + " " + std::string(as_text(request.body));
    }
    respond(std::move(response));
  }

  [[nodiscard]] http::Response refuse(const http::ProtocolFault& fault, const http::Peer&) override {
    http::Response response;
    response.status = fault.status;
    response.body = fault.code;
    return response;
  }

  // Waits until that many requests are held.
  void wait_for_held(std::size_t count) {
    std::unique_lock lock(mutex_);
    changed_.wait_for(lock, std::chrono::seconds{10}, [&] { return held_.size() >= count; });
  }

  void release_held() {
    std::vector<http::Respond> held;
    {
      const std::scoped_lock lock(mutex_);
      held.swap(held_);
    }
    for (http::Respond& respond : held) {
      http::Response response;
      response.body = "held no more";
      respond(std::move(response));
    }
  }

  // Whether the connection has let go of the stream's source in time.
  [[nodiscard]] bool source_goes() {
    std::unique_lock lock(mutex_);
    return changed_.wait_for(lock, std::chrono::seconds{10}, [&] { return source_gone_; });
  }

  std::shared_ptr<http::EventStream> stream;
  std::size_t stream_capacity = 1000;
  std::atomic<int> heartbeats = 0;

 private:
  void hold(http::Respond respond) {
    const std::scoped_lock lock(mutex_);
    held_.push_back(std::move(respond));
    changed_.notify_all();
  }

  void note_source_gone() {
    const std::scoped_lock lock(mutex_);
    source_gone_ = true;
    changed_.notify_all();
  }

  std::mutex mutex_;
  std::condition_variable changed_;
  std::vector<http::Respond> held_;
  bool source_gone_ = false;
};

}  // namespace attendsense::api::testing
