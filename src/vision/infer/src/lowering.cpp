#include "lowering.hpp"

#include <algorithm>

#include "fault.hpp"
#include "folding.hpp"
#include "shapes.hpp"

namespace attendsense::vision::infer {

Lowering::Lowering(Graph graph, const Shape& input, const ProgramOptions& options)
    : graph_(std::move(graph)),
      kernels_(options.kernels != nullptr ? *options.kernels : *available_kernels().front()),
      program_(std::make_unique<Program>()) {
  specialise(graph_, input);
  shapes_ = infer_shapes(graph_, input);
  for (ValueId value = 0; value < shapes_.size(); ++value) {
    if (graph_.constant(value)) shapes_[value] = graph_.constant(value)->shape;
  }
  places_.resize(graph_.values.size());
  const auto source = graph_.inputs.front();
  program_->input_size = element_count(shapes_[source]);
  program_->input = new_dense(source);
  program_->memory.keep(program_->input);
}

BufferId Lowering::new_dense(ValueId value) {
  return places_[value].dense = program_->memory.add(element_count(shapes_[value]));
}

BufferId Lowering::new_picture(ValueId value) {
  if (shapes_[value].size() != 4) {
    throw_unsupported("a tensor of " + describe(shapes_[value]) + " used as a picture is not supported");
  }
  return places_[value].picture = program_->memory.add(pixels(value) * channels(value));
}

BufferId Lowering::dense(ValueId value) {
  const auto place = places_[value];
  if (place.dense != kNowhere) return place.dense;
  if (graph_.constant(value)) return new_constant(value);
  if (pixels(value) == 1) return places_[value].dense = place.picture;
  const auto destination = new_dense(value);
  add_simple(
      {place.picture}, destination,
      [count = as_size(shapes_[value][1]), step = channels(value), pixels = pixels(value)](const auto& in, float* out) {
        for (std::size_t c = 0; c < count; ++c) {
          for (std::size_t p = 0; p < pixels; ++p) out[c * pixels + p] = in[0][p * step + c];
        }
      });
  return destination;
}

BufferId Lowering::picture(ValueId value) {
  if (is_picture(value)) return places_[value].picture;
  const auto source = dense(value);
  const auto destination = new_picture(value);
  add_simple(
      {source}, destination,
      [count = as_size(shapes_[value][1]), step = channels(value), pixels = pixels(value)](const auto& in, float* out) {
        for (std::size_t p = 0; p < pixels; ++p) {
          for (std::size_t c = 0; c < step; ++c) out[p * step + c] = c < count ? in[0][c * pixels + p] : 0.0F;
        }
      });
  return destination;
}

// Filled once, in finish().
BufferId Lowering::new_constant(ValueId value) {
  const auto buffer = new_dense(value);
  program_->memory.keep(buffer);
  constants_.emplace_back(buffer, graph_.constant(value));
  return buffer;
}

std::unique_ptr<Program> Lowering::finish() {
  auto& memory = program_->memory;
  for (const auto output : graph_.outputs) {
    const auto buffer = dense(output);
    memory.keep(buffer);
    program_->outputs.push_back({buffer, shapes_[output], element_count(shapes_[output])});
  }
  for (std::size_t i = 0; i < program_->steps.size(); ++i) program_->steps[i]->plan(memory, i);
  memory.allocate();
  for (const auto& step : program_->steps) step->bind(memory);
  for (const auto& [buffer, constant] : constants_) std::ranges::copy(constant->floats, memory.at(buffer));
  return std::move(program_);
}

}  // namespace attendsense::vision::infer
