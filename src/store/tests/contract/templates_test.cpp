#include "contract/engine.hpp"

namespace attendsense::store::testing {

using namespace core;

TEST_P(StoreContract, a_template_opens_to_what_was_sealed) {
  const Template face = office_.face_template(office_.ada.id, 42);
  must(write([&](auto& t) { return t.templates().add(face); }));
  const auto found = get([&](auto& t) { return t.templates().find(face.id); });
  ASSERT_TRUE(found);
  EXPECT_EQ(found->employee, office_.ada.id);
  EXPECT_EQ(found->model, face.model);
  EXPECT_EQ(found->quality, face.quality);
  EXPECT_EQ(found->created_at, face.created_at);
  EXPECT_EQ(found->vector.bytes, face.vector.bytes);
  EXPECT_FALSE(get([&](auto& t) { return t.templates().find(new_id<TemplateId>()); }));
}

TEST_P(StoreContract, the_templates_of_a_person_are_listed_without_their_vectors) {
  must(write([&](auto& t) { return t.templates().add(office_.face_template(office_.ada.id)); }));
  must(write([&](auto& t) { return t.templates().add(office_.face_template(office_.ada.id)); }));
  const auto listed = get([&](auto& t) { return t.templates().of_employee(office_.ada.id); });
  ASSERT_EQ(listed.size(), 2U);
  EXPECT_TRUE(listed[0].vector.bytes.empty());
  EXPECT_EQ(listed[0].model, "model-a");
}

TEST_P(StoreContract, every_template_of_a_model_is_visited) {
  std::set<TemplateId> expected;
  must(write([&](auto& t) -> Result<void> {
    for (std::uint8_t i = 0; i < 50; ++i) {
      Template face = office_.face_template(office_.ada.id, i);
      if (i % 5 == 0) face.model = "model-b";
      if (i % 5 != 0) expected.insert(face.id);
      must(t.templates().add(face));
    }
    return {};
  }));
  std::set<TemplateId> seen;
  must(store().read([&](auto& t) {
    return t.templates().for_each("model-a", [&](const Template& face) -> Result<void> {
      EXPECT_EQ(face.vector.bytes.size(), 1024U);
      seen.insert(face.id);
      return {};
    });
  }));
  EXPECT_EQ(seen, expected);
}

TEST_P(StoreContract, a_visit_stops_at_its_first_error) {
  must(write([&](auto& t) -> Result<void> {
    for (int i = 0; i < 3; ++i) must(t.templates().add(office_.face_template(office_.ada.id)));
    return {};
  }));
  int visited = 0;
  const auto done = store().read([&](auto& t) {
    return t.templates().for_each("model-a", [&](const Template&) -> Result<void> {
      ++visited;
      return fail(Failure::too_large, "gallery_full", "enough");
    });
  });
  EXPECT_TRUE(fails_with(done, Failure::too_large, "gallery_full"));
  EXPECT_EQ(visited, 1);
}

TEST_P(StoreContract, a_visit_may_visit_again) {
  must(write([&](auto& t) -> Result<void> {
    for (int i = 0; i < 3; ++i) must(t.templates().add(office_.face_template(office_.ada.id)));
    return {};
  }));
  int inner = 0;
  must(store().read([&](auto& t) {
    return t.templates().for_each("model-a", [&](const Template&) {
      return t.templates().for_each("model-a", [&](const Template&) -> Result<void> {
        ++inner;
        return {};
      });
    });
  }));
  EXPECT_EQ(inner, 9);
}

TEST_P(StoreContract, the_gallery_can_be_followed) {
  EXPECT_EQ(get([](auto& t) { return t.templates().version(); }), 0);
  const Template first = office_.face_template(office_.ada.id);
  const Template second = office_.face_template(office_.ada.id);
  must(write([&](auto& t) { return t.templates().add(first); }));
  const auto before = get([](auto& t) { return t.templates().version(); });
  must(write([&](auto& t) { return t.templates().add(second); }));
  EXPECT_TRUE(must(write_to(store(), [&](auto& t) { return t.templates().remove(first.id); })));
  EXPECT_FALSE(must(write_to(store(), [&](auto& t) { return t.templates().remove(first.id); })));

  const auto changes = get([&](auto& t) { return t.templates().changes_after(before, 10); });
  ASSERT_EQ(changes.size(), 2U);
  EXPECT_EQ(changes[0].id, second.id);
  EXPECT_EQ(changes[0].employee, office_.ada.id);
  EXPECT_FALSE(changes[0].removed);
  EXPECT_EQ(changes[1].id, first.id);
  EXPECT_TRUE(changes[1].removed);
  EXPECT_GT(changes[0].version, before);
  EXPECT_GT(changes[1].version, changes[0].version);
  EXPECT_EQ(get([](auto& t) { return t.templates().version(); }), changes[1].version);
  EXPECT_EQ(get([&](auto& t) { return t.templates().changes_after(before, 1); }).size(), 1U);
}

TEST_P(StoreContract, a_vector_moved_to_another_row_does_not_open) {
  const Employee grace = office_.employee("Grace", "Hopper");
  const Template hers = office_.face_template(office_.ada.id, 1);
  const Template other = office_.face_template(grace.id, 2);
  must(write([&](auto& t) -> Result<void> {
    must(t.employees().add(grace));
    must(t.templates().add(hers));
    return t.templates().add(other);
  }));
  ASSERT_FALSE(tamper_as_owner(
      "UPDATE template SET sealed_vector = (SELECT sealed_vector FROM template ORDER BY place LIMIT 1)"));

  EXPECT_EQ(get([&](auto& t) { return t.templates().find(hers.id); })->vector.bytes, hers.vector.bytes);
  EXPECT_TRUE(fails_with(read_from(store(), [&](auto& t) { return t.templates().find(other.id); }), Failure::corrupt,
                         "template_sealed_otherwise"));
  const auto visit = [](const Template&) -> Result<void> { return {}; };
  EXPECT_TRUE(fails_with(store().read([&](auto& t) { return t.templates().for_each("model-a", visit); }),
                         Failure::corrupt, "template_sealed_otherwise"));
}

TEST_P(StoreContract, a_template_of_nobody_is_refused) {
  const Template stray = office_.face_template(new_id<EmployeeId>());
  EXPECT_TRUE(
      fails_with(write([&](auto& t) { return t.templates().add(stray); }), Failure::conflict, "reference_unknown"));
}

}  // namespace attendsense::store::testing
