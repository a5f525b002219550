# Who may know whom. A module may use `base` and what its row names, nothing else; attendsense_module() refuses the
# rest at configure time, and since each module has an include folder of its own, a forbidden include does not compile.
set(ATTENDSENSE_MODULES base core crypto mqtt monitoring formats vision store transport service api station station_ui)

set(ATTENDSENSE_base_MAY_USE      "")
set(ATTENDSENSE_core_MAY_USE      "")
set(ATTENDSENSE_crypto_MAY_USE    "")
set(ATTENDSENSE_mqtt_MAY_USE      "")
set(ATTENDSENSE_monitoring_MAY_USE crypto)
set(ATTENDSENSE_formats_MAY_USE   "")
set(ATTENDSENSE_vision_MAY_USE    "")
set(ATTENDSENSE_store_MAY_USE     core crypto)
set(ATTENDSENSE_transport_MAY_USE core crypto mqtt)
set(ATTENDSENSE_service_MAY_USE   core crypto formats vision)
set(ATTENDSENSE_api_MAY_USE       service core formats)
set(ATTENDSENSE_station_MAY_USE   core crypto mqtt vision)
set(ATTENDSENSE_station_ui_MAY_USE station)

# attendsense_module(<name> SOURCES <file>... [USES <module>...] [LIBRARIES <foreign target>...]
#                    [PUBLIC_LIBRARIES <foreign target>...] [OWN_PRECOMPILED_HEADER])
#   Declares src/<name> as the library attendsense::<name>. LIBRARIES stay inside the module; PUBLIC_LIBRARIES are
#   those whose headers its own headers include. OWN_PRECOMPILED_HEADER: the module declares one that is not the others'.
function(attendsense_module name)
  cmake_parse_arguments(arg "OWN_PRECOMPILED_HEADER" "" "SOURCES;USES;LIBRARIES;PUBLIC_LIBRARIES" ${ARGN})
  if(NOT name IN_LIST ATTENDSENSE_MODULES)
    message(FATAL_ERROR "Module '${name}' is not in the table of cmake/AttendsenseModule.cmake")
  endif()
  add_library(attendsense_${name} STATIC ${arg_SOURCES})
  add_library(attendsense::${name} ALIAS attendsense_${name})
  target_include_directories(attendsense_${name} PUBLIC include PRIVATE src)
  target_link_libraries(attendsense_${name} PRIVATE attendsense_options)
  if(NOT arg_OWN_PRECOMPILED_HEADER)
    target_precompile_headers(attendsense_${name} REUSE_FROM attendsense_pch)
  endif()
  if(NOT name STREQUAL "base")
    target_link_libraries(attendsense_${name} PUBLIC attendsense::base)
  endif()
  foreach(used IN LISTS arg_USES)
    if(NOT used IN_LIST ATTENDSENSE_${name}_MAY_USE)
      message(FATAL_ERROR "Module '${name}' may not use '${used}': it may use base and [${ATTENDSENSE_${name}_MAY_USE}]. "
                          "The table is in cmake/AttendsenseModule.cmake; a change to it needs a decision record.")
    endif()
    target_link_libraries(attendsense_${name} PUBLIC attendsense::${used})
  endforeach()
  foreach(library IN LISTS arg_LIBRARIES arg_PUBLIC_LIBRARIES)
    if(library MATCHES "^attendsense")
      message(FATAL_ERROR "Module '${name}' names '${library}' as a foreign library; modules go into USES")
    endif()
  endforeach()
  target_link_libraries(attendsense_${name} PRIVATE ${arg_LIBRARIES} PUBLIC ${arg_PUBLIC_LIBRARIES})
endfunction()

# attendsense_test(<name> SOURCES <file>... LINKS <target>... [LABELS <label>...] [TIMEOUT <seconds>]
#                  [SERVERS postgres|rabbitmq|mosquitto...] [PRECOMPILED_HEADER_OF <target>])
#   A GoogleTest program whose cases ctest lists one by one. $ATTENDSENSE_MODELS and $ATTENDSENSE_DATA reach it;
#   testing/checkout.hpp says where the sources are.
#   SERVERS: ctest starts these before its cases and stops them after the last; testing/servers.hpp says where they are.
function(attendsense_test name)
  if(NOT ATTENDSENSE_TESTS)
    return()
  endif()
  cmake_parse_arguments(arg "" "TIMEOUT;PRECOMPILED_HEADER_OF" "SOURCES;LINKS;LABELS;SERVERS" ${ARGN})
  if(NOT arg_TIMEOUT)
    set(arg_TIMEOUT 120)
  endif()
  if(NOT arg_PRECOMPILED_HEADER_OF)
    set(arg_PRECOMPILED_HEADER_OF attendsense_pch)
  endif()
  add_executable(${name} ${arg_SOURCES})
  target_link_libraries(${name} PRIVATE attendsense_options attendsense_checkout ${arg_LINKS}
                        GTest::gmock GTest::gtest_main)
  target_precompile_headers(${name} REUSE_FROM ${arg_PRECOMPILED_HEADER_OF})
  if(NOT ATTENDSENSE_UNIT_TESTS AND NOT "slow" IN_LIST arg_LABELS AND NOT "sampled" IN_LIST arg_LABELS)
    set_target_properties(${name} PROPERTIES EXCLUDE_FROM_ALL ON)
    return()
  endif()
  # Plain names: a printed parameter may hold what a list of CMake cannot.
  gtest_discover_tests(${name} TEST_PREFIX "${name}." TEST_LIST ${name}_cases NO_PRETTY_VALUES
                       DISCOVERY_TIMEOUT 60 DISCOVERY_MODE PRE_TEST)
  set(properties "TIMEOUT ${arg_TIMEOUT} LABELS \"${arg_LABELS}\"")
  if(arg_SERVERS)
    # Its imported targets are known in the folder of the test only.
    find_package(Boost 1.81 REQUIRED COMPONENTS json)
    target_link_libraries(${name} PRIVATE attendsense_test_servers)
    set_property(GLOBAL APPEND PROPERTY ATTENDSENSE_SERVERS ${arg_SERVERS})
    string(APPEND properties " FIXTURES_REQUIRED servers"
           " ENVIRONMENT \"ATTENDSENSE_TEST_SERVERS=${CMAKE_BINARY_DIR}/servers/servers.json\"")
  endif()
  # gtest_discover_tests() would take a property of several values apart, so they are set once the cases are known.
  set(file "${CMAKE_CURRENT_BINARY_DIR}/${name}_properties.cmake")
  file(WRITE "${file}" "if(${name}_cases)\n  set_tests_properties(\${${name}_cases} PROPERTIES ${properties})\nendif()\n")
  set_property(DIRECTORY APPEND PROPERTY TEST_INCLUDE_FILES "${file}")
  if("threads" IN_LIST arg_LABELS)
    add_dependencies(thread_tests ${name})
  endif()
endfunction()
