#include "attendsense/vision/gallery.hpp"

#include <algorithm>
#include <map>
#include <thread>

#include "gallery_codes.hpp"
#include "gallery_kernels.hpp"
#include "support.hpp"

namespace attendsense::vision {
namespace {

const std::string kModel = "test-model";

Uuid uuid(std::uint64_t number, std::uint8_t kind) {
  Uuid id;
  id.bytes[0] = kind;
  for (std::size_t i = 0; i < 8; ++i) id.bytes[15 - i] = static_cast<std::uint8_t>(number >> (8 * i));
  return id;
}

Uuid owner(std::uint64_t number) {
  return uuid(number, 1);
}

Uuid template_id(std::uint64_t number) {
  return uuid(number, 2);
}

Embedding embedding(std::vector<float> values) {
  return *Embedding::normalised(std::move(values), kModel);
}

// What Gallery promises, in the most obvious way.
struct PlainGallery {
  std::map<Uuid, std::pair<Uuid, Embedding>> templates;

  [[nodiscard]] std::vector<Match> search(const Embedding& probe, std::size_t count) const {
    std::map<Uuid, Match> best;
    for (const auto& [id, entry] : templates) {
      const Match match{entry.first, id, *similarity(entry.second, probe)};
      const auto [place, is_new] = best.try_emplace(entry.first, match);
      if (!is_new && match.similarity > place->second.similarity) place->second = match;
    }
    std::vector<Match> matches;
    for (const auto& [id, match] : best) matches.push_back(match);
    std::ranges::stable_sort(matches, std::ranges::greater{}, &Match::similarity);
    if (matches.size() > count) matches.resize(count);
    return matches;
  }
};

void expect_same(const std::vector<Match>& found, const std::vector<Match>& expected) {
  ASSERT_EQ(found.size(), expected.size());
  for (std::size_t i = 0; i < found.size(); ++i) {
    EXPECT_EQ(found[i].owner, expected[i].owner) << i;
    EXPECT_EQ(found[i].template_id, expected[i].template_id) << i;
    EXPECT_EQ(found[i].similarity, expected[i].similarity) << i;  // to the last bit
  }
}

// Values that cluster, repeat and tie, in galleries of odd sizes and dimensions.
class GalleryAgainstPlainScan : public testing::TestWithParam<std::pair<std::size_t, std::size_t>> {};

TEST_P(GalleryAgainstPlainScan, finds_the_same) {
  const auto [dimensions, size] = GetParam();
  std::mt19937 chance(static_cast<unsigned>(dimensions * 1000 + size));
  std::vector<Embedding> sources;
  for (int i = 0; i < 12; ++i) sources.push_back(embedding(random_values(chance, dimensions)));
  const auto near_source = [&](float spread) {
    std::vector<float> values = random_values(chance, dimensions);
    const std::span<const float> source = sources[chance() % sources.size()].values();
    for (std::size_t i = 0; i < dimensions; ++i) values[i] = source[i] + spread * values[i];
    return embedding(std::move(values));
  };
  Gallery gallery(kModel, dimensions);
  PlainGallery plain;
  for (std::uint64_t i = 0; i < size; ++i) {
    // Every fifth template is exactly one of the sources: ties across owners.
    const Embedding values = i % 5 == 0 ? sources[chance() % sources.size()] : near_source(0.02F);
    const TemplateKey key{owner(chance() % (size / 2 + 1)), template_id(i)};
    ASSERT_TRUE(gallery.add(key, values));
    plain.templates.emplace(key.id, std::pair(key.owner, values));
  }
  const auto compare = [&] {
    for (int i = 0; i < 8; ++i) {
      const Embedding probe = i % 2 == 0 ? near_source(0.05F) : sources[static_cast<std::size_t>(i)];
      for (const std::size_t count : {1U, 2U, 5U, 100U}) {
        const Result<std::vector<Match>> found = gallery.search(probe, count);
        ASSERT_TRUE(found);
        expect_same(*found, plain.search(probe, count));
      }
    }
  };
  compare();
  for (std::uint64_t i = 0; i < size; i += 3) {
    EXPECT_EQ(gallery.remove_template(template_id(i)), plain.templates.erase(template_id(i)) == 1);
  }
  compare();
  for (std::uint64_t number = 0; number < size / 4; number += 2) {
    const std::size_t removed =
        std::erase_if(plain.templates, [&](const auto& entry) { return entry.second.first == owner(number); });
    EXPECT_EQ(gallery.remove_owner(owner(number)), removed);
  }
  EXPECT_EQ(gallery.size(), plain.templates.size());
  compare();
}

INSTANTIATE_TEST_SUITE_P(Sizes, GalleryAgainstPlainScan,
                         testing::Values(std::pair{256, 0}, std::pair{256, 1}, std::pair{256, 2}, std::pair{256, 255},
                                         std::pair{256, 257}, std::pair{256, 1031}, std::pair{128, 600},
                                         std::pair{1, 50}, std::pair{17, 300}, std::pair{100, 513}));

TEST(Gallery, refuses_what_does_not_belong) {
  std::mt19937 chance(1);
  Gallery gallery(kModel, 256);
  const Embedding foreign = *Embedding::normalised(random_values(chance, 256), "other");
  EXPECT_EQ(gallery.add({owner(1), template_id(1)}, foreign).error().code, "embedding_models_differ");
  EXPECT_EQ(gallery.search(foreign, 1).error().code, "embedding_models_differ");
  EXPECT_EQ(gallery.add({owner(1), template_id(1)}, embedding(random_values(chance, 128))).error().code,
            "embedding_models_differ");
  ASSERT_TRUE(gallery.add({owner(1), template_id(1)}, embedding(random_values(chance, 256))));
  EXPECT_EQ(gallery.add({owner(2), template_id(1)}, embedding(random_values(chance, 256))).error().code,
            "template_known");
  EXPECT_EQ(gallery.size(), 1U);
  EXPECT_EQ(gallery.owners(), 1U);
  EXPECT_FALSE(gallery.remove_template(template_id(9)));
  EXPECT_EQ(gallery.remove_owner(owner(9)), 0U);
  gallery.clear();
  EXPECT_EQ(gallery.size(), 0U);
  EXPECT_EQ(gallery.owners(), 0U);
}

TEST(Gallery, can_be_searched_while_it_changes) {
  std::mt19937 chance(2);
  Gallery gallery(kModel, 64);
  const Embedding known = embedding(random_values(chance, 64));
  ASSERT_TRUE(gallery.add({owner(0), template_id(0)}, known));
  std::vector<Embedding> others;
  for (int i = 0; i < 200; ++i) others.push_back(embedding(random_values(chance, 64)));
  std::vector<std::jthread> readers;
  for (int reader = 0; reader < 2; ++reader) {
    readers.emplace_back([&] {
      for (int i = 0; i < 300; ++i) {
        const Result<std::vector<Match>> found = gallery.search(known, 1);
        ASSERT_TRUE(found && found->size() == 1);
        EXPECT_EQ(found->front().owner, owner(0));
      }
    });
  }
  for (std::uint64_t i = 0; i < others.size(); ++i) {
    ASSERT_TRUE(gallery.add({owner(i + 1), template_id(i + 1)}, others[i]));
    if (i % 2 == 0) {
      EXPECT_TRUE(gallery.remove_template(template_id(i + 1)));
    }
  }
}

TEST(GalleryKernels, all_compute_the_same) {
  std::mt19937 chance(3);
  constexpr std::size_t kRows = 37;
  constexpr std::size_t kStride = 256;
  AlignedVector<std::uint8_t> rows(kRows * kStride);
  AlignedVector<std::int8_t> probe(kStride);
  for (const bool is_extreme : {false, true}) {
    const auto code = [&] {
      return is_extreme ? (chance() % 2 == 0 ? -127 : 127) : static_cast<int>(chance() % 255) - 127;
    };
    for (std::uint8_t& value : rows) value = static_cast<std::uint8_t>(code() + 128);
    for (std::int8_t& value : probe) value = static_cast<std::int8_t>(code());
    std::vector<std::int32_t> expected(kRows);
    dot_kernels().back().run(rows.data(), kRows, kStride, probe.data(), expected.data());
    for (const DotKernel& kernel : dot_kernels()) {
      std::vector<std::int32_t> dots(kRows);
      kernel.run(rows.data(), kRows, kStride, probe.data(), dots.data());
      EXPECT_EQ(dots, expected) << kernel.name;
    }
  }
}

TEST(GalleryCodes, bound_is_above_and_close) {
  std::mt19937 chance(4);
  constexpr std::size_t kDimensions = 256;
  float widest = 0;
  for (int i = 0; i < 2000; ++i) {
    const Embedding row = embedding(random_values(chance, kDimensions));
    std::vector<float> values = random_values(chance, kDimensions);
    const float mix = static_cast<float>(i % 20) / 20;
    for (std::size_t j = 0; j < kDimensions; ++j) values[j] = mix * 16 * row.values()[j] + (1 - mix) * values[j];
    const Embedding probe = embedding(std::move(values));
    AlignedVector<std::uint8_t> codes(code_stride(kDimensions));
    const CodedRow coded = encode_row(row.values(), codes);
    const CodedProbe coded_probe(probe.values());
    std::int32_t dot = 0;
    dot_kernels().front().run(codes.data(), 1, codes.size(), coded_probe.codes(), &dot);
    float bound = 0;
    coded_probe.upper_bounds({&dot, 1}, &coded, &bound);
    const float exact = *similarity(row, probe);
    ASSERT_GE(bound, exact);
    widest = std::max(widest, bound - exact);
  }
  EXPECT_LT(widest, 0.05F);  // a loose bound would be right too, and slow
}

TEST(Embedding, survives_being_stored) {
  std::mt19937 chance(5);
  const Embedding original = embedding(random_values(chance, 256));
  const Bytes stored = original.serialise();
  const Result<Embedding> again = Embedding::parse(stored);
  ASSERT_TRUE(again);
  EXPECT_EQ(again->model(), kModel);
  EXPECT_TRUE(std::ranges::equal(again->values(), original.values()));
  EXPECT_NEAR(*similarity(original, *again), 1, 1e-5);
  for (std::size_t size = 0; size < stored.size() - 64; ++size) {
    EXPECT_FALSE(Embedding::parse(BytesView(stored).first(size))) << size;
  }
}

TEST(Embedding, refuses_what_has_no_direction) {
  EXPECT_EQ(Embedding::normalised({0, 0, 0}, kModel).error().code, "embedding_degenerate");
  EXPECT_EQ(Embedding::normalised({1, NAN}, kModel).error().code, "embedding_degenerate");
  EXPECT_EQ(Embedding::normalised({1, INFINITY}, kModel).error().code, "embedding_degenerate");
  EXPECT_EQ(Embedding::normalised({}, kModel).error().code, "embedding_degenerate");
}

}  // namespace
}  // namespace attendsense::vision
