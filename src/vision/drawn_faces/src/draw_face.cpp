#include "draw_face.hpp"

#include <cmath>
#include <numbers>

#include "chance.hpp"

namespace attendsense::vision::drawn_faces {
namespace {

float radians(float degrees) {
  return degrees * std::numbers::pi_v<float> / 180;
}

// Draws in the head's own measure: the origin between eyes and mouth, 1 is half the face's width, y goes down. What
// lies nearer to the camera (`depth`) moves further when the head turns.
class HeadPainter {
 public:
  HeadPainter(Canvas& canvas, const Person& person, const Shot& shot, Point centre, float face_width)
      : canvas_(canvas),
        f_(person.features()),
        seed_(person.seed()),
        centre_(centre),
        unit_(face_width / 2),
        roll_(radians(shot.roll)),
        turn_(std::tan(radians(shot.yaw))),
        nod_(std::tan(radians(shot.pitch))),
        narrow_(std::cos(radians(shot.yaw))) {
    const float x = shot.light_from * 0.8F;
    const float y = -0.45F;
    canvas_.set_light({x, y, std::sqrt(std::max(0.1F, 1 - x * x - y * y))});
  }

  void draw() {
    hair_behind();
    body();
    ears();
    head();
    skin_marks();
    beard();
    nose();
    mouth();
    for (const float side : {-1.0F, 1.0F}) eye(side);
    for (const float side : {-1.0F, 1.0F}) brow(side);
    hair_in_front();
    glasses();
  }

 private:
  [[nodiscard]] Point at(float x, float y, float depth = 0) const {
    const float moved_x = x * narrow_ + depth * turn_;
    const float moved_y = y + depth * nod_;
    const float c = std::cos(roll_);
    const float s = std::sin(roll_);
    return {centre_.x + unit_ * (moved_x * c - moved_y * s), centre_.y + unit_ * (moved_x * s + moved_y * c)};
  }

  [[nodiscard]] Ellipse ellipse(float x, float y, float radius_x, float radius_y, float depth = 0,
                                float angle = 0) const {
    return {at(x, y, depth), radius_x * unit_ * narrow_, radius_y * unit_, roll_ + angle};
  }

  // Softness in head units, at least one pixel.
  [[nodiscard]] float soft(float share) const { return std::max(1.0F, share * unit_); }

  [[nodiscard]] Ellipse skull() const { return ellipse(0, -0.18F, 1, f_.face_height * 0.92F); }

  [[nodiscard]] Ellipse jaw() const { return ellipse(0, 0.42F, f_.jaw_width, f_.face_height * 0.72F, 0.1F); }

  void body() {
    const Colour skin = scaled(f_.skin, 0.82F);
    // Shoulders and trunk: two ellipses, the lower one long enough to leave any picture.
    canvas_.fill(ellipse(0, 7.6F, 2.15F, 5.6F), {scaled(f_.shirt, 0.85F), 0.35F, 1, soft(0.04F)});
    canvas_.fill(ellipse(0, 3.3F, 2.45F, 1.6F), {f_.shirt, 0.4F, 1, soft(0.06F)});
    canvas_.fill(ellipse(0, 1.45F, 0.5F, 0.85F), {skin, 0.5F, 1, soft(0.05F)});
    canvas_.fill(ellipse(0, 1.35F, 0.5F, 0.3F), {scaled(skin, 0.7F), 0, 0.6F, soft(0.3F)});
    for (const float side : {-1.0F, 1.0F}) {
      canvas_.stroke(at(side * 0.62F, 1.75F), at(side * 0.4F, 2.2F), at(0, 2.35F), 0.16F * unit_, 0.12F * unit_,
                     {scaled(f_.shirt, 1.2F), 0, 1, soft(0.03F)});
    }
  }

  void hair_behind() {
    const Paint hair{scaled(f_.hair_colour, 0.85F), 0.5F, 1, soft(0.06F)};
    switch (f_.hair) {
      case HairStyle::bald:
        break;
      case HairStyle::long_straight:
        canvas_.fill(ellipse(0, 0.35F, 1.25F, f_.face_height * 1.35F, -0.2F), hair);
        canvas_.fill(ellipse(0, -0.35F, 1.14F, f_.face_height, -0.2F), hair);
        break;
      case HairStyle::curly:
        curls(hair);
        break;
      case HairStyle::bun:
        canvas_.fill(ellipse(0, -0.3F - f_.face_height, 0.45F, 0.4F, -0.3F), hair);
        [[fallthrough]];
      default:
        canvas_.fill(ellipse(0, -0.38F, 1.1F, f_.face_height * 0.95F, -0.2F), hair);
        break;
    }
  }

  void curls(const Paint& hair) {
    Chance chance(seed_ + 5);
    for (int i = 0; i < 34; ++i) {
      const float angle = std::numbers::pi_v<float> * (1.08F - 1.16F * chance.unit());
      const float radius = chance.between(0.9F, 1.2F);
      const float size = chance.between(0.2F, 0.34F);
      Paint curl = hair;
      curl.colour = scaled(f_.hair_colour, chance.between(0.75F, 1.25F));
      canvas_.fill(ellipse(radius * std::cos(angle), -0.3F - radius * f_.face_height * 0.85F * std::sin(angle), size,
                           size, -0.2F),
                   curl);
    }
  }

  void ears() {
    for (const float side : {-1.0F, 1.0F}) {
      canvas_.fill(ellipse(side * 1.0F, 0.02F, f_.ear_size * 0.6F, f_.ear_size, -0.3F),
                   {f_.skin, 0.7F, 1, soft(0.03F)});
      canvas_.fill(ellipse(side * 1.02F, 0.02F, f_.ear_size * 0.3F, f_.ear_size * 0.6F, -0.3F),
                   {scaled(f_.skin, 0.72F), 0, 0.7F, soft(0.08F)});
    }
  }

  void head() {
    canvas_.fill(jaw(), {f_.skin, 0.75F, 1, soft(0.03F)});
    canvas_.fill(skull(), {f_.skin, 0.75F, 1, soft(0.03F)});
    // The jaw once more, fading out, so that no seam shows between the two.
    canvas_.fill(jaw(), {f_.skin, 0.6F, 0.9F, soft(0.55F)});
    // Joins the two, lights forehead and chin, hollows the eyes.
    canvas_.fill(ellipse(0, 0.25F, f_.jaw_width * 0.92F, f_.face_height * 0.72F), {f_.skin, 0.3F, 0.7F, soft(0.5F)});
    canvas_.fill(ellipse(0, -0.72F, 0.55F, 0.26F, 0.3F), {scaled(f_.skin, 1.1F), 0, 0.5F, soft(0.3F)});
    canvas_.fill(ellipse(0, f_.face_height * 0.78F, 0.24F, 0.16F, 0.35F),
                 {scaled(f_.skin, 1.08F), 0, 0.5F, soft(0.2F)});
    for (const float side : {-1.0F, 1.0F}) {
      canvas_.fill(ellipse(side * f_.eye_distance, f_.eye_level - 0.02F, 0.3F, 0.2F, 0.2F),
                   {scaled(f_.skin, 0.74F), 0, 0.6F, soft(0.22F)});
      canvas_.fill(ellipse(side * 0.52F, 0.34F, 0.28F, 0.22F, 0.3F),
                   {mixed(scaled(f_.skin, 1.05F), {90, 90, 210}, f_.cheek * 0.5F), 0, 0.5F, soft(0.3F)});
    }
  }

  void skin_marks() {
    Chance chance(seed_ + 17);
    const int freckles = static_cast<int>(f_.freckles * 40);
    for (int i = 0; i < freckles; ++i) {
      const float size = chance.between(0.012F, 0.028F);
      canvas_.fill(ellipse(chance.between(-0.7F, 0.7F), chance.between(-0.05F, 0.5F), size, size, 0.3F),
                   {scaled(f_.skin, 0.66F), 0, 0.7F, 1});
    }
    if (f_.wrinkles <= 0) return;
    const Paint line{scaled(f_.skin, 0.68F), 0, 0.35F * f_.wrinkles, soft(0.03F)};
    for (int i = 0; i < 3; ++i) {
      const float y = f_.eye_level - f_.brow_level - 0.16F - 0.12F * static_cast<float>(i);
      canvas_.stroke(at(-0.4F, y, 0.3F), at(0, y - 0.05F, 0.3F), at(0.4F, y, 0.3F), 0.02F * unit_, 0.02F * unit_, line);
    }
    for (const float side : {-1.0F, 1.0F}) {
      canvas_.stroke(at(side * 0.24F, 0.3F, 0.35F), at(side * 0.42F, 0.45F, 0.3F),
                     at(side * (f_.mouth_width + 0.1F), f_.mouth_level, 0.3F), 0.03F * unit_, 0.02F * unit_, line);
    }
  }

  void beard() {
    const Paint hair{mixed(f_.hair_colour, f_.skin, 0.12F), 0.4F, 0.92F, soft(0.14F)};
    const float mouth = f_.mouth_level;
    if (f_.beard == BeardStyle::full) {
      canvas_.fill(ellipse(0, mouth + 0.22F, f_.jaw_width * 1.05F, f_.face_height * 0.5F, 0.15F), hair, jaw());
      canvas_.fill(ellipse(0, mouth - 0.3F, 0.46F, 0.24F, 0.3F), {f_.skin, 0.2F, 0.9F, soft(0.2F)});
    }
    if (f_.beard == BeardStyle::goatee) {
      canvas_.fill(ellipse(0, mouth + 0.34F, 0.27F, 0.3F, 0.3F), hair, jaw());
    }
    if (f_.beard != BeardStyle::none) {
      for (const float side : {-1.0F, 1.0F}) {
        canvas_.fill(ellipse(side * 0.17F, mouth - 0.17F, 0.25F, 0.09F, 0.4F, side * 0.25F),
                     {hair.colour, 0.3F, 0.95F, soft(0.05F)});
      }
    }
  }

  void nose() {
    const float top = f_.eye_level + 0.02F;
    const float tip = f_.eye_level + f_.nose_length;
    const float width = f_.nose_width;
    const Paint shade{scaled(f_.skin, 0.76F), 0, 0.55F, soft(0.07F)};
    canvas_.stroke(at(0.1F, top, 0.3F), at(0.1F, (top + tip) / 2, 0.45F), at(width, tip - 0.02F, 0.5F), 0.05F * unit_,
                   0.1F * unit_, {shade.colour, 0, 0.16F, soft(0.1F)});
    canvas_.fill(ellipse(0, (top + tip) / 2, width * 0.4F, f_.nose_length * 0.5F, 0.45F),
                 {scaled(f_.skin, 1.12F), 0, 0.6F, soft(0.1F)});
    canvas_.fill(ellipse(0, tip + 0.05F, width * 0.95F, 0.09F, 0.5F), shade);
    for (const float side : {-1.0F, 1.0F}) {
      canvas_.fill(ellipse(side * width * 0.72F, tip, width * 0.4F, 0.085F, 0.5F), {f_.skin, 0.7F, 0.9F, soft(0.05F)});
    }
    canvas_.fill(ellipse(0, tip - 0.02F, width * 0.66F, 0.12F, 0.6F), {scaled(f_.skin, 1.06F), 0.7F, 1, soft(0.06F)});
    for (const float side : {-1.0F, 1.0F}) {
      canvas_.fill(ellipse(side * width * 0.46F, tip + 0.07F, width * 0.22F, 0.03F, 0.55F),
                   {scaled(f_.skin, 0.3F), 0, 0.9F, soft(0.025F)});
    }
  }

  void mouth() {
    const float y = f_.mouth_level;
    const float half = f_.mouth_width;
    const float lip = f_.lip_thickness;
    const float corner = y - f_.smile;
    for (const float side : {-1.0F, 1.0F}) {
      canvas_.fill(ellipse(side * half * 0.4F, y - lip * 0.3F, half * 0.58F, lip * 0.55F, 0.4F, side * 0.12F),
                   {scaled(f_.lip_colour, 0.9F), 0.3F, 1, soft(0.03F)});
    }
    canvas_.fill(ellipse(0, y + lip * 0.45F, half * 0.74F, lip * 0.72F, 0.42F), {f_.lip_colour, 0.5F, 1, soft(0.03F)});
    canvas_.stroke(at(-half, corner, 0.35F), at(0, y + f_.smile + 0.02F, 0.42F), at(half, corner, 0.35F),
                   0.035F * unit_, 0.035F * unit_, {scaled(f_.lip_colour, 0.38F), 0, 0.9F, soft(0.02F)});
    canvas_.fill(ellipse(0, y + lip * 1.5F + 0.05F, half * 0.55F, 0.05F, 0.38F),
                 {scaled(f_.skin, 0.7F), 0, f_.beard == BeardStyle::none ? 0.5F : 0.0F, soft(0.07F)});
  }

  void eye(float side) {
    const float x = side * f_.eye_distance;
    const float y = f_.eye_level;
    const float angle = side * f_.eye_tilt;
    const Ellipse white = ellipse(x, y, f_.eye_width, f_.eye_height, 0.25F, angle);
    const float iris = std::min(f_.eye_width * 0.5F, f_.eye_height * 1.1F);
    canvas_.fill(ellipse(x, y, f_.eye_width * 1.2F, f_.eye_height * 1.5F, 0.25F, angle),
                 {scaled(f_.skin, 0.86F), 0.4F, 0.8F, soft(0.05F)});
    canvas_.fill(white, {{226, 230, 234}, 0.3F, 1, soft(0.015F)});
    canvas_.fill(ellipse(x, y, iris, iris, 0.28F), {f_.eye_colour, 0.2F, 1, soft(0.02F)}, white);
    canvas_.fill(ellipse(x, y, iris * 0.5F, iris * 0.5F, 0.28F), {{12, 12, 12}, 0, 1, soft(0.015F)}, white);
    canvas_.fill(ellipse(x - 0.03F, y - 0.03F, 0.022F, 0.022F, 0.3F), {{250, 250, 250}, 0, 0.9F, 1}, white);
    // Lids: the upper one casts a line, the lower one a crease.
    const float reach = f_.eye_width * 1.06F;
    const Point inner = at(x - side * reach, y - f_.eye_tilt * reach * 0.9F, 0.25F);
    const Point outer = at(x + side * reach, y + f_.eye_tilt * reach * 0.9F, 0.25F);
    canvas_.stroke(inner, at(x, y - f_.eye_height * 2.1F, 0.27F), outer, 0.03F * unit_, 0.045F * unit_,
                   {scaled(f_.hair_colour, 0.5F), 0, 0.85F, soft(0.02F)});
    canvas_.stroke(inner, at(x, y + f_.eye_height * 2.4F, 0.27F), outer, 0.012F * unit_, 0.012F * unit_,
                   {scaled(f_.skin, 0.55F), 0, 0.4F, soft(0.02F)});
  }

  void brow(float side) {
    const float y = f_.eye_level - f_.brow_level;
    const float x = side * f_.eye_distance;
    const float half = f_.brow_length;
    const float rise = f_.brow_tilt * half;
    const Colour colour =
        f_.hair == HairStyle::bald ? mixed(f_.hair_colour, f_.skin, 0.2F) : scaled(f_.hair_colour, 0.8F);
    canvas_.stroke(at(x - side * half, y + rise + 0.03F, 0.32F), at(x, y - 0.09F, 0.34F),
                   at(x + side * half, y - rise + 0.04F, 0.25F), f_.brow_thickness * unit_,
                   f_.brow_thickness * 0.45F * unit_, {colour, 0, 0.8F, soft(0.03F)});
  }

  void hair_in_front() {
    const Paint hair{f_.hair_colour, 0.6F, 1, soft(0.08F)};
    const float crown = -0.18F - f_.face_height * 0.92F;
    switch (f_.hair) {
      case HairStyle::bald:
        break;
      case HairStyle::short_cut:
        canvas_.fill(ellipse(0, crown + 0.12F, 0.86F, 0.34F, 0.1F), hair);
        break;
      case HairStyle::bun:
        canvas_.fill(ellipse(0, crown + 0.1F, 0.9F, 0.3F, 0.1F), hair);
        break;
      case HairStyle::side_parting:
        canvas_.fill(ellipse(-0.35F, crown + 0.24F, 0.85F, 0.34F, 0.15F, -0.4F), hair);
        canvas_.fill(ellipse(0.68F, crown + 0.42F, 0.3F, 0.5F, 0.1F, -0.4F), hair);
        break;
      case HairStyle::fringe:
        canvas_.fill(ellipse(0, crown + 0.32F, 0.95F, 0.46F, 0.2F), hair);
        strands(crown + 0.3F, f_.eye_level - f_.brow_level - 0.04F);
        break;
      case HairStyle::long_straight:
        for (const float side : {-1.0F, 1.0F}) {
          canvas_.fill(ellipse(side * 0.55F, crown + 0.35F, 0.55F, 0.5F, 0.1F, side * 0.75F), hair);
          canvas_.fill(ellipse(side * 1.02F, 0.35F, 0.2F, 1.1F, -0.05F), hair);
        }
        break;
      case HairStyle::curly:
        for (int i = -3; i <= 3; ++i) {
          const auto x = static_cast<float>(i) * 0.26F;
          canvas_.fill(ellipse(x, crown + 0.16F + 0.5F * x * x, 0.24F, 0.24F, 0.1F), hair);
        }
        break;
    }
  }

  void strands(float top, float bottom) {
    for (int i = -4; i <= 4; ++i) {
      const auto x = static_cast<float>(i) * 0.19F;
      canvas_.stroke(at(x, top, 0.25F), at(x * 1.05F, (top + bottom) / 2, 0.28F), at(x * 1.05F, bottom, 0.28F),
                     0.26F * unit_, 0.1F * unit_,
                     {scaled(f_.hair_colour, i % 2 == 0 ? 1.0F : 0.85F), 0, 1, soft(0.05F)});
    }
  }

  void glasses() {
    if (f_.glasses == GlassesStyle::none) return;
    const Paint frame{f_.frame_colour, 0, 0.95F, soft(0.012F)};
    const float width = 0.05F * unit_;
    const float half_x = std::min(f_.eye_distance * 0.78F, f_.eye_width * 1.6F);
    const float half_y = f_.glasses == GlassesStyle::round ? half_x : half_x * 0.72F;
    for (const float side : {-1.0F, 1.0F}) {
      const float x = side * f_.eye_distance;
      const float y = f_.eye_level + 0.02F;
      canvas_.fill(ellipse(x, y, half_x, half_y, 0.4F), {{235, 235, 235}, 0, 0.08F, 1});
      rim(x, y, half_x, half_y, width, frame);
      canvas_.stroke(at(x + side * half_x, y - 0.04F, 0.35F), at(side * 0.9F, y - 0.05F, 0),
                     at(side * 1.02F, y - 0.04F, -0.3F), width, width, frame);
    }
    const float inner = f_.eye_distance - half_x;
    canvas_.stroke(at(-inner, f_.eye_level, 0.45F), at(0, f_.eye_level - 0.08F, 0.5F), at(inner, f_.eye_level, 0.45F),
                   width, width, frame);
  }

  // A superellipse: exponent 2 is round, 5 is a square with round corners.
  void rim(float x, float y, float half_x, float half_y, float width, const Paint& frame) {
    const float power = f_.glasses == GlassesStyle::round ? 1.0F : 0.4F;
    const auto point = [&](int step) {
      const float angle = static_cast<float>(step) * std::numbers::pi_v<float> / 32;
      const auto bent = [&](float value) { return std::copysign(std::pow(std::abs(value), power), value); };
      return at(x + half_x * bent(std::cos(angle)), y + half_y * bent(std::sin(angle)), 0.4F);
    };
    for (int i = 0; i < 64; ++i) {
      const Point begin = point(i);
      const Point end = point(i + 1);
      canvas_.stroke(begin, {(begin.x + end.x) / 2, (begin.y + end.y) / 2}, end, width, width, frame);
    }
  }

  Canvas& canvas_;
  const Features& f_;
  std::uint64_t seed_;
  Point centre_;
  float unit_;
  float roll_;
  float turn_;
  float nod_;
  float narrow_;
};

}  // namespace

void draw_person(Canvas& canvas, const Person& person, const Shot& shot, Point centre, float face_width) {
  HeadPainter(canvas, person, shot, centre, face_width).draw();
}

}  // namespace attendsense::vision::drawn_faces
