#pragma once

#include <cmath>
#include <cstdint>
#include <numbers>

namespace attendsense::vision::drawn_faces {

// SplitMix64 (Steele, Lea, Flood, OOPSLA 2014). The standard library's distributions differ between implementations;
// drawings must not.
class Chance {
 public:
  explicit Chance(std::uint64_t seed) : state_(seed) {}

  std::uint64_t bits() {
    std::uint64_t z = (state_ += 0x9E3779B97F4A7C15ULL);
    z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9ULL;
    z = (z ^ (z >> 27)) * 0x94D049BB133111EBULL;
    return z ^ (z >> 31);
  }

  // 0 inclusive to 1 exclusive.
  float unit() { return static_cast<float>(bits() >> 40) * 0x1p-24F; }

  float between(float low, float high) { return low + (high - low) * unit(); }

  std::size_t below(std::size_t count) { return static_cast<std::size_t>(bits() % count); }

  bool happens(float probability) { return unit() < probability; }

  // Close to normal: the sum of four uniform numbers, scaled to a standard deviation of 1.
  float normal() { return (unit() + unit() + unit() + unit() - 2) * 1.7320508F; }

 private:
  std::uint64_t state_;
};

}  // namespace attendsense::vision::drawn_faces
