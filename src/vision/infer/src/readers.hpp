#pragma once

// The formats in which networks are published. Each reader checks what it reads (offsets, sizes, types) and throws
// ModelFault; the graph it returns is sorted, with values and nodes named as published.

#include <filesystem>

#include "attendsense/base/bytes.hpp"
#include "graph.hpp"

namespace attendsense::vision::infer {

Graph read_onnx(BytesView file);

// OpenVINO IR, version 10 or 11: the .xml and the weights beside it.
Graph read_openvino(BytesView xml, BytesView weights);

}  // namespace attendsense::vision::infer
