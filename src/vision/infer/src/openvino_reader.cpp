// OpenVINO IR: layers and edges in XML, weights by offset in a file beside it.

#include <algorithm>
#include <charconv>
#include <cstring>
#include <map>
#include <pugixml.hpp>

#include "fault.hpp"
#include "half.hpp"
#include "readers.hpp"

namespace attendsense::vision::infer {

namespace {

// "1, 64, 3, 3".
std::vector<std::int64_t> parse_integers(std::string_view text, const std::string& where) {
  std::vector<std::int64_t> numbers;
  std::size_t at = 0;
  while ((at = text.find_first_not_of(", ", at)) != std::string_view::npos) {
    const auto end = std::min(text.find_first_of(", ", at), text.size());
    std::int64_t number = 0;
    const auto [stop, error] = std::from_chars(text.data() + at, text.data() + end, number);
    if (error != std::errc() || stop != text.data() + end) {
      throw_unreadable(where + ": '" + std::string(text) + "' is no list of integers");
    }
    numbers.push_back(number);
    at = end;
  }
  return numbers;
}

// One <layer> and its <data>.
class Layer {
 public:
  explicit Layer(pugi::xml_node xml) : xml_(xml), data_(xml.child("data")) {}

  [[nodiscard]] std::string type() const { return xml_.attribute("type").value(); }

  [[nodiscard]] std::string name() const { return xml_.attribute("name").value(); }

  [[nodiscard]] std::string describe() const { return type() + " '" + name() + "'"; }

  [[nodiscard]] std::string id() const {
    const std::string id = xml_.attribute("id").value();
    if (id.empty()) throw_unreadable(describe() + " has no id");
    return id;
  }

  [[nodiscard]] std::string text(const char* key) const { return data_.attribute(key).value(); }

  [[nodiscard]] std::vector<std::int64_t> integers(const char* key) const {
    return parse_integers(text(key), describe() + ": " + key);
  }

  [[nodiscard]] std::int64_t integer(const char* key) const {
    const auto numbers = integers(key);
    if (numbers.size() != 1) throw_unreadable(describe() + ": " + key + " is not one integer");
    return numbers.front();
  }

  [[nodiscard]] Extent extent(const char* key, Extent otherwise) const {
    if (!data_.attribute(key)) return otherwise;
    const auto numbers = integers(key);
    if (numbers.size() != 2) unsupported(std::string(key) + " that is not two-dimensional");
    return {numbers[0], numbers[1]};
  }

  [[nodiscard]] bool is_true(const char* key) const {
    const auto value = text(key);
    return value == "true" || value == "True" || value == "1";
  }

  // Of the first output: the name a framework gave it, else the layer's.
  [[nodiscard]] std::string output_name() const {
    const std::string names = xml_.child("output").child("port").attribute("names").value();
    return names.empty() ? name() : names.substr(0, names.find(','));
  }

  [[nodiscard]] std::size_t output_count() const {
    const auto ports = xml_.child("output").children("port");
    return static_cast<std::size_t>(std::distance(ports.begin(), ports.end()));
  }

  [[noreturn]] void unsupported(const std::string& what) const {
    throw_unsupported(describe() + ": " + what + " is not supported");
  }

 private:
  pugi::xml_node xml_;
  pugi::xml_node data_;
};

Window read_window(const Layer& layer) {
  Window window;
  window.kernel = layer.extent("kernel", {0, 0});  // a convolution's comes with its weights
  window.stride = layer.extent("strides", {1, 1});
  window.dilation = layer.extent("dilations", {1, 1});
  const auto automatic = layer.text("auto_pad");
  if (automatic == "same_upper") {
    window.padding = Padding::same_upper;
  } else if (automatic == "same_lower") {
    window.padding = Padding::same_lower;
  } else if (automatic.empty() || automatic == "explicit") {
    window.begin = layer.extent("pads_begin", {0, 0});
    window.end = layer.extent("pads_end", {0, 0});
  } else if (automatic != "valid") {
    layer.unsupported("auto_pad " + automatic);
  }
  return window;
}

Binary read_binary(const Layer& layer, Arithmetic arithmetic) {
  const auto broadcast = layer.text("auto_broadcast");
  if (!broadcast.empty() && broadcast != "numpy" && broadcast != "none")
    layer.unsupported("broadcasting by " + broadcast);
  return Binary{arithmetic};
}

bool is_ceil(const Layer& layer) {
  return layer.text("rounding_type") == "ceil";
}

Operation read_pool(const Layer& layer) {
  if (layer.type() == "AvgPool") {
    return AveragePool{
        .window = read_window(layer), .ceil = is_ceil(layer), .count_padding = !layer.is_true("exclude-pad")};
  }
  return MaxPool{.window = read_window(layer), .ceil = is_ceil(layer)};
}

Operation read_operation(const Layer& layer) {
  const auto type = layer.type();
  if (type == "Convolution" || type == "GroupConvolution") {
    return Convolution{.window = read_window(layer), .groups = 1, .residual = false, .activation = {}};
  }
  if (type == "Add") return read_binary(layer, Arithmetic::add);
  if (type == "Subtract") return read_binary(layer, Arithmetic::subtract);
  if (type == "Multiply") return read_binary(layer, Arithmetic::multiply);
  if (type == "Divide") return read_binary(layer, Arithmetic::divide);
  if (type == "PReLU") return PRelu{};
  if (type == "ReLU") return Activate{.activation = {.kind = Activation::Kind::relu, .slopes = {}}};
  if (type == "Sigmoid") return Sigmoid{};
  if (type == "AvgPool" || type == "MaxPool") return read_pool(layer);
  if (type == "Convert") return Identity{};
  if (type == "Reshape") return Reshape{.target = {}, .zero_copies = layer.is_true("special_zero")};
  if (type == "Transpose") return Transpose{};
  if (type == "SoftMax") return Softmax{.axis = layer.integer("axis")};
  if (type == "MatMul") {
    if (layer.is_true("transpose_a")) layer.unsupported("transpose_a");
    return MatMul{.transpose_weights = layer.is_true("transpose_b"), .alpha = 1, .beta = 1};
  }
  throw_unsupported("the operator " + layer.describe() + " is not supported");
}

class Reader {
 public:
  Reader(const pugi::xml_node& net, BytesView weights) : net_(net), weights_(weights) {}

  Graph read() {
    const auto version = net_.attribute("version").as_int();
    if (version != 10 && version != 11) {
      throw_unsupported("OpenVINO IR version " + std::string(net_.attribute("version").value()) + " is not supported");
    }
    for (const auto xml : net_.child("layers").children("layer")) read_layer(Layer(xml));
    connect();
    for (auto& node : graph_.nodes) finish(node);
    graph_.sort();
    return std::move(graph_);
  }

 private:
  void read_layer(const Layer& layer) {
    const auto id = layer.id();
    if (layers_.contains(id)) throw_unreadable("two layers have the id " + id);
    if (layer.type() == "Result") {
      layers_[id] = {.output = Graph::kNone, .node = Graph::kNone, .result = graph_.outputs.size()};
      graph_.outputs.push_back(Graph::kNone);
      return;
    }
    if (layer.output_count() != 1) layer.unsupported("a number of outputs other than one");
    const auto value = graph_.add_value(layer.output_name());
    layers_[id] = {.output = value, .node = Graph::kNone, .result = Graph::kNone};
    if (layer.type() == "Parameter") {
      graph_.inputs.push_back(value);
      graph_.input_shapes.push_back(read_input_shape(layer));
    } else if (layer.type() == "Const") {
      graph_.values[value].constant = read_constant(layer);
    } else {
      layers_[id].node = graph_.nodes.size();
      graph_.nodes.push_back({.name = layer.name(),
                              .operator_name = layer.type(),
                              .inputs = {},
                              .output = value,
                              .operation = read_operation(layer)});
    }
  }

  static Shape read_input_shape(const Layer& layer) {
    if (layer.text("element_type") != "f32") layer.unsupported("element type " + layer.text("element_type"));
    auto text = layer.text("shape");
    std::ranges::replace(text, '?', '0');
    auto shape = parse_integers(text, layer.describe());
    std::ranges::replace(shape, -1, 0);
    return shape;
  }

  ConstantPtr read_constant(const Layer& layer) const {
    auto constant = std::make_shared<Constant>();
    constant->shape = layer.integers("shape");
    const auto count = element_count(constant->shape);
    const auto type = layer.text("element_type");
    if (type == "f32") {
      constant->floats = elements<float>(layer, count);
    } else if (type == "f16") {
      constant->floats.reserve(count);
      for (const auto half : elements<std::uint16_t>(layer, count)) constant->floats.push_back(half_to_float(half));
    } else if (type == "i64") {
      constant->integers = elements<std::int64_t>(layer, count);
    } else if (type == "i32") {
      const auto narrow = elements<std::int32_t>(layer, count);
      constant->integers.assign(narrow.begin(), narrow.end());
    } else {
      layer.unsupported("element type " + type);
    }
    return constant;
  }

  template <class T>
  std::vector<T> elements(const Layer& layer, std::size_t count) const {
    const auto offset = layer.integer("offset");
    const auto size = layer.integer("size");
    const auto wanted = count * sizeof(T);
    if (offset < 0 || size < 0 || static_cast<std::size_t>(size) != wanted || wanted > weights_.size() ||
        static_cast<std::size_t>(offset) > weights_.size() - wanted) {
      throw_unreadable(layer.describe() + ": bytes " + std::to_string(offset) + "+" + std::to_string(size) +
                       " of the weights, which have " + std::to_string(weights_.size()));
    }
    std::vector<T> read(count);
    if (count != 0) std::memcpy(read.data(), weights_.data() + offset, wanted);
    return read;
  }

  // Edges name ports by number; a layer's inputs are its ports in ascending order.
  void connect() {
    std::map<std::pair<std::string, std::int64_t>, std::string> sources;
    for (const auto edge : net_.child("edges").children("edge")) {
      const auto port = parse_integers(edge.attribute("to-port").value(), "an edge");
      if (port.size() != 1) throw_unreadable("an edge has no to-port");
      sources[{edge.attribute("to-layer").value(), port.front()}] = edge.attribute("from-layer").value();
    }
    for (const auto& [target, source] : sources) {
      const auto to = layers_.find(target.first);
      const auto from = layers_.find(source);
      if (to == layers_.end() || from == layers_.end() || from->second.output == Graph::kNone) {
        throw_unreadable("an edge joins " + source + " to " + target.first + ", which are not two layers");
      }
      if (to->second.result != Graph::kNone) {
        graph_.outputs[to->second.result] = from->second.output;
      } else if (to->second.node != Graph::kNone) {
        graph_.nodes[to->second.node].inputs.push_back(from->second.output);
      }
    }
    if (std::ranges::find(graph_.outputs, Graph::kNone) != graph_.outputs.end())
      throw_unreadable("an output is joined to nothing");
  }

  // What ONNX says in attributes comes here as an input or in the shape of the weights.
  void finish(Node& node) {
    if (auto* convolution = std::get_if<Convolution>(&node.operation)) {
      if (node.operator_name == "GroupConvolution") merge_groups(node, *convolution);
    } else if (auto* transpose = std::get_if<Transpose>(&node.operation)) {
      if (node.inputs.size() != 2 || !constant_behind(node.inputs[1])) {
        throw_unsupported(describe(node) + ": a permutation that is not constant is not supported");
      }
      transpose->permutation = constant_behind(node.inputs[1])->integers;
      node.inputs.resize(1);
    }
  }

  // [G, O/G, I/G, kh, kw] to [O, I/G, kh, kw]: the same numbers in the same order.
  void merge_groups(Node& node, Convolution& convolution) {
    if (node.inputs.size() != 2) throw_unreadable(describe(node) + " has no weights");
    const auto weights = constant_behind(node.inputs[1]);
    if (!weights || weights->shape.size() != 5) {
      throw_unsupported(describe(node) + ": weights that are not constant and five-dimensional are not supported");
    }
    const auto& shape = weights->shape;
    convolution.groups = shape[0];
    node.inputs[1] =
        graph_.add_constant(node.name, {shape[0] * shape[1], shape[2], shape[3], shape[4]}, weights->floats);
  }

  // The constant of a value, seen through the conversions that decompress FP16 weights.
  [[nodiscard]] ConstantPtr constant_behind(ValueId value) const {
    for (std::size_t steps = 0; steps < 4; ++steps) {
      if (graph_.constant(value)) return graph_.constant(value);
      const auto maker = std::ranges::find(graph_.nodes, value, &Node::output);
      if (maker == graph_.nodes.end() || !std::holds_alternative<Identity>(maker->operation) || maker->inputs.empty()) {
        return nullptr;
      }
      value = maker->inputs.front();
    }
    return nullptr;
  }

  struct Entry {
    ValueId output = Graph::kNone;
    std::size_t node = Graph::kNone;
    std::size_t result = Graph::kNone;
  };

  const pugi::xml_node& net_;
  BytesView weights_;
  Graph graph_;
  std::map<std::string, Entry> layers_;
};

}  // namespace

Graph read_openvino(BytesView xml, BytesView weights) {
  pugi::xml_document document;
  const auto parsed = document.load_buffer(xml.data(), xml.size());
  if (!parsed) throw_unreadable(std::string("it is no XML file, or a part of one: ") + parsed.description());
  const auto net = document.child("net");
  if (!net || !net.child("layers")) throw_unreadable("it is no OpenVINO IR");
  return Reader(net, weights).read();
}

}  // namespace attendsense::vision::infer
