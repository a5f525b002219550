#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <CLI/CLI.hpp>
#include <csignal>
#include <cstdlib>
#include <fstream>

#include "attendsense/base/files.hpp"
#include "attendsense/cli/completion.hpp"
#include "attendsense/cli/exit_code.hpp"
#include "attendsense/cli/progress.hpp"
#include "attendsense/cli/stop_signal.hpp"

namespace attendsense::cli {
namespace {

using testing::HasSubstr;

TEST(ExitCode, an_error_is_one_line_with_its_remedy) {
  testing::internal::CaptureStderr();
  const ExitCode code =
      report("attendsense", {Failure::corrupt, "model_corrupt", "The file a\nb is damaged", "Fetch it"});
  EXPECT_EQ(testing::internal::GetCapturedStderr(), "attendsense: The file a b is damaged; Fetch it\n");
  EXPECT_EQ(code, file_damaged);
}

TEST(ProgressBar, shows_share_and_time_left) {
  const std::string bar = ProgressBar::render("pairs", 1500, 6000, std::chrono::seconds{30});
  EXPECT_THAT(bar, HasSubstr("25 %"));
  EXPECT_THAT(bar, HasSubstr("1:30 left"));
  EXPECT_THAT(ProgressBar::render("pairs", 7, 7, {}), HasSubstr("100 %"));
}

TEST(ProgressBar, is_silent_where_nobody_looks) {
  testing::internal::CaptureStderr();
  {
    ProgressBar("pairs", ProgressBar::Terminal::no).show(1, 2);
  }
  EXPECT_EQ(testing::internal::GetCapturedStderr(), "");
}

TEST(Completion, bash_completes_subcommands_and_options) {
  CLI::App app("test", "attendsense");
  app.add_subcommand("models", "Model files")->add_subcommand("verify", "Check the model files");
  app.add_subcommand("queue", "The capture queue")->add_flag_function("--json", [](std::int64_t) {}, "For machines");
  const TemporaryFolder folder;
  std::ofstream(folder.path() / "c.bash") << *completion_script(app, "bash");
  const auto complete = [&](const std::string& words, int at) {
    const std::string output = (folder.path() / "out").string();
    const std::string command = "bash -c '. " + (folder.path() / "c.bash").string() + "; COMP_WORDS=(" + words +
                                "); COMP_CWORD=" + std::to_string(at) + "; _attendsense; echo \"${COMPREPLY[@]}\"' >" +
                                output;
    EXPECT_EQ(std::system(command.c_str()), 0);  // NOLINT(cert-env33-c,concurrency-mt-unsafe)
    std::string line;
    std::getline(std::ifstream(output) >> std::ws, line);
    return line;
  };
  EXPECT_EQ(complete("attendsense mo", 1), "models");
  EXPECT_EQ(complete("attendsense models ver", 2), "verify");
  EXPECT_EQ(complete("attendsense queue --j", 2), "--json");
}

TEST(Completion, an_unknown_shell_is_refused) {
  const CLI::App app("test", "attendsense");
  EXPECT_EQ(completion_script(app, "tcsh").error().code, "shell_unknown");
  EXPECT_THAT(*completion_script(app, "fish"), HasSubstr("complete -c attendsense"));
  EXPECT_THAT(*completion_script(app, "zsh"), HasSubstr("#compdef attendsense"));
}

TEST(StopSignal, a_signal_ends_the_wait) {
  StopSignal stop;
  EXPECT_FALSE(stop.wait_for(std::chrono::milliseconds{0}));
  std::raise(SIGTERM);
  EXPECT_TRUE(stop.wait_for(std::chrono::seconds{5}));
  EXPECT_EQ(stop.wait(), SIGTERM);
}

}  // namespace
}  // namespace attendsense::cli
