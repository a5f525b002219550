#include "demo_material.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cctype>

#include "attendsense/base/files.hpp"
#include "attendsense/vision/analyzer.hpp"
#include "attendsense/vision/drawn_faces/drawn_faces.hpp"

namespace attendsense::draw {

namespace {

namespace faces = vision::drawn_faces;

struct Part {
  const char* given_name;
  const char* family_name;
  bool enrolled;
  bool walks;
};

// Who plays: most are enrolled, some of them come by; one stranger comes by too.
constexpr std::array kCast{
    Part{"Ada", "Lovelace", true, true},     Part{"Alan", "Turing", true, true},
    Part{"Grace", "Hopper", true, true},     Part{"Katherine", "Johnson", true, false},
    Part{"Edsger", "Dijkstra", true, false}, Part{"Emmy", "Noether", false, true},
};

constexpr int kFramesAWalk = 40;
constexpr int kFramesOfAttack = 30;
constexpr int kJpegQuality = 92;
constexpr float kCaptureFaceWidth = 110;

Result<void> write_jpeg(const std::filesystem::path& path, const vision::Image& image) {
  return write_file_atomically(path, vision::encode_jpeg(image, kJpegQuality),
                               std::filesystem::perms::owner_read | std::filesystem::perms::owner_write |
                                   std::filesystem::perms::group_read | std::filesystem::perms::others_read);
}

std::string file_name(const Part& part) {
  std::string name = fmt::format("{}-{}.jpg", part.given_name, part.family_name);
  std::ranges::transform(name, name.begin(), [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
  return name;
}

std::filesystem::path frame_path(const std::filesystem::path& clip, int number) {
  return clip / fmt::format("frame-{:05}.jpg", number);
}

Result<void> draw_walks(const std::filesystem::path& clip, const std::vector<faces::Person>& people) {
  int number = 0;
  for (std::size_t i = 0; i < kCast.size(); ++i) {
    if (!kCast[i].walks) continue;
    const faces::WalkUp walk{.scene = {.seed = 7}, .frames = kFramesAWalk, .shot_seed = 100 + i};
    for (int frame = 0; frame < kFramesAWalk; ++frame) {
      if (auto done = write_jpeg(frame_path(clip, number++), faces::draw_walk_up(people[i], walk, frame)); !done)
        return done;
    }
  }
  return {};
}

Result<void> draw_attack(const std::filesystem::path& clip, const faces::Person& person) {
  for (int frame = 0; frame < kFramesOfAttack; ++frame) {
    const faces::Scene scene{.seed = 7, .frame = static_cast<std::uint64_t>(frame)};
    if (auto done = write_jpeg(frame_path(clip, frame), faces::draw_phone_attack(person, {}, scene)); !done)
      return done;
  }
  return {};
}

Result<DrawnPerson> draw_person(const std::filesystem::path& folder, const Part& part, const faces::Person& person,
                                std::uint64_t shot) {
  DrawnPerson drawn{.given_name = part.given_name,
                    .family_name = part.family_name,
                    .photo = folder / (part.enrolled ? "photos" : "strangers") / file_name(part),
                    .capture = folder / "captures" / file_name(part),
                    .enrolled = part.enrolled,
                    .walks = part.walks};
  if (auto done = write_jpeg(drawn.photo, faces::draw_portrait(person)); !done) return fail(std::move(done));
  const faces::Placed placed{
      .person = person, .shot = faces::Shot::varied(shot), .centre = {320, 230}, .face_width = kCaptureFaceWidth};
  if (auto done = write_jpeg(drawn.capture, faces::draw_scene({&placed, 1}, {.seed = 7})); !done)
    return fail(std::move(done));
  return drawn;
}

}  // namespace

Result<DemoMaterial> draw_demo_material(const std::filesystem::path& folder, const std::filesystem::path& models,
                                        std::uint64_t seed) {
  Result<std::unique_ptr<vision::Analyzer>> analyzer = vision::Analyzer::load(models);
  if (!analyzer) return fail(std::move(analyzer));
  const Result<std::vector<faces::Person>> people =
      faces::pick_people((*analyzer)->detector(), (*analyzer)->embedder(), kCast.size(), seed);
  if (!people) return fail(people.error());

  DemoMaterial material{.photos = folder / "photos",
                        .clip = folder / "clip",
                        .attack_clip = folder / "attack",
                        .match_threshold = faces::kDrawnMatchThreshold,
                        .people = {}};
  for (const char* part : {"photos", "strangers", "captures", "clip", "attack"}) {
    std::error_code failure;
    std::filesystem::create_directories(folder / part, failure);
  }
  for (std::size_t i = 0; i < kCast.size(); ++i) {
    Result<DrawnPerson> drawn = draw_person(folder, kCast[i], (*people)[i], 40 + i);
    if (!drawn) return fail(std::move(drawn));
    material.people.push_back(std::move(*drawn));
  }
  if (auto done = draw_walks(material.clip, *people); !done) return fail(std::move(done));
  if (auto done = draw_attack(material.attack_clip, people->front()); !done) return fail(std::move(done));
  return material;
}

}  // namespace attendsense::draw
