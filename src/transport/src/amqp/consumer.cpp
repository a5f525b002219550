#include "consumer.hpp"

#include <iterator>

#include "attendsense/base/log.hpp"
#include "capture_message.hpp"
#include "errors.hpp"
#include "topology.hpp"

namespace attendsense::transport::amqp {

namespace {

using core::LeasedCapture;
using std::chrono::milliseconds;
using std::chrono::steady_clock;

constexpr milliseconds kPatience{10'000};       // of calls that settle, which name no deadline themselves
constexpr std::chrono::seconds kIdleAfter{30};  // without a taker; what is here unread then goes to others
constexpr std::size_t kMostSlots = 256;
constexpr const char* kTriedTooOften = "the lease of the last attempt ran out: the worker stopped or took too long";

}  // namespace

Consumer::Consumer(const AmqpOptions& options, const Clock& clock)
    : options_(options),
      clock_(clock),
      retry_time_(options.backoff_base, options.backoff_max),
      thread_([this](const std::stop_token& stop) { serve(stop); }) {}

Consumer::~Consumer() {
  thread_.request_stop();
  wake_.ring();
}

Result<std::optional<LeasedCapture>> Consumer::take(milliseconds lease, milliseconds wait) {
  const auto until = steady_clock::now() + wait;
  std::unique_lock lock(mutex_);
  wanted_ = true;
  ++takers_;
  changed_.notify_all();
  wake_.ring();
  arrived_.wait_until(lock, until, [this] { return !ready_.empty() || away_; });
  --takers_;
  last_take_ = steady_clock::now();
  if (!ready_.empty()) return lease_next(lease);
  if (away_) return fail(*away_);
  return std::nullopt;
}

LeasedCapture Consumer::lease_next(milliseconds lease) {
  auto [parcel, job] = std::move(ready_.front());
  ready_.pop_front();
  LeasedCapture leased{.job = std::move(job), .receipt = ++last_receipt_, .attempt = parcel.attempt};
  leases_.emplace(leased.receipt, Lease{std::move(parcel), clock_.now() + lease});
  return leased;
}

bool Consumer::keep(std::int64_t receipt, milliseconds lease) {
  const std::scoped_lock lock(mutex_);
  const auto held = leases_.find(receipt);
  if (held == leases_.end()) return false;
  held->second.until = clock_.now() + lease;
  return true;
}

Result<bool> Consumer::acknowledge(std::int64_t receipt) {
  return settle(receipt, Fate::acknowledge);
}

Result<bool> Consumer::release(std::int64_t receipt, const std::string& reason) {
  return settle(receipt, Fate::pause, reason);
}

Result<bool> Consumer::bury(std::int64_t receipt, const std::string& reason) {
  return settle(receipt, Fate::bury, reason);
}

Result<bool> Consumer::give_back(std::int64_t receipt) {
  return settle(receipt, Fate::requeue);
}

Result<bool> Consumer::settle(std::int64_t receipt, Fate fate, const std::string& reason) {
  const auto answer = std::make_shared<Answer>();
  std::unique_lock lock(mutex_);
  auto lease = leases_.extract(receipt);
  if (lease.empty()) return false;
  if (fate == Fate::pause && lease.mapped().parcel.attempt >= options_.max_attempts) fate = Fate::bury;
  settlements_.push_back({std::move(lease.mapped().parcel), fate, reason, answer});
  wake_.ring();
  if (!answer->given.wait_for(lock, kPatience, [&] { return answer->result.has_value(); }))
    return fail(away("it does not answer"));
  return *answer->result;
}

Consumer::Holding Consumer::holding() const {
  const std::scoped_lock lock(mutex_);
  return {std::ssize(ready_), static_cast<std::int64_t>(leases_.size()), static_cast<std::int64_t>(paused_.size())};
}

void Consumer::serve(const std::stop_token& stop) {
  {
    std::unique_lock lock(mutex_);
    changed_.wait(lock, stop, [this] { return wanted_; });
  }
  while (!stop.stop_requested()) {
    if (!connection_) {
      connect(stop);
    } else if (const Result<void> done = turn(); !done) {
      log::warn("queue_consumer_lost", {{"host", options_.host}, {"error", done.error()}});
      lost(done.error());
    }
  }
  lost(away("this process stops"));
}

void Consumer::connect(const std::stop_token& stop) {
  Result<Connection> opened = Connection::open(options_, options_.consumer);
  // The dead letters are written with confirmation.
  const Result<void> ready = opened ? opened->confirm_publishes() : fail(opened.error());
  std::unique_lock lock(mutex_);
  if (ready) {
    connection_ = *std::move(opened);
    retry_pause_.reset();
    if (away_) log::info("queue_consumer_connected", {{"host", options_.host}});
    away_.reset();
    return;
  }
  log::warn("queue_consumer_away", {{"host", options_.host}, {"error", ready.error()}});
  away_ = ready.error();
  arrived_.notify_all();
  changed_.wait_for(lock, stop, retry_pause_.next(), [] { return false; });
}

void Consumer::lost(const Error& error) {
  connection_.reset();
  slots_.clear();
  const std::scoped_lock lock(mutex_);
  ready_.clear();
  leases_.clear();
  paused_.clear();
  // The broker has given all of it to others.
  const auto not_held = [](const Settlement& settlement) {
    if (!settlement.answer) return;
    settlement.answer->result = false;
    settlement.answer->given.notify_all();
  };
  for (const Settlement& settlement : settlements_) not_held(settlement);
  for (const auto& [number, settlement] : burying_) not_held(settlement);
  settlements_.clear();
  burying_.clear();
  away_ = error;
  arrived_.notify_all();
}

Result<void> Consumer::turn() {
  Result<void> done = receive();
  if (done) done = carry_out_settlements();
  if (done) done = return_what_is_due();
  if (done) done = adjust_slots();
  if (done) connection_->wait(wake_, std::min<milliseconds>(options_.tick, options_.heartbeat / 2));
  return done;
}

Result<void> Consumer::receive() {
  while (true) {
    Result<std::optional<Event>> event = connection_->next();
    if (!event) return fail(std::move(event));
    if (!*event) return {};
    Result<void> done;
    if (auto* delivered = std::get_if<Delivered>(&**event)) done = arrived(std::move(*delivered));
    if (const auto* confirmation = std::get_if<Confirmed>(&**event)) done = confirmed(*confirmation);
    if (const auto* message = std::get_if<Returned>(&**event)) returned(*message);
    if (std::holds_alternative<Cancelled>(**event)) done = fail(away("the queue was deleted"));
    if (!done) return done;
  }
}

Result<void> Consumer::arrived(Delivered delivered) {
  slots_.fill(delivered.consumer, delivered.tag);
  Parcel parcel{delivered.tag, std::move(delivered.message)};
  parcel.attempt = attempt_of(parcel.message);
  if (delivered.body_size > options_.max_body) {
    log::error("queue_message_too_large", {{"message", parcel.message.message_id}, {"bytes", delivered.body_size}});
    slots_.empty(delivered.tag);
    return connection_->reject(delivered.tag);
  }
  Result<core::CaptureJob> job = decode(parcel.message);
  if (!job) {
    log::error("queue_message_unreadable", {{"message", parcel.message.message_id}, {"error", job.error()}});
    return send_to_the_dead({std::move(parcel), Fate::bury, job.error().message});
  }
  if (parcel.attempt > options_.max_attempts) return send_to_the_dead({std::move(parcel), Fate::bury, kTriedTooOften});
  {
    const std::scoped_lock lock(mutex_);
    careful_ = parcel.attempt > 1 || holds_suspect();
    ready_.emplace_back(std::move(parcel), *std::move(job));
  }
  arrived_.notify_one();
  return {};
}

Result<void> Consumer::carry_out_settlements() {
  std::deque<Settlement> due;
  {
    const std::scoped_lock lock(mutex_);
    due.swap(settlements_);
  }
  while (!due.empty()) {
    Settlement settlement = std::move(due.front());
    due.pop_front();
    if (Result<void> done = carry_out(std::move(settlement)); !done) {
      // Those that were not reached are answered with the rest by lost().
      const std::scoped_lock lock(mutex_);
      std::ranges::move(due, std::back_inserter(settlements_));
      return done;
    }
  }
  return {};
}

Result<void> Consumer::carry_out(Settlement settlement) {
  const std::uint64_t tag = settlement.parcel.tag;
  Result<void> done;
  switch (settlement.fate) {
    case Fate::bury:
      return send_to_the_dead(std::move(settlement));
    case Fate::pause:
      pause(settlement.parcel);
      break;
    case Fate::acknowledge:
      done = connection_->acknowledge(tag);
      slots_.empty(tag);
      break;
    case Fate::requeue:
      done = connection_->requeue(tag);
      slots_.empty(tag);
      break;
  }
  answer(settlement, done.has_value());
  return done;
}

Result<void> Consumer::send_to_the_dead(Settlement settlement) {
  const Parcel& parcel = settlement.parcel;
  const Result<std::uint64_t> number = connection_->publish(
      dead_name(options_.name), amqp::buried(parcel.message, settlement.reason, parcel.attempt, clock_.now()));
  if (!number) {
    answer(settlement, false);
    return fail(number.error());
  }
  burying_.emplace(*number, std::move(settlement));
  return {};
}

Result<void> Consumer::confirmed(const Confirmed& confirmation) {
  const auto end = burying_.upper_bound(confirmation.number);
  auto it = confirmation.multiple ? burying_.begin() : burying_.lower_bound(confirmation.number);
  while (it != end) {
    Settlement settlement = std::move(it->second);
    it = burying_.erase(it);
    if (Result<void> done = buried(std::move(settlement), confirmation.accepted); !done) return done;
  }
  return {};
}

void Consumer::returned(const Returned& message) {
  for (auto& [number, settlement] : burying_) {
    if (settlement.parcel.message.message_id == message.message_id) settlement.returned = true;
  }
}

// Only when the dead letters have it does the queue let it go: a kill in between doubles it there and loses nothing.
Result<void> Consumer::buried(Settlement settlement, bool accepted) {
  const std::uint64_t tag = settlement.parcel.tag;
  if (!accepted || settlement.returned) {
    const Error error = away(accepted ? "there is no queue for dead letters" : "it did not take a dead letter");
    log::error("queue_dead_letter_refused", {{"message", settlement.parcel.message.message_id}, {"error", error}});
    pause(settlement.parcel);
    answer(settlement, fail(error));
    return {};
  }
  Result<void> done = connection_->acknowledge(tag);
  slots_.empty(tag);
  answer(settlement, done.has_value());
  return done;
}

void Consumer::pause(const Parcel& parcel) {
  const std::scoped_lock lock(mutex_);
  paused_.emplace(retry_time_.after(clock_.now(), parcel.attempt), parcel.tag);
}

// Back-offs that are over and leases that ran out.
Result<void> Consumer::return_what_is_due() {
  std::vector<std::uint64_t> due;
  {
    const Instant now = clock_.now();
    const std::scoped_lock lock(mutex_);
    for (const auto& [until, tag] : std::ranges::subrange(paused_.begin(), paused_.upper_bound(now)))
      due.push_back(tag);
    paused_.erase(paused_.begin(), paused_.upper_bound(now));
    std::erase_if(leases_, [&](const auto& entry) {
      const auto& [receipt, lease] = entry;
      if (lease.until > now) return false;
      log::warn("capture_lease_ran_out", {{"capture", lease.parcel.message.message_id}});
      due.push_back(lease.parcel.tag);
      return true;
    });
    if (idle()) {
      for (const auto& [parcel, job] : ready_) due.push_back(parcel.tag);
      ready_.clear();
    }
  }
  std::ranges::sort(due);  // in the order in which they came
  for (const std::uint64_t tag : due) {
    slots_.empty(tag);
    if (Result<void> done = connection_->requeue(tag); !done) return done;
  }
  return {};
}

// Guarded by the caller's lock.
bool Consumer::idle() const {
  return takers_ == 0 && steady_clock::now() - last_take_ > kIdleAfter;
}

// Guarded by the caller's lock.
bool Consumer::holds_suspect() const {
  const auto tried = [](const Parcel& parcel) { return parcel.attempt > 1; };
  return std::ranges::any_of(ready_, [&](const auto& waiting) { return tried(waiting.first); }) ||
         std::ranges::any_of(leases_, [&](const auto& held) { return tried(held.second.parcel); });
}

// As many as are worked on at a time, or one while care is taken, and one for each message that only waits for its
// back-off.
std::size_t Consumer::wanted_slots() const {
  const std::scoped_lock lock(mutex_);
  const std::size_t at_work = leases_.size() + static_cast<std::size_t>(takers_);
  const std::size_t least = idle() ? 0 : static_cast<std::size_t>(std::max(1, options_.prefetch));
  const std::size_t most = careful_ ? 1 : kMostSlots;
  return std::min(kMostSlots, std::min(most, std::max(least, at_work)) + paused_.size());
}

Result<void> Consumer::adjust_slots() {
  const std::size_t wanted = wanted_slots();
  Result<void> done;
  while (done && slots_.count() < wanted) done = connection_->consume_one(options_.name, slots_.open());
  while (done && slots_.count() > wanted) {
    const std::optional<std::string> name = slots_.close_empty();
    if (!name) break;
    done = connection_->cancel(*name);
  }
  return done;
}

void Consumer::answer(const Settlement& settlement, Result<bool> result) {
  if (!settlement.answer) return;
  const std::scoped_lock lock(mutex_);
  settlement.answer->result = std::move(result);
  settlement.answer->given.notify_all();
}

}  // namespace attendsense::transport::amqp
