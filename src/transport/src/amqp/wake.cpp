#include "wake.hpp"

#include <sys/eventfd.h>
#include <unistd.h>

#include <cerrno>
#include <cstdint>
#include <system_error>

namespace attendsense::transport::amqp {

Wake::Wake() : descriptor_(::eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK)) {
  if (descriptor_ < 0) throw std::system_error(errno, std::generic_category(), "eventfd");
}

Wake::~Wake() {
  ::close(descriptor_);
}

void Wake::ring() const {
  const std::uint64_t one = 1;
  // It fails only when so many rings wait that one more changes nothing.
  [[maybe_unused]] const auto written = ::write(descriptor_, &one, sizeof one);
}

void Wake::clear() const {
  std::uint64_t rings = 0;
  [[maybe_unused]] const auto read = ::read(descriptor_, &rings, sizeof rings);
}

}  // namespace attendsense::transport::amqp
