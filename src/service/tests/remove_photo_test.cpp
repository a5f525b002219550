#include "attendsense/service/remove_photo.hpp"

#include "attendsense/service/read_employee.hpp"
#include "office.hpp"

namespace attendsense::service::testing {
namespace {

TEST(RemovePhoto, takes_the_template_from_database_and_gallery) {
  Office office;
  const auto ada = office.hire("Ada", "Lovelace", person(1));
  const auto photo = expect_value(read_employee::run(office.ports(), {office.boss, ada}, office.now())).photos.at(0).id;
  const auto remove = [&](core::EmployeeId of) {
    return remove_photo::run(office.ports(), {office.boss, of, photo}, office.now());
  };
  EXPECT_EQ(code_of(remove(office.administrator)), "photo_unknown") << "somebody else's";
  expect_value(remove(ada));
  EXPECT_EQ(office.gallery.size(), 1U);
  EXPECT_EQ(code_of(remove(ada)), "photo_unknown");
}

}  // namespace
}  // namespace attendsense::service::testing
