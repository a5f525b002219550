#include "testing/checkout.hpp"

namespace attendsense {

std::filesystem::path checkout() {
  return ATTENDSENSE_SOURCE_DIR;
}

}  // namespace attendsense
