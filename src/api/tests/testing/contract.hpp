#pragma once

#include <boost/json/object.hpp>
#include <map>
#include <mutex>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace attendsense::api::testing {

// One answer as it came over the wire.
struct Reply {
  int status = 0;
  std::map<std::string, std::string> headers;  // names in lower case
  std::string body;

  [[nodiscard]] boost::json::object json() const;  // throws when the body is none
  [[nodiscard]] std::string header(const std::string& lower_case_name) const;
  [[nodiscard]] std::string code() const;  // of a problem document; empty: none
};

// contracts/openapi.yaml, to hold answers against.
class Contract {
 public:
  Contract();

  // What of an answer is not as documented; empty: nothing. Statuses that any path may answer (404 of an unknown path,
  // 405, those of a broken request) need not be listed, but must be problem documents.
  [[nodiscard]] std::string complaint(const std::string& method, const std::string& path, const Reply& reply) const;

  struct Operation {
    std::string id;
    std::string method;
    std::string path;   // with its {parameters}
    bool open = false;  // needs no token
    bool takes_idempotency_key = false;
  };

  [[nodiscard]] const std::vector<Operation>& operations() const { return operations_; }

  // JSON that is asked for or answered with success and has no example, and examples that are not as their schema says.
  [[nodiscard]] std::vector<std::string> example_complaints() const;

  // Operations that were answered with success and as documented, by id.
  [[nodiscard]] std::set<std::string> answered() const;

 private:
  [[nodiscard]] const Operation* find(const std::string& method, const std::string& path) const;
  [[nodiscard]] const boost::json::object& resolve(const boost::json::object& node) const;
  [[nodiscard]] std::string schema_complaint(const boost::json::value& schema, const std::string& body) const;
  [[nodiscard]] std::string example_complaint(const boost::json::object& holder) const;
  [[nodiscard]] std::string response_complaint(const boost::json::object& response, const Reply& reply) const;

  boost::json::object document_;
  std::vector<Operation> operations_;
  mutable std::mutex mutex_;
  mutable std::set<std::string> answered_;
};

// Read once.
[[nodiscard]] const Contract& contract();

}  // namespace attendsense::api::testing
