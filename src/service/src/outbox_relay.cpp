#include "attendsense/service/outbox_relay.hpp"

#include <charconv>

#include "attendsense/base/log.hpp"
#include "outbox_batch.hpp"
#include "outbox_position.hpp"

namespace attendsense::service {
namespace {

constexpr const char* kLeadership = "outbox-relay";
constexpr std::chrono::milliseconds kFirstPause{100};
constexpr std::chrono::minutes kTidyInterval{60};
// How far behind the noted position may be: what is between is told twice after a crash, which listeners expect, and
// in return an event does not cost a second commit.
constexpr std::chrono::seconds kSaveInterval{1};

}  // namespace

OutboxRelay::OutboxRelay(core::Store& store, core::EventBus& bus, Signal& events_written, const Clock& clock,
                         RelayOptions options)
    : store_(store),
      bus_(bus),
      events_written_(events_written),
      clock_(clock),
      options_(options),
      thread_([this](const std::stop_token& stop) { run(stop); }) {}

OutboxRelay::~OutboxRelay() {
  stop();
}

void OutboxRelay::stop() {
  thread_.request_stop();
  if (thread_.joinable()) thread_.join();
}

void OutboxRelay::run(const std::stop_token& stop) {
  Progress progress;
  progress.saved_at = progress.tidied_at = clock_.now();
  std::chrono::milliseconds pause = kFirstPause;
  while (!stop.stop_requested()) {
    const Result<bool> leads = lead(progress);
    const Result<bool> more = leads && *leads ? advance(stop, progress) : leads;
    if (!more) step_back(progress);
    if (leads && *leads) do_what_is_due(progress, clock_.now());
    if (!more) {
      log::warn("outbox_held_up", {{"error", more.error()}});
      events_written_.wait(stop, pause);
      pause = std::min(pause * 2, options_.longest_pause);
      continue;
    }
    pause = kFirstPause;
    if (!*more) events_written_.wait(stop, options_.poll);
  }
  if (leadership_) save(progress);
  leadership_.reset();  // the next one need not wait for this one's destruction
}

Result<bool> OutboxRelay::lead(Progress& progress) {
  if (leadership_ && leadership_->held()) return true;
  if (leadership_) log::warn("outbox_leadership_lost");
  leadership_.reset();
  progress.position.reset();
  progress.trail.clear();
  Result<std::unique_ptr<core::Leadership>> asked = store_.try_lead(kLeadership);
  if (!asked) return fail(std::move(asked));
  leadership_ = std::move(*asked);
  return leadership_ != nullptr;
}

Result<bool> OutboxRelay::advance(const std::stop_token& stop, Progress& progress) {
  if (!progress.position) {
    const Result<std::int64_t> read = read_position();
    if (!read) return fail(read.error());
    progress.position = progress.saved = *read;
  }
  make_good(progress);
  note(progress, clock_.now());
  return tell_batch(store_, bus_, stop, *progress.position);
}

// An interruption that no publish ran into, between two events.
void OutboxRelay::make_good(Progress& progress) {
  const std::int64_t interruptions = bus_.interruptions();
  if (std::exchange(progress.interruptions, interruptions) != interruptions) step_back(progress);
}

void OutboxRelay::note(Progress& progress, Instant now) const {
  std::deque<std::pair<Instant, std::int64_t>>& trail = progress.trail;
  // The oldest entry stays until the next one is old enough to take its place.
  while (trail.size() > 1 && trail[1].first <= now - options_.retell) trail.pop_front();
  if (trail.empty() || trail.back().second != *progress.position) trail.emplace_back(now, *progress.position);
}

void OutboxRelay::step_back(Progress& progress) {
  if (progress.position && !progress.trail.empty()) progress.position = progress.trail.front().second;
}

void OutboxRelay::do_what_is_due(Progress& progress, Instant now) {
  if (now - progress.saved_at >= kSaveInterval) {
    save(progress);
    progress.saved_at = now;
  }
  if (now - progress.tidied_at >= kTidyInterval) {
    tidy(now);
    progress.tidied_at = now;
  }
}

Result<std::int64_t> OutboxRelay::read_position() {
  return core::read_from(store_, [](core::Transaction& transaction) -> Result<std::int64_t> {
    Result<std::optional<std::string>> text = transaction.settings().get(kOutboxPositionSetting);
    if (!text) return fail(std::move(text));
    std::int64_t position = 0;
    // Unreadable counts as never: everything is told once more rather than not at all.
    if (*text) std::from_chars((*text)->data(), (*text)->data() + (*text)->size(), position);
    return position;
  });
}

void OutboxRelay::save(Progress& progress) {
  if (!progress.position || *progress.position == progress.saved) return;
  const Result<void> done = store_.write([&](core::Transaction& transaction) {
    return transaction.settings().set(kOutboxPositionSetting, std::to_string(*progress.position));
  });
  if (!done) {
    log::warn("outbox_position_not_saved", {{"error", done.error()}});
    return;
  }
  progress.saved = *progress.position;
}

// A company that keeps none any more has none.
Result<void> OutboxRelay::prune_crops(core::Transaction& transaction, Instant now) {
  const Result<std::vector<core::Company>> companies = transaction.companies().all();
  if (!companies) return fail(companies.error());
  for (const core::Company& company : *companies) {
    const Instant before = company.policy.keep_crops ? now - company.policy.crop_days : Instant::max();
    Result<std::int64_t> pruned = transaction.reviews().prune_crops(company.id, before);
    if (!pruned) return fail(std::move(pruned));
    if (*pruned > 0) log::info("crops_deleted", {{"company", company.id}, {"crops", *pruned}});
  }
  return {};
}

namespace {

// So many at once, lest others wait for the transaction, and so often an hour, lest events do.
constexpr int kPrunedAtOnce = 5000;
constexpr int kMostPrunings = 20;

Result<std::int64_t> prune_some(core::Transaction& transaction, const core::Company& company, Instant now) {
  const core::Policy& policy = company.policy;
  if (policy.sighting_days == std::chrono::days{0}) return 0;
  // What may still come again must be known until it is too old to be booked.
  const auto kept = std::max<std::chrono::hours>(policy.sighting_days, policy.too_old + std::chrono::days{1});
  return transaction.sightings().prune(company.id, now - kept, kPrunedAtOnce);
}

}  // namespace

void OutboxRelay::prune_sightings(Instant now) {
  const auto companies =
      core::read_from(store_, [](core::Transaction& transaction) { return transaction.companies().all(); });
  if (!companies) return log::warn("tidying_failed", {{"error", companies.error()}});
  for (const core::Company& company : *companies) {
    std::int64_t total = 0;
    for (int round = 0; round < kMostPrunings; ++round) {
      const Result<std::int64_t> pruned =
          core::write_to(store_, [&](core::Transaction& transaction) { return prune_some(transaction, company, now); });
      if (!pruned) return log::warn("tidying_failed", {{"error", pruned.error()}});
      total += *pruned;
      if (*pruned < kPrunedAtOnce) break;
    }
    if (total > 0) log::info("sightings_deleted", {{"company", company.id}, {"sightings", total}});
  }
}

void OutboxRelay::tidy(Instant now) {
  const Result<void> done = store_.write([&](core::Transaction& transaction) -> Result<void> {
    if (Result<std::int64_t> pruned = transaction.outbox().prune(now - options_.keep_events); !pruned) {
      return fail(std::move(pruned));
    }
    if (Result<std::int64_t> pruned = transaction.tokens().prune(now); !pruned) return fail(std::move(pruned));
    if (Result<std::int64_t> pruned = transaction.replies().prune(now); !pruned) return fail(std::move(pruned));
    return prune_crops(transaction, now);
  });
  if (!done) log::warn("tidying_failed", {{"error", done.error()}});
  prune_sightings(now);
}

}  // namespace attendsense::service
