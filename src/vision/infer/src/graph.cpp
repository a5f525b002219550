#include "graph.hpp"

#include <algorithm>
#include <set>

#include "fault.hpp"

namespace attendsense::vision::infer {

namespace {

constexpr std::size_t kMostElements = std::size_t{1} << 28;

}  // namespace

ValueId Graph::add_value(std::string name, ConstantPtr constant) {
  values.push_back({std::move(name), std::move(constant)});
  return values.size() - 1;
}

ValueId Graph::add_constant(std::string name, Shape shape, std::vector<float> floats) {
  return add_value(std::move(name), make_constant(std::move(shape), std::move(floats)));
}

std::vector<std::size_t> Graph::count_uses() const {
  std::vector<std::size_t> uses(values.size());
  for (const auto& node : nodes) {
    for (const auto input : node.inputs) ++uses[input];
  }
  for (const auto output : outputs) ++uses[output];
  return uses;
}

std::vector<std::size_t> Graph::find_makers() const {
  std::vector<std::size_t> makers(values.size(), kNone);
  for (std::size_t i = 0; i < nodes.size(); ++i) makers[nodes[i].output] = i;
  return makers;
}

void Graph::replace(ValueId from, ValueId to) {
  for (auto& node : nodes) std::ranges::replace(node.inputs, from, to);
  std::ranges::replace(outputs, from, to);
}

void Graph::sort() {
  std::vector<std::vector<std::size_t>> readers(values.size());
  std::vector<std::size_t> missing(nodes.size());
  std::vector<bool> known(values.size());
  std::set<std::size_t> runnable;  // the earliest first, so that an order that is right already stays
  for (std::size_t i = 0; i < nodes.size(); ++i) {
    missing[i] = nodes[i].inputs.size();
    if (missing[i] == 0) runnable.insert(i);
    for (const auto input : nodes[i].inputs) readers[input].push_back(i);
  }
  const auto make_known = [&](ValueId value) {
    if (known[value]) throw_unreadable("the value '" + values[value].name + "' is made twice");
    known[value] = true;
    for (const auto reader : readers[value]) {
      if (--missing[reader] == 0) runnable.insert(reader);
    }
  };
  for (ValueId value = 0; value < values.size(); ++value) {
    if (values[value].constant) make_known(value);
  }
  for (const auto input : inputs) make_known(input);
  std::vector<Node> sorted;
  sorted.reserve(nodes.size());
  while (!runnable.empty()) {
    const auto next = *runnable.begin();
    runnable.erase(runnable.begin());
    make_known(nodes[next].output);
    sorted.push_back(std::move(nodes[next]));
  }
  for (std::size_t i = 0; i < nodes.size(); ++i) {
    if (missing[i] == 0) continue;
    const auto absent = std::ranges::find_if(nodes[i].inputs, [&](ValueId input) { return !known[input]; });
    throw_unreadable(describe(nodes[i]) + " reads '" + values[*absent].name + "', which nothing makes before it");
  }
  for (const auto output : outputs) {
    if (!known[output]) throw_unreadable("nothing makes the output '" + values[output].name + "'");
  }
  nodes = std::move(sorted);
}

void Graph::remove_dead_nodes() {
  const auto makers = find_makers();
  std::vector<bool> needed(nodes.size());
  auto wanted = outputs;
  while (!wanted.empty()) {
    const auto maker = makers[wanted.back()];
    wanted.pop_back();
    if (maker == kNone || needed[maker]) continue;
    needed[maker] = true;
    wanted.insert(wanted.end(), nodes[maker].inputs.begin(), nodes[maker].inputs.end());
  }
  std::size_t index = 0;
  std::erase_if(nodes, [&](const Node&) { return !needed[index++]; });
}

std::string describe(const Node& node) {
  return node.operator_name + " '" + node.name + "'";
}

std::string describe(const Shape& shape) {
  if (shape.empty()) return "scalar";
  std::string text;
  for (const auto dimension : shape) text += (text.empty() ? "" : "x") + std::to_string(dimension);
  return text;
}

std::size_t element_count(const Shape& shape) {
  std::size_t count = 1;
  for (const auto dimension : shape) {
    if (dimension < 0) throw_unreadable("a tensor has the shape " + describe(shape));
    const auto size = static_cast<std::size_t>(dimension);
    if (size > kMostElements || (size != 0 && count > kMostElements / size)) {
      throw_unreadable("a tensor of " + describe(shape) + " is larger than any network needs");
    }
    count *= size;
  }
  return count;
}

ConstantPtr make_constant(Shape shape, std::vector<float> floats) {
  auto constant = std::make_shared<Constant>();
  constant->shape = std::move(shape);
  constant->floats = std::move(floats);
  return constant;
}

}  // namespace attendsense::vision::infer
