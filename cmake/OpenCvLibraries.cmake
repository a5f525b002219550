# attendsense_find_opencv(<part>...): the targets opencv_<part>. Debian puts OpenCV's own CMake files into
# libopencv-dev, which pulls in sixty packages; the few parts that are used have development packages of their own.
function(attendsense_find_opencv)
  find_path(ATTENDSENSE_OPENCV_INCLUDE opencv2/core.hpp PATH_SUFFIXES opencv4 REQUIRED)
  foreach(part IN LISTS ARGN)
    if(NOT TARGET opencv_${part})
      find_library(ATTENDSENSE_OPENCV_${part} opencv_${part} REQUIRED)
      add_library(opencv_${part} UNKNOWN IMPORTED GLOBAL)
      set_target_properties(opencv_${part} PROPERTIES
        IMPORTED_LOCATION "${ATTENDSENSE_OPENCV_${part}}"
        INTERFACE_INCLUDE_DIRECTORIES "${ATTENDSENSE_OPENCV_INCLUDE}"
        INTERFACE_SYSTEM_INCLUDE_DIRECTORIES "${ATTENDSENSE_OPENCV_INCLUDE}")
    endif()
  endforeach()
endfunction()
