# The engine against OpenCV's DNN module, which is linked here and into tests only.
find_package(fmt REQUIRED)
include(OpenCvLibraries)
attendsense_find_opencv(core dnn)
add_executable(infer_bench ${CMAKE_CURRENT_LIST_DIR}/infer_bench.cpp)
target_link_libraries(infer_bench PRIVATE attendsense_options attendsense::infer fmt::fmt opencv_dnn opencv_core)
