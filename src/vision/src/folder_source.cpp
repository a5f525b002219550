#include <algorithm>
#include <cmath>

#include "attendsense/base/files.hpp"
#include "sources.hpp"

namespace attendsense::vision {
namespace {

namespace fs = std::filesystem;

bool is_picture(const fs::path& path) {
  constexpr std::array<std::string_view, 4> kEndings{".jpg", ".jpeg", ".png", ".webp"};
  std::string ending = path.extension().string();
  std::ranges::transform(ending, ending.begin(), [](char c) { return c >= 'A' && c <= 'Z' ? char(c + 32) : c; });
  return std::ranges::find(kEndings, ending) != kEndings.end();
}

// Pictures in the order of their names. One that does not decode is passed over, as a dropped frame would be.
class FolderSource final : public FrameSource {
 public:
  FolderSource(fs::path folder, std::vector<fs::path> pictures, double rate)
      : folder_(std::move(folder)), pictures_(std::move(pictures)), rate_(rate) {}

  Result<std::optional<Frame>> next(std::chrono::milliseconds) override {
    constexpr std::size_t kMaxBytes = std::size_t{64} << 20;
    while (at_ < pictures_.size()) {
      const std::size_t number = at_++;
      const Result<Bytes> file = read_file(pictures_[number], kMaxBytes);
      if (!file) continue;
      DecodeLimits limits;
      limits.max_bytes = kMaxBytes;
      Result<Image> image = decode_image(*file, limits);
      if (!image) continue;
      const auto position = std::llround(static_cast<double>(number) * 1e6 / rate_);
      return Frame{std::move(*image), std::chrono::microseconds{position}, number};
    }
    return std::optional<Frame>{};
  }

  bool is_live() const override { return false; }

  std::string description() const override { return "folder " + folder_.string(); }

 private:
  fs::path folder_;
  std::vector<fs::path> pictures_;
  double rate_;
  std::size_t at_ = 0;
};

}  // namespace

Result<std::unique_ptr<FrameSource>> open_folder(const fs::path& path, double rate) {
  std::vector<fs::path> pictures;
  std::error_code error;
  for (fs::directory_iterator entry(path, error), end; !error && entry != end; entry.increment(error)) {
    if (entry->is_regular_file(error) && is_picture(entry->path())) pictures.push_back(entry->path());
  }
  if (pictures.empty() || !(rate > 0)) {
    return fail(Failure::unsupported, "video_unreadable", "The folder " + path.string() + " holds no pictures to play",
                "Put JPEG, PNG or WebP pictures there");
  }
  std::ranges::sort(pictures);
  return std::make_unique<FolderSource>(path, std::move(pictures), rate);
}

}  // namespace attendsense::vision
