#include <algorithm>

#include "attendsense/vision/drawn_faces/drawn_faces.hpp"

namespace attendsense::vision::drawn_faces {

constexpr std::uint64_t kTriesPerPerson = 30;

Result<std::vector<Person>> pick_people(Detector& detector, Embedder& embedder, std::size_t count,
                                        std::uint64_t first_seed, float limit) {
  std::vector<Person> people;
  std::vector<Embedding> embeddings;
  const std::uint64_t end = first_seed + kTriesPerPerson * count;
  for (std::uint64_t seed = first_seed; seed < end && people.size() < count; ++seed) {
    const Person person(seed);
    const Image portrait = draw_portrait(person);
    const Result<std::vector<Face>> faces = detector.detect(portrait);
    if (!faces) return fail(faces.error());
    if (faces->size() != 1) continue;
    Result<Embedding> embedding = embedder.embed(portrait, faces->front());
    if (!embedding) return fail(std::move(embedding));
    const bool is_distinct = std::ranges::all_of(embeddings, [&](const Embedding& other) {
      const Result<float> alike = similarity(*embedding, other);
      return alike && *alike <= limit;
    });
    if (!is_distinct) continue;
    people.push_back(person);
    embeddings.push_back(std::move(*embedding));
  }
  if (people.size() < count) {
    return fail(Failure::internal, "drawn_people_exhausted",
                "Only " + std::to_string(people.size()) + " of " + std::to_string(count) +
                    " drawn people differ enough from each other",
                "Ask for fewer people or allow more likeness");
  }
  return people;
}

}  // namespace attendsense::vision::drawn_faces
