#include "endpoints/reports/payroll_answer.hpp"

#include "content_digest.hpp"

namespace attendsense::api::endpoints {

Result<http::Response> payroll_response(Result<service::export_payroll::Output> file) {
  if (!file) return fail(std::move(file));
  http::Response response;
  response.headers.add("Content-Type", std::move(file->media_type));
  response.headers.add("Content-Disposition", "attachment; filename=\"" + file->file_name + "\"");
  response.headers.add("Content-Digest", content_digest(file->content));
  std::string hashes;
  for (const std::string& hash : file->period_hashes) hashes += (hashes.empty() ? "" : ", ") + hash;
  if (!hashes.empty()) response.headers.add("Attendsense-Period-Hash", std::move(hashes));
  response.body = std::move(file->content);
  return response;
}

}  // namespace attendsense::api::endpoints
