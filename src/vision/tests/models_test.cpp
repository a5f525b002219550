#include "attendsense/vision/models.hpp"

#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include <fstream>
#include <set>

#include "attendsense/base/sha256.hpp"
#include "support.hpp"

namespace attendsense::vision {
namespace {

namespace fs = std::filesystem;

void write(const fs::path& path, std::string_view content) {
  std::ofstream(path, std::ios::binary) << content;
}

std::string content_of(const fs::path& path) {
  const Result<Bytes> file = read_file(path);
  return file ? std::string(as_text(*file)) : "unreadable";
}

// Serves one content by HTTP/1.1 on a loopback port, with or without ranges, and may hang up early once.
class FileServer {
 public:
  struct Behaviour {
    bool knows_ranges = true;
    std::size_t hang_up_after = 0;  // bytes of the first answer; 0: never
  };

  FileServer(std::string content, Behaviour behaviour) : content_(std::move(content)), behaviour_(behaviour) {
    listener_ = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    socklen_t size = sizeof address;
    EXPECT_EQ(bind(listener_, reinterpret_cast<sockaddr*>(&address), size), 0);
    EXPECT_EQ(listen(listener_, 8), 0);
    EXPECT_EQ(getsockname(listener_, reinterpret_cast<sockaddr*>(&address), &size), 0);
    port_ = ntohs(address.sin_port);
    server_ = std::jthread([this] { serve(); });
  }

  ~FileServer() {
    shutdown(listener_, SHUT_RDWR);  // accept() returns
    server_.join();
    close(listener_);
  }

  [[nodiscard]] std::string url() const { return "http://127.0.0.1:" + std::to_string(port_); }

  [[nodiscard]] int ranges_served() const { return ranges_served_; }

 private:
  void serve() {
    for (;;) {
      const int client = accept(listener_, nullptr, nullptr);
      if (client < 0) return;
      answer(client, request_of(client));
      close(client);
    }
  }

  static std::string request_of(int client) {
    std::string request;
    std::array<char, 1024> piece{};
    while (request.find("\r\n\r\n") == std::string::npos) {
      const ssize_t got = recv(client, piece.data(), piece.size(), 0);
      if (got <= 0) break;
      request.append(piece.data(), static_cast<std::size_t>(got));
    }
    return request;
  }

  void answer(int client, const std::string& request) {
    const std::size_t range = request.find("Range: bytes=");
    std::size_t begin = 0;
    std::string head = "HTTP/1.1 200 OK\r\n";
    if (range != std::string::npos && behaviour_.knows_ranges) {
      begin = std::stoul(request.substr(range + 13));
      head = "HTTP/1.1 206 Partial Content\r\nContent-Range: bytes " + std::to_string(begin) + "-" +
             std::to_string(content_.size() - 1) + "/" + std::to_string(content_.size()) + "\r\n";
      ++ranges_served_;
    }
    std::string body = content_.substr(begin);
    head += "Content-Length: " + std::to_string(body.size()) + "\r\nConnection: close\r\n\r\n";
    if (const std::size_t limit = std::exchange(behaviour_.hang_up_after, 0); limit > 0) body.resize(limit);
    const std::string all = head + body;
    for (std::size_t sent = 0; sent < all.size();) {
      const ssize_t now = send(client, all.data() + sent, all.size() - sent, MSG_NOSIGNAL);
      if (now <= 0) return;
      sent += static_cast<std::size_t>(now);
    }
  }

  std::string content_;
  Behaviour behaviour_;
  int listener_ = -1;
  int port_ = 0;
  std::atomic<int> ranges_served_ = 0;
  std::jthread server_;
};

class FetchModels : public testing::Test {
 protected:
  FetchModels() {
    for (int i = 0; i < 5000; ++i) content_ += "weights " + std::to_string(i) + "\n";
    ModelEntry entry;
    entry.id = "test";
    entry.is_default = true;
    entry.files = {{"net.onnx", "http://127.0.0.1:1/net.onnx", to_hex(sha256(as_bytes(content_))), content_.size()}};
    options_.models = {entry};
  }

  [[nodiscard]] fs::path file() const { return folder_.path() / "net.onnx"; }

  [[nodiscard]] fs::path part() const { return folder_.path() / "net.onnx.part"; }

  TemporaryFolder folder_;
  std::string content_;
  FetchOptions options_;
};

TEST(Manifest, names_every_file_fully) {
  std::set<std::string> tasks;
  for (const ModelEntry& entry : model_manifest()) {
    EXPECT_FALSE(entry.id.empty());
    EXPECT_FALSE(entry.thresholds.empty()) << entry.id;
    EXPECT_EQ(entry.is_default, entry.id != "sface-2021dec");
    if (entry.is_default) tasks.insert(entry.task);
    for (const ModelFile& file : entry.files) {
      EXPECT_TRUE(file.url.starts_with("https://") && file.url.ends_with(file.name)) << file.url;
      EXPECT_EQ(file.sha256.size(), 64U);
      EXPECT_GT(file.bytes, 100'000U);
    }
  }
  EXPECT_EQ(tasks, (std::set<std::string>{"detect", "embed", "liveness"}));
}

TEST(FindModelFile, tells_how_to_mend_what_is_wrong) {
  const TemporaryFolder folder;
  constexpr std::string_view kName = "face_detection_yunet_2023mar.onnx";
  const Result<fs::path> missing = find_model_file(folder.path(), kName);
  ASSERT_FALSE(missing);
  EXPECT_EQ(missing.error().code, "model_missing");
  EXPECT_NE(missing.error().message.find((folder.path() / kName).string()), std::string::npos);
  EXPECT_NE(missing.error().message.find("8f2383e4"), std::string::npos);
  EXPECT_NE(missing.error().remedy.find("attendsense models fetch"), std::string::npos);

  write(folder.path() / kName, "not a network");
  const Result<fs::path> corrupt = find_model_file(folder.path(), kName);
  ASSERT_FALSE(corrupt);
  EXPECT_EQ(corrupt.error().code, "model_corrupt");
  EXPECT_NE(corrupt.error().message.find(to_hex(sha256(as_bytes("not a network")))), std::string::npos);
  EXPECT_EQ(find_model_file(folder.path(), "no-such-model").error().code, "model_unknown");
}

TEST(VerifyModels, looks_at_every_default_file) {
  const TemporaryFolder folder;
  write(folder.path() / "2.7_80x80_MiniFASNetV2.onnx", "x");
  const std::vector<FileCheck> checks = verify_models(folder.path());
  ASSERT_EQ(checks.size(), 5U);
  for (const FileCheck& check : checks) {
    const bool is_there = check.file.name.starts_with("2.7");
    EXPECT_EQ(check.state, is_there ? FileState::corrupt : FileState::missing);
    EXPECT_EQ(check.found_sha256.empty(), !is_there);
  }
  EXPECT_EQ(verify_models(folder.path(), true).size(), 6U);
}

TEST(VerifyModels, finds_the_development_models_intact) {
  ATTENDSENSE_NEEDS_MODELS();
  for (const FileCheck& check : verify_models(test_models_folder())) {
    EXPECT_TRUE(find_model_file(test_models_folder(), check.file.name));
  }
}

TEST_F(FetchModels, brings_what_is_missing_and_reports_progress) {
  const FileServer server(content_, {});
  std::uint64_t last = 0;
  options_.mirror = server.url();
  options_.progress = [&](const FetchProgress& progress) {
    EXPECT_GT(progress.done, last);
    EXPECT_EQ(progress.total, content_.size());
    last = progress.done;
  };
  const Result<std::vector<std::string>> brought = fetch_models(folder_.path(), options_);
  ASSERT_TRUE(brought) << brought.error().text();
  EXPECT_EQ(*brought, std::vector<std::string>{"net.onnx"});
  EXPECT_EQ(last, content_.size());
  EXPECT_EQ(content_of(file()), content_);
  EXPECT_FALSE(fs::exists(part()));
  EXPECT_TRUE(fetch_models(folder_.path(), options_)->empty());
}

TEST_F(FetchModels, resumes_where_it_was_cut_off) {
  const FileServer server(content_, {.hang_up_after = 30'000});
  options_.mirror = server.url();
  const Result<std::vector<std::string>> cut = fetch_models(folder_.path(), options_);
  ASSERT_FALSE(cut);
  EXPECT_EQ(cut.error().code, "model_download_failed");
  EXPECT_EQ(fs::file_size(part()), 30'000U);
  ASSERT_TRUE(fetch_models(folder_.path(), options_));
  EXPECT_EQ(server.ranges_served(), 1);
  EXPECT_EQ(content_of(file()), content_);
}

TEST_F(FetchModels, starts_over_when_the_server_cannot_resume) {
  const FileServer server(content_, {.knows_ranges = false});
  options_.mirror = server.url();
  write(part(), content_.substr(0, 1000));
  ASSERT_TRUE(fetch_models(folder_.path(), options_));
  EXPECT_EQ(content_of(file()), content_);
}

TEST_F(FetchModels, starts_over_from_a_bad_beginning) {
  const FileServer server(content_, {});
  options_.mirror = server.url();
  write(part(), std::string(1000, '?'));
  ASSERT_TRUE(fetch_models(folder_.path(), options_));
  EXPECT_EQ(content_of(file()), content_);
}

TEST_F(FetchModels, refuses_another_file_than_the_manifest_lists) {
  std::string other = content_;
  other[77] ^= 1;
  for (const std::string& content : {other, content_ + "more"}) {
    const FileServer server(content, {});
    options_.mirror = server.url();
    const Result<std::vector<std::string>> brought = fetch_models(folder_.path(), options_);
    ASSERT_FALSE(brought);
    EXPECT_FALSE(fs::exists(file()));
    EXPECT_FALSE(fs::exists(part()));
  }
}

TEST_F(FetchModels, copies_from_a_folder) {
  const TemporaryFolder mirror;
  options_.mirror = mirror.path().string();
  EXPECT_EQ(fetch_models(folder_.path(), options_).error().code, "model_download_failed");
  write(mirror.path() / "net.onnx", content_.substr(1));
  EXPECT_EQ(fetch_models(folder_.path(), options_).error().code, "model_corrupt");
  write(mirror.path() / "net.onnx", content_);
  write(file(), "corrupt");
  ASSERT_TRUE(fetch_models(folder_.path(), options_));
  EXPECT_EQ(content_of(file()), content_);
}

TEST_F(FetchModels, an_unreachable_server_is_a_clear_error) {
  const Result<std::vector<std::string>> brought = fetch_models(folder_.path(), options_);
  ASSERT_FALSE(brought);
  EXPECT_EQ(brought.error().code, "model_download_failed");
  EXPECT_NE(brought.error().message.find("http://127.0.0.1:1/net.onnx"), std::string::npos);
}

}  // namespace
}  // namespace attendsense::vision
