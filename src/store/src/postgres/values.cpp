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

namespace {

void append_number(std::string& bytes, std::uint32_t value) {
  for (int shift = 24; shift >= 0; shift -= 8) bytes.push_back(static_cast<char>((value >> shift) & 0xff));
}

}  // namespace

// As array_recv() reads it: dimensions, whether there are nulls, the type of the elements; of the dimension its length
// and first index; then each element after its length.
void Parameters::begin_array(std::size_t count) {
  std::string& bytes = arrays_.emplace_back();
  bytes.reserve(20 + count * (sizeof(std::uint32_t) + sizeof(Uuid)));
  for (const std::uint32_t number : {std::uint32_t{1}, std::uint32_t{0}, std::uint32_t{kUuid},
                                     static_cast<std::uint32_t>(count), std::uint32_t{1}}) {
    append_number(bytes, number);
  }
}

void Parameters::add_element(const Uuid& value) {
  std::string& bytes = arrays_.back();
  append_number(bytes, static_cast<std::uint32_t>(value.bytes.size()));
  bytes.append(reinterpret_cast<const char*>(value.bytes.data()), value.bytes.size());
}

}  // namespace attendsense::store::postgres
