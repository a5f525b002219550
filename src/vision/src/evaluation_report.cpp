#include <array>
#include <boost/json.hpp>
#include <cstdio>

#include "attendsense/vision/evaluation.hpp"

namespace attendsense::vision {
namespace {

namespace json = boost::json;

template <class... Values>
std::string formatted(const char* format, Values... values) {
  std::array<char, 256> line{};
  std::snprintf(line.data(), line.size(), format, values...);
  return line.data();
}

std::string percent(double rate) {
  return rate < 0 ? "n/a" : formatted("%.2f %%", 100 * rate);
}

json::value rate_or_null(double rate) {
  return rate < 0 ? json::value(nullptr) : json::value(rate);
}

json::object counts_object(const LivenessCounts& counts) {
  return {{"presentations", counts.presentations},
          {"no_face", counts.no_face},
          {"without_surroundings", counts.without_surroundings},
          {"live", counts.live},
          {"spoof", counts.spoof},
          {"unclear", counts.unclear}};
}

std::string counts_text(const LivenessCounts& counts) {
  return formatted("%zu live, %zu spoof, %zu unclear, %zu without surroundings, %zu without a face", counts.live,
                   counts.spoof, counts.unclear, counts.without_surroundings, counts.no_face);
}

}  // namespace

std::string to_text(const VerificationReport& report) {
  std::string text = "Verification with " + report.model + "\n";
  text += formatted("  pairs               %zu (%zu pictures)\n", report.pairs, report.pictures);
  text += formatted("  faces not found     %zu\n", report.faces_not_found.size());
  text += formatted("  accuracy            %.2f %% +- %.2f at cosine %.3f\n", 100 * report.accuracy,
                    100 * report.accuracy_deviation, report.threshold);
  text += "  equal error rate    " + percent(report.equal_error_rate) + "\n";
  text += "  TAR at FMR 1e-3     " + percent(report.tar_at_fmr_1e3) + "\n";
  text += "  TAR at FMR 1e-4     " + percent(report.tar_at_fmr_1e4) + "\n";
  text += formatted("  time                %.1f s\n", report.seconds);
  return text;
}

std::string to_json(const VerificationReport& report) {
  const json::object object{{"model", report.model},
                            {"pairs", report.pairs},
                            {"pictures", report.pictures},
                            {"faces_not_found", json::value_from(report.faces_not_found)},
                            {"accuracy", report.accuracy},
                            {"accuracy_deviation", report.accuracy_deviation},
                            {"threshold", report.threshold},
                            {"equal_error_rate", report.equal_error_rate},
                            {"tar_at_fmr_1e3", report.tar_at_fmr_1e3},
                            {"tar_at_fmr_1e4", report.tar_at_fmr_1e4},
                            {"seconds", report.seconds}};
  return json::serialize(object);
}

std::string to_text(const LivenessReport& report) {
  std::string text = "Liveness with " + report.model + "\n";
  for (const LivenessSource& source : report.sources) {
    text += "  " + source.name + ": APCER " + percent(source.apcer()) + ", BPCER " + percent(source.bpcer()) +
            ", ACER " + percent(source.acer()) + "\n";
    text += "    real  " + counts_text(source.real) + "\n";
    text += "    fake  " + counts_text(source.fake) + "\n";
  }
  return text + formatted("  time  %.1f s\n", report.seconds);
}

std::string to_json(const LivenessReport& report) {
  json::array sources;
  for (const LivenessSource& source : report.sources) {
    sources.push_back(json::object{{"name", source.name},
                                   {"apcer", rate_or_null(source.apcer())},
                                   {"bpcer", rate_or_null(source.bpcer())},
                                   {"acer", rate_or_null(source.acer())},
                                   {"real", counts_object(source.real)},
                                   {"fake", counts_object(source.fake)}});
  }
  return json::serialize(json::object{{"model", report.model}, {"sources", sources}, {"seconds", report.seconds}});
}

}  // namespace attendsense::vision
