#pragma once

#include <atomic>
#include <chrono>
#include <cstdint>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

#include "attendsense/core/ports/store.hpp"
#include "attendsense/service/signal.hpp"
#include "attendsense/vision/gallery.hpp"

namespace attendsense::service {

// Everybody's templates in memory, following the database: loaded as a whole once, then kept up to date by the changes
// since. A use case that changes templates catches up before it returns; other processes are heard of from the store's
// watch, or by looking at the database every so often. Safe from any thread.
class LiveGallery {
 public:
  // `model` and `dimensions`: of the embedder. Templates of other models are passed over.
  LiveGallery(core::Store& store, std::string model, std::size_t dimensions);
  ~LiveGallery();
  LiveGallery(const LiveGallery&) = delete;
  LiveGallery& operator=(const LiveGallery&) = delete;

  // Reads everything anew, aside: until it succeeds, searches see what was there before. Errors: the store's, among
  // them corrupt "template_sealed_otherwise".
  [[nodiscard]] Result<void> load();
  // Applies what has changed since. The first call loads.
  [[nodiscard]] Result<void> catch_up();
  // The same after a commit that must not be reported as failed: a failure is logged, and the follower tries again.
  void refresh();
  // All templates of a person go at once, whatever state the database is in. Call it after the commit that removed
  // them.
  void forget(core::EmployeeId employee);
  // Catches up when the store tells of a change, and every `interval`, on a thread of its own until destruction. A
  // failure is logged once and tried again.
  void follow(std::chrono::milliseconds interval);

  // The best `count` owners. Errors: invalid_input "embedding_models_differ".
  [[nodiscard]] Result<std::vector<vision::Match>> search(const vision::Embedding& probe, std::size_t count) const;

  [[nodiscard]] bool loaded() const { return version_.load() >= 0; }

  [[nodiscard]] std::int64_t version() const { return version_.load(); }  // of the database; -1 before load()

  [[nodiscard]] std::size_t size() const { return gallery()->size(); }

  [[nodiscard]] const std::string& model() const { return model_; }

  // Held from looking for a face under another name until it is enrolled, so that two people who enrol the same face at
  // the same time do not both succeed.
  [[nodiscard]] std::unique_lock<std::mutex> lock_enrolment() { return std::unique_lock(enrolment_); }

 private:
  using Shared = std::shared_ptr<vision::Gallery>;

  [[nodiscard]] Shared gallery() const { return gallery_.load(); }

  [[nodiscard]] Result<void> load_locked();
  [[nodiscard]] Result<bool> apply_some_changes();
  [[nodiscard]] Result<void> apply(core::Transaction& transaction, const core::TemplateChange& change);
  static Result<void> add(vision::Gallery& gallery, const core::Template& added);

  core::Store& store_;
  const std::string model_;
  const std::size_t dimensions_;
  std::atomic<Shared> gallery_;
  std::mutex following_;  // one at a time reads changes and applies them
  std::mutex enrolment_;
  std::atomic<std::int64_t> version_{-1};
  Signal changed_;
  std::unique_ptr<core::Watch> watch_;
  std::jthread follower_;  // last: ends before what it uses
};

}  // namespace attendsense::service
