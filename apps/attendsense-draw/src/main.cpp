// attendsense-draw: draws people who do not exist, for demonstrations, tests, benchmarks and screenshots.

#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <boost/json.hpp>
#include <cstdio>
#include <exception>

#include "attendsense/base/files.hpp"
#include "attendsense/cli/exit_code.hpp"
#include "attendsense/vision/frame_source.hpp"
#include "attendsense/vision/models.hpp"
#include "demo_material.hpp"

namespace attendsense::draw {
namespace {

namespace json = boost::json;

struct Options {
  std::string folder;
  std::string models;
  std::uint64_t seed = 1;
  bool as_json = false;
};

json::object describe(const DemoMaterial& material) {
  json::array people;
  for (const DrawnPerson& person : material.people) {
    people.push_back({{"given_name", person.given_name},
                      {"family_name", person.family_name},
                      {"photo", person.photo.string()},
                      {"capture", person.capture.string()},
                      {"enrolled", person.enrolled},
                      {"walks", person.walks}});
  }
  return {{"photos", material.photos.string()},
          {"clip", material.clip.string()},
          {"attack_clip", material.attack_clip.string()},
          {"match_threshold", material.match_threshold},
          {"people", people}};
}

int draw_demo(const Options& options) {
  const std::filesystem::path models =
      options.models.empty() ? vision::models_folder("data") : std::filesystem::path(options.models);
  const Result<DemoMaterial> material = draw_demo_material(options.folder, models, options.seed);
  if (!material) return cli::report("attendsense-draw", material.error());
  if (options.as_json) {
    fmt::print("{}\n", json::serialize(describe(*material)));
  } else {
    fmt::print("photos of {} people in {}\nclip in {}\nattack in {}\nmatch threshold {:.2f}\n", material->people.size(),
               material->photos.string(), material->clip.string(), material->attack_clip.string(),
               material->match_threshold);
  }
  return cli::done;
}

// One frame of a clip as a picture file, for photos to enrol with that come from a clip.
Result<void> save_frame(const std::string& source, int number, const std::string& output) {
  auto frames = vision::open_source(source);
  if (!frames) return fail(std::move(frames));
  for (int i = 0;; ++i) {
    Result<std::optional<vision::Frame>> frame = (*frames)->next(std::chrono::seconds{10});
    if (!frame) return fail(std::move(frame));
    if (!*frame) {
      return fail(Failure::invalid_input, "clip_too_short", fmt::format("The clip {} has only {} frames", source, i),
                  "Give a smaller --number");
    }
    if (i == number) return write_file_atomically(output, vision::encode_jpeg((*frame)->image, 95));
  }
}

int run(int argc, const char* const* argv) {
  CLI::App app("Draws people who do not exist, for demonstrations and tests.", "attendsense-draw");
  app.footer(std::string(cli::kExitCodes));
  app.require_subcommand(1);
  Options options;
  CLI::App* demo =
      app.add_subcommand("demo", "Photos to enrol, a clip of people at a door, and an attack with a phone");
  demo->add_option("--folder", options.folder, "Where to")->required();
  demo->add_option("--models", options.models, "Folder of the model files");
  demo->add_option("--seed", options.seed, "Other seeds draw other people")->capture_default_str();
  demo->add_flag("--json", options.as_json, "Say as JSON what was drawn");
  std::string source;
  std::string output;
  int number = 0;
  CLI::App* frame = app.add_subcommand("frame", "One frame of a clip as a JPEG");
  frame->add_option("--source", source, "Video file or folder of pictures")->required();
  frame->add_option("--number", number, "Counted from 0")->check(CLI::NonNegativeNumber)->capture_default_str();
  frame->add_option("--output", output, "File to write")->required();
  try {
    app.parse(argc, argv);
  } catch (const CLI::ParseError& error) {
    return app.exit(error) == 0 ? cli::done : cli::wrong_usage;
  }
  if (demo->parsed()) return draw_demo(options);
  const Result<void> saved = save_frame(source, number, output);
  return saved ? cli::done : cli::report("attendsense-draw", saved.error());
}

}  // namespace
}  // namespace attendsense::draw

int main(int argc, char** argv) {
  try {
    return attendsense::draw::run(argc, argv);
  } catch (const std::exception& error) {
    std::fprintf(stderr, "attendsense-draw: %s; this is a defect, please report it\n", error.what());
    return attendsense::cli::failed;
  }
}
