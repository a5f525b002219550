// attendsense-draw: draws people who do not exist, for demonstrations, tests, benchmarks and screenshots.

#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <boost/json.hpp>
#include <cstdio>
#include <exception>

#include "attendsense/cli/exit_code.hpp"
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
  try {
    app.parse(argc, argv);
  } catch (const CLI::ParseError& error) {
    return app.exit(error) == 0 ? cli::done : cli::wrong_usage;
  }
  return draw_demo(options);
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
