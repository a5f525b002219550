#include "exif_orientation.hpp"

#include <libexif/exif-data.h>

namespace attendsense::vision {

Orientation exif_orientation(BytesView jpeg) {
  const std::unique_ptr<ExifData, decltype(&exif_data_unref)> data(
      exif_data_new_from_data(jpeg.data(), static_cast<unsigned>(jpeg.size())), &exif_data_unref);
  if (!data) return {};
  ExifEntry* entry = exif_content_get_entry(data->ifd[EXIF_IFD_0], EXIF_TAG_ORIENTATION);
  if (entry == nullptr || entry->format != EXIF_FORMAT_SHORT || entry->components < 1 || entry->size < 2) return {};
  // TIFF 6.0, tag 274: where the stored first row and first column belong.
  switch (exif_get_short(entry->data, exif_data_get_byte_order(data.get()))) {
    case 2:
      return {0, Mirror::yes};
    case 3:
      return {180, Mirror::no};
    case 4:
      return {180, Mirror::yes};
    case 5:
      return {90, Mirror::yes};
    case 6:
      return {90, Mirror::no};
    case 7:
      return {270, Mirror::yes};
    case 8:
      return {270, Mirror::no};
    default:
      return {};
  }
}

}  // namespace attendsense::vision
