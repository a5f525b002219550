#include "encoding.hpp"

#include <openssl/evp.h>

#include <cctype>

#include "http_client.hpp"

namespace attendsense::api::testing {

std::string base64(BytesView bytes) {
  std::string text((bytes.size() + 2) / 3 * 4 + 1, '\0');
  const int size =
      EVP_EncodeBlock(reinterpret_cast<unsigned char*>(text.data()), bytes.data(), static_cast<int>(bytes.size()));
  text.resize(static_cast<std::size_t>(size));
  return text;
}

Reply parse_head(std::string_view received) {
  Reply reply;
  reply.status = status_of(received);
  std::string_view rest = received.substr(0, received.find("\r\n\r\n"));
  while (true) {
    const std::size_t end = rest.find("\r\n");
    if (end == std::string_view::npos) break;
    rest.remove_prefix(end + 2);
    const std::string_view line = rest.substr(0, rest.find("\r\n"));
    const std::size_t colon = line.find(": ");
    if (colon == std::string_view::npos) continue;
    std::string name(line.substr(0, colon));
    for (char& c : name) c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
    reply.headers[name] = line.substr(colon + 2);
  }
  return reply;
}

}  // namespace attendsense::api::testing
