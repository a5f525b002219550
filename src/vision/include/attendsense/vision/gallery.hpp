#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <vector>

#include "attendsense/base/result.hpp"
#include "attendsense/base/uuid.hpp"
#include "attendsense/vision/embedding.hpp"

namespace attendsense::vision {

// Who a template belongs to and which one it is; the caller's keys, meaningless to vision.
struct TemplateKey {
  Uuid owner;
  Uuid id;
  auto operator<=>(const TemplateKey&) const = default;
};

struct Match {
  Uuid owner;
  Uuid template_id;
  float similarity = 0;  // cosine of the owner's best template
};

// All templates of one model in contiguous memory, searched exactly: an 8-bit pass over everything bounds each
// similarity from above, and only those that can still matter are computed in float32. The result is that of a plain
// scan (the tests compare them). Reading from several threads at once is safe; a change waits for readers.
class Gallery {
 public:
  Gallery(std::string model, std::size_t dimensions);
  ~Gallery();
  Gallery(Gallery&&) noexcept;
  Gallery& operator=(Gallery&&) noexcept;

  void reserve(std::size_t templates);
  // Errors: invalid_input "embedding_models_differ"; conflict "template_known" for an id that is there.
  [[nodiscard]] Result<void> add(const TemplateKey& key, const Embedding& embedding);
  // Whether it was there.
  bool remove_template(const Uuid& id);
  // How many templates went.
  std::size_t remove_owner(const Uuid& owner);
  void clear();

  [[nodiscard]] std::size_t size() const;
  [[nodiscard]] std::size_t owners() const;
  [[nodiscard]] const std::string& model() const;

  // The best `count` owners, each by their best template, best first; equal similarities by owner id.
  // Errors: invalid_input "embedding_models_differ".
  [[nodiscard]] Result<std::vector<Match>> search(const Embedding& probe, std::size_t count) const;

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace attendsense::vision
