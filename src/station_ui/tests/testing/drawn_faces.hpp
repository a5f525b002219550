#pragma once

#include "attendsense/vision/image.hpp"

namespace attendsense::station_ui::testing {

// Where the face of draw_person() is in its 640x480 picture.
inline constexpr vision::Box kDrawnFace{.x = 250, .y = 130, .width = 140, .height = 168};

// A person who does not exist before a wall, 640x480.
[[nodiscard]] vision::Image draw_person();
// The wall alone.
[[nodiscard]] vision::Image draw_wall();

}  // namespace attendsense::station_ui::testing
