#include "attendsense/vision/gallery.hpp"

#include <algorithm>
#include <array>
#include <limits>
#include <shared_mutex>
#include <unordered_map>

#include "aligned_buffer.hpp"
#include "exact_dot.hpp"
#include "gallery_codes.hpp"
#include "gallery_kernels.hpp"

namespace attendsense::vision {
namespace {

constexpr std::uint32_t kNoRow = std::numeric_limits<std::uint32_t>::max();
constexpr std::size_t kBlockRows = 256;

bool better(const Match& a, const Match& b) {
  return a.similarity != b.similarity ? a.similarity > b.similarity : a.owner < b.owner;
}

// The best owners so far, best first. Holds at most `count`; an owner that fell out and comes back with a better
// template is simply new, because the bar only rises.
class BestOwners {
 public:
  explicit BestOwners(std::size_t count) : count_(count) {}

  // What a row must at least reach to matter.
  [[nodiscard]] float bar() const {
    return best_.size() < count_ ? -std::numeric_limits<float>::infinity() : best_.back().similarity;
  }

  void offer(const Match& match) {
    const auto same = std::ranges::find(best_, match.owner, &Match::owner);
    if (same != best_.end()) {
      const bool improves = match.similarity > same->similarity ||
                            (match.similarity == same->similarity && match.template_id < same->template_id);
      if (!improves) return;
      best_.erase(same);
    }
    const auto place = std::ranges::upper_bound(best_, match, better);
    if (best_.size() == count_ && place == best_.end()) return;
    best_.insert(place, match);
    if (best_.size() > count_) best_.pop_back();
  }

  [[nodiscard]] std::vector<Match> take() { return std::move(best_); }

 private:
  std::size_t count_;
  std::vector<Match> best_;
};

}  // namespace

// Row r of every column belongs to one template. Removal moves the last row into the gap, so rows stay dense. The
// templates of one owner are chained through `next`, which spares a list an owner.
struct Gallery::State {
  State(std::string model_id, std::size_t size) : model(std::move(model_id)), dimensions(size) {}

  mutable std::shared_mutex mutex;
  std::string model;
  std::size_t dimensions;
  std::size_t stride = code_stride(dimensions);
  AlignedVector<float> values;
  AlignedVector<std::uint8_t> codes;
  std::vector<CodedRow> coded;
  std::vector<TemplateKey> keys;
  std::vector<std::uint32_t> next;
  std::unordered_map<Uuid, std::uint32_t> row_of_template;
  std::unordered_map<Uuid, std::uint32_t> first_of_owner;

  [[nodiscard]] std::span<const float> row(std::size_t index) const {
    return {values.data() + index * dimensions, dimensions};
  }

  // Where the chain of the row's owner points to it.
  std::uint32_t& link_to(std::uint32_t index) {
    std::uint32_t* link = &first_of_owner.at(keys[index].owner);
    while (*link != index) link = &next[*link];
    return *link;
  }

  void append(const TemplateKey& key, std::span<const float> numbers) {
    const auto index = static_cast<std::uint32_t>(keys.size());
    values.insert(values.end(), numbers.begin(), numbers.end());
    codes.resize(codes.size() + stride);
    coded.push_back(encode_row(numbers, std::span(codes).last(stride)));
    keys.push_back(key);
    row_of_template.emplace(key.id, index);
    const auto [owner, is_new] = first_of_owner.try_emplace(key.owner, index);
    next.push_back(is_new ? kNoRow : std::exchange(owner->second, index));
  }

  void remove(std::uint32_t index) {
    row_of_template.erase(keys[index].id);
    link_to(index) = next[index];
    if (first_of_owner.at(keys[index].owner) == kNoRow) first_of_owner.erase(keys[index].owner);
    const auto last = static_cast<std::uint32_t>(keys.size() - 1);
    if (index != last) move_row(last, index);
    values.resize(values.size() - dimensions);
    codes.resize(codes.size() - stride);
    coded.pop_back();
    keys.pop_back();
    next.pop_back();
  }

  void move_row(std::uint32_t from, std::uint32_t to) {
    link_to(from) = to;
    row_of_template.at(keys[from].id) = to;
    std::ranges::copy(row(from), values.data() + to * dimensions);
    std::copy_n(codes.data() + from * stride, stride, codes.data() + to * stride);
    coded[to] = coded[from];
    keys[to] = keys[from];
    next[to] = next[from];
  }

  [[nodiscard]] std::vector<Match> search(std::span<const float> probe, std::size_t count) const {
    const CodedProbe coded_probe(probe);
    const DotRows dot_rows = dot_kernels().front().run;
    BestOwners best(count);
    std::array<std::int32_t, kBlockRows> dots;
    std::array<float, kBlockRows> bounds;
    for (std::size_t begin = 0; begin < keys.size(); begin += kBlockRows) {
      const std::size_t rows = std::min(kBlockRows, keys.size() - begin);
      dot_rows(codes.data() + begin * stride, rows, stride, coded_probe.codes(), dots.data());
      coded_probe.upper_bounds(std::span(dots).first(rows), coded.data() + begin, bounds.data());
      for (std::size_t i = 0; i < rows; ++i) {
        if (bounds[i] < best.bar()) continue;
        const TemplateKey& key = keys[begin + i];
        best.offer({key.owner, key.id, exact_dot(row(begin + i), probe)});
      }
    }
    return best.take();
  }

  [[nodiscard]] Result<void> check(const Embedding& embedding) const {
    if (embedding.model() == model && embedding.values().size() == dimensions) return {};
    return fail(Failure::invalid_input, "embedding_models_differ",
                "An embedding of '" + embedding.model() + "' does not belong into a gallery of '" + model + "'",
                "Enrol the people again with the model in use");
  }
};

Gallery::Gallery(std::string model, std::size_t dimensions)
    : state_(std::make_unique<State>(std::move(model), dimensions)) {}

Gallery::~Gallery() = default;
Gallery::Gallery(Gallery&&) noexcept = default;
Gallery& Gallery::operator=(Gallery&&) noexcept = default;

void Gallery::reserve(std::size_t templates) {
  const std::unique_lock lock(state_->mutex);
  state_->values.reserve(templates * state_->dimensions);
  state_->codes.reserve(templates * state_->stride);
  state_->coded.reserve(templates);
  state_->keys.reserve(templates);
  state_->next.reserve(templates);
  state_->row_of_template.reserve(templates);
  state_->first_of_owner.reserve(templates);
}

Result<void> Gallery::add(const TemplateKey& key, const Embedding& embedding) {
  if (Result<void> checked = state_->check(embedding); !checked) return checked;
  const std::unique_lock lock(state_->mutex);
  if (state_->row_of_template.contains(key.id)) {
    return fail(Failure::conflict, "template_known", "The gallery already holds template " + key.id.to_string());
  }
  state_->append(key, embedding.values());
  return {};
}

bool Gallery::remove_template(const Uuid& id) {
  const std::unique_lock lock(state_->mutex);
  const auto found = state_->row_of_template.find(id);
  if (found == state_->row_of_template.end()) return false;
  state_->remove(found->second);
  return true;
}

std::size_t Gallery::remove_owner(const Uuid& owner) {
  const std::unique_lock lock(state_->mutex);
  std::size_t removed = 0;
  for (auto first = state_->first_of_owner.find(owner); first != state_->first_of_owner.end();
       first = state_->first_of_owner.find(owner)) {
    state_->remove(first->second);
    ++removed;
  }
  return removed;
}

void Gallery::clear() {
  const std::unique_lock lock(state_->mutex);
  // Assigning new containers gives the memory back.
  state_->values = {};
  state_->codes = {};
  state_->coded = {};
  state_->keys = {};
  state_->next = {};
  state_->row_of_template = {};
  state_->first_of_owner = {};
}

std::size_t Gallery::size() const {
  const std::shared_lock lock(state_->mutex);
  return state_->keys.size();
}

std::size_t Gallery::owners() const {
  const std::shared_lock lock(state_->mutex);
  return state_->first_of_owner.size();
}

const std::string& Gallery::model() const {
  return state_->model;
}

Result<std::vector<Match>> Gallery::search(const Embedding& probe, std::size_t count) const {
  if (Result<void> checked = state_->check(probe); !checked) return fail(std::move(checked));
  if (count == 0) return std::vector<Match>{};
  const std::shared_lock lock(state_->mutex);
  return state_->search(probe.values(), count);
}

}  // namespace attendsense::vision
