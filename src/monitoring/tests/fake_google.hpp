#pragma once

#include <boost/json.hpp>
#include <condition_variable>
#include <deque>
#include <filesystem>
#include <functional>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

#include "attendsense/base/files.hpp"
#include "http/engine.hpp"

namespace attendsense::monitoring {

// Google's token endpoint, metadata server and timeSeries.create in one, on loopback. It verifies what it is sent as
// Google would: signature, claims and times of the assertion, the token, and every body against time_series.schema.json
// and the rules beside it; `faults` says what was wrong.
class FakeGoogle final : public api::http::RequestHandler {
 public:
  // How a timeSeries.create is answered instead of being taken.
  struct Answer {
    int status = 503;
    std::string retry_after = {};
    bool hold = false;  // no answer until the end
  };

  FakeGoogle();
  ~FakeGoogle() override;

  // A key file of a service account that this server knows.
  [[nodiscard]] std::filesystem::path service_account() const;
  // The same with one field changed.
  [[nodiscard]] std::filesystem::path service_account_with(const std::string& key, const std::string& value) const;
  [[nodiscard]] std::string host() const;

  [[nodiscard]] std::string url() const { return "http://" + host(); }

  // The next ones in order; afterwards all are taken.
  void answer_next(std::vector<Answer> answers);
  void let_tokens_live(int seconds);
  // Tokens given so far are not accepted any more.
  void revoke_tokens();

  struct Seen {
    std::vector<boost::json::object> taken;  // bodies
    int refused = 0;
    int tokens_given = 0;
    std::vector<std::string> faults;
  };

  // Waits until it holds, ten seconds at most.
  [[nodiscard]] bool wait_until(const std::function<bool(const Seen&)>& condition);
  [[nodiscard]] Seen seen();

  void handle(api::http::Request request, api::http::Respond respond) override;
  [[nodiscard]] api::http::Response refuse(const api::http::ProtocolFault& fault, const api::http::Peer&) override;

 private:
  struct Key;

  [[nodiscard]] api::http::Response give_token(const api::http::Request& request);
  [[nodiscard]] api::http::Response grant();
  [[nodiscard]] api::http::Response metadata(const api::http::Request& request);
  [[nodiscard]] api::http::Response take(const api::http::Request& request);
  void check_assertion(const std::string& assertion);
  void check_series(const boost::json::object& series);

  void fault(std::string what) { seen_.faults.push_back(std::move(what)); }

  const TemporaryFolder folder_;
  const std::unique_ptr<Key> key_;
  std::mutex mutex_;
  std::condition_variable changed_;
  Seen seen_;
  std::deque<Answer> answers_;
  std::vector<api::http::Respond> held_;
  std::string token_;
  int token_life_ = 3600;
  std::map<std::string, std::string> last_end_;  // of each series
  std::unique_ptr<api::http::Engine> engine_;    // last: it calls all of the above
};

}  // namespace attendsense::monitoring
