#include "session_pool.hpp"

#include <algorithm>

namespace attendsense::vision {

SessionPool::Lease::Lease(SessionPool& pool, infer::Shape shape, std::unique_ptr<infer::Session> session)
    : pool_(&pool), shape_(std::move(shape)), session_(std::move(session)) {}

SessionPool::Lease::~Lease() {
  if (session_) pool_->give_back(std::move(shape_), std::move(session_));
}

SessionPool::SessionPool(std::shared_ptr<const infer::Model> model, std::size_t max_idle)
    : model_(std::move(model)), max_idle_(max_idle) {}

Result<SessionPool::Lease> SessionPool::borrow(const infer::Shape& shape) {
  {
    const std::scoped_lock lock(mutex_);
    const auto found = std::ranges::find(idle_, shape, &Idle::shape);
    if (found != idle_.end()) {
      std::unique_ptr<infer::Session> session = std::move(found->session);
      idle_.erase(found);
      return Lease(*this, shape, std::move(session));
    }
  }
  Result<std::unique_ptr<infer::Session>> session = infer::Session::compile(model_, shape);
  if (!session) return fail(std::move(session));
  return Lease(*this, shape, std::move(*session));
}

void SessionPool::give_back(infer::Shape shape, std::unique_ptr<infer::Session> session) {
  std::list<Idle> given_up;  // destroyed after the lock is released
  const std::scoped_lock lock(mutex_);
  idle_.push_front({std::move(shape), std::move(session)});
  if (idle_.size() > max_idle_) given_up.splice(given_up.begin(), idle_, std::prev(idle_.end()));
}

}  // namespace attendsense::vision
