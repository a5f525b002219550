#include <algorithm>
#include <limits>

#include "lowering.hpp"
#include "shapes.hpp"
#include "weights.hpp"

namespace attendsense::vision::infer {

namespace {

RowGeometry geometry_of(const Shape& shape) {
  return {.height = as_size(shape[2]), .width = as_size(shape[3]), .channels = round_up_to_unit(as_size(shape[1]))};
}

// Puts the stages of one chain one behind the other.
class ChainBuilder {
 public:
  ChainBuilder(Lowering& lowering, const std::vector<std::size_t>& chain) : lowering_(lowering), chain_(chain) {}

  void build() {
    for (std::size_t i = 0; i < chain_.size(); ++i) append(i);
    auto& last = static_cast<Stage&>(*sources_.back());
    last.write_to(lowering_.new_picture(lowering_.graph().nodes[chain_.back()].output));
    lowering_.add_step(make_pipeline(std::move(sources_), last));
  }

 private:
  [[nodiscard]] const Node& node(std::size_t i) const { return lowering_.graph().nodes[chain_[i]]; }

  [[nodiscard]] StageKind kind(std::size_t i) const {
    return stage_kind(lowering_.graph(), lowering_.shapes(), node(i));
  }

  [[nodiscard]] RowGeometry geometry(std::size_t i) const { return geometry_of(lowering_.shape(node(i).output)); }

  void append(std::size_t i) {
    const auto demand = i + 1 < chain_.size() ? demand_of(i + 1) : RowDemand{};
    switch (kind(i)) {
      case StageKind::planes:
        return append_planes(i, demand);
      case StageKind::upsample:
        return append_upsample(i, demand);
      case StageKind::pointwise:
        return append_pointwise(i, demand);
      case StageKind::depthwise:
      case StageKind::max_pool:
        return append_window(i, demand);
      case StageKind::none:
        return;
    }
  }

  // What node i of the chain asks of its source.
  [[nodiscard]] RowDemand demand_of(std::size_t i) const {
    if (kind(i) == StageKind::pointwise) return {.left = 0, .right = 0, .fill = 0, .outside = false, .rows = band(i)};
    const float fill = kind(i) == StageKind::max_pool ? -std::numeric_limits<float>::infinity() : 0.0F;
    const auto source = geometry_of(lowering_.input_shape(node(i)));
    return WindowStage::demand_of(window(i), source, geometry(i), fill);
  }

  // Rows that a 1x1 convolution makes at once: enough pixels to be worth bringing the weights into the cache for, all
  // of them if the chain is that one convolution.
  [[nodiscard]] std::size_t band(std::size_t i) const {
    constexpr std::size_t kPixels = 96;
    const auto rows = geometry(i);
    return chain_.size() == 1 ? rows.height : std::min(rows.height, (kPixels + rows.width - 1) / rows.width);
  }

  [[nodiscard]] Window window(std::size_t i) const {
    const auto& x = lowering_.input_shape(node(i));
    const Extent extent{x[2], x[3]};
    if (const auto* pool = std::get_if<MaxPool>(&node(i).operation)) return resolve_padding(pool->window, extent);
    auto window = std::get<Convolution>(node(i).operation).window;
    const auto& weights = lowering_.weights(node(i)).shape;
    window.kernel = {weights[2], weights[3]};
    return resolve_padding(window, extent);
  }

  [[nodiscard]] PackedEpilogue epilogue(std::size_t i) const {
    const auto& bias = lowering_.weights(node(i), 2).floats;
    return pack_epilogue(bias, std::get<Convolution>(node(i).operation).activation, bias.size());
  }

  template <class T, class... Arguments>
  T& emplace(Arguments&&... arguments) {
    auto made = std::make_unique<T>(std::forward<Arguments>(arguments)...);
    auto& reference = *made;
    sources_.push_back(std::move(made));
    return reference;
  }

  RowSource& rows_of(ValueId value) {
    return emplace<PictureRows>(geometry_of(lowering_.shape(value)), lowering_.picture(value));
  }

  // The stage before node i, or the picture in memory, with the padding that node i wants.
  RowSource& source_of(std::size_t i) {
    if (i > 0) return *stages_.back();
    auto& rows = rows_of(node(i).inputs[0]);
    const auto demand = demand_of(i);
    if (demand.left == 0 && demand.right == 0 && !demand.outside) return rows;
    return emplace<CopyStage>(rows, demand);
  }

  void append_planes(std::size_t i, RowDemand demand) {
    const auto& x = lowering_.input_shape(node(i));
    stages_.push_back(&emplace<PlanesStage>(lowering_.kernels(), Extent{x[2], x[3]}, lowering_.weights(node(i)),
                                            window(i), epilogue(i), lowering_.dense(node(i).inputs[0]), geometry(i),
                                            demand));
  }

  void append_pointwise(std::size_t i, RowDemand demand) {
    auto& source = source_of(i);
    auto* residual = std::get<Convolution>(node(i).operation).residual ? &rows_of(node(i).inputs[3]) : nullptr;
    stages_.push_back(&emplace<PointwiseStage>(lowering_.kernels(), source, lowering_.weights(node(i)), epilogue(i),
                                               residual, geometry(i), demand, band(i)));
  }

  void append_window(std::size_t i, RowDemand demand) {
    auto& source = source_of(i);
    if (kind(i) == StageKind::max_pool) {
      stages_.push_back(&emplace<WindowStage>(WindowStage::Kind::max_pool, lowering_.kernels(), source, window(i),
                                              std::vector<float>(), PackedEpilogue{}, geometry(i), demand));
      return;
    }
    auto weights = pack_depthwise(lowering_.weights(node(i)).floats, as_size(lowering_.weights(node(i)).shape[0]));
    stages_.push_back(&emplace<WindowStage>(WindowStage::Kind::depthwise, lowering_.kernels(), source, window(i),
                                            std::move(weights), epilogue(i), geometry(i), demand));
  }

  void append_upsample(std::size_t i, RowDemand demand) {
    auto [small, factor, addend] = find_upsampled(node(i));
    auto* added = addend != Graph::kNone ? &rows_of(addend) : nullptr;
    auto& rows = rows_of(small);
    stages_.push_back(&emplace<UpsampleStage>(lowering_.kernels(), added, rows, factor, geometry(i), demand));
  }

  struct Upsampled {
    ValueId small;
    Extent factor;
    ValueId addend;
  };

  // A plain upsampling, or an addition one of whose operands nobody has made because it is an upsampling.
  [[nodiscard]] Upsampled find_upsampled(const Node& target) const {
    if (const auto* upsample = std::get_if<Upsample>(&target.operation)) {
      return {target.inputs[0], upsample->factor, Graph::kNone};
    }
    const auto makers = lowering_.graph().find_makers();
    for (std::size_t i = 0; i < 2; ++i) {
      const auto maker = makers[target.inputs[i]];
      if (maker == Graph::kNone || lowering_.is_made(target.inputs[i])) continue;
      const auto& made_by = lowering_.graph().nodes[maker];
      if (const auto* upsample = std::get_if<Upsample>(&made_by.operation)) {
        return {made_by.inputs[0], upsample->factor, target.inputs[1 - i]};
      }
    }
    return {target.inputs[0], {1, 1}, target.inputs[1]};
  }

  Lowering& lowering_;
  const std::vector<std::size_t>& chain_;
  std::vector<std::unique_ptr<RowSource>> sources_;
  std::vector<Stage*> stages_;
};

}  // namespace

void lower_chain(Lowering& lowering, const std::vector<std::size_t>& chain) {
  ChainBuilder(lowering, chain).build();
}

}  // namespace attendsense::vision::infer
