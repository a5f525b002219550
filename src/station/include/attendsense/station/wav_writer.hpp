#pragma once

#include <cstdint>
#include <filesystem>
#include <fstream>
#include <memory>
#include <span>

#include "attendsense/base/result.hpp"

namespace attendsense::station {

// A RIFF/WAVE file of 16-bit mono samples that is complete after every append: its header always says how much there
// is. One thread.
class WavWriter {
 public:
  // Replaces what is there. unavailable "wav_unwritable", naming the path; as does append().
  [[nodiscard]] static Result<std::unique_ptr<WavWriter>> create(const std::filesystem::path& path, int sample_rate);
  [[nodiscard]] Result<void> append(std::span<const std::int16_t> samples);

 private:
  WavWriter(std::filesystem::path path, int sample_rate);
  [[nodiscard]] Result<void> write_header();

  std::filesystem::path path_;
  std::ofstream file_;
  std::uint32_t sample_rate_;
  std::uint32_t data_bytes_ = 0;
};

}  // namespace attendsense::station
