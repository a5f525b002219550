// The only unit that knows ONNX's protocol buffers.

#include <onnx/onnx_pb.h>

#include <bit>
#include <cstring>
#include <limits>
#include <map>

#include "fault.hpp"
#include "half.hpp"
#include "readers.hpp"

namespace attendsense::vision::infer {

namespace {

static_assert(std::endian::native == std::endian::little, "raw tensor data are little-endian");

template <class T>
std::vector<T> from_raw(const std::string& raw, std::size_t count, const std::string& name) {
  if (raw.size() != count * sizeof(T)) {
    throw_unreadable("the tensor '" + name + "' has " + std::to_string(raw.size()) + " bytes where " +
                     std::to_string(count * sizeof(T)) + " belong");
  }
  std::vector<T> elements(count);
  if (count != 0) std::memcpy(elements.data(), raw.data(), raw.size());
  return elements;
}

template <class T, class Stored>
std::vector<T> read_elements(const onnx::TensorProto& tensor, const Stored& stored, std::size_t count) {
  if (tensor.has_raw_data()) return from_raw<T>(tensor.raw_data(), count, tensor.name());
  if (static_cast<std::size_t>(stored.size()) != count) {
    throw_unreadable("the tensor '" + tensor.name() + "' has " + std::to_string(stored.size()) + " elements where " +
                     std::to_string(count) + " belong");
  }
  return {stored.begin(), stored.end()};
}

ConstantPtr read_tensor(const onnx::TensorProto& tensor) {
  if (tensor.data_location() == onnx::TensorProto::EXTERNAL) {
    throw_unsupported("the tensor '" + tensor.name() + "' lies in a file of its own, which is not supported");
  }
  auto constant = std::make_shared<Constant>();
  constant->shape.assign(tensor.dims().begin(), tensor.dims().end());
  const auto count = element_count(constant->shape);
  switch (tensor.data_type()) {
    case onnx::TensorProto::FLOAT:
      constant->floats = read_elements<float>(tensor, tensor.float_data(), count);
      break;
    case onnx::TensorProto::FLOAT16:
      for (const auto half : read_elements<std::uint16_t>(tensor, tensor.int32_data(), count)) {
        constant->floats.push_back(half_to_float(half));
      }
      break;
    case onnx::TensorProto::INT64:
      constant->integers = read_elements<std::int64_t>(tensor, tensor.int64_data(), count);
      break;
    case onnx::TensorProto::INT32:
      for (const auto element : read_elements<std::int32_t>(tensor, tensor.int32_data(), count)) {
        constant->integers.push_back(element);
      }
      break;
    default:
      throw_unsupported("the tensor '" + tensor.name() + "' has ONNX's element type " +
                        std::to_string(tensor.data_type()) + ", which is not supported");
  }
  return constant;
}

// The attributes of one node, by name; every getter checks the type.
class Attributes {
 public:
  explicit Attributes(const onnx::NodeProto& node) : node_(node) {}

  [[nodiscard]] std::int64_t integer(const std::string& name, std::int64_t otherwise) const {
    const auto* found = find(name, onnx::AttributeProto::INT);
    return found != nullptr ? found->i() : otherwise;
  }

  [[nodiscard]] float number(const std::string& name, float otherwise) const {
    const auto* found = find(name, onnx::AttributeProto::FLOAT);
    return found != nullptr ? found->f() : otherwise;
  }

  [[nodiscard]] std::string text(const std::string& name, const std::string& otherwise) const {
    const auto* found = find(name, onnx::AttributeProto::STRING);
    return found != nullptr ? found->s() : otherwise;
  }

  [[nodiscard]] std::vector<std::int64_t> integers(const std::string& name) const {
    const auto* found = find(name, onnx::AttributeProto::INTS);
    return found != nullptr ? std::vector<std::int64_t>(found->ints().begin(), found->ints().end())
                            : std::vector<std::int64_t>();
  }

  [[nodiscard]] std::vector<float> numbers(const std::string& name) const {
    const auto* found = find(name, onnx::AttributeProto::FLOATS);
    return found != nullptr ? std::vector<float>(found->floats().begin(), found->floats().end()) : std::vector<float>();
  }

  [[nodiscard]] const onnx::TensorProto& tensor(const std::string& name) const {
    const auto* found = find(name, onnx::AttributeProto::TENSOR);
    if (found == nullptr) throw_unsupported("Constant '" + node_.name() + "' holds no tensor");
    return found->t();
  }

  // Height and width; `otherwise` for both if absent.
  [[nodiscard]] Extent extent(const std::string& name, std::int64_t otherwise) const {
    const auto found = integers(name);
    if (found.empty()) return {otherwise, otherwise};
    if (found.size() != 2) unsupported(name + " of " + std::to_string(found.size()) + " dimensions, not 2");
    return {found[0], found[1]};
  }

  [[noreturn]] void unsupported(const std::string& what) const {
    throw_unsupported(node_.op_type() + " '" + node_.name() + "': " + what + " is not supported");
  }

 private:
  [[nodiscard]] const onnx::AttributeProto* find(const std::string& name,
                                                 onnx::AttributeProto::AttributeType type) const {
    for (const auto& attribute : node_.attribute()) {
      if (attribute.name() != name) continue;
      if (attribute.type() != type) {
        throw_unreadable(node_.op_type() + " '" + node_.name() + "': the attribute " + name + " has a wrong type");
      }
      return &attribute;
    }
    return nullptr;
  }

  const onnx::NodeProto& node_;
};

Window read_window(const Attributes& attributes) {
  Window window;
  window.kernel = attributes.extent("kernel_shape", 0);
  window.stride = attributes.extent("strides", 1);
  window.dilation = attributes.extent("dilations", 1);
  const auto automatic = attributes.text("auto_pad", "NOTSET");
  if (automatic == "SAME_UPPER") {
    window.padding = Padding::same_upper;
  } else if (automatic == "SAME_LOWER") {
    window.padding = Padding::same_lower;
  } else if (automatic == "NOTSET") {
    const auto pads = attributes.integers("pads");
    if (!pads.empty() && pads.size() != 4) attributes.unsupported("padding that is not two-dimensional");
    if (!pads.empty()) {
      window.begin = {pads[0], pads[1]};
      window.end = {pads[2], pads[3]};
    }
  } else if (automatic != "VALID") {
    attributes.unsupported("auto_pad " + automatic);
  }
  return window;
}

Activate leaky(float slope) {
  return {.activation = {.kind = Activation::Kind::slopes, .slopes = {slope}}};
}

class Reader {
 public:
  explicit Reader(const onnx::ModelProto& model) : proto_(model.graph()) {
    for (const auto& opset : model.opset_import()) {
      if (opset.domain().empty() || opset.domain() == "ai.onnx") opset_ = opset.version();
    }
  }

  Graph read() {
    for (const auto& tensor : proto_.initializer()) declare(tensor.name(), read_tensor(tensor));
    for (const auto& input : proto_.input()) {
      if (ids_.contains(input.name())) continue;  // older exports list their weights here too
      graph_.inputs.push_back(declare(input.name(), nullptr));
      graph_.input_shapes.push_back(read_shape(input));
    }
    for (const auto& node : proto_.node()) read_node(node);
    for (const auto& output : proto_.output()) graph_.outputs.push_back(id_of(output.name()));
    graph_.sort();
    return std::move(graph_);
  }

 private:
  ValueId declare(const std::string& name, ConstantPtr constant) {
    const auto [entry, is_new] = ids_.try_emplace(name, graph_.values.size());
    if (!is_new) throw_unreadable("the value '" + name + "' is declared twice");
    return graph_.add_value(name, std::move(constant));
  }

  ValueId id_of(const std::string& name) {
    const auto [entry, is_new] = ids_.try_emplace(name, graph_.values.size());
    if (is_new) graph_.add_value(name);
    return entry->second;
  }

  static Shape read_shape(const onnx::ValueInfoProto& value) {
    const auto& type = value.type().tensor_type();
    if (type.elem_type() != onnx::TensorProto::FLOAT) {
      throw_unsupported("the input '" + value.name() + "' is not of 32-bit floats");
    }
    Shape shape;
    for (const auto& dimension : type.shape().dim())
      shape.push_back(dimension.has_dim_value() ? dimension.dim_value() : 0);
    return shape;
  }

  void read_node(const onnx::NodeProto& proto) {
    const Attributes attributes(proto);
    if (!proto.domain().empty() && proto.domain() != "ai.onnx") {
      attributes.unsupported("the operator domain " + proto.domain());
    }
    if (proto.output_size() == 0) throw_unreadable(proto.op_type() + " '" + proto.name() + "' has no output");
    for (int i = 1; i < proto.output_size(); ++i) {
      // Dropout's mask and the like: harmless as long as nobody reads it, which sort() finds out.
      if (!proto.output(i).empty()) id_of(proto.output(i));
    }
    if (proto.op_type() == "Constant") {
      graph_.values[id_of(proto.output(0))].constant = read_tensor(attributes.tensor("value"));
      return;
    }
    Node node;
    node.name = proto.name();
    node.operator_name = proto.op_type();
    node.output = id_of(proto.output(0));
    node.operation = read_operation(proto, attributes, node);
    for (const auto& input : proto.input()) {
      if (!input.empty()) node.inputs.push_back(id_of(input));
    }
    if (std::holds_alternative<Identity>(node.operation) || std::holds_alternative<Upsample>(node.operation)) {
      node.inputs.resize(std::min<std::size_t>(node.inputs.size(), 1));
    }
    graph_.nodes.push_back(std::move(node));
  }

  Operation read_operation(const onnx::NodeProto& proto, const Attributes& attributes, const Node& node) {
    static const std::map<std::string, Operation (Reader::*)(const onnx::NodeProto&, const Attributes&)> kReaders{
        {"Conv", &Reader::conv},       {"MaxPool", &Reader::max_pool}, {"AveragePool", &Reader::average_pool},
        {"Resize", &Reader::resize},   {"Upsample", &Reader::resize},  {"Gemm", &Reader::gemm},
        {"Softmax", &Reader::softmax}, {"Reshape", &Reader::reshape},  {"BatchNormalization", &Reader::batch_norm},
    };
    static const std::map<std::string, Operation> kPlain{
        {"Relu", Activate{.activation = {.kind = Activation::Kind::relu, .slopes = {}}}},
        {"PRelu", PRelu{}},
        {"Sigmoid", Sigmoid{}},
        {"GlobalAveragePool", GlobalAverage{}},
        {"Add", Binary{Arithmetic::add}},
        {"Sub", Binary{Arithmetic::subtract}},
        {"Mul", Binary{Arithmetic::multiply}},
        {"Div", Binary{Arithmetic::divide}},
        {"MatMul", MatMul{}},
        {"Identity", Identity{}},
        {"Dropout", Identity{}},
    };
    const auto& type = proto.op_type();
    if (const auto found = kReaders.find(type); found != kReaders.end()) {
      return (this->*found->second)(proto, attributes);
    }
    if (const auto found = kPlain.find(type); found != kPlain.end()) return found->second;
    if (type == "LeakyRelu") return leaky(attributes.number("alpha", 0.01F));
    if (type == "Flatten") return Flatten{.axis = attributes.integer("axis", 1)};
    if (type == "Transpose") return Transpose{.permutation = attributes.integers("perm")};
    throw_unsupported("the operator " + describe(node) + " is not supported");
  }

  Operation conv(const onnx::NodeProto& /*proto*/, const Attributes& attributes) {
    return Convolution{.window = read_window(attributes),
                       .groups = attributes.integer("group", 1),
                       .residual = false,
                       .activation = {}};
  }

  Operation max_pool(const onnx::NodeProto& proto, const Attributes& attributes) {
    if (proto.output_size() > 1) attributes.unsupported("the second output");
    return MaxPool{.window = read_window(attributes), .ceil = attributes.integer("ceil_mode", 0) != 0};
  }

  Operation average_pool(const onnx::NodeProto& /*proto*/, const Attributes& attributes) {
    return AveragePool{.window = read_window(attributes),
                       .ceil = attributes.integer("ceil_mode", 0) != 0,
                       .count_padding = attributes.integer("count_include_pad", 0) != 0};
  }

  // Nearest neighbour by whole factors, where all conventions of rounding but the exotic ones agree.
  Operation resize(const onnx::NodeProto& proto, const Attributes& attributes) {
    if (attributes.text("mode", "nearest") != "nearest") attributes.unsupported("a mode other than nearest");
    const auto transform = attributes.text("coordinate_transformation_mode", "asymmetric");
    const auto rounding =
        attributes.text("nearest_mode", proto.op_type() == "Upsample" ? "floor" : "round_prefer_floor");
    const bool is_repetition = (transform == "asymmetric" && rounding == "floor") ||
                               (transform == "half_pixel" && rounding.starts_with("round_prefer"));
    if (!is_repetition) attributes.unsupported(transform + " with " + rounding);
    std::vector<float> scales = attributes.numbers("scales");
    const int position = proto.op_type() == "Upsample" || opset_ < 11 ? 1 : 2;
    if (scales.empty() && proto.input_size() > position && !proto.input(position).empty()) {
      const auto& constant = graph_.values[id_of(proto.input(position))].constant;
      if (constant) scales = constant->floats;
    }
    if (scales.size() != 4 || scales[0] != 1 || scales[1] != 1)
      attributes.unsupported("anything but four constant scales, two of them 1,");
    Extent factor{};
    for (std::size_t i = 0; i < 2; ++i) {
      const float scale = scales[i + 2];
      if (!(scale >= 1 && scale <= 64) || scale != static_cast<float>(static_cast<int>(scale))) {
        attributes.unsupported("a factor that is not a small whole number");
      }
      factor[i] = static_cast<std::int64_t>(scale);
    }
    return Upsample{factor};
  }

  Operation gemm(const onnx::NodeProto& /*proto*/, const Attributes& attributes) {
    if (attributes.integer("transA", 0) != 0) attributes.unsupported("transA");
    return MatMul{.transpose_weights = attributes.integer("transB", 0) != 0,
                  .alpha = attributes.number("alpha", 1),
                  .beta = attributes.number("beta", 1)};
  }

  Operation softmax(const onnx::NodeProto& /*proto*/, const Attributes& attributes) {
    // Before opset 13 everything from the axis on was one distribution: the same for the last axis only.
    return Softmax{.axis = attributes.integer("axis", opset_ < 13 ? 1 : -1)};
  }

  Operation reshape(const onnx::NodeProto& /*proto*/, const Attributes& attributes) {
    return Reshape{.target = attributes.integers("shape"), .zero_copies = attributes.integer("allowzero", 0) == 0};
  }

  Operation batch_norm(const onnx::NodeProto& /*proto*/, const Attributes& attributes) {
    if (attributes.integer("training_mode", 0) != 0) attributes.unsupported("training mode");
    return BatchNorm{.epsilon = attributes.number("epsilon", 1e-5F)};
  }

  const onnx::GraphProto& proto_;
  std::int64_t opset_ = 1;
  Graph graph_;
  std::map<std::string, ValueId> ids_;
};

}  // namespace

Graph read_onnx(BytesView file) {
  if (file.size() > static_cast<std::size_t>(std::numeric_limits<int>::max())) {
    throw_unreadable("ONNX files end at 2 GiB");
  }
  onnx::ModelProto model;
  if (!model.ParseFromArray(file.data(), static_cast<int>(file.size())) || !model.has_graph()) {
    throw_unreadable("it is no ONNX file, or a part of one");
  }
  return Reader(model).read();
}

}  // namespace attendsense::vision::infer
