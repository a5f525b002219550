#include "attendsense/station/voice.hpp"

#include <espeak-ng/espeak_ng.h>
#include <espeak-ng/speak_lib.h>
#include <fmt/format.h>

#include <atomic>
#include <cstdlib>

#include "attendsense/base/log.hpp"
#include "attendsense/station/wav_writer.hpp"

namespace attendsense::station {

namespace fs = std::filesystem;

namespace {

std::unexpected<Error> speech_failed(espeak_ng_STATUS status, const std::string& what) {
  std::array<char, 256> cause{};
  espeak_ng_GetStatusCodeMessage(status, cause.data(), cause.size());
  return fail(Failure::unavailable, "speech_failed", fmt::format("espeak-ng cannot {}: {}", what, cause.data()),
              "Install espeak-ng-data, or run with --voice off");
}

// Asking the sound system itself would make its libraries print their own complaints on the terminal.
bool has_sound_device() {
  std::error_code ignored;
  for (const auto& entry : fs::directory_iterator("/dev/snd", ignored)) {
    const std::string name = entry.path().filename();
    if (name.starts_with("pcm") && name.ends_with("p")) return true;
  }
  // NOLINTNEXTLINE(concurrency-mt-unsafe): nobody changes the environment
  if (std::getenv("PULSE_SERVER") != nullptr) return true;
  const char* runtime = std::getenv("XDG_RUNTIME_DIR");  // NOLINT(concurrency-mt-unsafe)
  return runtime != nullptr && (fs::exists(fs::path(runtime) / "pulse/native", ignored) ||
                                fs::exists(fs::path(runtime) / "pipewire-0", ignored));
}

// espeak-ng's global state, held by one owner at a time. It is initialised once and never terminated: the termination
// of version 1.51 waits for a thread of its own that may not be listening yet, and then for ever.
class Engine {
 public:
  enum class Output { sound_device, callback };

  static Result<std::unique_ptr<Engine>> start(Output output, const VoiceSettings& settings) {
    static std::atomic<bool> is_taken{false};
    if (is_taken.exchange(true)) {
      return fail(Failure::unavailable, "speech_failed", "This process speaks already, with another voice");
    }
    std::unique_ptr<Engine> engine(new Engine(is_taken));
    if (const espeak_ng_STATUS status = initialise_once(); status != ENS_OK) return speech_failed(status, "start");
    const int mode = output == Output::sound_device ? ENOUTPUT_MODE_SYNCHRONOUS | ENOUTPUT_MODE_SPEAK_AUDIO
                                                    : ENOUTPUT_MODE_SYNCHRONOUS;
    const espeak_ng_STATUS opened = espeak_ng_InitializeOutput(static_cast<espeak_ng_OUTPUT_MODE>(mode), 0, nullptr);
    if (opened != ENS_OK) return speech_failed(opened, "open its output");
    espeak_ng_SetParameter(espeakRATE, settings.words_per_minute, 0);
    espeak_ng_SetParameter(espeakVOLUME, settings.volume, 0);
    engine->choose(settings.language);
    return engine;
  }

  ~Engine() { is_taken_ = false; }

  Engine(const Engine&) = delete;
  Engine& operator=(const Engine&) = delete;

  void choose(const std::string& language) {
    espeak_VOICE wanted{};
    wanted.languages = language.c_str();
    if (espeak_ng_SetVoiceByProperties(&wanted) == ENS_OK) return;
    log::warn("language_has_no_voice", {{"language", language}});
    espeak_ng_SetVoiceByName("en");
  }

  Result<void> say(const std::string& text, void* receiver) {
    // No SSML and no phoneme input: a name with brackets in it is a name.
    const espeak_ng_STATUS status = espeak_ng_Synthesize(text.c_str(), text.size() + 1, 0, POS_CHARACTER, 0,
                                                         espeakCHARS_UTF8 | espeakENDPAUSE, nullptr, receiver);
    if (status != ENS_OK) return speech_failed(status, "speak");
    return {};
  }

 private:
  explicit Engine(std::atomic<bool>& is_taken) : is_taken_(is_taken) {}

  static espeak_ng_STATUS initialise_once() {
    static const espeak_ng_STATUS initialised = [] {
      espeak_ng_InitializePath(nullptr);
      espeak_ng_ERROR_CONTEXT context = nullptr;
      const espeak_ng_STATUS status = espeak_ng_Initialize(&context);
      espeak_ng_ClearErrorContext(&context);
      return status;
    }();
    return initialised;
  }

  std::atomic<bool>& is_taken_;
};

class SilentVoice final : public Voice {
 public:
  Result<void> say(const std::string& text) override {
    static_cast<void>(text);
    return {};
  }

  void speak_language(const std::string& language) override { static_cast<void>(language); }
};

class SpeakingVoice final : public Voice {
 public:
  explicit SpeakingVoice(std::unique_ptr<Engine> engine) : engine_(std::move(engine)) {}

  Result<void> say(const std::string& text) override {
    Result<void> said = engine_->say(text, nullptr);
    if (said) espeak_ng_Synchronize();
    return said;
  }

  void speak_language(const std::string& language) override { engine_->choose(language); }

 private:
  std::unique_ptr<Engine> engine_;
};

class RecordingVoice final : public Voice {
 public:
  RecordingVoice(std::unique_ptr<Engine> engine, std::unique_ptr<WavWriter> file)
      : engine_(std::move(engine)), file_(std::move(file)) {
    espeak_SetSynthCallback(collect);
  }

  Result<void> say(const std::string& text) override {
    std::vector<std::int16_t> samples;
    if (Result<void> said = engine_->say(text, &samples); !said) return said;
    return file_->append(samples);
  }

  void speak_language(const std::string& language) override { engine_->choose(language); }

 private:
  static int collect(short* samples, int count, espeak_EVENT* events) {
    auto* receiver = static_cast<std::vector<std::int16_t>*>(events->user_data);
    if (samples != nullptr && count > 0 && receiver != nullptr)
      receiver->insert(receiver->end(), samples, samples + count);
    return 0;  // go on
  }

  std::unique_ptr<Engine> engine_;
  std::unique_ptr<WavWriter> file_;
};

Result<std::unique_ptr<Voice>> make_recording_voice(const VoiceSettings& settings) {
  Result<std::unique_ptr<Engine>> engine = Engine::start(Engine::Output::callback, settings);
  if (!engine) return fail(std::move(engine));
  Result<std::unique_ptr<WavWriter>> file = WavWriter::create(settings.mode, espeak_ng_GetSampleRate());
  if (!file) return fail(std::move(file));
  return std::make_unique<RecordingVoice>(std::move(*engine), std::move(*file));
}

}  // namespace

std::unique_ptr<Voice> silent_voice() {
  return std::make_unique<SilentVoice>();
}

Result<std::unique_ptr<Voice>> make_voice(const VoiceSettings& settings) {
  if (settings.mode == "off") return silent_voice();
  if (settings.mode != "on") return make_recording_voice(settings);
  if (!has_sound_device()) {
    return fail(Failure::unavailable, "sound_device_missing",
                "This machine has no sound device; greetings are shown only",
                "Connect a loudspeaker, or run with --voice off");
  }
  Result<std::unique_ptr<Engine>> engine = Engine::start(Engine::Output::sound_device, settings);
  if (!engine) return fail(std::move(engine));
  return std::make_unique<SpeakingVoice>(std::move(*engine));
}

}  // namespace attendsense::station
