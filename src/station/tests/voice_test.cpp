#include "attendsense/station/voice.hpp"

#include <gtest/gtest.h>

#include <cmath>

#include "attendsense/base/files.hpp"
#include "attendsense/station/wav_writer.hpp"

namespace attendsense::station {
namespace {

struct Sound {
  std::uint32_t rate = 0;
  std::vector<std::int16_t> samples;

  [[nodiscard]] double seconds() const { return static_cast<double>(samples.size()) / rate; }

  [[nodiscard]] double rms() const {
    double sum = 0;
    for (const std::int16_t sample : samples) sum += static_cast<double>(sample) * sample;
    return samples.empty() ? 0 : std::sqrt(sum / static_cast<double>(samples.size()));
  }
};

std::uint32_t number(const Bytes& file, std::size_t at, std::size_t bytes) {
  std::uint32_t value = 0;
  for (std::size_t i = 0; i < bytes; ++i) value |= static_cast<std::uint32_t>(file.at(at + i)) << (8 * i);
  return value;
}

// Checks the header against the file as it reads.
Sound read_wav(const std::filesystem::path& path) {
  const Bytes file = *read_file(path);
  EXPECT_EQ(as_text(file).substr(0, 4), "RIFF");
  EXPECT_EQ(as_text(file).substr(8, 8), "WAVEfmt ");
  EXPECT_EQ(number(file, 4, 4), file.size() - 8);
  EXPECT_EQ(number(file, 22, 2), 1U);
  EXPECT_EQ(number(file, 34, 2), 16U);
  EXPECT_EQ(number(file, 40, 4), file.size() - 44);
  Sound sound{.rate = number(file, 24, 4), .samples = {}};
  for (std::size_t at = 44; at + 1 < file.size(); at += 2) {
    sound.samples.push_back(static_cast<std::int16_t>(number(file, at, 2)));
  }
  return sound;
}

class VoiceTest : public ::testing::Test {
 protected:
  TemporaryFolder folder_;
  std::filesystem::path path_ = folder_.path() / "greeting.wav";
};

TEST_F(VoiceTest, a_greeting_in_a_file_lasts_as_long_as_one_and_can_be_heard) {
  auto voice = make_voice({.mode = path_.string()});
  ASSERT_TRUE(voice) << voice.error().text();
  ASSERT_TRUE((*voice)->say("Hello Ms. Ada Lovelace"));
  const Sound first = read_wav(path_);
  EXPECT_GT(first.seconds(), 0.8);
  EXPECT_LT(first.seconds(), 5);
  EXPECT_GT(first.rms(), 500);
  ASSERT_TRUE((*voice)->say("Goodbye Dr. Alan Turing"));
  EXPECT_GT(read_wav(path_).seconds(), first.seconds() + 0.8);
}

TEST_F(VoiceTest, speaks_other_languages_and_falls_back_to_english) {
  auto voice = make_voice({.mode = path_.string(), .language = "de"});
  ASSERT_TRUE(voice) << voice.error().text();
  for (const char* language : {"fr", "es", "hi", "si", "tlh-none"}) {
    (*voice)->speak_language(language);
    const std::size_t before = read_wav(path_).samples.size();
    ASSERT_TRUE((*voice)->say("Ada")) << language;
    EXPECT_GT(read_wav(path_).samples.size(), before) << language;
  }
}

TEST_F(VoiceTest, a_name_is_said_as_it_is_written_markup_or_not) {
  auto voice = make_voice({.mode = path_.string()});
  ASSERT_TRUE(voice);
  for (const char* text : {"", "<speak>&amp;", "[[f0`o]]", "\xC3\x84nne \xE4\xBD\xA0\xE5\xA5\xBD", "\xff\xfe"}) {
    EXPECT_TRUE((*voice)->say(text));
  }
}

TEST_F(VoiceTest, off_says_nothing_and_never_fails) {
  auto voice = make_voice({.mode = "off"});
  ASSERT_TRUE(voice);
  EXPECT_TRUE((*voice)->say("Hello"));
}

TEST_F(VoiceTest, a_process_has_one_voice_at_a_time_and_may_have_another_later) {
  {
    auto first = make_voice({.mode = path_.string()});
    ASSERT_TRUE(first);
    EXPECT_FALSE(make_voice({.mode = (folder_.path() / "other.wav").string()}));
  }
  EXPECT_TRUE(make_voice({.mode = path_.string()}));
}

TEST_F(VoiceTest, a_file_that_cannot_be_written_is_an_error_that_names_it) {
  const auto voice = make_voice({.mode = "/nowhere/greeting.wav"});
  ASSERT_FALSE(voice);
  EXPECT_EQ(voice.error().code, "wav_unwritable");
  EXPECT_NE(voice.error().message.find("/nowhere/greeting.wav"), std::string::npos);
}

TEST_F(VoiceTest, without_a_loudspeaker_it_says_what_to_do) {
  if (std::filesystem::exists("/dev/snd")) GTEST_SKIP() << "this machine has a sound device";
  const auto voice = make_voice({.mode = "on"});
  if (voice) GTEST_SKIP() << "this machine has a sound server";
  EXPECT_EQ(voice.error().code, "sound_device_missing");
  EXPECT_FALSE(voice.error().remedy.empty());
}

}  // namespace
}  // namespace attendsense::station
