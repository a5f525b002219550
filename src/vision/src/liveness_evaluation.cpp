#include <chrono>

#include "attendsense/base/files.hpp"
#include "attendsense/vision/evaluation.hpp"
#include "attendsense/vision/frame_source.hpp"
#include "parallel.hpp"

namespace attendsense::vision {
namespace {

namespace fs = std::filesystem;

constexpr std::uint64_t kFrameStep = 3;  // neighbouring frames tell nothing new

enum class Kind { real, fake };

struct Item {
  std::string source;
  Kind kind = Kind::real;
  fs::path path;
  bool is_clip = false;
};

std::vector<fs::path> sorted_entries(const fs::path& folder) {
  std::vector<fs::path> paths;
  std::error_code error;
  for (fs::directory_iterator entry(folder, error), end; !error && entry != end; entry.increment(error)) {
    paths.push_back(entry->path());
  }
  std::ranges::sort(paths);
  return paths;
}

std::vector<Item> find_items(const fs::path& data_root) {
  std::vector<Item> items;
  for (const fs::path& source : sorted_entries(data_root / "pad")) {
    for (const auto& [kind, name] : {std::pair{Kind::real, "real"}, std::pair{Kind::fake, "fake"}}) {
      for (const fs::path& picture : sorted_entries(source / name)) {
        items.push_back({source.filename().string(), kind, picture, false});
      }
    }
  }
  for (const fs::path& clip : sorted_entries(data_root / "pad_videos")) {
    const std::string stem = clip.stem().string();
    for (const auto& [kind, ending] : {std::pair{Kind::real, "_real"}, std::pair{Kind::fake, "_fake"}}) {
      if (!stem.ends_with(ending)) continue;
      items.push_back({stem.substr(0, stem.size() - 5) + " (clip)", kind, clip, true});
    }
  }
  return items;
}

Result<void> count(Analyzer& analyzer, ImageView image, LivenessCounts& counts) {
  ++counts.presentations;
  const Result<std::vector<Face>> faces = analyzer.detector().detect(image);
  if (!faces) return fail(faces.error());
  if (faces->empty()) {
    ++counts.no_face;
    return {};
  }
  const Result<Liveness> liveness = analyzer.liveness().judge(image, faces->front());
  if (!liveness) return fail(liveness.error());
  const bool is_tight = liveness->surroundings < LivenessLimits{}.min_surroundings;
  switch (liveness->verdict) {
    case LivenessVerdict::live:
      ++counts.live;
      break;
    case LivenessVerdict::spoof:
      ++counts.spoof;
      break;
    case LivenessVerdict::unclear:
      ++(is_tight ? counts.without_surroundings : counts.unclear);
      break;
  }
  return {};
}

Result<LivenessCounts> judge_picture(Analyzer& analyzer, const fs::path& path) {
  const Result<Bytes> file = read_file(path);
  if (!file) return fail(file.error());
  const Result<Image> image = decode_image(*file);
  if (!image)
    return fail(Error{image.error().failure, image.error().code, path.string() + ": " + image.error().message, {}});
  LivenessCounts counts;
  if (Result<void> counted = count(analyzer, *image, counts); !counted) return fail(std::move(counted));
  return counts;
}

Result<LivenessCounts> judge_clip(Analyzer& analyzer, const fs::path& path) {
  const Result<std::unique_ptr<FrameSource>> source = open_source(path.string());
  if (!source) return fail(source.error());
  LivenessCounts counts;
  for (;;) {
    const Result<std::optional<Frame>> frame = (*source)->next(std::chrono::seconds{10});
    if (!frame) return fail(frame.error());
    if (!*frame) return counts;
    if ((*frame)->number % kFrameStep != 0) continue;
    if (Result<void> counted = count(analyzer, (*frame)->image, counts); !counted) return fail(std::move(counted));
  }
}

void add(LivenessCounts& sum, const LivenessCounts& counts) {
  sum.presentations += counts.presentations;
  sum.no_face += counts.no_face;
  sum.without_surroundings += counts.without_surroundings;
  sum.live += counts.live;
  sum.spoof += counts.spoof;
  sum.unclear += counts.unclear;
}

double share(std::size_t part, std::size_t whole) {
  return whole == 0 ? -1 : static_cast<double>(part) / static_cast<double>(whole);
}

}  // namespace

double LivenessSource::apcer() const {
  return share(fake.live, fake.judged());
}

double LivenessSource::bpcer() const {
  return share(real.spoof + real.unclear, real.judged());
}

double LivenessSource::acer() const {
  return apcer() < 0 || bpcer() < 0 ? -1 : (apcer() + bpcer()) / 2;
}

Result<LivenessReport> evaluate_liveness(Analyzer& analyzer, const fs::path& data_root,
                                         const EvaluationOptions& options) {
  const auto begun = std::chrono::steady_clock::now();
  const std::vector<Item> items = find_items(data_root);
  if (items.empty()) {
    return fail(
        Failure::not_found, "evaluation_data_missing",
        "There are no recordings in " + (data_root / "pad").string() + " or " + (data_root / "pad_videos").string(),
        "Name the folder that holds them with --data");
  }
  std::vector<LivenessCounts> counts(items.size());
  Result<void> done = for_each_in_parallel(items.size(), options, [&](std::size_t i) -> Result<void> {
    Result<LivenessCounts> judged =
        items[i].is_clip ? judge_clip(analyzer, items[i].path) : judge_picture(analyzer, items[i].path);
    if (!judged) return fail(std::move(judged));
    counts[i] = *judged;
    return {};
  });
  if (!done) return fail(std::move(done));
  LivenessReport report;
  report.model = analyzer.liveness().model();
  for (std::size_t i = 0; i < items.size(); ++i) {
    auto source = std::ranges::find(report.sources, items[i].source, &LivenessSource::name);
    if (source == report.sources.end()) source = report.sources.insert(source, LivenessSource{items[i].source, {}, {}});
    add(items[i].kind == Kind::real ? source->real : source->fake, counts[i]);
  }
  report.seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - begun).count();
  return report;
}

}  // namespace attendsense::vision
