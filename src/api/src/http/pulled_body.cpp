#include "http/pulled_body.hpp"

#include <exception>
#include <utility>

namespace attendsense::api::http {

PulledBody::PulledBody(BodySource source, Run run, std::function<void(const Outcome&)> done)
    : run_(std::move(run)), source_(std::move(source)), done_(std::move(done)) {}

PulledBody::Taken PulledBody::take() {
  std::unique_lock lock(mutex_);
  Taken taken{std::exchange(ready_, {}), end_};
  if (end_ != End::not_yet || making_ || abandoned_) return taken;
  making_ = true;
  lock.unlock();
  if (run_([self = shared_from_this()] { self->make(); })) return taken;
  settle({{}, End::broken, Error{Failure::unavailable, "server_stopping", "The server takes no more work", ""}});
  taken.end = End::broken;
  return taken;
}

void PulledBody::on_change(std::function<void()> wake) {
  const std::scoped_lock lock(waking_);
  wake_ = std::move(wake);
}

void PulledBody::abandon() {
  std::unique_lock lock(mutex_);
  abandoned_ = true;
  ready_.clear();
  // The thread that is making a piece ends the source itself.
  if (!making_) finish(std::move(lock), Error{Failure::unavailable, "client_left", "The client has left", ""});
}

void PulledBody::make() {
  settle(next_piece());
  wake();
}

// Small parts are put together, so that a source may give a line at a time.
PulledBody::Piece PulledBody::next_piece() const {
  Piece piece;
  try {
    while (piece.text.size() < kPieceSize) {
      Result<std::optional<std::string>> part = source_();
      if (!part) {
        piece.end = End::broken;
        piece.error = std::move(part).error();
        return piece;
      }
      if (!*part) {
        piece.end = End::complete;
        return piece;
      }
      piece.text += **part;
    }
  } catch (const std::exception& defect) {
    piece.end = End::broken;
    piece.error = Error{Failure::internal, "internal", defect.what(), ""};
  }
  return piece;
}

void PulledBody::settle(Piece piece) {
  std::unique_lock lock(mutex_);
  making_ = false;
  made_ += piece.text.size();
  if (!abandoned_) ready_ = std::move(piece.text);
  end_ = piece.end;
  if (end_ != End::not_yet) return finish(std::move(lock), std::move(piece.error));
  if (abandoned_) finish(std::move(lock), Error{Failure::unavailable, "client_left", "The client has left", ""});
}

void PulledBody::finish(std::unique_lock<std::mutex> lock, std::optional<Error> error) {
  BodySource source = std::exchange(source_, nullptr);
  const auto done = std::exchange(done_, nullptr);
  const std::size_t made = made_;
  lock.unlock();
  source = nullptr;  // before anybody hears of it
  if (done) done({made, std::move(error)});
}

void PulledBody::wake() {
  const std::scoped_lock lock(waking_);
  if (wake_) wake_();
}

}  // namespace attendsense::api::http
