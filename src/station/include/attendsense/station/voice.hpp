#pragma once

#include <filesystem>
#include <memory>
#include <string>

#include "attendsense/base/result.hpp"

namespace attendsense::station {

// Something that says a sentence.
class Voice {
 public:
  virtual ~Voice() = default;
  // Returns when it has been said. One thread at a time. A failure is for the log: nobody stops for it.
  [[nodiscard]] virtual Result<void> say(const std::string& text) = 0;
  // "en", "de", ...; a language without a voice falls back to English. At most as long as it takes to load a voice.
  virtual void speak_language(const std::string& language) = 0;
};

struct VoiceSettings {
  std::string mode = "on";  // "on", "off", or the path of a WAV file that receives what would have been said
  std::string language = "en";
  int words_per_minute = 160;  // 80 to 450
  int volume = 100;            // 0 to 200
};

// One speaking voice a process (espeak-ng keeps global state). Errors: unavailable "sound_device_missing" when this
// machine has no sound device, unavailable "speech_failed", unavailable "wav_unwritable". "off" cannot fail.
[[nodiscard]] Result<std::unique_ptr<Voice>> make_voice(const VoiceSettings& settings);
[[nodiscard]] std::unique_ptr<Voice> silent_voice();

}  // namespace attendsense::station
