#pragma once

#include "failed.hpp"

namespace attendsense::store::sqlite {

// `extended` is a result code of SQLite other than OK, ROW and DONE; `cause` its message; `where` the database's path.
[[nodiscard]] Error translate(int extended, std::string_view cause, std::string_view where);

}  // namespace attendsense::store::sqlite
