# What every unit of ours is compiled with. Foreign headers come in as SYSTEM and are not judged.
add_library(attendsense_options INTERFACE)
target_compile_options(attendsense_options INTERFACE
  -Wall -Wextra -Wpedantic -Wconversion -Wshadow -Wnon-virtual-dtor -Woverloaded-virtual -Werror
  # g++ 12 reports these wrongly from inside the standard library once std::expected and std::optional are inlined.
  -Wno-maybe-uninitialized -Wno-array-bounds -Wno-stringop-overflow -Wno-stringop-overread -Wno-restrict
  -Wno-dangling-pointer -Wno-free-nonheap-object
  # A designated initialiser names what matters; the rest has the defaults that its struct states.
  -Wno-missing-field-initializers)
# GCC writes the preprocessed precompiled header for ccache to look at.
target_compile_options(attendsense_options INTERFACE -fpch-preprocess)

if(ATTENDSENSE_SANITIZE)
  target_compile_options(attendsense_options INTERFACE
    -fsanitize=${ATTENDSENSE_SANITIZE} -fno-sanitize-recover=all -fno-omit-frame-pointer)
  if(ATTENDSENSE_SANITIZE MATCHES "undefined")
    # A null pointer that is followed ends under AddressSanitizer anyhow; to check each costs a third of the compilation.
    target_compile_options(attendsense_options INTERFACE -fno-sanitize=null)
  endif()
  target_link_options(attendsense_options INTERFACE -fsanitize=${ATTENDSENSE_SANITIZE})
  if(ATTENDSENSE_SANITIZE MATCHES "thread")
    # ThreadSanitizer does not model fences; libstdc++ does not need them here.
    target_compile_options(attendsense_options INTERFACE -Wno-tsan)
  endif()
endif()

# One precompiled header for all modules: the standard headers that nearly every unit includes.
file(WRITE "${CMAKE_BINARY_DIR}/pch/anchor.cpp" "")
add_library(attendsense_pch OBJECT "${CMAKE_BINARY_DIR}/pch/anchor.cpp")
target_link_libraries(attendsense_pch PRIVATE attendsense_options)
set_target_properties(attendsense_pch PROPERTIES POSITION_INDEPENDENT_CODE OFF)
target_precompile_headers(attendsense_pch PRIVATE
  <algorithm> <array> <atomic> <chrono> <cstddef> <cstdint> <cstring> <expected> <filesystem> <functional> <map>
  <memory> <mutex> <optional> <span> <stop_token> <string> <string_view> <thread> <unordered_map> <utility> <variant>
  <vector>)
