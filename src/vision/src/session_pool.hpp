#pragma once

#include <list>
#include <memory>
#include <mutex>
#include <vector>

#include "attendsense/base/result.hpp"
#include "attendsense/vision/infer/engine.hpp"

namespace attendsense::vision {

// Compiled sessions of one network, lent to one thread at a time. The network is loaded once; a session is compiled
// when a shape is asked for and none of it is idle. Idle sessions of the shapes used least recently are given up.
// Safe from any thread.
class SessionPool {
 public:
  SessionPool(std::shared_ptr<const infer::Model> model, std::size_t max_idle);

  // Returns its session to the pool when it goes; must not outlive the pool.
  class Lease {
   public:
    Lease(SessionPool& pool, infer::Shape shape, std::unique_ptr<infer::Session> session);
    ~Lease();
    Lease(Lease&&) noexcept = default;
    Lease& operator=(Lease&&) = delete;
    Lease(const Lease&) = delete;
    Lease& operator=(const Lease&) = delete;

    infer::Session* operator->() const { return session_.get(); }

    infer::Session& operator*() const { return *session_; }

   private:
    SessionPool* pool_;
    infer::Shape shape_;
    std::unique_ptr<infer::Session> session_;
  };

  // shape: of the input, NCHW. Errors: those of Session::compile().
  [[nodiscard]] Result<Lease> borrow(const infer::Shape& shape);

 private:
  struct Idle {
    infer::Shape shape;
    std::unique_ptr<infer::Session> session;
  };

  void give_back(infer::Shape shape, std::unique_ptr<infer::Session> session);

  std::shared_ptr<const infer::Model> model_;
  std::size_t max_idle_;
  std::mutex mutex_;
  std::list<Idle> idle_;  // used last comes first
};

}  // namespace attendsense::vision
