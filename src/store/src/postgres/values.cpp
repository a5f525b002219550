#include "postgres/values.hpp"

#include "failed.hpp"

namespace attendsense::store::postgres {

// libpq takes a null pointer for NULL, which an empty view may have.
void Parameters::add_bytes(Oid type, const char* data, std::size_t size) {
  if (size > static_cast<std::size_t>(std::numeric_limits<int>::max())) {
    throw_failed(Failure::too_large, "value_too_large", "A value is too large to be stored");
  }
  types_.push_back(type);
  values_.push_back(size == 0 ? "" : data);
  lengths_.push_back(static_cast<int>(size));
  formats_.push_back(1);
}

}  // namespace attendsense::store::postgres
