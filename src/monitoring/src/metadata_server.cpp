#include "metadata_server.hpp"

namespace attendsense::monitoring {

HttpRequest metadata_request(const std::string& host, const std::string& path) {
  return {.url = "http://" + host + "/computeMetadata/v1/" + path, .headers = {"Metadata-Flavor: Google"}};
}

Result<std::string> ask_metadata(HttpClient& client, const std::string& host, const std::string& path,
                                 const std::stop_token& stop) {
  const Result<HttpResponse> response = client.send(metadata_request(host, path), stop);
  if (!response) return fail(response.error());
  std::string answer = response->body.substr(0, response->body.find_first_of("\r\n"));
  if (response->status != 200 || answer.empty()) {
    return fail(Failure::unavailable, "metadata_refused",
                "The metadata server answered " + std::to_string(response->status) + " to " + path,
                "Set monitoring.project, monitoring.instance_id and monitoring.zone");
  }
  return answer;
}

}  // namespace attendsense::monitoring
