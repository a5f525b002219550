#include <boost/json.hpp>

#include "attendsense/vision/models.hpp"
#include "manifest_text.hpp"

namespace attendsense::vision {
namespace {

namespace json = boost::json;

std::string text_of(const json::object& object, std::string_view key) {
  return std::string(object.at(key).as_string());
}

ModelFile parse_file(const json::object& object) {
  return {text_of(object, "name"), text_of(object, "url"), text_of(object, "sha256"),
          object.at("bytes").to_number<std::uint64_t>()};
}

ModelEntry parse_entry(const json::object& object) {
  ModelEntry entry;
  entry.id = text_of(object, "id");
  entry.task = text_of(object, "task");
  entry.licence = text_of(object, "licence");
  entry.origin = text_of(object, "origin");
  entry.input = text_of(object, "input");
  entry.output = text_of(object, "output");
  entry.is_default = object.at("default").as_bool();
  for (const auto& [name, value] : object.at("thresholds").as_object()) {
    entry.thresholds.emplace_back(name, value.to_number<double>());
  }
  for (const json::value& file : object.at("files").as_array()) entry.files.push_back(parse_file(file.as_object()));
  return entry;
}

// The text is part of the program: a mistake in it shows in the first test and throws.
std::vector<ModelEntry> parse_manifest() {
  std::vector<ModelEntry> entries;
  const json::value manifest = json::parse(json::string_view(manifest_text().data(), manifest_text().size()));
  for (const json::value& model : manifest.at("models").as_array()) entries.push_back(parse_entry(model.as_object()));
  return entries;
}

}  // namespace

const std::vector<ModelEntry>& model_manifest() {
  static const std::vector<ModelEntry> entries = parse_manifest();
  return entries;
}

}  // namespace attendsense::vision
