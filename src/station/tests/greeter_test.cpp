#include "attendsense/station/greeter.hpp"

#include <gtest/gtest.h>

#include "testing/scripted_server.hpp"

namespace attendsense::station {
namespace {

using namespace std::chrono_literals;

// Writes down what it is to say.
class WritingVoice final : public Voice {
 public:
  WritingVoice(std::vector<std::string>& said, bool fails) : said_(said), fails_(fails) {}

  Result<void> say(const std::string& text) override {
    if (fails_) return fail(Failure::unavailable, "speech_failed", "hoarse");
    said_.push_back(text);
    return {};
  }

  void speak_language(const std::string& language) override { said_.push_back("<" + language + ">"); }

 private:
  std::vector<std::string>& said_;
  bool fails_;
};

std::vector<std::string> say_all(const std::function<void(Greeter&)>& greetings, GreeterCounts& counts,
                                 bool fails = false) {
  std::vector<std::string> said;
  Greeter greeter(std::make_unique<WritingVoice>(said, fails));
  greetings(greeter);
  greeter.finish();
  greeter.run({});
  counts = greeter.counts();
  return said;
}

TEST(Greeter, says_greetings_in_order_in_the_wanted_language) {
  GreeterCounts counts;
  const auto said = say_all(
      [](Greeter& greeter) {
        greeter.speak_language("de");
        greeter.greet("Hallo Ada", std::chrono::steady_clock::now());
        greeter.greet("Hallo Alan", std::chrono::steady_clock::now());
      },
      counts);
  EXPECT_EQ(said, (std::vector<std::string>{"<de>", "Hallo Ada", "Hallo Alan"}));
  EXPECT_EQ(counts.said, 2);
}

TEST(Greeter, says_nothing_while_it_is_silent_nor_afterwards_what_came_meanwhile) {
  GreeterCounts counts;
  const auto said = say_all(
      [](Greeter& greeter) {
        greeter.be_silent();
        greeter.greet("Hello unheard", std::chrono::steady_clock::now());
        greeter.speak();
        greeter.greet("Hello heard", std::chrono::steady_clock::now());
      },
      counts);
  EXPECT_EQ(said, (std::vector<std::string>{"Hello heard"}));
}

TEST(Greeter, leaves_stale_greetings_unsaid) {
  GreeterCounts counts;
  const auto said = say_all(
      [](Greeter& greeter) {
        greeter.greet("Hello long ago", std::chrono::steady_clock::now() - 11s);
        greeter.greet("Hello now", std::chrono::steady_clock::now());
      },
      counts);
  EXPECT_EQ(said, std::vector<std::string>{"Hello now"});
  EXPECT_EQ(counts.stale, 1);
}

TEST(Greeter, of_too_many_at_once_the_oldest_give_way) {
  GreeterCounts counts;
  const auto said = say_all(
      [](Greeter& greeter) {
        for (int i = 0; i < 12; ++i) greeter.greet(std::to_string(i), std::chrono::steady_clock::now());
      },
      counts);
  EXPECT_EQ(said.size(), 8U);
  EXPECT_EQ(said.back(), "11");
  EXPECT_EQ(counts.stale, 4);
}

TEST(Greeter, goes_on_when_the_voice_fails) {
  GreeterCounts counts;
  EXPECT_TRUE(say_all(
                  [](Greeter& greeter) {
                    greeter.greet("one", std::chrono::steady_clock::now());
                    greeter.greet("two", std::chrono::steady_clock::now());
                  },
                  counts, true)
                  .empty());
  EXPECT_EQ(counts.failed, 2);
}

}  // namespace
}  // namespace attendsense::station
