#include "idempotency.hpp"

#include <algorithm>

#include "attendsense/base/log.hpp"
#include "attendsense/base/sha256.hpp"
#include "attendsense/core/ports/replies.hpp"
#include "problem.hpp"

namespace attendsense::api {
namespace {

constexpr std::string_view kField = "Idempotency-Key";
constexpr std::size_t kLongestKey = 255;
constexpr std::chrono::hours kKeptFor{24};
// An endpoint that has not answered by then never will: its process has ended.
constexpr std::chrono::seconds kLongestRequest{60};
constexpr std::chrono::seconds kPause{1};

// The key, bare or as a structured field writes a string, between quotation marks.
Result<std::string> key_of(const http::Request& request) {
  std::string_view key = *request.headers.find(kField);
  if (key.size() >= 2 && key.starts_with('"') && key.ends_with('"')) key = key.substr(1, key.size() - 2);
  const bool printable = std::ranges::all_of(key, [](char c) { return c >= ' ' && c <= '~'; });
  if (key.empty() || key.size() > kLongestKey || !printable || request.headers.count(kField) > 1) {
    return fail(Failure::invalid_input, "idempotency_key_invalid",
                "Idempotency-Key is not one text of 1 to 255 printable ASCII characters",
                "Send a new UUID with each new request, and the same one when sending it again");
  }
  return std::string(key);
}

core::RequesterId requester_of(const service::Principal& principal) {
  return core::RequesterId{principal.employee ? principal.employee->uuid : principal.station.value().uuid};
}

// ---- what is kept: the fields that the endpoint gave, a line each, an empty line, the body

constexpr std::string_view kEndOfLine = "\r\n";

core::Reply to_reply(const http::Response& response) {
  std::string text;
  for (const auto& [name, value] : response.headers.items()) text.append(name + ": " + value).append(kEndOfLine);
  text.append(kEndOfLine).append(response.body);
  return {response.status, std::string(response.headers.find("Content-Type").value_or("")), Secret(std::move(text))};
}

http::Response to_response(const core::Reply& reply) {
  http::Response response;
  response.status = reply.status;
  std::string_view rest = reply.body.reveal();
  for (std::size_t end = rest.find(kEndOfLine); end != std::string_view::npos && end > 0; end = rest.find(kEndOfLine)) {
    const std::string_view line = rest.substr(0, end);
    const std::size_t colon = line.find(": ");
    response.headers.add(std::string(line.substr(0, colon)), std::string(line.substr(colon + 2)));
    rest.remove_prefix(end + kEndOfLine.size());
  }
  response.body = rest.substr(std::min(rest.size(), kEndOfLine.size()));
  response.headers.add("Idempotent-Replayed", "true");
  return response;
}

// ---- the one attempt that has the key

// Takes the key back if nobody says how the attempt ended: then nobody knows.
class Attempt {
 public:
  Attempt(core::Store& store, core::ReplyKey key) : store_(store), key_(std::move(key)) {}

  ~Attempt() {
    if (!settled_) settle([this](core::Replies& replies) { return replies.finish_unknown(key_); });
  }

  Attempt(const Attempt&) = delete;
  Attempt& operator=(const Attempt&) = delete;

  void keep(const http::Response& response) {
    settle([&](core::Replies& replies) { return replies.finish(key_, to_reply(response)); });
  }

  void forget() {
    settle([this](core::Replies& replies) { return replies.forget(key_); });
  }

 private:
  // The client gets its answer even if that cannot be written; whoever repeats the request hears that the outcome is
  // unknown.
  void settle(const std::function<Result<void>(core::Replies&)>& how) {
    settled_ = true;
    const Result<void> done = store_.write([&](core::Transaction& transaction) { return how(transaction.replies()); });
    if (!done) log::warn("reply_not_kept", {{"error", done.error()}});
  }

  core::Store& store_;
  const core::ReplyKey key_;
  bool settled_ = false;
};

Result<http::Response> carry_out(Call& call, Endpoint endpoint, const core::ReplyKey& key) {
  Attempt attempt(call.ports().store, key);
  Result<http::Response> response = endpoint(call);
  if (response) {
    if (!response->stream) attempt.keep(*response);
    return response;
  }
  const Error& error = response.error();
  const bool later = error.failure == Failure::throttled || error.failure == Failure::unavailable;
  if (later) attempt.forget();
  if (status_of(error) < 500 && !later) attempt.keep(problem(error, call.request_id));
  return response;
}

Result<http::Response> answer_again(const core::ReplyRecord& record, const std::string& fingerprint, Instant now) {
  if (record.fingerprint != fingerprint) {
    return fail(Failure::conflict, "idempotency_key_reused", "This Idempotency-Key came with another request before",
                "Send a new key with each new request");
  }
  if (record.state == core::ReplyState::finished) return to_response(record.reply);
  if (record.state == core::ReplyState::in_progress && now - record.begun_at < kLongestRequest) {
    return fail(Error{Failure::conflict,
                      "request_in_progress",
                      "The first request with this Idempotency-Key is still being carried out",
                      "Send it again in a moment",
                      {},
                      kPause});
  }
  return fail(Failure::conflict, "outcome_unknown",
              "The first request with this Idempotency-Key was begun, and its answer is not known",
              "Look whether it did what it should, and send it under a new key if it did not");
}

}  // namespace

bool has_idempotency_key(const Route& route, const http::Request& request) {
  const bool changes = route.access == Access::token && route.method != "GET" && route.limit != Limit::captures;
  return changes && request.headers.find(kField);
}

std::string fingerprint_of(const http::Request& request) {
  const std::string body = to_hex(sha256(request.body));
  return to_hex(sha256(as_bytes(request.method + " " + request.target + " " + body)));
}

Result<http::Response> answer_once(Call& call, Endpoint endpoint) {
  Result<std::string> text = key_of(call.request);
  if (!text) return fail(std::move(text));
  const core::ReplyKey key{call.principal.company, requester_of(call.principal), std::move(*text)};
  const std::string fingerprint = fingerprint_of(call.request);
  const auto known = core::write_to(call.ports().store, [&](core::Transaction& transaction) {
    return transaction.replies().begin(key, fingerprint, call.now, call.now + kKeptFor);
  });
  if (!known) return fail(known.error());
  if (*known) return answer_again(**known, fingerprint, call.now);
  return carry_out(call, endpoint, key);
}

}  // namespace attendsense::api
