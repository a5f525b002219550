#include "problem.hpp"

#include <boost/json.hpp>

namespace attendsense::api {
namespace {

namespace json = boost::json;

constexpr std::string_view kTypePrefix = "https://attendsense.example/problems/";
constexpr std::chrono::seconds kUsualWait{2};

// Understood, but the picture or the file in it will not do.
bool is_about_content(const Error& error) {
  return error.code.starts_with("photo_") || error.code.starts_with("picture_") || error.code == "import_refused";
}

std::int64_t whole_seconds(std::chrono::milliseconds time) {
  return std::max<std::int64_t>(1, std::chrono::ceil<std::chrono::seconds>(time).count());
}

json::array to_json(const std::vector<FieldError>& fields) {
  json::array errors;
  for (const FieldError& field : fields) errors.push_back({{"field", field.field}, {"message", field.message}});
  return errors;
}

}  // namespace

int status_of(const Error& error) {
  switch (error.failure) {
    case Failure::invalid_input:
      return is_about_content(error) ? 422 : 400;
    case Failure::unauthenticated:
      return 401;
    case Failure::forbidden:
      return 403;
    case Failure::not_found:
      return 404;
    case Failure::conflict:
      if (error.code == "precondition_failed") return 412;
      return error.code == "idempotency_key_reused" ? 422 : 409;
    case Failure::too_large:
      return 413;
    case Failure::unsupported:
      return 415;
    case Failure::throttled:
      return 429;
    case Failure::unavailable:
    case Failure::in_doubt:
      return 503;
    case Failure::corrupt:
    case Failure::internal:
      return 500;
  }
  return 500;
}

std::string_view title_of(int status) {
  switch (status) {
    case 400:
      return "Bad Request";
    case 401:
      return "Unauthorized";
    case 403:
      return "Forbidden";
    case 404:
      return "Not Found";
    case 405:
      return "Method Not Allowed";
    case 408:
      return "Request Timeout";
    case 409:
      return "Conflict";
    case 412:
      return "Precondition Failed";
    case 413:
      return "Content Too Large";
    case 415:
      return "Unsupported Media Type";
    case 417:
      return "Expectation Failed";
    case 422:
      return "Unprocessable Content";
    case 429:
      return "Too Many Requests";
    case 431:
      return "Request Header Fields Too Large";
    case 503:
      return "Service Unavailable";
    default:
      return "Internal Server Error";
  }
}

http::Response problem(const Error& error, int status, std::string_view request_id) {
  const bool ours = status == 500;
  json::object document{{"type", std::string(kTypePrefix) + error.code},
                        {"title", title_of(status)},
                        {"status", status},
                        {"detail", ours ? "Something went wrong on the server" : error.message},
                        {"code", error.code},
                        {"remedy", ours ? "Report it with this request's id" : error.remedy},
                        {"instance", request_id}};
  if (!error.fields.empty()) document["errors"] = to_json(error.fields);
  http::Response response;
  response.status = status;
  response.headers.add("Content-Type", "application/problem+json");
  if (status == 401) response.headers.add("WWW-Authenticate", "Bearer realm=\"AttendSense\"");
  // What is in doubt must not be repeated blindly, so no time to repeat it is named.
  const bool retry = (status == 503 && error.failure != Failure::in_doubt) || status == 429 ||
                     (error.failure == Failure::conflict && error.retry_after);
  if (retry) {
    response.headers.add("Retry-After", std::to_string(whole_seconds(error.retry_after.value_or(kUsualWait))));
  }
  response.body = json::serialize(document);
  return response;
}

http::Response problem(const Error& error, std::string_view request_id) {
  return problem(error, status_of(error), request_id);
}

}  // namespace attendsense::api
