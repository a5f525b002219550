#include "stages.hpp"

#include <algorithm>
#include <cstring>

namespace attendsense::vision::infer {

namespace {

std::size_t as_size(std::int64_t value) {
  return static_cast<std::size_t>(value);
}

}  // namespace

Stage::Stage(RowGeometry geometry, RowDemand demand, std::size_t band)
    : RowSource(geometry), demand_(demand), band_(std::clamp<std::size_t>(band, 1, geometry.height)) {}

void Stage::plan(Memory& memory, std::size_t step) {
  const auto& shape = geometry();
  if (picture_ != kNone) {
    capacity_ = shape.height;
    stride_ = shape.row_floats();
    memory.touch(picture_, step);
    return;
  }
  // The reader holds demand.rows rows while up to band rows more than it asked for are made.
  capacity_ = std::min(demand_.rows + band_ - 1, shape.height);
  stride_ = (demand_.left + shape.width + demand_.right) * shape.channels;
  left_ = demand_.left * shape.channels;
  ring_ = memory.add((capacity_ + (demand_.outside ? 1 : 0)) * stride_);
  memory.touch(ring_, step);
}

void Stage::bind(const Memory& memory) {
  base_ = memory.at(picture_ != kNone ? picture_ : ring_);
  outside_ = base_ + capacity_ * stride_;
}

void Stage::restart() {
  made_ = 0;
  if (picture_ != kNone) return;
  const auto right = demand_.right * geometry().channels;
  for (std::size_t i = 0; i < capacity_; ++i) {
    float* line = base_ + i * stride_;
    std::fill_n(line, left_, demand_.fill);
    std::fill_n(line + stride_ - right, right, demand_.fill);
  }
  if (demand_.outside) std::fill_n(outside_, stride_, demand_.fill);
}

const float* Stage::row(std::ptrdiff_t y) {
  if (y < 0 || y >= static_cast<std::ptrdiff_t>(geometry().height)) return outside_;
  const auto wanted = static_cast<std::size_t>(y);
  while (made_ <= wanted) {
    const auto count = std::min(band_, geometry().height - made_);
    make(made_, count);
    made_ += count;
  }
  return slot(wanted) - left_;
}

void Stage::make_all() {
  row(static_cast<std::ptrdiff_t>(geometry().height) - 1);
}

void CopyStage::make(std::size_t y, std::size_t count) {
  for (std::size_t i = 0; i < count; ++i) {
    std::memcpy(slot(y + i), source_.row(static_cast<std::ptrdiff_t>(y + i)), geometry().row_floats() * sizeof(float));
  }
}

PlanesStage::PlanesStage(const Kernels& kernels, Extent picture, const Constant& weights, const Window& window,
                         PackedEpilogue epilogue, BufferId planes, RowGeometry geometry, RowDemand demand)
    : Stage(geometry, demand, 1),
      kernels_(kernels),
      height_(as_size(picture[0])),
      width_(as_size(picture[1])),
      planes_count_(as_size(weights.shape[1])),
      window_(window),
      epilogue_(std::move(epilogue)),
      planes_(planes) {
  const auto outputs = as_size(weights.shape[0]);
  const auto [kernel_height, kernel_width] = window.kernel;
  const auto taps = weights.floats.size() / outputs;
  weights_ = pack_product(weights.floats, outputs, taps);
  line_floats_ = as_size(window.begin[1] + picture[1] + window.end[1]);
  for (std::size_t plane = 0; plane < planes_count_; ++plane) {
    for (std::int64_t ky = 0; ky < kernel_height; ++ky) {
      for (std::int64_t kx = 0; kx < kernel_width; ++kx) {
        const auto line = plane * as_size(kernel_height) + as_size(ky);
        offsets_.push_back(static_cast<std::ptrdiff_t>(line * line_floats_ + as_size(kx * window.dilation[1])));
      }
    }
  }
  product_ = {.weights = weights_.data(),
              .bias = epilogue_.bias.data(),
              .slopes = epilogue_.slopes.data(),
              .post = epilogue_.post,
              .offsets = offsets_.data(),
              .taps = taps,
              .units = geometry.channels / kUnit,
              .source_step = as_size(window.stride[1]),
              .destination_step = geometry.channels,
              .residual_step = 0};
}

void PlanesStage::plan(Memory& memory, std::size_t step) {
  Stage::plan(memory, step);
  lines_ = memory.add(planes_count_ * as_size(window_.kernel[0]) * line_floats_);
  memory.touch(lines_, step);
  memory.touch(planes_, step);
}

void PlanesStage::bind(const Memory& memory) {
  Stage::bind(memory);
  lines_base_ = memory.at(lines_);
  planes_base_ = memory.at(planes_);
}

void PlanesStage::restart() {
  Stage::restart();
  std::fill_n(lines_base_, planes_count_ * as_size(window_.kernel[0]) * line_floats_, 0.0F);
}

void PlanesStage::gather_lines(std::size_t y) {
  const auto kernel_height = as_size(window_.kernel[0]);
  for (std::size_t i = 0; i < planes_count_ * kernel_height; ++i) {
    const auto ky = static_cast<std::int64_t>(i % kernel_height);
    const auto from = static_cast<std::int64_t>(y) * window_.stride[0] + ky * window_.dilation[0] - window_.begin[0];
    float* line = lines_base_ + i * line_floats_ + window_.begin[1];
    if (from < 0 || from >= static_cast<std::int64_t>(height_)) {
      std::fill_n(line, width_, 0.0F);
    } else {
      const auto plane = i / kernel_height;
      std::memcpy(line, planes_base_ + (plane * height_ + as_size(from)) * width_, width_ * sizeof(float));
    }
  }
}

void PlanesStage::make(std::size_t y, std::size_t count) {
  for (std::size_t i = 0; i < count; ++i) {
    gather_lines(y + i);
    const float* source = lines_base_;
    float* destination = slot(y + i);
    kernels_.product(
        product_,
        {.source = &source, .residual = nullptr, .destination = &destination, .rows = 1, .width = geometry().width});
  }
}

PointwiseStage::PointwiseStage(const Kernels& kernels, RowSource& source, const Constant& weights,
                               PackedEpilogue epilogue, RowSource* residual, RowGeometry geometry, RowDemand demand,
                               std::size_t band_rows)
    : Stage(geometry, demand, band_rows),
      kernels_(kernels),
      source_(source),
      residual_(residual),
      epilogue_(std::move(epilogue)),
      source_rows_(band()),
      residual_rows_(band()),
      rows_(band()) {
  const auto taps = as_size(weights.shape[1]);
  weights_ = pack_product(weights.floats, as_size(weights.shape[0]), taps);
  product_ = {.weights = weights_.data(),
              .bias = epilogue_.bias.data(),
              .slopes = epilogue_.slopes.data(),
              .post = epilogue_.post,
              .offsets = nullptr,
              .taps = taps,
              .units = geometry.channels / kUnit,
              .source_step = source.geometry().channels,
              .destination_step = geometry.channels,
              .residual_step = geometry.channels};
}

void PointwiseStage::make(std::size_t y, std::size_t count) {
  for (std::size_t i = 0; i < count; ++i) {
    const auto row_number = static_cast<std::ptrdiff_t>(y + i);
    source_rows_[i] = source_.row(row_number);
    if (residual_ != nullptr) residual_rows_[i] = residual_->row(row_number);
    rows_[i] = slot(y + i);
  }
  kernels_.product(product_, {.source = source_rows_.data(),
                              .residual = residual_ != nullptr ? residual_rows_.data() : nullptr,
                              .destination = rows_.data(),
                              .rows = count,
                              .width = geometry().width});
}

WindowStage::WindowStage(Kind kind, const Kernels& kernels, RowSource& source, const Window& window,
                         std::vector<float> weights, PackedEpilogue epilogue, RowGeometry geometry, RowDemand demand)
    : Stage(geometry, demand, 1),
      kind_(kind),
      kernels_(kernels),
      source_(source),
      window_(window),
      weights_(std::move(weights)),
      epilogue_(std::move(epilogue)),
      source_rows_(as_size(window.kernel[0])) {
  depthwise_ = {.weights = weights_.data(),
                .bias = epilogue_.bias.data(),
                .slopes = epilogue_.slopes.data(),
                .post = epilogue_.post,
                .kernel_height = as_size(window.kernel[0]),
                .kernel_width = as_size(window.kernel[1]),
                .stride = as_size(window.stride[1]),
                .channels = geometry.channels};
}

RowDemand WindowStage::demand_of(const Window& window, const RowGeometry& source, const RowGeometry& result,
                                 float fill) {
  const Extent padded{window.begin[0] + static_cast<std::int64_t>(source.height),
                      window.begin[1] + static_cast<std::int64_t>(source.width)};
  const auto reach = [&](std::size_t axis, std::size_t count) {
    return static_cast<std::int64_t>(count - 1) * window.stride[axis] + window.kernel[axis];
  };
  return {.left = as_size(window.begin[1]),
          .right = as_size(std::max<std::int64_t>(0, reach(1, result.width) - padded[1])),
          .fill = fill,
          .outside = window.begin[0] > 0 || reach(0, result.height) > padded[0],
          .rows = as_size(window.kernel[0])};
}

void WindowStage::make(std::size_t y, std::size_t count) {
  for (std::size_t i = y; i < y + count; ++i) {
    const auto top = static_cast<std::ptrdiff_t>(i) * window_.stride[0] - window_.begin[0];
    for (std::size_t ky = 0; ky < source_rows_.size(); ++ky) {
      source_rows_[ky] = source_.row(top + static_cast<std::ptrdiff_t>(ky));
    }
    const auto kernel = kind_ == Kind::depthwise ? kernels_.depthwise : kernels_.max_pool;
    kernel(depthwise_, source_rows_.data(), slot(i), geometry().width);
  }
}

void UpsampleStage::make(std::size_t y, std::size_t count) {
  for (std::size_t i = y; i < y + count; ++i) {
    const float* addend = addend_ != nullptr ? addend_->row(static_cast<std::ptrdiff_t>(i)) : nullptr;
    const float* small = small_.row(static_cast<std::ptrdiff_t>(i) / factor_[0]);
    kernels_.add_upsampled(addend, small, as_size(factor_[1]), geometry().channels, slot(i), geometry().width);
  }
}

}  // namespace attendsense::vision::infer
