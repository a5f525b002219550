# attendsense_embed_migrations(<engine> <out>): writes <out>, which defines store::<engine>::migrations() from the
# files NNNN_name.sql of migrations/<engine>/. A changed file is noticed at the next build.
function(attendsense_embed_migrations engine out)
  file(GLOB files CONFIGURE_DEPENDS "${CMAKE_CURRENT_SOURCE_DIR}/migrations/${engine}/*.sql")
  list(SORT files)
  set(entries "")
  set(expected 0)
  foreach(file IN LISTS files)
    get_filename_component(name "${file}" NAME_WE)
    if(NOT name MATCHES "^([0-9][0-9][0-9][0-9])_[a-z0-9_]+$")
      message(FATAL_ERROR "${file}: a migration is named NNNN_words.sql")
    endif()
    math(EXPR expected "${expected} + 1")
    math(EXPR number "1${CMAKE_MATCH_1} - 10000")
    if(NOT number EQUAL expected)
      message(FATAL_ERROR "${file}: expected number ${expected}; migrations have no gaps and no number twice")
    endif()
    file(READ "${file}" sql)
    set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS "${file}")
    string(APPEND entries "    {${number}, \"${name}\", R\"SQL(${sql})SQL\"},\n")
  endforeach()
  set(content "// Made from migrations/${engine}/*.sql.
#include \"${engine}/migrate.hpp\"

namespace attendsense::store::${engine} {

std::span<const Migration> migrations() {
  static constexpr Migration kMigrations[] = {
${entries}  };
  return kMigrations;
}

}  // namespace attendsense::store::${engine}
")
  # At once, not while generating: the target that compiles it must find it the first time.
  file(CONFIGURE OUTPUT "${out}" CONTENT "${content}" @ONLY)
endfunction()
