# ccache serves repeated builds, also across build folders and checkouts; a machine without it builds all the same.
find_program(ATTENDSENSE_CCACHE ccache)
if(ATTENDSENSE_CCACHE)
  # The sloppiness is what ccache asks for to cache units that use a precompiled header.
  set(CMAKE_CXX_COMPILER_LAUNCHER
      ${CMAKE_COMMAND} -E env CCACHE_SLOPPINESS=pch_defines,time_macros,include_file_mtime,include_file_ctime
      CCACHE_NOHASHDIR=1 "CCACHE_BASEDIR=${PROJECT_SOURCE_DIR}" ${ATTENDSENSE_CCACHE})
endif()
