#define ATTENDSENSE_LANES 8
#define ATTENDSENSE_MOST_PIXELS_1 6
#define ATTENDSENSE_MOST_PIXELS_2 0
#define ATTENDSENSE_MOST_PIXELS_3 0
#define ATTENDSENSE_MOST_PIXELS_4 0
#include "kernels_impl.hpp"

namespace attendsense::vision::infer {

extern const Kernels kAvx2Kernels;
const Kernels kAvx2Kernels{"avx2", product, depthwise, max_pool, add_upsampled, average, gate, add, activate, sigmoid};

}  // namespace attendsense::vision::infer
