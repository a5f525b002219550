#pragma once

#include "canvas.hpp"

namespace attendsense::vision::drawn_faces {

// Head, neck and shoulders. `face_width` in pixels; the shot's noise is left to the caller.
void draw_person(Canvas& canvas, const Person& person, const Shot& shot, Point centre, float face_width);

}  // namespace attendsense::vision::drawn_faces
