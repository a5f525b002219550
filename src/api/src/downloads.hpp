#pragma once

#include <map>
#include <memory>
#include <mutex>
#include <string>

#include "attendsense/base/result.hpp"
#include "call.hpp"
#include "http/pulled_body.hpp"
#include "worker_pool.hpp"

namespace attendsense::api {

// The downloads that are under way. They have threads of their own, so that however slow their making or their clients
// are, requests do not wait for them; and they are bounded, together and for each holder. Safe from any thread.
class Downloads {
 public:
  explicit Downloads(int most);

  // Ends with its last owner, which may outlive this.
  using Place = std::shared_ptr<void>;

  // Half of the places are the most that one holder has, so that nobody keeps all others out.
  // Errors: unavailable "downloads_exhausted".
  [[nodiscard]] Result<Place> take_place(const std::string& holder);

  [[nodiscard]] bool submit(WorkerPool::Job job) { return workers_.submit(std::move(job)); }

  // As WorkerPool::stop().
  void stop() { workers_.stop(); }

 private:
  struct Holders {
    std::mutex mutex;
    std::map<std::string, int> places;
    int taken = 0;
  };

  const int most_;
  const std::shared_ptr<Holders> holders_ = std::make_shared<Holders>();
  WorkerPool workers_;
};

struct Download {
  std::string media_type;
  std::string file_name;  // ASCII, as the client shall call the file; anything odd in it becomes "_"
  // Runs on a thread of its own kind, after the endpoint has returned: it owns what it needs. What can be refused is
  // refused before, by the endpoint; once the body has begun an error can only break it off, and is logged.
  http::BodySource source;
};

// 200 with a body that is made while the client reads it. Errors: those of Downloads::take_place().
[[nodiscard]] Result<http::Response> download_response(const Call& call, Download download);

}  // namespace attendsense::api
