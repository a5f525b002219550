#include <charconv>
#include <chrono>
#include <cmath>
#include <limits>
#include <set>
#include <sstream>

#include "attendsense/base/files.hpp"
#include "attendsense/vision/evaluation.hpp"
#include "parallel.hpp"
#include "verification_measures.hpp"

namespace attendsense::vision {
namespace {

namespace fs = std::filesystem;
using Embeddings = std::vector<std::optional<Embedding>>;

std::unexpected<Error> malformed(const fs::path& csv, std::size_t line, std::string_view why) {
  return fail(Failure::invalid_input, "pairs_malformed",
              csv.string() + ", line " + std::to_string(line) + ": " + std::string(why),
              "Write lines of four fields: a,b,same,fold");
}

std::vector<std::string> fields_of(const std::string& line) {
  std::vector<std::string> fields;
  std::istringstream stream(line);
  for (std::string field; std::getline(stream, field, ',');) fields.push_back(std::move(field));
  return fields;
}

// In pictures of one person with passers-by the person is in the middle.
const Face* middle_face(const std::vector<Face>& faces, ImageView image) {
  const auto distance = [&](const Face& face) {
    return std::hypot(face.box.x + face.box.width / 2 - static_cast<float>(image.width) / 2,
                      face.box.y + face.box.height / 2 - static_cast<float>(image.height) / 2);
  };
  const auto nearest = std::ranges::min_element(faces, {}, distance);
  return nearest == faces.end() ? nullptr : &*nearest;
}

Result<std::optional<Embedding>> embed_picture(Analyzer& analyzer, const fs::path& path) {
  const Result<Bytes> file = read_file(path);
  if (!file) return fail(file.error());
  const Result<Image> image = decode_image(*file);
  if (!image) {
    Error error = image.error();
    error.message = path.string() + ": " + error.message;
    return fail(std::move(error));
  }
  const Result<std::vector<Face>> faces = analyzer.detector().detect(*image);
  if (!faces) return fail(faces.error());
  const Face* const face = middle_face(*faces, *image);
  if (face == nullptr) return std::optional<Embedding>{};
  Result<Embedding> embedding = analyzer.embedder().embed(*image, *face);
  if (!embedding) return fail(std::move(embedding));
  return std::move(*embedding);
}

Comparison compare(const VerificationPair& pair, const std::optional<Embedding>& a, const std::optional<Embedding>& b) {
  constexpr double kInfinity = std::numeric_limits<double>::infinity();
  if (!a || !b) return {pair.is_same ? -kInfinity : kInfinity, pair.is_same, pair.fold};
  return {static_cast<double>(similarity(*a, *b).value_or(0)), pair.is_same, pair.fold};
}

Result<void> check_folds(const std::vector<VerificationPair>& pairs) {
  std::set<std::pair<int, bool>> kinds;
  std::set<int> folds;
  for (const VerificationPair& pair : pairs) {
    kinds.emplace(pair.fold, pair.is_same);
    folds.insert(pair.fold);
  }
  if (folds.size() >= 2 && kinds.size() == 2 * folds.size()) return {};
  return fail(Failure::invalid_input, "pairs_malformed",
              "Verification needs at least two folds, each with pairs of one person and of two",
              "Use a list such as LFW's View 2");
}

}  // namespace

Result<std::vector<VerificationPair>> read_pairs(const fs::path& csv) {
  const Result<Bytes> file = read_file(csv, std::size_t{256} << 20);
  if (!file) return fail(file.error());
  std::istringstream lines{std::string(as_text(*file))};
  std::vector<VerificationPair> pairs;
  std::string line;
  for (std::size_t number = 1; std::getline(lines, line); ++number) {
    if (line.ends_with('\r')) line.pop_back();
    if (number == 1) {
      if (line != "a,b,same,fold") return malformed(csv, number, "the head is not 'a,b,same,fold'");
      continue;
    }
    if (line.empty()) continue;
    std::vector<std::string> fields = fields_of(line);
    if (fields.size() != 4) return malformed(csv, number, "not four fields");
    if (fields[2] != "0" && fields[2] != "1") return malformed(csv, number, "'same' is neither 0 nor 1");
    int fold = 0;
    const char* const end = fields[3].data() + fields[3].size();
    if (const auto read = std::from_chars(fields[3].data(), end, fold); read.ec != std::errc{} || read.ptr != end) {
      return malformed(csv, number, "the fold is not a number");
    }
    pairs.push_back({std::move(fields[0]), std::move(fields[1]), fields[2] == "1", fold});
  }
  return pairs;
}

Result<VerificationReport> evaluate_verification(Analyzer& analyzer, const std::vector<VerificationPair>& pairs,
                                                 const fs::path& data_root, const EvaluationOptions& options) {
  if (Result<void> checked = check_folds(pairs); !checked) return fail(std::move(checked));
  const auto begun = std::chrono::steady_clock::now();
  std::map<std::string, std::size_t> index;
  for (const VerificationPair& pair : pairs) {
    index.try_emplace(pair.a, index.size());
    index.try_emplace(pair.b, index.size());
  }
  std::vector<std::string> pictures(index.size());
  for (const auto& [path, at] : index) pictures[at] = path;
  Embeddings embeddings(pictures.size());
  Result<void> done = for_each_in_parallel(pictures.size(), options, [&](std::size_t i) -> Result<void> {
    Result<std::optional<Embedding>> embedding = embed_picture(analyzer, data_root / pictures[i]);
    if (!embedding) return fail(std::move(embedding));
    embeddings[i] = std::move(*embedding);
    return {};
  });
  if (!done) return fail(std::move(done));

  std::vector<Comparison> comparisons;
  comparisons.reserve(pairs.size());
  for (const VerificationPair& pair : pairs) {
    comparisons.push_back(compare(pair, embeddings[index.at(pair.a)], embeddings[index.at(pair.b)]));
  }
  VerificationReport report;
  report.model = analyzer.embedder().model();
  report.pairs = pairs.size();
  report.pictures = pictures.size();
  for (std::size_t i = 0; i < pictures.size(); ++i) {
    if (!embeddings[i]) report.faces_not_found.push_back(pictures[i]);
  }
  const FoldedAccuracy accuracy = folded_accuracy(comparisons);
  report.accuracy = accuracy.mean;
  report.accuracy_deviation = accuracy.deviation;
  report.threshold = accuracy.threshold;
  report.equal_error_rate = equal_error_rate(comparisons);
  report.tar_at_fmr_1e3 = true_accept_rate(comparisons, 1e-3);
  report.tar_at_fmr_1e4 = true_accept_rate(comparisons, 1e-4);
  report.seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - begun).count();
  return report;
}

}  // namespace attendsense::vision
