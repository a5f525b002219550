#pragma once

// Faces drawn from shaded ellipses: people that do not exist and need no consent. The detector finds them, the
// liveness nets, which know no drawings, take them for live where they have surroundings, and the embedder tells them
// apart, though less well than real people: identification among drawn people needs kDrawnMatchThreshold.
// Everything follows from seeds: the same seeds draw the same pixels. Safe from any thread.

#include <cstdint>
#include <span>
#include <vector>

#include "attendsense/base/result.hpp"
#include "attendsense/vision/analyzer.hpp"

namespace attendsense::vision::drawn_faces {

// The least cosine at which two pictures show one drawn person. Measured over 60 people: six shots of each by
// Shot::varied() are at least 0.885 like his portrait, different people have a median of 0.44 and at most 0.81, and
// one in fifty pairs more than 0.65. pick_people() leaves out those that are more alike than kDrawnImpostorLimit.
inline constexpr float kDrawnMatchThreshold = 0.80F;
inline constexpr float kDrawnImpostorLimit = 0.60F;

struct Colour {
  float blue = 0;  // 0..255
  float green = 0;
  float red = 0;
};

enum class HairStyle { bald, short_cut, side_parting, fringe, long_straight, curly, bun };
enum class BeardStyle { none, moustache, goatee, full };
enum class GlassesStyle { none, round, square };

// What makes a person look like himself. Lengths in half face widths.
struct Features {
  Colour skin, hair_colour, eye_colour, lip_colour, shirt, frame_colour;
  HairStyle hair = HairStyle::short_cut;
  BeardStyle beard = BeardStyle::none;
  GlassesStyle glasses = GlassesStyle::none;
  float face_height = 1.3F, jaw_width = 0.8F;
  float eye_distance = 0.42F, eye_width = 0.2F, eye_height = 0.1F, eye_tilt = 0, eye_level = -0.2F;
  float brow_level = 0.24F, brow_thickness = 0.06F, brow_tilt = 0, brow_length = 0.26F;
  float nose_length = 0.45F, nose_width = 0.17F;
  float mouth_level = 0.68F, mouth_width = 0.33F, lip_thickness = 0.1F, smile = 0.03F;
  float ear_size = 0.22F, cheek = 0, freckles = 0, wrinkles = 0;
};

class Person {
 public:
  explicit Person(std::uint64_t seed);

  [[nodiscard]] std::uint64_t seed() const { return seed_; }

  [[nodiscard]] const Features& features() const { return features_; }

 private:
  std::uint64_t seed_;
  Features features_;
};

// How the person is seen this time. Angles in degrees, signs as in Pose.
struct Shot {
  std::uint64_t seed = 0;  // noise
  float yaw = 0;
  float pitch = 0;
  float roll = 0;
  float light = 1;           // brightness
  float light_from = -0.4F;  // -1: from the left, 1: from the right
  float noise = 2.5F;        // standard deviation, grey levels

  // A little of everything, as between two visits to one door.
  [[nodiscard]] static Shot varied(std::uint64_t seed);
};

// Head, shoulders and a wall behind: at least four face widths of surroundings.
[[nodiscard]] Image draw_portrait(const Person& person, const Shot& shot = {}, int side = 640);

struct Placed {
  Person person;
  Shot shot;
  Point centre;            // of the face, pixels
  float face_width = 100;  // pixels
};

struct Scene {
  int width = 640;
  int height = 480;
  std::uint64_t seed = 0;   // of the wall and the noise; one seed, one door
  std::uint64_t frame = 0;  // changes the noise only
};

// A door as a camera sees it, empty or with people before it; those named later stand in front.
[[nodiscard]] Image draw_scene(std::span<const Placed> people, const Scene& scene = {});

// A person comes up to the door, stops, and goes: faces of 40 to 150 pixels, the first and last frames are empty.
struct WalkUp {
  Scene scene;
  int frames = 50;
  std::uint64_t shot_seed = 1;
};

[[nodiscard]] Image draw_walk_up(const Person& person, const WalkUp& walk, int frame);

// The person's portrait on the screen of a phone that is held up before the door's camera: a presentation attack,
// which the liveness nets score below 0.05.
[[nodiscard]] Image draw_phone_attack(const Person& person, const Shot& shot = {}, const Scene& scene = {});

// The first `count` people from `first_seed` on whose portraits are found, and whose embeddings are pairwise no more
// alike than `limit`. Errors: those of the analyzer; internal "drawn_people_exhausted" after 30 tries a person.
[[nodiscard]] Result<std::vector<Person>> pick_people(Detector& detector, Embedder& embedder, std::size_t count,
                                                      std::uint64_t first_seed = 1, float limit = kDrawnImpostorLimit);

}  // namespace attendsense::vision::drawn_faces
