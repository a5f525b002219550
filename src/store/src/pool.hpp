#pragma once

#include <chrono>
#include <condition_variable>
#include <deque>
#include <memory>
#include <mutex>
#include <vector>

namespace attendsense::store {

// A fixed number of things that are lent to one thread each, in the order of asking. Safe from any thread.
template <class Item>
class Pool {
 public:
  explicit Pool(std::vector<std::unique_ptr<Item>> items) : items_(std::move(items)) {
    for (const auto& item : items_) idle_.push_back(item.get());
  }

  // An item until the lease goes; empty when none came back in time.
  class Lease {
   public:
    Lease(Pool& pool, Item* item) : pool_(pool), item_(item) {}

    ~Lease() {
      if (item_ != nullptr) pool_.give_back(item_);
    }

    Lease(const Lease&) = delete;
    Lease& operator=(const Lease&) = delete;

    explicit operator bool() const { return item_ != nullptr; }

    Item* operator->() const { return item_; }

   private:
    Pool& pool_;
    Item* item_;
  };

  [[nodiscard]] Lease take(std::chrono::steady_clock::time_point deadline) {
    std::unique_lock lock(mutex_);
    if (!idle_.empty()) {
      Item* item = idle_.back();
      idle_.pop_back();
      return Lease(*this, item);
    }
    Waiter waiter;
    waiting_.push_back(&waiter);
    waiter.given.wait_until(lock, deadline, [&] { return waiter.item != nullptr; });
    if (waiter.item == nullptr) std::erase(waiting_, &waiter);
    return Lease(*this, waiter.item);
  }

 private:
  struct Waiter {
    std::condition_variable given;
    Item* item = nullptr;
  };

  // Hands over to the one who has waited longest; else a busy thread that comes again at once would always be first.
  void give_back(Item* item) {
    const std::scoped_lock lock(mutex_);
    if (waiting_.empty()) {
      idle_.push_back(item);
      return;
    }
    Waiter* first = waiting_.front();
    waiting_.pop_front();
    first->item = item;
    first->given.notify_one();
  }

  const std::vector<std::unique_ptr<Item>> items_;
  std::mutex mutex_;
  std::vector<Item*> idle_;
  std::deque<Waiter*> waiting_;
};

}  // namespace attendsense::store
