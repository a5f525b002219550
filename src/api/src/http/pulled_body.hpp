#pragma once

#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <string>

#include "attendsense/base/result.hpp"
#include "http/body_stream.hpp"

namespace attendsense::api::http {

// The next part of a body, of any size above nothing; nullopt: that was all. Called by one thread at a time, not always
// the same. Parts of up to some 64 KiB keep the bound of PulledBody.
using BodySource = std::function<Result<std::optional<std::string>>()>;

// A body that is made while the client reads it, and no faster: at most one piece is on its way to the client and one
// is ready behind it, each a little over kPieceSize. No thread waits for a slow client. Safe from any thread.
class PulledBody final : public BodyStream, public std::enable_shared_from_this<PulledBody> {
 public:
  // Does a job on some other thread. Not: it never will.
  using Run = std::function<bool(std::function<void()>)>;

  // How it ended: the bytes that were made, and the error of the source or "client_left", "server_stopping".
  struct Outcome {
    std::size_t bytes = 0;
    std::optional<Error> error;
  };

  static constexpr std::size_t kPieceSize = 65536;

  // `done` is called once, when the source is gone, on whatever thread ends it. `run` must not do the job itself.
  PulledBody(BodySource source, Run run, std::function<void(const Outcome&)> done);

  // The piece that is ready. The first call begins the body; each starts the making of the next piece.
  [[nodiscard]] Taken take() override;
  void on_change(std::function<void()> wake) override;
  void abandon() override;

  // A download that has begun may finish within the server's grace.
  void drain() override {}

 private:
  struct Piece {
    std::string text;
    End end = End::not_yet;
    std::optional<Error> error = {};
  };

  void make();  // one piece, on the thread of `run_`
  [[nodiscard]] Piece next_piece() const;
  void settle(Piece piece);
  // Lets go of the source and tells.
  void finish(std::unique_lock<std::mutex> lock, std::optional<Error> error);
  void wake();

  const Run run_;
  std::mutex mutex_;
  BodySource source_;  // empty once it has ended; outside the lock while `making_`
  std::function<void(const Outcome&)> done_;
  std::string ready_;
  End end_ = End::not_yet;  // after `ready_`
  std::size_t made_ = 0;    // bytes
  bool making_ = false;
  bool abandoned_ = false;
  std::mutex waking_;  // held while `wake_` runs
  std::function<void()> wake_;
};

}  // namespace attendsense::api::http
