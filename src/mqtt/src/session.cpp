#include "session.hpp"

#include <mqtt_protocol.h>

#include <cerrno>
#include <mutex>
#include <system_error>

#include "attendsense/base/log.hpp"
#include "errors.hpp"
#include "reachable.hpp"

namespace attendsense::mqtt {

namespace {

constexpr int kQos = 1;
constexpr int kLoopMs = 100;
constexpr int kFirstFailure = 128;  // reason codes from here on say no

void initialise_library() {
  static std::once_flag once;
  std::call_once(once, [] { mosquitto_lib_init(); });
}

// Held while connecting: libmosquitto sets up TLS for the process at the first connection and does not guard that.
std::mutex& connecting() {
  static std::mutex mutex;
  return mutex;
}

// A list of properties that goes with its owner.
class Properties {
 public:
  Properties() = default;

  ~Properties() { mosquitto_property_free_all(&list_); }

  Properties(const Properties&) = delete;
  Properties& operator=(const Properties&) = delete;

  void add(int name, std::chrono::seconds value) {
    mosquitto_property_add_int32(&list_, name, static_cast<std::uint32_t>(value.count()));
  }

  [[nodiscard]] const mosquitto_property* get() const { return list_; }

 private:
  mosquitto_property* list_ = nullptr;
};

Error library_error(int code) {
  if (code == MOSQ_ERR_TLS || code == MOSQ_ERR_TLS_HANDSHAKE) return untrusted(mosquitto_strerror(code));
  if (code == MOSQ_ERR_ERRNO) return away(std::generic_category().message(errno));
  return away(mosquitto_strerror(code));
}

Result<void> check(int code) {
  if (code == MOSQ_ERR_SUCCESS) return {};
  return fail(library_error(code));
}

Session& self(void* object) {
  return *static_cast<Session*>(object);
}

}  // namespace

Session::Session(const ClientOptions& options, SessionEvents events) : options_(options), events_(std::move(events)) {
  initialise_library();
}

Session::~Session() = default;

Result<void> Session::run(const std::stop_token& stop) {
  Result<void> done = prepare();
  if (done) done = connect();
  if (done) done = loop(stop);
  return done;
}

Result<void> Session::prepare() {
  // A session that outlives its connection is not started clean.
  const bool clean = options_.session == std::chrono::seconds{0};
  handle_.reset(mosquitto_new(options_.id.empty() ? nullptr : options_.id.c_str(), clean, this));
  if (!handle_) return fail(away("out of memory"));
  mosquitto* handle = handle_.get();
  mosquitto_int_option(handle, MOSQ_OPT_PROTOCOL_VERSION, MQTT_PROTOCOL_V5);
  mosquitto_threaded_set(handle, true);  // publish() comes from others
  mosquitto_username_pw_set(handle, options_.user.c_str(), options_.password.reveal().c_str());
  if (!options_.ca.empty()) {
    const bool many = std::filesystem::is_directory(options_.ca);
    if (mosquitto_tls_set(handle, many ? nullptr : options_.ca.c_str(), many ? options_.ca.c_str() : nullptr, nullptr,
                          nullptr, nullptr) != MOSQ_ERR_SUCCESS)
      return fail(untrusted("the authority file " + options_.ca.string() + " is unreadable"));
  }
  mosquitto_connect_v5_callback_set(handle, [](mosquitto*, void* object, int reason, int, const mosquitto_property*) {
    self(object).answered(reason);
  });
  mosquitto_publish_v5_callback_set(handle,
                                    [](mosquitto*, void* object, int number, int reason, const mosquitto_property*) {
                                      self(object).events_.confirmed(number, reason);
                                    });
  mosquitto_subscribe_v5_callback_set(
      handle, [](mosquitto*, void* object, int number, int count, const int* granted, const mosquitto_property*) {
        self(object).subscribed(number, count == 1 && *granted < kFirstFailure);
      });
  mosquitto_message_v5_callback_set(
      handle, [](mosquitto*, void* object, const mosquitto_message* message, const mosquitto_property*) {
        self(object).events_.message(message->topic, std::string(static_cast<const char*>(message->payload),
                                                                 static_cast<std::size_t>(message->payloadlen)));
      });
  return set_will();
}

Result<void> Session::set_will() {
  if (!options_.will) return {};
  const Message& will = *options_.will;
  return check(mosquitto_will_set_v5(handle_.get(), will.topic.c_str(), static_cast<int>(will.payload.size()),
                                     will.payload.data(), kQos, will.retain, nullptr));
}

Result<void> Session::connect() {
  Result<void> reachable = check_reachable(options_.host, options_.port, options_.connect_timeout);
  if (!reachable) return reachable;
  Properties properties;
  if (options_.session > std::chrono::seconds{0}) properties.add(MQTT_PROP_SESSION_EXPIRY_INTERVAL, options_.session);
  const std::scoped_lock lock(connecting());
  return check(mosquitto_connect_bind_v5(handle_.get(), options_.host.c_str(), options_.port,
                                         static_cast<int>(options_.keepalive.count()), nullptr, properties.get()));
}

Result<void> Session::loop(const std::stop_token& stop) {
  const auto patience = std::chrono::steady_clock::now() + options_.connect_timeout;
  while (true) {
    const int code = mosquitto_loop(handle_.get(), kLoopMs, 1);
    if (failed_) return fail(*failed_);
    if (code != MOSQ_ERR_SUCCESS) return check(code);
    if (!ready_ && std::chrono::steady_clock::now() > patience) return fail(away("it does not answer"));
    if (!stop.stop_requested()) continue;
    mosquitto_disconnect_v5(handle_.get(), MQTT_RC_NORMAL_DISCONNECTION, nullptr);
    static_cast<void>(mosquitto_loop(handle_.get(), kLoopMs, 1));
    return {};
  }
}

void Session::answered(int reason) {
  if (reason != 0) {
    failed_ = refused(mosquitto_reason_string(reason));
  } else {
    subscribe();
  }
}

void Session::subscribe() {
  for (const std::string& filter : options_.subscriptions) {
    int number = 0;
    if (mosquitto_subscribe_v5(handle_.get(), &number, filter.c_str(), kQos, 0, nullptr) == MOSQ_ERR_SUCCESS)
      subscribing_.insert(number);
  }
  if (subscribing_.empty()) subscribed(0, true);
}

void Session::subscribed(int number, bool granted) {
  subscribing_.erase(number);
  if (!granted) failed_ = refused("a subscription is not allowed");
  if (!subscribing_.empty() || failed_ || std::exchange(ready_, true)) return;
  events_.ready();
}

Result<int> Session::publish(const Message& message) {
  Properties properties;
  if (message.expiry) properties.add(MQTT_PROP_MESSAGE_EXPIRY_INTERVAL, *message.expiry);
  int number = 0;
  const int code =
      mosquitto_publish_v5(handle_.get(), &number, message.topic.c_str(), static_cast<int>(message.payload.size()),
                           message.payload.data(), kQos, message.retain, properties.get());
  if (code != MOSQ_ERR_SUCCESS) return fail(library_error(code));
  return number;
}

}  // namespace attendsense::mqtt
