#include "onnx_builder.hpp"

#include <onnx/onnx_pb.h>

namespace attendsense::vision::infer {

struct OnnxBuilder::Parts {
  onnx::ModelProto model;
  int values = 0;

  std::string next_name(const std::string& kind) { return kind + std::to_string(values++); }
};

OnnxBuilder::OnnxBuilder(std::int64_t opset) : parts_(std::make_unique<Parts>()) {
  parts_->model.set_ir_version(6);
  parts_->model.add_opset_import()->set_version(opset);
  parts_->model.mutable_graph()->set_name("test");
}

OnnxBuilder::~OnnxBuilder() = default;

std::string OnnxBuilder::input(const std::string& name, const Shape& shape) {
  auto* value = parts_->model.mutable_graph()->add_input();
  value->set_name(name);
  auto* type = value->mutable_type()->mutable_tensor_type();
  type->set_elem_type(onnx::TensorProto::FLOAT);
  for (const auto dimension : shape) type->mutable_shape()->add_dim()->set_dim_value(dimension);
  return name;
}

std::string OnnxBuilder::floats(const Shape& shape, const std::vector<float>& values) {
  auto* tensor = parts_->model.mutable_graph()->add_initializer();
  tensor->set_name(parts_->next_name("weights"));
  tensor->set_data_type(onnx::TensorProto::FLOAT);
  for (const auto dimension : shape) tensor->add_dims(dimension);
  tensor->set_raw_data(values.data(), values.size() * sizeof(float));
  return tensor->name();
}

std::string OnnxBuilder::integers(const std::vector<std::int64_t>& values) {
  auto* tensor = parts_->model.mutable_graph()->add_initializer();
  tensor->set_name(parts_->next_name("integers"));
  tensor->set_data_type(onnx::TensorProto::INT64);
  tensor->add_dims(static_cast<std::int64_t>(values.size()));
  for (const auto value : values) tensor->add_int64_data(value);
  return tensor->name();
}

std::string OnnxBuilder::random(const Shape& shape, std::mt19937& generator, float low, float high) {
  std::uniform_real_distribution<float> distribution(low, high);
  std::size_t count = 1;
  for (const auto dimension : shape) count *= static_cast<std::size_t>(dimension);
  std::vector<float> values(count);
  for (auto& value : values) value = distribution(generator);
  return floats(shape, values);
}

std::string OnnxBuilder::node(const std::string& type, const std::vector<std::string>& inputs,
                              const std::vector<Named>& attributes) {
  auto* node = parts_->model.mutable_graph()->add_node();
  node->set_op_type(type);
  const auto output = parts_->next_name(type);
  node->set_name("the " + output);
  for (const auto& input : inputs) node->add_input(input);
  node->add_output(output);
  for (const auto& [name, value] : attributes) {
    auto* attribute = node->add_attribute();
    attribute->set_name(name);
    if (const auto* integer = std::get_if<std::int64_t>(&value)) {
      attribute->set_type(onnx::AttributeProto::INT);
      attribute->set_i(*integer);
    } else if (const auto* number = std::get_if<float>(&value)) {
      attribute->set_type(onnx::AttributeProto::FLOAT);
      attribute->set_f(*number);
    } else if (const auto* text = std::get_if<std::string>(&value)) {
      attribute->set_type(onnx::AttributeProto::STRING);
      attribute->set_s(*text);
    } else {
      attribute->set_type(onnx::AttributeProto::INTS);
      for (const auto element : std::get<std::vector<std::int64_t>>(value)) attribute->add_ints(element);
    }
  }
  return output;
}

void OnnxBuilder::output(const std::string& value) {
  parts_->model.mutable_graph()->add_output()->set_name(value);
}

Bytes OnnxBuilder::bytes() const {
  return to_bytes(parts_->model.SerializeAsString());
}

}  // namespace attendsense::vision::infer
