#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

#include "attendsense/base/result.hpp"

namespace attendsense::draw {

struct DrawnPerson {
  std::string given_name;
  std::string family_name;
  std::filesystem::path photo;    // a portrait, to enrol with
  std::filesystem::path capture;  // as a door's camera sees the person, on another day
  bool enrolled = false;          // false: a stranger, whose photo is not among the photos to enrol
  bool walks = false;             // comes up to the door in the clip
};

// What a demonstration or a test needs in place of real people.
struct DemoMaterial {
  std::filesystem::path photos;       // folder: one portrait of everybody who is enrolled
  std::filesystem::path clip;         // folder of frames: some of them and a stranger come up to a door, one by one
  std::filesystem::path attack_clip;  // folder of frames: the first person's portrait on a phone held up to the door
  double match_threshold = 0;         // for drawn people; they are more alike than real ones
  std::vector<DrawnPerson> people;
};

// Draws into `folder`. The same seed draws the same people. Needs the models, to pick people who are told apart.
[[nodiscard]] Result<DemoMaterial> draw_demo_material(const std::filesystem::path& folder,
                                                      const std::filesystem::path& models, std::uint64_t seed);

}  // namespace attendsense::draw
