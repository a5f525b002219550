#pragma once

// Faces of the development pictures as OpenCV's DNN module found them with the published recipes.

#include <boost/json.hpp>
#include <vector>

#include "support.hpp"

namespace attendsense::vision {

struct RecordedFace {
  Box box;
  Landmarks landmarks;
  float score = 0;
  std::vector<float> embedding;
};

struct RecordedPicture {
  std::string path;
  std::vector<RecordedFace> faces;
};

inline std::vector<RecordedPicture> recorded_pictures() {
  const Result<Bytes> file = read_file(test_models_folder() / "reference" / "golden.json");
  if (!file) return {};
  const auto number = [](const boost::json::value& value) { return value.to_number<float>(); };
  std::vector<RecordedPicture> pictures;
  const auto text = as_text(*file);
  const boost::json::value recording = boost::json::parse(boost::json::string_view(text.data(), text.size()));
  for (const boost::json::value& image : recording.at("images").as_array()) {
    RecordedPicture picture{std::string(image.at("image").as_string()), {}};
    for (const boost::json::value& entry : image.at("faces").as_array()) {
      RecordedFace face;
      const auto& box = entry.at("box").as_array();
      face.box = {number(box[0]), number(box[1]), number(box[2]), number(box[3])};
      const auto& points = entry.at("landmarks").as_array();
      for (std::size_t i = 0; i < 5; ++i) face.landmarks[i] = {number(points[i].at(0)), number(points[i].at(1))};
      face.score = number(entry.at("score"));
      for (const boost::json::value& value : entry.at("embedding").as_array()) face.embedding.push_back(number(value));
      picture.faces.push_back(std::move(face));
    }
    pictures.push_back(std::move(picture));
  }
  return pictures;
}

}  // namespace attendsense::vision
