#include "attendsense/vision/infer/engine.hpp"

#include <algorithm>
#include <limits>
#include <new>

#include "attendsense/base/files.hpp"
#include "fault.hpp"
#include "folding.hpp"
#include "program.hpp"
#include "readers.hpp"
#include "shapes.hpp"

namespace attendsense::vision::infer {

namespace {

constexpr std::size_t kLargestFile = std::size_t{1} << 30;

class LoadedModel : public Model {
 public:
  LoadedModel(Graph graph, std::string name) : graph_(std::move(graph)), name_(std::move(name)) {
    if (graph_.inputs.size() != 1) {
      throw_unsupported("a network with " + std::to_string(graph_.inputs.size()) + " inputs is not supported");
    }
    if (graph_.outputs.empty()) throw_unreadable("it has no outputs");
    describe_outside();
  }

  [[nodiscard]] const std::vector<TensorInfo>& inputs() const override { return inputs_; }

  [[nodiscard]] const std::vector<TensorInfo>& outputs() const override { return outputs_; }

  [[nodiscard]] const Graph& graph() const { return graph_; }

  [[nodiscard]] const std::string& name() const { return name_; }

 private:
  // Names and shapes as published; where the publisher left a dimension of the input open, so are the outputs'.
  void describe_outside() {
    for (const auto output : graph_.outputs) outputs_.push_back({graph_.values[output].name, {}});
    simplify(graph_);
    const auto& published = graph_.input_shapes.front();
    inputs_.push_back({graph_.values[graph_.inputs.front()].name, published});
    if (published.empty() || std::ranges::any_of(published, [](auto dimension) { return dimension < 1; })) return;
    const auto shapes = infer_shapes(graph_, published);
    for (std::size_t i = 0; i < outputs_.size(); ++i) outputs_[i].shape = shapes[graph_.outputs[i]];
  }

  Graph graph_;
  std::string name_;
  std::vector<TensorInfo> inputs_;
  std::vector<TensorInfo> outputs_;
};

class CompiledSession : public Session {
 public:
  CompiledSession(std::shared_ptr<const Model> model, std::unique_ptr<Program> program)
      : model_(std::move(model)), program_(std::move(program)) {}

  std::span<float> input() override { return {program_->memory.at(program_->input), program_->input_size}; }

  void run() override {
    for (const auto& step : program_->steps) step->run();
  }

  [[nodiscard]] std::span<const float> output(std::size_t index) const override {
    const auto& output = program_->outputs.at(index);
    return {program_->memory.at(output.buffer), output.size};
  }

  [[nodiscard]] const Shape& output_shape(std::size_t index) const override {
    return program_->outputs.at(index).shape;
  }

 private:
  std::shared_ptr<const Model> model_;
  std::unique_ptr<Program> program_;
};

std::string remedy_for(Failure failure, const std::string& code) {
  if (code == "input_shape_unsupported") return "Give it a size that the model's strides divide";
  if (failure == Failure::corrupt) return "Fetch the model again with: attendsense models fetch";
  if (failure == Failure::unsupported) return "Use one of the models that 'attendsense models list' names";
  return {};
}

// Runs what may throw and tells its failure as one of `subject`.
template <class Run>
auto translate(const std::string& subject, Run run) -> Result<decltype(run())> {
  try {
    return run();
  } catch (const ModelFault& fault) {
    return fail(fault.failure(), fault.code(), subject + ": " + fault.what(),
                remedy_for(fault.failure(), fault.code()));
  } catch (const std::bad_alloc&) {
    return fail(Failure::corrupt, "model_unreadable", subject + ": it asks for more memory than there is",
                remedy_for(Failure::corrupt, {}));
  } catch (const std::exception& error) {
    return fail(Failure::unsupported, "model_operator_unsupported", subject + ": " + error.what(),
                remedy_for(Failure::unsupported, {}));
  }
}

// A model that loaded is sound: if its layers do not fit each other now, it is for the size of the picture.
std::unique_ptr<Program> build_for(const Graph& graph, const Shape& input) {
  try {
    return build_program(graph, input);
  } catch (const ModelFault& fault) {
    if (fault.failure() != Failure::corrupt) throw;
    throw ModelFault(Failure::unsupported, "input_shape_unsupported", fault.what());
  }
}

Result<Bytes> read_model_file(const std::filesystem::path& path) {
  auto content = read_file(path, kLargestFile);
  if (content) return content;
  if (content.error().failure != Failure::not_found) return fail(std::move(content));
  return fail(Failure::not_found, "model_missing", "The model file " + path.string() + " is not there",
              "Fetch it with: attendsense models fetch");
}

}  // namespace

Result<std::shared_ptr<const Model>> Model::load(const std::filesystem::path& path) {
  const auto content = read_model_file(path);
  if (!content) return fail(content.error());
  const bool openvino = path.extension() == ".xml";
  Bytes weights;
  if (openvino) {
    auto read = read_model_file(std::filesystem::path(path).replace_extension(".bin"));
    if (!read) return fail(read.error());
    weights = std::move(*read);
  }
  return translate("The model " + path.string(), [&]() -> std::shared_ptr<const Model> {
    auto graph = openvino ? read_openvino(*content, weights) : read_onnx(*content);
    return std::make_shared<LoadedModel>(std::move(graph), path.string());
  });
}

Result<std::unique_ptr<Session>> Session::compile(std::shared_ptr<const Model> model, const Shape& input) {
  const auto* loaded = dynamic_cast<const LoadedModel*>(model.get());
  if (loaded == nullptr) return fail(Failure::internal, "model_foreign", "The model was not loaded by this engine");
  return translate("The model " + loaded->name() + " for an input of " + describe(input),
                   [&]() -> std::unique_ptr<Session> {
                     return std::make_unique<CompiledSession>(model, build_for(loaded->graph(), input));
                   });
}

}  // namespace attendsense::vision::infer
