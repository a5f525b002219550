#pragma once

// What the use cases work with. The composition root makes the parts and keeps them alive for as long as any use case
// may run; every part is safe from any thread.

#include "attendsense/base/metrics.hpp"
#include "attendsense/core/ports/capture_queue.hpp"
#include "attendsense/core/ports/store.hpp"
#include "attendsense/service/live_gallery.hpp"
#include "attendsense/service/login_throttle.hpp"
#include "attendsense/service/signal.hpp"
#include "attendsense/vision/analyzer.hpp"

namespace attendsense::service {

struct Ports {
  core::Store& store;
  core::CaptureQueue& queue;
  vision::Analyzer& analyzer;
  LiveGallery& gallery;
  LoginThrottle& throttle;
  Signal& events_written;  // rung after a commit that added to the outbox
  metrics::Registry& metrics;
  bool allow_plain_webhooks = false;  // whether a webhook may be without TLS
};

}  // namespace attendsense::service
