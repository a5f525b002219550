#include "steps.hpp"

namespace attendsense::vision::infer {

namespace {

class Pipeline : public Step {
 public:
  Pipeline(std::vector<std::unique_ptr<RowSource>> sources, Stage& last) : sources_(std::move(sources)), last_(last) {}

  void plan(Memory& memory, std::size_t number) override {
    for (const auto& source : sources_) source->plan(memory, number);
  }

  void bind(const Memory& memory) override {
    for (const auto& source : sources_) source->bind(memory);
  }

  void run() override {
    for (const auto& source : sources_) source->restart();
    last_.make_all();
  }

 private:
  std::vector<std::unique_ptr<RowSource>> sources_;
  Stage& last_;
};

class SimpleStep : public Step {
 public:
  SimpleStep(std::vector<BufferId> inputs, BufferId output, SimpleRun run)
      : inputs_(std::move(inputs)), output_(output), run_(std::move(run)), in_(inputs_.size()) {}

  void plan(Memory& memory, std::size_t number) override {
    for (const auto input : inputs_) memory.touch(input, number);
    memory.touch(output_, number);
  }

  void bind(const Memory& memory) override {
    for (std::size_t i = 0; i < inputs_.size(); ++i) in_[i] = memory.at(inputs_[i]);
    out_ = memory.at(output_);
  }

  void run() override { run_(in_, out_); }

 private:
  std::vector<BufferId> inputs_;
  BufferId output_;
  SimpleRun run_;
  std::vector<const float*> in_;
  float* out_ = nullptr;
};

}  // namespace

StepPtr make_pipeline(std::vector<std::unique_ptr<RowSource>> sources, Stage& last) {
  return std::make_unique<Pipeline>(std::move(sources), last);
}

StepPtr make_simple(std::vector<BufferId> inputs, BufferId output, SimpleRun run) {
  return std::make_unique<SimpleStep>(std::move(inputs), output, std::move(run));
}

}  // namespace attendsense::vision::infer
