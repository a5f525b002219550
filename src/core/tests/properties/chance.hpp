#pragma once

// Random draws with a fixed seed: the same on every machine, unlike the distributions of the standard library.

#include <cstdint>
#include <utility>
#include <vector>

namespace attendsense::core::testing {

class Chance {
 public:
  explicit Chance(std::uint64_t seed) : state_(seed) {}

  // 0 to `most`, both included.
  std::int64_t up_to(std::int64_t most) {
    return static_cast<std::int64_t>(next() % (static_cast<std::uint64_t>(most) + 1));
  }

  std::int64_t between(std::int64_t least, std::int64_t most) { return least + up_to(most - least); }

  bool one_in(std::int64_t count) { return up_to(count - 1) == 0; }

  template <class Item>
  const Item& of(const std::vector<Item>& items) {
    return items[static_cast<std::size_t>(up_to(static_cast<std::int64_t>(items.size()) - 1))];
  }

  template <class Item>
  void shuffle(std::vector<Item>& items) {
    for (std::size_t i = items.size(); i > 1; --i)
      std::swap(items[i - 1], items[static_cast<std::size_t>(up_to(static_cast<std::int64_t>(i) - 1))]);
  }

 private:
  std::uint64_t next() {  // splitmix64: as good as needed, and quick to seed a hundred thousand times
    state_ += 0x9e3779b97f4a7c15;
    std::uint64_t mixed = state_;
    mixed = (mixed ^ (mixed >> 30U)) * 0xbf58476d1ce4e5b9;
    mixed = (mixed ^ (mixed >> 27U)) * 0x94d049bb133111eb;
    return mixed ^ (mixed >> 31U);
  }

  std::uint64_t state_;
};

}  // namespace attendsense::core::testing
