#include "attendsense/station/wav_writer.hpp"

#include <array>
#include <limits>

namespace attendsense::station {

namespace {

constexpr std::size_t kHeaderBytes = 44;

using Header = std::array<char, kHeaderBytes>;

void put_text(Header& header, std::size_t at, std::string_view text) {
  std::copy(text.begin(), text.end(), header.begin() + static_cast<std::ptrdiff_t>(at));
}

// Little-endian, whatever this machine is.
void put_number(Header& header, std::size_t at, std::uint32_t value, std::size_t bytes) {
  for (std::size_t i = 0; i < bytes; ++i) header[at + i] = static_cast<char>((value >> (8 * i)) & 0xff);
}

}  // namespace

WavWriter::WavWriter(std::filesystem::path path, int sample_rate)
    : path_(std::move(path)),
      file_(path_, std::ios::binary | std::ios::trunc),
      sample_rate_(static_cast<std::uint32_t>(sample_rate)) {}

Result<std::unique_ptr<WavWriter>> WavWriter::create(const std::filesystem::path& path, int sample_rate) {
  std::unique_ptr<WavWriter> writer(new WavWriter(path, sample_rate));
  if (Result<void> written = writer->write_header(); !written) return fail(std::move(written));
  return writer;
}

Result<void> WavWriter::append(std::span<const std::int16_t> samples) {
  const std::size_t bytes = 2 * samples.size();
  if (bytes > std::numeric_limits<std::uint32_t>::max() - kHeaderBytes - data_bytes_) {
    return fail(Failure::too_large, "wav_full", "The sound file " + path_.string() + " cannot grow beyond 4 GiB");
  }
  std::string little_endian;
  little_endian.reserve(bytes);
  for (const std::int16_t sample : samples) {
    const auto value = static_cast<std::uint16_t>(sample);
    little_endian.push_back(static_cast<char>(value & 0xff));
    little_endian.push_back(static_cast<char>(value >> 8));
  }
  file_.seekp(0, std::ios::end);
  file_.write(little_endian.data(), static_cast<std::streamsize>(bytes));
  data_bytes_ += static_cast<std::uint32_t>(bytes);
  return write_header();
}

Result<void> WavWriter::write_header() {
  Header header{};
  put_text(header, 0, "RIFF");
  put_number(header, 4, data_bytes_ + kHeaderBytes - 8, 4);
  put_text(header, 8, "WAVEfmt ");
  put_number(header, 16, 16, 4);  // bytes of the format that follows
  put_number(header, 20, 1, 2);   // PCM
  put_number(header, 22, 1, 2);   // channels
  put_number(header, 24, sample_rate_, 4);
  put_number(header, 28, 2 * sample_rate_, 4);  // bytes a second
  put_number(header, 32, 2, 2);                 // bytes a sample of all channels
  put_number(header, 34, 16, 2);                // bits a sample
  put_text(header, 36, "data");
  put_number(header, 40, data_bytes_, 4);
  file_.seekp(0);
  file_.write(header.data(), kHeaderBytes);
  file_.flush();
  if (file_) return {};
  return fail(Failure::unavailable, "wav_unwritable", "Cannot write the sound file " + path_.string(),
              "Check the folder, its permissions and the free space");
}

}  // namespace attendsense::station
