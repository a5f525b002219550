#include <array>

#include "canvas.hpp"
#include "chance.hpp"

namespace attendsense::vision::drawn_faces {
namespace {

// Skin from light to dark and hair from black to white, as photographed (BGR).
constexpr std::array<Colour, 6> kSkins{Colour{178, 200, 236}, Colour{150, 180, 224}, Colour{122, 158, 206},
                                       Colour{92, 128, 180},  Colour{66, 96, 142},   Colour{46, 66, 100}};
constexpr std::array<Colour, 8> kHairs{Colour{24, 24, 28},    Colour{32, 44, 62},    Colour{44, 70, 104},
                                       Colour{70, 120, 168},  Colour{110, 170, 214}, Colour{36, 66, 150},
                                       Colour{140, 140, 144}, Colour{205, 208, 212}};
constexpr std::array<Colour, 5> kEyes{Colour{30, 40, 60}, Colour{40, 70, 110}, Colour{150, 110, 60},
                                      Colour{90, 130, 90}, Colour{120, 120, 110}};

template <class Choices>
const auto& pick(Chance& chance, const Choices& choices) {
  return choices[chance.below(choices.size())];
}

Colour any_colour(Chance& chance, float low, float high) {
  return {chance.between(low, high), chance.between(low, high), chance.between(low, high)};
}

void choose_colours(Chance& chance, Features& features) {
  const std::size_t tone = chance.below(kSkins.size() - 1);
  features.skin = scaled(mixed(kSkins[tone], kSkins[tone + 1], chance.unit()), chance.between(0.94F, 1.04F));
  features.hair_colour = pick(chance, kHairs);
  features.eye_colour = pick(chance, kEyes);
  features.lip_colour = mixed(features.skin, {70, 60, 170}, chance.between(0.25F, 0.75F));
  features.shirt = any_colour(chance, 30, 210);
  features.frame_colour = chance.happens(0.7F) ? any_colour(chance, 10, 50) : any_colour(chance, 20, 160);
}

void choose_styles(Chance& chance, Features& features) {
  features.hair = static_cast<HairStyle>(chance.below(7));
  if (chance.happens(0.45F)) features.beard = static_cast<BeardStyle>(1 + chance.below(3));
  if (chance.happens(0.45F)) features.glasses = static_cast<GlassesStyle>(1 + chance.below(2));
}

void choose_shape(Chance& chance, Features& features) {
  features.face_height = chance.between(1.15F, 1.5F);
  features.jaw_width = chance.between(0.6F, 0.98F);
  features.ear_size = chance.between(0.16F, 0.3F);
  features.cheek = chance.between(0, 0.5F);
  features.freckles = chance.happens(0.2F) ? chance.between(0.3F, 1) : 0;
  features.wrinkles = chance.happens(0.4F) ? chance.between(0.2F, 1) : 0;
}

void choose_eyes(Chance& chance, Features& features) {
  features.eye_distance = chance.between(0.36F, 0.5F);
  features.eye_width = chance.between(0.15F, 0.23F);
  features.eye_height = features.eye_width * chance.between(0.36F, 0.68F);
  features.eye_tilt = chance.between(-0.22F, 0.22F);
  features.eye_level = chance.between(-0.3F, -0.12F);
  features.brow_level = chance.between(0.18F, 0.34F);
  features.brow_thickness = chance.between(0.03F, 0.13F);
  features.brow_tilt = chance.between(-0.3F, 0.3F);
  features.brow_length = chance.between(0.2F, 0.3F);
}

void choose_nose_and_mouth(Chance& chance, Features& features) {
  features.nose_length = chance.between(0.36F, 0.58F);
  features.nose_width = chance.between(0.12F, 0.25F);
  features.mouth_level = features.eye_level + features.nose_length + chance.between(0.3F, 0.46F);
  features.mouth_width = chance.between(0.24F, 0.42F);
  features.lip_thickness = chance.between(0.05F, 0.16F);
  features.smile = chance.between(-0.05F, 0.1F);
}

}  // namespace

Person::Person(std::uint64_t seed) : seed_(seed) {
  Chance chance(seed * 7919 + 13);
  choose_colours(chance, features_);
  choose_styles(chance, features_);
  choose_shape(chance, features_);
  choose_eyes(chance, features_);
  choose_nose_and_mouth(chance, features_);
}

Shot Shot::varied(std::uint64_t seed) {
  Chance chance(seed * 104729 + 7);
  Shot shot;
  shot.seed = seed;
  shot.yaw = 5 * chance.normal();
  shot.pitch = 4 * chance.normal();
  shot.roll = 3 * chance.normal();
  shot.light = chance.between(0.85F, 1.08F);
  shot.light_from = chance.between(-0.6F, 0.6F);
  shot.noise = chance.between(1.5F, 4);
  return shot;
}

}  // namespace attendsense::vision::drawn_faces
