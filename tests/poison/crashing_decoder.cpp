// Stands before libturbojpeg (LD_PRELOAD): a picture that carries the marker makes the decoder crash, as a picture that
// finds a defect in it would. All others are decoded as ever.

#include <dlfcn.h>
#include <turbojpeg.h>

#include <algorithm>
#include <csignal>
#include <string_view>

namespace {

constexpr std::string_view kMarker = "this picture crashes the decoder";

bool carries_marker(const unsigned char* picture, unsigned long size) {
  return std::search(picture, picture + size, kMarker.begin(), kMarker.end()) != picture + size;
}

}  // namespace

extern "C" int tjDecompressHeader3(tjhandle handle, const unsigned char* picture, unsigned long size, int* width,
                                   int* height, int* subsampling, int* colours) {
  static const auto original =
      reinterpret_cast<decltype(&tjDecompressHeader3)>(dlsym(RTLD_NEXT, "tjDecompressHeader3"));
  if (carries_marker(picture, size)) {
    // As the kernel would end it, whatever handles the signal.
    std::signal(SIGSEGV, SIG_DFL);
    std::raise(SIGSEGV);
  }
  return original(handle, picture, size, width, height, subsampling, colours);
}
