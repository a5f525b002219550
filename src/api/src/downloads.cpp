#include "downloads.hpp"

#include <algorithm>

#include "attendsense/base/log.hpp"

namespace attendsense::api {
namespace {

// More would not be faster: they wait for the same database.
constexpr int kMostThreads = 2;
constexpr std::chrono::seconds kWaitForAPlace{5};

std::string quotable(std::string name) {
  std::ranges::replace_if(
      name, [](unsigned char c) { return !(std::isalnum(c) || c == '.' || c == '-' || c == '_' || c == ' '); }, '_');
  return name;
}

// The source, in whose possession the place is.
http::BodySource with_place(http::BodySource source, Downloads::Place place) {
  return [source = std::move(source), place = std::move(place)] { return source(); };
}

auto log_end(const Call& call) {
  return [request = call.request_id](const http::PulledBody::Outcome& outcome) {
    const auto bytes = static_cast<std::int64_t>(outcome.bytes);
    if (!outcome.error) return log::info("download_complete", {{"request", request}, {"bytes", bytes}});
    if (outcome.error->code == "client_left") {
      return log::info("download_abandoned", {{"request", request}, {"bytes", bytes}});
    }
    log::error("download_broken_off",
               {{"request", request}, {"bytes", bytes}, {"code", outcome.error->code}, {"reason", *outcome.error}});
  };
}

}  // namespace

Downloads::Downloads(int most)
    : most_(std::max(1, most)), workers_(std::min(most_, kMostThreads), static_cast<std::size_t>(most_)) {}

Result<Downloads::Place> Downloads::take_place(const std::string& holder) {
  const std::scoped_lock lock(holders_->mutex);
  const auto own = holders_->places.find(holder);
  const bool has_enough = own != holders_->places.end() && own->second >= std::max(1, most_ / 2);
  if (has_enough || holders_->taken >= most_) {
    return fail(Error{Failure::unavailable,
                      "downloads_exhausted",
                      has_enough ? "You have as many downloads under way as one may have"
                                 : "As many downloads are under way as there may be",
                      "Try again when one of them has ended",
                      {},
                      kWaitForAPlace});
  }
  ++holders_->places[holder];
  ++holders_->taken;
  return Place(nullptr, [holders = holders_, holder](void*) {
    const std::scoped_lock returning(holders->mutex);
    --holders->taken;
    const auto of_holder = holders->places.find(holder);
    if (--of_holder->second == 0) holders->places.erase(of_holder);
  });
}

Result<http::Response> download_response(const Call& call, Download download) {
  Result<Downloads::Place> place = call.downloads.take_place(call.principal.actor());
  if (!place) return fail(std::move(place));
  http::Response response;
  response.headers.add("Content-Type", std::move(download.media_type));
  response.headers.add("Content-Disposition",
                       "attachment; filename=\"" + quotable(std::move(download.file_name)) + "\"");
  response.stream = std::make_shared<http::PulledBody>(
      with_place(std::move(download.source), std::move(*place)),
      [&downloads = call.downloads](std::function<void()> job) { return downloads.submit(std::move(job)); },
      log_end(call));
  return response;
}

}  // namespace attendsense::api
