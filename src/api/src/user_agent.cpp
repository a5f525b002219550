#include "user_agent.hpp"

#include <array>
#include <utility>

namespace attendsense::api {
namespace {

// What the field contains, and what it means. The first that fits counts: most browsers claim to be others too.
using Signs = std::pair<std::string_view, std::string_view>;

constexpr std::array kPrograms{
    Signs{"Edg", "Edge"},         Signs{"OPR/", "Opera"},     Signs{"SamsungBrowser/", "Samsung Internet"},
    Signs{"Firefox/", "Firefox"}, Signs{"FxiOS/", "Firefox"}, Signs{"CriOS/", "Chrome"},
    Signs{"Chrome/", "Chrome"},   Signs{"Safari/", "Safari"}, Signs{"curl/", "curl"}};
constexpr std::array kSystems{Signs{"iPhone", "iPhone"},   Signs{"iPad", "iPad"},      Signs{"Android", "Android"},
                              Signs{"Windows", "Windows"}, Signs{"Mac OS X", "macOS"}, Signs{"CrOS", "ChromeOS"},
                              Signs{"Linux", "Linux"}};

template <std::size_t Size>
std::string_view meaning_of(std::string_view text, const std::array<Signs, Size>& signs) {
  for (const auto& [sign, meaning] : signs) {
    if (text.contains(sign)) return meaning;
  }
  return {};
}

}  // namespace

std::string program_of(std::string_view user_agent) {
  const std::string_view program = meaning_of(user_agent, kPrograms);
  const std::string_view system = meaning_of(user_agent, kSystems);
  if (program.empty() || system.empty()) return std::string(program.empty() ? system : program);
  return std::string(program) + " on " + std::string(system);
}

}  // namespace attendsense::api
