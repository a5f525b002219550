#define ATTENDSENSE_LANES 4
#define ATTENDSENSE_MOST_PIXELS_1 2
#define ATTENDSENSE_MOST_PIXELS_2 0
#define ATTENDSENSE_MOST_PIXELS_3 0
#define ATTENDSENSE_MOST_PIXELS_4 0
#include "kernels_impl.hpp"

namespace attendsense::vision::infer {

extern const Kernels kPortableKernels;
const Kernels kPortableKernels{"portable", product, depthwise, max_pool, add_upsampled,
                               average,    gate,    add,       activate, sigmoid};

}  // namespace attendsense::vision::infer
