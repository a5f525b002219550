#include "gallery_kernels.hpp"

#include <vector>

#if defined(__x86_64__)
#include <immintrin.h>
#endif

namespace attendsense::vision {
namespace {

void dot_rows_plain(const std::uint8_t* rows, std::size_t count, std::size_t stride, const std::int8_t* probe,
                    std::int32_t* dots) {
  for (std::size_t i = 0; i < count; ++i, rows += stride) {
    std::int32_t sum = 0;
    for (std::size_t j = 0; j < stride; ++j) sum += (int{rows[j]} - int{kCodeZero}) * int{probe[j]};
    dots[i] = sum;
  }
}

#if defined(__x86_64__)

// How far ahead of the row at work the memory is asked for; the hardware prefetcher stops at each 4 KiB page.
constexpr std::size_t kPrefetchBytes = 4096;

// |row| * sign(probe): a pair of products is at most 2 * 127 * 127, which 16 bits hold, so nothing saturates.
__attribute__((target("avx2"))) void dot_rows_avx2(const std::uint8_t* rows, std::size_t count, std::size_t stride,
                                                   const std::int8_t* probe, std::int32_t* dots) {
  const __m256i offset = _mm256_set1_epi8(static_cast<char>(kCodeZero));
  const __m256i ones = _mm256_set1_epi16(1);
  for (std::size_t i = 0; i < count; ++i, rows += stride) {
    __m256i sum = _mm256_setzero_si256();
    for (std::size_t j = 0; j < stride; j += 32) {
      _mm_prefetch(reinterpret_cast<const char*>(rows + j + kPrefetchBytes), _MM_HINT_T0);
      const __m256i row = _mm256_xor_si256(_mm256_load_si256(reinterpret_cast<const __m256i*>(rows + j)), offset);
      const __m256i code = _mm256_loadu_si256(reinterpret_cast<const __m256i*>(probe + j));
      const __m256i pairs = _mm256_maddubs_epi16(_mm256_abs_epi8(row), _mm256_sign_epi8(code, row));
      sum = _mm256_add_epi32(sum, _mm256_madd_epi16(pairs, ones));
    }
    const __m128i half = _mm_add_epi32(_mm256_castsi256_si128(sum), _mm256_extracti128_si256(sum, 1));
    const __m128i quarter = _mm_add_epi32(half, _mm_shuffle_epi32(half, 0x4E));
    dots[i] = _mm_cvtsi128_si32(_mm_add_epi32(quarter, _mm_shuffle_epi32(quarter, 0xB1)));
  }
}

__attribute__((target("avx512f,avx512bw"))) void dot_rows_avx512(const std::uint8_t* rows, std::size_t count,
                                                                 std::size_t stride, const std::int8_t* probe,
                                                                 std::int32_t* dots) {
  const __m512i offset = _mm512_set1_epi16(kCodeZero);
  for (std::size_t i = 0; i < count; ++i, rows += stride) {
    __m512i sum = _mm512_setzero_si512();
    for (std::size_t j = 0; j < stride; j += 32) {
      _mm_prefetch(reinterpret_cast<const char*>(rows + j + kPrefetchBytes), _MM_HINT_T0);
      const __m512i row =
          _mm512_sub_epi16(_mm512_cvtepu8_epi16(_mm256_load_si256(reinterpret_cast<const __m256i*>(rows + j))), offset);
      const __m512i code = _mm512_cvtepi8_epi16(_mm256_loadu_si256(reinterpret_cast<const __m256i*>(probe + j)));
      sum = _mm512_add_epi32(sum, _mm512_madd_epi16(row, code));
    }
    dots[i] = _mm512_reduce_add_epi32(sum);
  }
}

// Multiplies the stored, offset codes as they are and takes the offset's share off at the end.
__attribute__((target("avx512f,avx512bw,avx512vnni"))) void dot_rows_vnni(const std::uint8_t* rows, std::size_t count,
                                                                          std::size_t stride, const std::int8_t* probe,
                                                                          std::int32_t* dots) {
  std::int32_t offset_share = 0;
  for (std::size_t j = 0; j < stride; ++j) offset_share += int{kCodeZero} * int{probe[j]};
  for (std::size_t i = 0; i < count; ++i, rows += stride) {
    __m512i sum = _mm512_setzero_si512();
    for (std::size_t j = 0; j < stride; j += 64) {
      _mm_prefetch(reinterpret_cast<const char*>(rows + j + kPrefetchBytes), _MM_HINT_T0);
      sum = _mm512_dpbusd_epi32(sum, _mm512_load_si512(rows + j), _mm512_loadu_si512(probe + j));
    }
    dots[i] = _mm512_reduce_add_epi32(sum) - offset_share;
  }
}

#endif

std::vector<DotKernel> usable_kernels() {
  std::vector<DotKernel> kernels;
#if defined(__x86_64__)
  __builtin_cpu_init();
  const bool has_avx512 = __builtin_cpu_supports("avx512f") != 0 && __builtin_cpu_supports("avx512bw") != 0;
  if (has_avx512 && __builtin_cpu_supports("avx512vnni") != 0) kernels.push_back({"avx512-vnni", dot_rows_vnni});
  if (has_avx512) kernels.push_back({"avx512", dot_rows_avx512});
  if (__builtin_cpu_supports("avx2") != 0) kernels.push_back({"avx2", dot_rows_avx2});
#endif
  kernels.push_back({"plain", dot_rows_plain});
  return kernels;
}

}  // namespace

std::span<const DotKernel> dot_kernels() {
  static const std::vector<DotKernel> kernels = usable_kernels();
  return kernels;
}

}  // namespace attendsense::vision
