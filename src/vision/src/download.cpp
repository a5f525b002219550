#include "download.hpp"

#include <curl/curl.h>

#include <array>
#include <fstream>
#include <memory>

namespace attendsense::vision {
namespace {

namespace fs = std::filesystem;

struct Sink {
  std::ofstream file;
  std::uint64_t bytes = 0;
  std::uint64_t max_bytes = 0;
  const DownloadProgress* progress = nullptr;
};

// libcurl's callback: anything but the full count aborts the transfer.
std::size_t receive(const char* data, std::size_t, std::size_t count, void* context) {
  auto& sink = *static_cast<Sink*>(context);
  if (sink.bytes + count > sink.max_bytes) return 0;
  sink.file.write(data, static_cast<std::streamsize>(count));
  if (!sink.file) return 0;
  sink.bytes += count;
  if (*sink.progress) (*sink.progress)(sink.bytes);
  return count;
}

struct Attempt {
  CURLcode code = CURLE_OK;
  long status = 0;
  std::string reason;
};

Attempt transfer(const std::string& url, Sink& sink) {
  static const CURLcode global = curl_global_init(CURL_GLOBAL_DEFAULT);
  const std::unique_ptr<CURL, decltype(&curl_easy_cleanup)> curl(curl_easy_init(), &curl_easy_cleanup);
  if (global != CURLE_OK || !curl) return {CURLE_FAILED_INIT, 0, "libcurl cannot start"};
  std::array<char, CURL_ERROR_SIZE> message{};
  CURL* const handle = curl.get();
  curl_easy_setopt(handle, CURLOPT_URL, url.c_str());
  curl_easy_setopt(handle, CURLOPT_PROTOCOLS_STR, "https,http");
  curl_easy_setopt(handle, CURLOPT_REDIR_PROTOCOLS_STR, "https,http");
  curl_easy_setopt(handle, CURLOPT_FOLLOWLOCATION, 1L);
  curl_easy_setopt(handle, CURLOPT_MAXREDIRS, 5L);
  curl_easy_setopt(handle, CURLOPT_FAILONERROR, 1L);
  curl_easy_setopt(handle, CURLOPT_CONNECTTIMEOUT, 15L);
  curl_easy_setopt(handle, CURLOPT_LOW_SPEED_LIMIT, 1000L);
  curl_easy_setopt(handle, CURLOPT_LOW_SPEED_TIME, 30L);
  curl_easy_setopt(handle, CURLOPT_NOSIGNAL, 1L);
  curl_easy_setopt(handle, CURLOPT_ERRORBUFFER, message.data());
  curl_easy_setopt(handle, CURLOPT_USERAGENT, "attendsense");
  curl_easy_setopt(handle, CURLOPT_RESUME_FROM_LARGE, static_cast<curl_off_t>(sink.bytes));
  curl_easy_setopt(handle, CURLOPT_WRITEFUNCTION, &receive);
  curl_easy_setopt(handle, CURLOPT_WRITEDATA, &sink);
  Attempt attempt;
  attempt.code = curl_easy_perform(handle);
  curl_easy_getinfo(handle, CURLINFO_RESPONSE_CODE, &attempt.status);
  attempt.reason = message[0] != '\0' ? message.data() : curl_easy_strerror(attempt.code);
  return attempt;
}

Result<void> attempt_download(const std::string& url, const fs::path& target, std::uint64_t max_bytes,
                              const DownloadProgress& progress) {
  std::error_code missing;
  const std::uintmax_t present = fs::file_size(target, missing);
  const bool resumes = !missing && present > 0 && present < max_bytes;
  const auto mode = std::ios::binary | (resumes ? std::ios::app : std::ios::trunc);
  Sink sink{std::ofstream(target, mode), resumes ? present : 0, max_bytes, &progress};
  if (!sink.file) {
    return fail(Failure::unavailable, "model_download_failed", "Cannot write " + target.string(),
                "Check the folder's permissions and free space");
  }
  const Attempt attempt = transfer(url, sink);
  sink.file.close();
  if (attempt.code == CURLE_OK && sink.file) return {};
  // The server ignores ranges, or has another file than the one begun: begin again.
  const bool cannot_resume = attempt.code == CURLE_RANGE_ERROR || attempt.status == 416;
  if (resumes && cannot_resume) {
    fs::remove(target, missing);
    return attempt_download(url, target, max_bytes, progress);
  }
  const bool too_long = attempt.code == CURLE_WRITE_ERROR && sink.bytes <= max_bytes && sink.file;
  const std::string reason = too_long ? "the server sends another file than the manifest lists" : attempt.reason;
  if (too_long) fs::remove(target, missing);
  return fail(Failure::unavailable, "model_download_failed", "Cannot download " + url + ": " + reason,
              "Check the network and repeat: attendsense models fetch; it continues where it stopped");
}

}  // namespace

Result<void> download(const std::string& url, const fs::path& target, std::uint64_t max_bytes,
                      const DownloadProgress& progress) {
  return attempt_download(url, target, max_bytes, progress);
}

}  // namespace attendsense::vision
