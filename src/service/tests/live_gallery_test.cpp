#include "attendsense/service/live_gallery.hpp"

#include "office.hpp"

namespace attendsense::service::testing {
namespace {

struct LiveGalleryTest : ::testing::Test {
  Office office;
  LiveGallery another{*office.store, kScriptedModel, kDimensions};  // as of another process

  std::string nearest(const Direction& direction) {
    const auto probe = expect_value(vision::Embedding::normalised(direction, kScriptedModel));
    const auto matches = expect_value(another.search(probe, 1));
    return matches.empty() || matches[0].similarity < 0.5F ? "nobody" : matches[0].owner.to_string();
  }
};

TEST_F(LiveGalleryTest, loads_what_is_there) {
  EXPECT_FALSE(another.loaded());
  ASSERT_TRUE(another.load().has_value());
  EXPECT_TRUE(another.loaded());
  EXPECT_EQ(nearest(person(0)), office.administrator.to_string());
}

TEST_F(LiveGalleryTest, catches_up_with_what_came_and_went) {
  ASSERT_TRUE(another.load().has_value());
  const auto ada = office.hire("Ada", "Lovelace", person(1));
  EXPECT_EQ(nearest(person(1)), "nobody");
  ASSERT_TRUE(another.catch_up().has_value());
  EXPECT_EQ(nearest(person(1)), ada.to_string());
  const Result<void> erased = office.store->write([&](core::Transaction& t) { return t.employees().erase(ada); });
  ASSERT_TRUE(erased.has_value());
  ASSERT_TRUE(another.catch_up().has_value());
  EXPECT_EQ(nearest(person(1)), "nobody");
  EXPECT_EQ(another.version(),
            expect_value(core::read_from(*office.store, [](core::Transaction& t) { return t.templates().version(); })));
}

TEST_F(LiveGalleryTest, templates_of_other_models_are_passed_over) {
  const Result<void> added = office.store->write([&](core::Transaction& t) {
    core::Template other;
    other.id = core::TemplateId::make(office.now());
    other.employee = office.administrator;
    other.model = "another-model";
    other.vector.bytes = {1, 2, 3};
    other.created_at = office.now();
    return t.templates().add(other);
  });
  ASSERT_TRUE(added.has_value());
  ASSERT_TRUE(office.gallery.catch_up().has_value());
  EXPECT_EQ(office.gallery.size(), 1U);
}

TEST_F(LiveGalleryTest, one_damaged_template_keeps_nobody_else_out) {
  const Result<void> added = office.store->write([&](core::Transaction& t) {
    core::Template damaged;
    damaged.id = core::TemplateId::make(office.now());
    damaged.employee = office.administrator;
    damaged.model = kScriptedModel;
    damaged.vector.bytes = {1, 2, 3};
    damaged.created_at = office.now();
    return t.templates().add(damaged);
  });
  ASSERT_TRUE(added.has_value());
  ASSERT_TRUE(another.load().has_value());
  EXPECT_EQ(another.size(), 1U);
  EXPECT_EQ(nearest(person(0)), office.administrator.to_string());
}

TEST_F(LiveGalleryTest, a_follower_hears_of_another_process_by_itself) {
  another.follow(std::chrono::milliseconds{5});
  const auto ada = office.hire("Ada", "Lovelace", person(1));
  EXPECT_TRUE(eventually([&] { return nearest(person(1)) == ada.to_string(); }));
}

TEST_F(LiveGalleryTest, forgets_at_once) {
  office.gallery.forget(office.administrator);
  EXPECT_EQ(office.gallery.size(), 0U);
}

}  // namespace
}  // namespace attendsense::service::testing
