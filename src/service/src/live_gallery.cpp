#include "attendsense/service/live_gallery.hpp"

#include "attendsense/base/log.hpp"

namespace attendsense::service {
namespace {

constexpr int kChangesAtOnce = 500;

}  // namespace

LiveGallery::LiveGallery(core::Store& store, std::string model, std::size_t dimensions)
    : store_(store),
      model_(std::move(model)),
      dimensions_(dimensions),
      gallery_(std::make_shared<vision::Gallery>(model_, dimensions_)) {}

LiveGallery::~LiveGallery() = default;

Result<void> LiveGallery::load() {
  const std::scoped_lock lock(following_);
  return load_locked();
}

Result<void> LiveGallery::load_locked() {
  std::int64_t version = 0;
  Shared fresh;
  Result<void> loaded = store_.read([&](core::Transaction& transaction) -> Result<void> {
    fresh = std::make_shared<vision::Gallery>(model_, dimensions_);
    Result<std::int64_t> seen = transaction.templates().version();
    if (!seen) return fail(std::move(seen));
    version = *seen;
    return transaction.templates().for_each(model_, [&](const core::Template& t) { return add(*fresh, t); });
  });
  if (!loaded) return loaded;
  gallery_ = fresh;
  version_ = version;
  log::info("gallery_loaded", {{"templates", fresh->size()}, {"people", fresh->owners()}, {"version", version}});
  return {};
}

Result<void> LiveGallery::catch_up() {
  const std::scoped_lock lock(following_);
  if (!loaded()) return load_locked();
  for (;;) {
    Result<bool> more = apply_some_changes();
    if (!more) return fail(std::move(more));
    if (!*more) return {};
  }
}

void LiveGallery::refresh() {
  if (Result<void> done = catch_up(); !done) log::warn("gallery_behind", {{"error", done.error()}});
}

// Whoever catches up later reads a database that no longer has them; whoever did so before is waited for.
void LiveGallery::forget(core::EmployeeId employee) {
  const std::scoped_lock lock(following_);
  gallery()->remove_owner(employee.uuid);
}

Result<bool> LiveGallery::apply_some_changes() {
  std::int64_t version = version_;
  std::size_t count = 0;
  Result<void> applied = store_.read([&](core::Transaction& transaction) -> Result<void> {
    Result<std::vector<core::TemplateChange>> changes = transaction.templates().changes_after(version_, kChangesAtOnce);
    if (!changes) return fail(std::move(changes));
    count = changes->size();
    for (const core::TemplateChange& change : *changes) {
      if (Result<void> done = apply(transaction, change); !done) return done;
      version = change.version;
    }
    return {};
  });
  if (!applied) return fail(std::move(applied));
  version_ = version;
  return count == kChangesAtOnce;
}

// Applying a change twice is harmless, so a failure half way through a batch is too.
Result<void> LiveGallery::apply(core::Transaction& transaction, const core::TemplateChange& change) {
  const Shared now = gallery();
  now->remove_template(change.id.uuid);
  if (change.removed) return {};
  Result<std::optional<core::Template>> found = transaction.templates().find(change.id);
  if (!found) return fail(std::move(found));
  if (!*found) return {};  // removed since; that change follows
  return add(*now, **found);
}

// One damaged row must not keep everybody else from being recognised: it is reported and passed over.
Result<void> LiveGallery::add(vision::Gallery& gallery, const core::Template& added) {
  if (added.model != gallery.model()) return {};
  const Result<vision::Embedding> embedding = vision::Embedding::parse(added.vector.bytes);
  Result<void> done =
      embedding ? gallery.add({added.employee.uuid, added.id.uuid}, *embedding) : Result<void>(fail(embedding.error()));
  if (!done) {
    log::error("template_unusable", {{"template", added.id}, {"employee", added.employee}, {"error", done.error()}});
  }
  return {};
}

void LiveGallery::follow(std::chrono::milliseconds interval) {
  watch_ = store_.watch_templates([this] { changed_.ring(); });
  follower_ = std::jthread([this, interval](const std::stop_token& stop) {
    bool well = true;
    while (!stop.stop_requested()) {
      const Result<void> done = catch_up();
      if (!done && well) log::warn("gallery_behind", {{"error", done.error()}});
      if (done && !well) log::info("gallery_follows_again");
      well = done.has_value();
      changed_.wait(stop, interval);
    }
  });
}

Result<std::vector<vision::Match>> LiveGallery::search(const vision::Embedding& probe, std::size_t count) const {
  return gallery()->search(probe, count);
}

}  // namespace attendsense::service
