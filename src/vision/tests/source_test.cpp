#include <gtest/gtest.h>

#include <fstream>
#include <opencv2/videoio.hpp>

#include "attendsense/vision/frame_source.hpp"
#include "sources.hpp"
#include "support.hpp"

namespace attendsense::vision {
namespace {

using std::chrono::milliseconds;
namespace fs = std::filesystem;

Image plain(int width, int height, std::uint8_t level) {
  Image image(width, height);
  std::fill_n(image.row(0), static_cast<std::size_t>(width * height * 3), level);
  return image;
}

void write(const fs::path& path, const Bytes& content) {
  std::ofstream(path, std::ios::binary)
      .write(reinterpret_cast<const char*>(content.data()), static_cast<std::streamsize>(content.size()));
}

std::vector<Frame> all_frames(FrameSource& source) {
  std::vector<Frame> frames;
  for (;;) {
    Result<std::optional<Frame>> frame = source.next(milliseconds{1000});
    EXPECT_TRUE(frame);
    if (!frame || !*frame) return frames;
    frames.push_back(std::move(**frame));
  }
}

TEST(Credentials, are_never_shown) {
  EXPECT_EQ(without_credentials("rtsp://user:secret@host:554/live?x=1"), "rtsp://host:554/live?x=1");
  EXPECT_EQ(without_credentials("http://user:p@ss@host/a@b"), "http://host/a@b");
  EXPECT_EQ(without_credentials("rtsp://user:secret@host"), "rtsp://host");
  EXPECT_EQ(without_credentials("rtsp://host/a@b"), "rtsp://host/a@b");
  EXPECT_EQ(without_credentials("/tmp/a@b.mp4"), "/tmp/a@b.mp4");
  const auto source = open_source("http://user:secret@127.0.0.1:1/x", {.open_timeout = milliseconds{500}});
  ASSERT_FALSE(source);
  EXPECT_EQ(source.error().code, "camera_unreachable");
  EXPECT_EQ(source.error().text().find("secret"), std::string::npos);
}

TEST(OpenSource, tells_what_is_not_there) {
  EXPECT_EQ(open_source("/no/such/file.mp4").error().code, "camera_not_found");
  EXPECT_EQ(open_source("concat:/etc/passwd").error().code, "camera_not_found");
  EXPECT_EQ(open_source("/dev/video987").error().code, "camera_not_found");
  const TemporaryFolder folder;
  EXPECT_EQ(open_source(folder.path().string()).error().code, "video_unreadable");
  write(folder.path() / "a.mp4", to_bytes("this is no video"));
  EXPECT_EQ(open_source((folder.path() / "a.mp4").string()).error().code, "video_unreadable");
}

TEST(FolderSource, plays_pictures_by_name_and_passes_over_broken_ones) {
  const TemporaryFolder folder;
  write(folder.path() / "b.JPG", encode_jpeg(plain(32, 24, 200), 90));
  write(folder.path() / "a.jpg", encode_jpeg(plain(32, 24, 50), 90));
  write(folder.path() / "aa.jpg", to_bytes("broken"));
  write(folder.path() / "notes.txt", to_bytes("no picture"));
  const auto source = open_source(folder.path().string(), {.folder_rate = 4});
  ASSERT_TRUE(source) << source.error().text();
  EXPECT_FALSE((*source)->is_live());
  const std::vector<Frame> frames = all_frames(**source);
  ASSERT_EQ(frames.size(), 2U);
  EXPECT_NEAR(frames[0].image.row(5)[5], 50, 3);
  EXPECT_EQ(frames[0].position.count(), 0);
  EXPECT_NEAR(frames[1].image.row(5)[5], 200, 3);
  EXPECT_EQ(frames[1].position.count(), 500'000);
  EXPECT_EQ(frames[1].number, 2U);
}

TEST(VideoFileSource, plays_by_its_own_clock) {
  const TemporaryFolder folder;
  const std::string path = (folder.path() / "clip.avi").string();
  {
    cv::VideoWriter writer(path, cv::VideoWriter::fourcc('M', 'J', 'P', 'G'), 10, {64, 48});
    ASSERT_TRUE(writer.isOpened());
    for (int i = 0; i < 12; ++i) writer.write(cv::Mat(48, 64, CV_8UC3, cv::Scalar::all(i * 20)));
  }
  const auto source = open_source(path);
  ASSERT_TRUE(source) << source.error().text();
  const std::vector<Frame> frames = all_frames(**source);
  ASSERT_EQ(frames.size(), 12U);
  for (std::size_t i = 0; i < frames.size(); ++i) {
    EXPECT_EQ(frames[i].number, i);
    EXPECT_NEAR(static_cast<double>(frames[i].position.count()), 1e5 * static_cast<double>(i), 2e4) << i;
    EXPECT_NEAR(frames[i].image.row(20)[30], 20 * static_cast<int>(i), 6);
  }
}

TEST(VideoFileSource, plays_the_development_clips) {
  ATTENDSENSE_NEEDS_DATA("clips");
  for (const auto& [name, least] : {std::pair{"short_hamilton_clip.mp4", 275U}, std::pair{"classroom.gif", 20U},
                                    std::pair{"face-demographics-walking-and-pause.gif", 35U}}) {
    const auto source = open_source((data_folder() / "clips" / name).string());
    ASSERT_TRUE(source) << source.error().text();
    const std::vector<Frame> frames = all_frames(**source);
    EXPECT_GE(frames.size(), least) << name;
    for (std::size_t i = 1; i < frames.size(); ++i) EXPECT_GT(frames[i].position, frames[i - 1].position) << name << i;
  }
}

TEST(Cameras, can_be_listed_on_any_machine) {
  for (const CameraInfo& camera : list_cameras()) EXPECT_TRUE(camera.device.starts_with("/dev/video"));
}

}  // namespace
}  // namespace attendsense::vision
