#pragma once

// What requests with an idempotency key were answered, so that one that comes again is answered the same and does
// nothing. Part of the store (ports/store.hpp); errors and transactions are as there.

#include <optional>
#include <string>

#include "attendsense/base/clock.hpp"
#include "attendsense/base/secret.hpp"
#include "attendsense/core/ids.hpp"

namespace attendsense::core {

// The employee or the station on whose behalf a request came.
using RequesterId = StrongId<struct RequesterTag>;

// A key belongs to whoever sent it: two may use the same one.
struct ReplyKey {
  CompanyId company;
  RequesterId requester;
  std::string key;
};

enum class ReplyState {
  in_progress,
  finished,
  unknown,  // whether the request did anything cannot be told, or not any more
};

struct Reply {
  int status = 0;  // of HTTP
  std::string content_type;
  Secret body;  // may hold what is shown once, such as a station's token
};

struct ReplyRecord {
  std::string fingerprint;  // tells whether a request is the same as the first of its key
  ReplyState state = ReplyState::in_progress;
  Instant begun_at;
  Reply reply;  // of one that is finished
};

class Replies {
 public:
  virtual ~Replies() = default;
  // Takes the key for a request that is about to be carried out: nothing is returned. Or what is there of that key
  // already, unless it has expired by `now`. Of several who take a key at once, one gets it.
  [[nodiscard]] virtual Result<std::optional<ReplyRecord>> begin(const ReplyKey& key, const std::string& fingerprint,
                                                                 Instant now, Instant expires_at) = 0;
  // Of a key that is in progress; of another, or one that has expired meanwhile, nothing happens.
  [[nodiscard]] virtual Result<void> finish(const ReplyKey& key, const Reply& reply) = 0;
  [[nodiscard]] virtual Result<void> finish_unknown(const ReplyKey& key) = 0;
  // Frees a key that is in progress: nothing was done, the same request may come again.
  [[nodiscard]] virtual Result<void> forget(const ReplyKey& key) = 0;
  [[nodiscard]] virtual Result<std::int64_t> prune(Instant expired_before) = 0;
};

}  // namespace attendsense::core
