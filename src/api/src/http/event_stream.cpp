#include "http/event_stream.hpp"

#include <utility>

namespace attendsense::api::http {

bool EventStream::push(std::string_view text) {
  bool taken = false;
  {
    const std::scoped_lock lock(mutex_);
    if (closed_) return false;
    taken = text_.size() + text.size() <= capacity_;
    if (taken) {
      text_ += text;
    } else {
      closed_ = overflowed_ = true;
    }
  }
  wake();
  return taken;
}

void EventStream::close() {
  {
    const std::scoped_lock lock(mutex_);
    closed_ = true;
  }
  wake();
}

bool EventStream::closed() const {
  const std::scoped_lock lock(mutex_);
  return closed_;
}

bool EventStream::overflowed() const {
  const std::scoped_lock lock(mutex_);
  return overflowed_;
}

void EventStream::on_change(std::function<void()> wake) {
  const std::scoped_lock lock(waking_);
  wake_ = std::move(wake);
}

EventStream::Taken EventStream::take() {
  const std::scoped_lock lock(mutex_);
  return {std::exchange(text_, {}), closed_ ? End::complete : End::not_yet};
}

std::string_view EventStream::heartbeat() {
  if (on_heartbeat) on_heartbeat();
  return ": still here\n\n";
}

void EventStream::wake() {
  const std::scoped_lock lock(waking_);
  if (wake_) wake_();
}

}  // namespace attendsense::api::http
