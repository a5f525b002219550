#include "attendsense/service/outbox_tail.hpp"

#include "attendsense/base/log.hpp"
#include "outbox_batch.hpp"

namespace attendsense::service {
namespace {

constexpr std::chrono::milliseconds kPauseAfterFailure{500};

}  // namespace

OutboxTail::OutboxTail(core::Store& store, core::EventBus& bus, Signal& written, std::chrono::milliseconds poll)
    : store_(store), bus_(bus), written_(written), poll_(poll), thread_([this](const std::stop_token& stop) {
        run(stop);
      }) {}

void OutboxTail::run(const std::stop_token& stop) {
  bool well = true;
  while (!stop.stop_requested()) {
    const Result<bool> more = advance(stop);
    if (!more && well) log::warn("outbox_unreadable", {{"error", more.error()}});
    if (more && !well) log::info("outbox_readable_again");
    well = more.has_value();
    if (!more || !*more) written_.wait(stop, well ? poll_ : kPauseAfterFailure);
  }
}

Result<bool> OutboxTail::advance(const std::stop_token& stop) {
  if (!position_) {
    const Result<std::int64_t> newest =
        core::read_from(store_, [](core::Transaction& transaction) { return transaction.outbox().last_sequence(); });
    if (!newest) return fail(newest.error());
    position_ = *newest;
  }
  return tell_batch(store_, bus_, stop, *position_);
}

}  // namespace attendsense::service
