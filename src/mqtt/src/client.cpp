#include "attendsense/mqtt/client.hpp"

#include <mosquitto.h>
#include <signal.h>

#include <condition_variable>
#include <map>
#include <mutex>
#include <random>
#include <thread>

#include "attendsense/base/log.hpp"
#include "errors.hpp"
#include "session.hpp"

namespace attendsense::mqtt {

namespace {

using std::chrono::milliseconds;

constexpr milliseconds kFirstPause{100};
constexpr int kFirstFailure = 128;

// The library writes to TLS connections without MSG_NOSIGNAL.
void ignore_broken_pipes() {
  sigset_t pipe;
  sigemptyset(&pipe);
  sigaddset(&pipe, SIGPIPE);
  pthread_sigmask(SIG_BLOCK, &pipe, nullptr);
}

}  // namespace

struct Client::State {
  State(ClientOptions given_options, ClientListener given_listener)
      : options(std::move(given_options)),
        listener(std::move(given_listener)),
        thread([this](const std::stop_token& stop) { serve(stop); }) {}

  // On the thread.
  void serve(const std::stop_token& stop);
  void ready(Session& session);
  void ended(const Error& why);
  void confirmed(int number, int reason);
  [[nodiscard]] milliseconds next_pause();

  // A publish whose confirmation is awaited.
  struct Waiting {
    bool over = false;
    std::optional<Error> error;
  };

  const ClientOptions options;
  const ClientListener listener;
  std::mutex mutex;  // for the four below
  std::condition_variable_any changed;
  Session* session = nullptr;  // while it is ready
  std::optional<Error> away_because;
  std::map<int, std::shared_ptr<Waiting>> in_flight;
  milliseconds pause = kFirstPause;
  std::minstd_rand dice{std::random_device{}()};
  std::jthread thread;  // last: it uses all of the above
};

Client::Client(ClientOptions options, ClientListener listener)
    : state_(std::make_unique<State>(std::move(options), std::move(listener))) {}

Client::~Client() = default;

Result<void> Client::publish(const Message& message, milliseconds deadline) {
  const auto until = std::chrono::steady_clock::now() + deadline;
  State& state = *state_;
  std::unique_lock lock(state.mutex);
  state.changed.wait_until(lock, until, [&] { return state.session != nullptr || state.away_because; });
  if (state.session == nullptr) return fail(state.away_because.value_or(away("not connected yet")));
  // The callback that confirms waits for this lock, so that it finds the entry.
  const Result<int> number = state.session->publish(message);
  if (!number) return fail(number.error());
  const auto waiting = std::make_shared<State::Waiting>();
  state.in_flight[*number] = waiting;
  if (!state.changed.wait_until(lock, until, [&] { return waiting->over; })) {
    state.in_flight.erase(*number);
    return fail(away("it did not confirm in time"));
  }
  if (waiting->error) return fail(*waiting->error);
  return {};
}

void Client::publish_unconfirmed(const Message& message) {
  const std::scoped_lock lock(state_->mutex);
  if (state_->session == nullptr) return;
  if (const Result<int> sent = state_->session->publish(message); !sent)
    log::warn("mqtt_publish_failed", {{"topic", message.topic}, {"error", sent.error()}});
}

void Client::State::serve(const std::stop_token& stop) {
  ignore_broken_pipes();
  while (!stop.stop_requested()) {
    std::optional<Session> connection;
    connection.emplace(options,
                       SessionEvents{.ready = [&] { ready(*connection); },
                                     .confirmed = [this](int number, int reason) { confirmed(number, reason); },
                                     .message = listener.message});
    if (const Result<void> done = connection->run(stop); done) {
      ended(away("this process stops"));
      return;
    } else {
      log::warn("mqtt_away", {{"host", options.host}, {"error", done.error()}});
      ended(done.error());
    }
    std::unique_lock lock(mutex);
    changed.wait_for(lock, stop, next_pause(), [] { return false; });
  }
}

void Client::State::ready(Session& now) {
  {
    const std::scoped_lock lock(mutex);
    session = &now;
    away_because.reset();
    pause = kFirstPause;
  }
  changed.notify_all();
  log::info("mqtt_connected", {{"host", options.host}, {"client", options.id}});
  listener.connected();
}

void Client::State::ended(const Error& why) {
  {
    const std::scoped_lock lock(mutex);
    session = nullptr;
    away_because = why;
    for (const auto& [number, waiting] : in_flight) {
      waiting->over = true;
      waiting->error = why;
    }
    in_flight.clear();
  }
  changed.notify_all();
  listener.disconnected(why);
}

void Client::State::confirmed(int number, int reason) {
  {
    const std::scoped_lock lock(mutex);
    const auto found = in_flight.find(number);
    if (found == in_flight.end()) return;
    found->second->over = true;
    // 16, nobody listens, is no failure: who is away hears of it when it comes, or it expires.
    if (reason >= kFirstFailure) found->second->error = refused(mosquitto_reason_string(reason));
    in_flight.erase(found);
  }
  changed.notify_all();
}

// Between half and all of a time that doubles.
milliseconds Client::State::next_pause() {
  const milliseconds whole = pause;
  pause = std::min(pause * 2, options.longest_pause);
  return whole / 2 + milliseconds(std::uniform_int_distribution<std::int64_t>(0, whole.count() / 2)(dice));
}

}  // namespace attendsense::mqtt
