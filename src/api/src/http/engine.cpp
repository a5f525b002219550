#include "http/engine.hpp"

#include <boost/asio/executor_work_guard.hpp>
#include <boost/asio/ip/v6_only.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/steady_timer.hpp>
#include <future>

#include "attendsense/base/log.hpp"
#include "http/session.hpp"

namespace attendsense::api::http {

namespace asio = boost::asio;
using asio::ip::tcp;
using boost::system::error_code;

namespace {

// Connections beyond the bound that are still told so; beyond these they are just closed.
constexpr std::size_t kMostRefusals = 64;
constexpr std::chrono::milliseconds kPauseAfterFailedAccept{100};
constexpr std::chrono::milliseconds kPatienceWithCutSessions{5000};

struct LoopThread {
  Loop loop;
  asio::executor_work_guard<asio::io_context::executor_type> work = asio::make_work_guard(loop.io);
  std::jthread thread;
};

}  // namespace

struct Engine::State {
  EngineOptions options;
  RequestHandler& handler;
  std::shared_ptr<asio::ssl::context> tls;
  ConnectionCount connections;
  std::vector<std::unique_ptr<LoopThread>> loops;
  std::unique_ptr<tcp::acceptor> acceptor;  // lives on the first loop
  std::unique_ptr<asio::steady_timer> pause;
  std::size_t next_loop = 0;
  std::uint16_t port = 0;
  bool stopped = false;

  State(EngineOptions given, RequestHandler& to) : options(std::move(given)), handler(to) {}

  Result<void> listen();
  void run();
  void accept();
  void take(tcp::socket socket, Loop& loop);
  // Runs on every loop's own thread and waits for all.
  void on_all_loops(const std::function<void(Loop&)>& action);
};

Result<void> Engine::State::listen() {
  error_code failed;
  const auto address = asio::ip::make_address(options.address, failed);
  if (failed) {
    return fail(Failure::invalid_input, "listen_address_invalid",
                "\"" + options.address + "\" is not a numeric address to listen on",
                "Give one such as 127.0.0.1, 0.0.0.0 or ::1");
  }
  const tcp::endpoint end(address, options.port);
  acceptor = std::make_unique<tcp::acceptor>(loops.front()->loop.io);
  pause = std::make_unique<asio::steady_timer>(loops.front()->loop.io);
  const bool listens =
      !acceptor->open(end.protocol(), failed) && !acceptor->set_option(tcp::acceptor::reuse_address(true), failed) &&
      !acceptor->bind(end, failed) && !acceptor->listen(asio::socket_base::max_listen_connections, failed);
  if (!listens) {
    return fail(
        Failure::unavailable, "listen_failed",
        "Cannot listen on " + options.address + " port " + std::to_string(options.port) + ": " + failed.message(),
        "Choose another address or port, or stop the program that has it");
  }
  port = acceptor->local_endpoint(failed).port();
  return {};
}

void Engine::State::run() {
  for (auto& each : loops) {
    each->thread = std::jthread([&io = each->loop.io] { io.run(); });
  }
  asio::post(loops.front()->loop.io, [this] { accept(); });
}

void Engine::State::accept() {
  Loop& loop = loops[next_loop++ % loops.size()]->loop;
  acceptor->async_accept(loop.io, [this, &loop](error_code failed, tcp::socket socket) {
    if (failed == asio::error::operation_aborted || !acceptor->is_open()) return;
    if (!failed) {
      asio::post(loop.io, [this, &loop, taken = std::move(socket)]() mutable { take(std::move(taken), loop); });
      return accept();
    }
    // Out of descriptors, most likely: trying again at once would only burn the processor.
    log::warn("accept_failed", {{"reason", failed.message()}});
    pause->expires_after(kPauseAfterFailedAccept);
    pause->async_wait([this](error_code cancelled) {
      if (!cancelled && acceptor->is_open()) accept();
    });
  });
}

void Engine::State::take(tcp::socket socket, Loop& loop) {
  const std::size_t open = connections.value();
  const std::size_t most = options.limits.connections;
  if (loop.draining || open >= most + kMostRefusals) return;
  const SessionContext context{options.limits, handler, loop, connections, open >= most};
  if (tls) return start_tls_session(std::move(socket), *tls, context);
  start_plain_session(std::move(socket), context);
}

void Engine::State::on_all_loops(const std::function<void(Loop&)>& action) {
  for (auto& each : loops) {
    std::promise<void> done;
    asio::post(each->loop.io, [&] {
      action(each->loop);
      done.set_value();
    });
    done.get_future().wait();
  }
}

Result<std::unique_ptr<Engine>> Engine::start(EngineOptions options, RequestHandler& handler) {
  auto state = std::make_unique<State>(std::move(options), handler);
  if (state->options.tls) {
    auto tls = load_tls(*state->options.tls);
    if (!tls) return fail(std::move(tls));
    state->tls = std::move(*tls);
  }
  for (int i = 0; i < std::max(1, state->options.threads); ++i) state->loops.push_back(std::make_unique<LoopThread>());
  if (Result<void> listening = state->listen(); !listening) return fail(std::move(listening));
  state->run();
  return std::unique_ptr<Engine>(new Engine(std::move(state)));
}

Engine::Engine(std::unique_ptr<State> state) : state_(std::move(state)) {}

Engine::~Engine() {
  stop(std::chrono::milliseconds{0});
  (void)state_->connections.wait_for_none(kPatienceWithCutSessions);
  for (auto& each : state_->loops) each->loop.io.stop();
  for (auto& each : state_->loops) each->thread.join();
}

std::uint16_t Engine::port() const {
  return state_->port;
}

std::size_t Engine::connections() const {
  return state_->connections.value();
}

void Engine::stop(std::chrono::milliseconds grace) {
  if (std::exchange(state_->stopped, true)) return;
  const auto each_session = [](Loop& loop, void (SessionBase::*action)()) {
    std::vector<std::shared_ptr<SessionBase>> sessions;
    sessions.reserve(loop.sessions.size());
    for (SessionBase* session : loop.sessions) sessions.push_back(session->shared_from_this());
    for (const auto& session : sessions) ((*session).*action)();
  };
  state_->on_all_loops([&](Loop& loop) {
    loop.draining = true;
    if (&loop != &state_->loops.front()->loop) return;
    error_code ignored;
    static_cast<void>(state_->acceptor->close(ignored));
    state_->pause->cancel();
  });
  state_->on_all_loops([&](Loop& loop) { each_session(loop, &SessionBase::drain); });
  if (!state_->connections.wait_for_none(grace)) {
    log::warn("connections_cut", {{"count", state_->connections.value()}});
    state_->on_all_loops([&](Loop& loop) { each_session(loop, &SessionBase::cut); });
  }
}

}  // namespace attendsense::api::http
