#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <cstdio>
#include <cstdlib>
#include <memory>

#include "attendsense/cli/exit_code.hpp"
#include "attendsense/cli/progress.hpp"
#include "attendsense/vision/evaluation.hpp"
#include "command.hpp"

namespace attendsense::app {

namespace {

struct EvalOptions {
  std::string pairs;
  std::string root;  // empty: the folder of the pairs file, or $ATTENDSENSE_DATA
  unsigned threads = 0;
  bool average_mirror = false;
  double at_least = 0;
  bool as_json = false;
};

Result<std::unique_ptr<vision::Analyzer>> load_analyzer(const GlobalOptions& global, const EvalOptions& options) {
  const Result<config::Config> config = load_settings(global);
  if (!config) return fail(config.error());
  vision::AnalyzerOptions analyzer;
  if (options.average_mirror) analyzer.flip = vision::AnalyzerOptions::Flip::average;
  return vision::Analyzer::load(models_folder(*config), analyzer);
}

Result<std::filesystem::path> data_root(const EvalOptions& options) {
  if (!options.root.empty()) return options.root;
  if (!options.pairs.empty()) return std::filesystem::absolute(options.pairs).parent_path();
  const char* variable = std::getenv("ATTENDSENSE_DATA");  // NOLINT(concurrency-mt-unsafe)
  if (variable != nullptr) return variable;
  return fail(Failure::invalid_input, "evaluation_data_unnamed", "It is not said where the evaluation data is",
              "Name it with --data-root FOLDER or $ATTENDSENSE_DATA");
}

vision::EvaluationOptions with_progress(const EvalOptions& options, cli::ProgressBar& bar) {
  return {.threads = options.threads,
          .progress = [&bar](std::size_t done, std::size_t total) { bar.show(done, total); }};
}

Result<int> verification(const GlobalOptions& global, const EvalOptions& options) {
  auto analyzer = load_analyzer(global, options);
  if (!analyzer) return fail(std::move(analyzer));
  const Result<std::filesystem::path> root = data_root(options);
  if (!root) return fail(root.error());
  const auto pairs = vision::read_pairs(options.pairs);
  if (!pairs) return fail(pairs.error());
  Result<vision::VerificationReport> report = [&] {
    cli::ProgressBar bar("pictures");
    return vision::evaluate_verification(**analyzer, *pairs, *root, with_progress(options, bar));
  }();
  if (!report) return fail(std::move(report));
  const std::string text = options.as_json ? vision::to_json(*report) : vision::to_text(*report);
  fmt::print("{}{}", text, text.ends_with('\n') ? "" : "\n");
  if (report->accuracy < options.at_least) {
    fmt::print(stderr, "attendsense: The accuracy {:.4f} is below the {:.4f} asked for with --at-least\n",
               report->accuracy, options.at_least);
    return cli::check_failed;
  }
  return cli::done;
}

Result<int> liveness(const GlobalOptions& global, const EvalOptions& options) {
  auto analyzer = load_analyzer(global, options);
  if (!analyzer) return fail(std::move(analyzer));
  const Result<std::filesystem::path> root = data_root(options);
  if (!root) return fail(root.error());
  Result<vision::LivenessReport> report = [&] {
    cli::ProgressBar bar("pictures");
    return vision::evaluate_liveness(**analyzer, *root, with_progress(options, bar));
  }();
  if (!report) return fail(std::move(report));
  const std::string text = options.as_json ? vision::to_json(*report) : vision::to_text(*report);
  fmt::print("{}{}", text, text.ends_with('\n') ? "" : "\n");
  return cli::done;
}

}  // namespace

void add_eval(Program program) {
  CLI::App* eval = program.app.add_subcommand("eval", "How well the models do on labelled pictures");
  eval->require_subcommand(1);
  eval->fallthrough();
  auto options = std::make_shared<EvalOptions>();
  eval->add_flag("--json", options->as_json, "For machines");
  eval->add_option("--data-root", options->root, "Folder that the pictures are relative to")
      ->check(CLI::ExistingDirectory);
  eval->add_option("--threads", options->threads, "0: one a processor")->capture_default_str();

  CLI::App* pairs = eval->add_subcommand(
      "verification", "Same or not the same person: 10-fold accuracy, EER, TAR at FMR 1e-3 and 1e-4 (LFW's protocol)");
  pairs->add_option("--pairs", options->pairs, "CSV with a,b,same,fold")->required();
  pairs->add_flag("--average-mirror", options->average_mirror, "Average each embedding with that of the mirrored face");
  pairs->add_option("--at-least", options->at_least, "Exit with 6 when the accuracy is below")
      ->check(CLI::Range(0.0, 1.0));
  pairs->callback([program, options] {
    program.action = [options](const GlobalOptions& global) { return verification(global, *options); };
  });
  CLI::App* spoofs = eval->add_subcommand("liveness", "Live or replayed: APCER, BPCER and ACER of each source");
  spoofs->callback([program, options] {
    program.action = [options](const GlobalOptions& global) { return liveness(global, *options); };
  });
}

}  // namespace attendsense::app
