#include <algorithm>
#include <cmath>
#include <numbers>

#include "chance.hpp"
#include "draw_face.hpp"

namespace attendsense::vision::drawn_faces {
namespace {

// A wall, a door frame, a notice and the floor, in tones that the seed chooses.
void draw_door(Canvas& canvas, std::uint64_t seed) {
  Chance chance(seed * 31 + 3);
  const auto width = static_cast<float>(canvas.width());
  const auto height = static_cast<float>(canvas.height());
  const float tone = chance.between(130, 185);
  const Colour wall{tone * chance.between(0.92F, 1.06F), tone, tone * chance.between(0.94F, 1.08F)};
  const Colour door = mixed(wall, {60, 90, 130}, chance.between(0.3F, 0.7F));
  canvas.rectangle({-2, -2, width + 4, height + 4}, scaled(wall, 1.1F), scaled(wall, 0.8F));
  const float left = width * chance.between(0.52F, 0.66F);
  canvas.rectangle({left, height * 0.06F, width * 0.3F, height}, scaled(door, 0.6F), scaled(door, 0.5F), 2);
  canvas.rectangle({left + 8, height * 0.06F + 8, width * 0.3F - 16, height}, scaled(door, 1.1F), scaled(door, 0.85F),
                   2);
  canvas.rectangle({left + 30, height * 0.16F, width * 0.3F - 60, height * 0.3F}, scaled(wall, 1.25F),
                   scaled(wall, 1.05F), 3);
  canvas.fill({{left + 26, height * 0.66F}, 7, 7, 0}, {{120, 170, 190}, 0.9F, 1, 1});
  const float board = width * chance.between(0.06F, 0.16F);
  canvas.rectangle({board, height * 0.12F, width * 0.2F, height * 0.26F}, {225, 228, 230}, {205, 210, 214}, 2);
  for (int line = 0; line < 5; ++line) {
    canvas.rectangle({board + width * 0.02F, height * (0.16F + 0.04F * static_cast<float>(line)),
                      width * chance.between(0.08F, 0.16F), 3},
                     {110, 110, 110}, {110, 110, 110}, 2);
  }
  canvas.rectangle({-2, height * 0.92F, width + 4, height * 0.1F}, scaled(wall, 0.55F), scaled(wall, 0.5F), 4);
}

Image finished(Canvas& canvas, std::uint64_t noise_seed, float noise) {
  canvas.blur();
  canvas.add_noise(noise_seed, noise);
  return canvas.to_image();
}

float smooth(float t) {
  t = std::clamp(t, 0.0F, 1.0F);
  return t * t * (3 - 2 * t);
}

}  // namespace

Image draw_portrait(const Person& person, const Shot& shot, int side) {
  Canvas canvas(side, side);
  draw_door(canvas, person.seed() + shot.seed);
  const auto size = static_cast<float>(side);
  Chance chance(shot.seed + 77);
  const Point centre{size * chance.between(0.47F, 0.53F), size * chance.between(0.42F, 0.48F)};
  draw_person(canvas, person, shot, centre, size * 0.23F);
  canvas.dim(shot.light);
  return finished(canvas, shot.seed, shot.noise);
}

Image draw_scene(std::span<const Placed> people, const Scene& scene) {
  Canvas canvas(scene.width, scene.height);
  draw_door(canvas, scene.seed);
  for (const Placed& placed : people) draw_person(canvas, placed.person, placed.shot, placed.centre, placed.face_width);
  return finished(canvas, scene.seed * 65537 + scene.frame, 2.5F);
}

Image draw_walk_up(const Person& person, const WalkUp& walk, int frame) {
  Scene scene = walk.scene;
  scene.frame = static_cast<std::uint64_t>(frame);
  const float t = static_cast<float>(frame) / static_cast<float>(std::max(1, walk.frames - 1));
  if (t < 0.1F || t > 0.94F) return draw_scene({}, scene);
  // Comes near until 0.55, stands until 0.75, walks out of the picture to the right.
  const float near = smooth((t - 0.1F) / 0.45F);
  const float away = smooth((t - 0.75F) / 0.19F);
  const auto width = static_cast<float>(scene.width);
  const auto height = static_cast<float>(scene.height);
  Placed placed{person, Shot::varied(walk.shot_seed), {}, 0};
  placed.face_width = (40 + 80 * near) * height / 480;
  const float sway = 0.012F * width * std::sin(t * 40) * (1 - near);
  placed.centre = {width * (0.38F + 0.12F * near + 0.8F * away) + sway,
                   height * (0.4F + 0.02F * near) + 0.01F * height * std::abs(std::sin(t * 40)) * (1 - near)};
  placed.shot.yaw += 25 * away;
  placed.shot.pitch += 3 * std::sin(t * 15);
  placed.shot.roll += 2 * std::sin(t * 21);
  return draw_scene(std::span(&placed, 1), scene);
}

Image draw_phone_attack(const Person& person, const Shot& shot, const Scene& scene) {
  Canvas canvas(scene.width, scene.height);
  draw_door(canvas, scene.seed);
  const auto width = static_cast<float>(scene.width);
  const auto height = static_cast<float>(scene.height);
  const Box phone{width * 0.5F - height * 0.19F, height * 0.1F, height * 0.38F, height * 0.72F};
  canvas.fill({{width * 0.52F, height * 0.95F}, height * 0.2F, height * 0.24F, 0.1F}, {{110, 140, 190}, 0.7F, 1, 2});
  canvas.rectangle(phone, {22, 22, 24}, {16, 16, 18}, 2);
  Canvas screen(static_cast<int>(phone.width - height * 0.03F), static_cast<int>(phone.height - height * 0.1F));
  screen.rectangle({-2, -2, phone.width + 4, phone.height + 4}, {190, 170, 160}, {150, 140, 140});
  draw_person(screen, person, shot, {phone.width * 0.48F, phone.height * 0.4F}, phone.width * 0.62F);
  screen.add_noise(shot.seed, 2);
  canvas.paste(screen, static_cast<int>(phone.x + height * 0.015F), static_cast<int>(phone.y + height * 0.05F));
  return finished(canvas, scene.seed * 65537 + scene.frame, 2.5F);
}

}  // namespace attendsense::vision::drawn_faces
