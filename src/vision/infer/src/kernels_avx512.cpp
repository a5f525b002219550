#define ATTENDSENSE_LANES 16
#define ATTENDSENSE_MOST_PIXELS_1 12
#define ATTENDSENSE_MOST_PIXELS_2 12
#define ATTENDSENSE_MOST_PIXELS_3 8
#define ATTENDSENSE_MOST_PIXELS_4 6
#include "kernels_impl.hpp"

namespace attendsense::vision::infer {

extern const Kernels kAvx512Kernels;
const Kernels kAvx512Kernels{"avx512", product, depthwise, max_pool, add_upsampled,
                             average,  gate,    add,       activate, sigmoid};

}  // namespace attendsense::vision::infer
